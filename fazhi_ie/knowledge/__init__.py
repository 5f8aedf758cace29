"""What is true of the world: divisions, laws, kinds of agencies, issuer codes: data files and their look-ups."""

from fazhi_ie.knowledge.agencies import (
    AgencyHead,
    CentralOrgan,
    FusedName,
    agency_heads,
    central_organs,
    full_form,
    fused_names,
    short_forms,
    written_out,
)
from fazhi_ie.knowledge.divisions import (
    Region,
    full_names,
    is_within,
    parents,
    region_by_code,
    region_by_name,
    regions_named,
    short_name,
    short_names,
)
from fazhi_ie.knowledge.laws import NationalLaw, issuers_by_code, law_named, national_laws

__all__ = [
    "AgencyHead",
    "CentralOrgan",
    "FusedName",
    "NationalLaw",
    "Region",
    "agency_heads",
    "central_organs",
    "full_form",
    "full_names",
    "fused_names",
    "is_within",
    "issuers_by_code",
    "law_named",
    "national_laws",
    "parents",
    "region_by_code",
    "region_by_name",
    "regions_named",
    "short_forms",
    "short_name",
    "short_names",
    "written_out",
]
