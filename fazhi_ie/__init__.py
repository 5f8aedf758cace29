"""fazhi_ie: typed, checkable facts from Chinese government reports.

    >>> import fazhi_ie
    >>> report = fazhi_ie.extract("2023年,市司法局共办理行政复议案件12件。")
    >>> report.indicators[0].value
    Decimal('12')

Importing the package does nothing heavy: each name loads its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fazhi_ie.errors import (
        BatchError,
        FazhiError,
        MissingExtraError,
        NumeralError,
        PipelineError,
        ReadError,
        RuleError,
        SchemaError,
    )  # fmt: skip
    from fazhi_ie.facts.extract import extract
    from fazhi_ie.io.batch import extract_file, extract_many
    from fazhi_ie.io.frames import frames
    from fazhi_ie.io.jsonl import read_reports, write_reports
    from fazhi_ie.io.readers import read
    from fazhi_ie.io.table_files import write_tables
    from fazhi_ie.pipes.load import load
    from fazhi_ie.rules.scanner import load_rules
    from fazhi_ie.schema.report import Report
    from fazhi_ie.text.restore import restore
    from fazhi_ie.version import __version__

_HOMES = {
    "BatchError": "errors", "FazhiError": "errors", "MissingExtraError": "errors", "NumeralError": "errors",
    "PipelineError": "errors", "ReadError": "errors", "RuleError": "errors", "SchemaError": "errors",
    "extract": "facts.extract", "extract_file": "io.batch", "extract_many": "io.batch", "frames": "io.frames",
    "read_reports": "io.jsonl", "write_reports": "io.jsonl", "read": "io.readers", "write_tables": "io.table_files",
    "load": "pipes.load", "load_rules": "rules.scanner", "Report": "schema.report", "restore": "text.restore",
    "__version__": "version",
}  # fmt: skip

__all__ = [
    "BatchError", "FazhiError", "MissingExtraError", "NumeralError", "PipelineError", "ReadError", "Report",
    "RuleError", "SchemaError", "__version__", "extract", "extract_file", "extract_many", "frames", "load",
    "load_rules", "read", "read_reports", "restore", "write_reports", "write_tables",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'fazhi_ie' has no attribute {name!r}")
    value = getattr(import_module(f"fazhi_ie.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
