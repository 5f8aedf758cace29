"""`extract`: from a text to a Report, in memory, without spaCy and without word segmentation."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

from fazhi_ie.facts.analyse import analyse
from fazhi_ie.facts.known import Known
from fazhi_ie.facts.report import Source, build_report
from fazhi_ie.rules import Pack, RuleSet, load_rules
from fazhi_ie.schema import Report
from fazhi_ie.text.restore import restore
from fazhi_ie.text.view import matching_view


def hash_text(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes as 64 hex digits; lone surrogates count as they would in WTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def source_name(name: str) -> str:
    """Write a name so that JSON can hold it: bytes of a file name that are no text are lone surrogates in Python."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def make_source(text: str, repairs: str | Collection[str] = "auto", name: str | None = None) -> Source:
    """Restore a text and note what the Report has to say about that.

    Args:
        text: The text as given.
        repairs: "auto", or the kinds of repair to make (see `restore`).
        name: Where the text came from, such as a file name.
    """
    done = restore(text, repairs)
    return Source(
        clean=done.text,
        alignment=done.alignment,
        sha256=hash_text(text),
        variant=done.variant,
        repairs=tuple(sorted(done.repairs.items())),
        notices=tuple((n.code, n.message, tuple((s, e) for s, e in n.spans)) for n in done.notices),
        name=None if name is None else source_name(name),
    )


def extract(
    text: str,
    *,
    region: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
    title: str | None = None,
    date: str | None = None,
    source: str | None = None,
    rules: Sequence[str | Path | Pack] | RuleSet = (),
    disable: Sequence[str] = (),
) -> Report:
    """Extract the facts of one report.

    The facts do not depend on word segmentation, so none is done; `load` gives words as well.

    Args:
        text: The report as it came; anti-copying noise is undone first.
        region: Area reported on ("安吉县"), where the caller knows it; settles whose 县司法局 is meant.
        issuer: Issuing body ("安吉县人民政府"), where the caller knows it.
        year: Year reported on, where the caller knows it.
        title: Title for a text that has none of its own, such as the title in a page's metadata.
        date: Day of publication ("2024-02-08") for a text that gives none.
        source: A name for the text, such as its file or address; stands in the Report.
        rules: Paths of rule packs to stack on the built-in ones, or a compiled RuleSet.
        disable: Ids of rules to switch off.

    Returns:
        Report: validated, frozen; offsets are half-open code points into `text` (`start`, `end`) and into the
        restored text (`clean_start`, `clean_end`).

    Raises:
        TypeError: `text` is not a str; `fazhi_ie.read` turns files into text.
        ValueError: `date` is no day in ISO form.
        RuleError: A rule pack is wrong, or a rule to disable does not exist.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("共办理行政复议案件12件。")
        >>> [(i.name, i.value, i.unit) for i in report.indicators]
        [('办理行政复议案件', Decimal('12'), '件')]
    """
    if not isinstance(text, str):
        raise TypeError(f"extract needs a str, not {type(text).__name__}; fazhi_ie.read(path) turns a file into text")
    compiled = rules if isinstance(rules, RuleSet) else load_rules(tuple(rules), tuple(disable))
    origin = make_source(text, name=source)
    found = analyse(matching_view(origin.clean), compiled, Known(region, issuer, year, title, date))
    return build_report(found, origin, compiled.names)
