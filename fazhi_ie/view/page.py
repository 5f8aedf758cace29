"""Reports as self-contained HTML: header, outline, the text with its facts marked, and tables."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from fazhi_ie.schema import Report
from fazhi_ie.view.escaping import as_attribute, as_text
from fazhi_ie.view.links import linked
from fazhi_ie.view.marks import marked
from fazhi_ie.view.tables import tables
from fazhi_ie.view.words import KINDS, META


class Html(str):
    """A piece of HTML that a notebook shows as it is meant, and that is otherwise a plain str.

    Example:
        >>> piece = Html("<p>县司法局</p>")
        >>> piece, str(piece)
        (<Html: 11 characters>, '<p>县司法局</p>')
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<Html: {len(self):,} characters>"


def render(reports: Report | Iterable[Report]) -> Html:
    """Show one or several reports as one piece of HTML that needs nothing else: no network, no other files.

    Everything from the reports is escaped. Without scripts (a notebook that is not trusted) the marks, tips, links,
    folding tables and the filter by kind work; a small script of its own adds search, the card of a clicked fact and
    the keyboard.

    Args:
        reports: A report or several; the text of each is shown where the report still carries it (`Report.text`).

    Returns:
        Html: a `<div>` with its own style and script, a `str` that Jupyter shows as HTML.

    Example:
        >>> import fazhi_ie
        >>> page = render(fazhi_ie.extract("2023年,市司法局办理行政复议案件12件。"))
        >>> "办理行政复议案件 = 12 件" in page
        True
    """
    shown = [reports] if isinstance(reports, Report) else list(reports)
    counts = {kind.key: sum(len(getattr(report, kind.key)) for report in shown) for kind in KINDS}
    parts = [
        f'<div class="fz"><style>{_asset("page.css")}</style>',
        _controls(counts),
        *(f"<article>{_header(report)}{_body(report)}</article>" for report in shown),
        '<div class="card" role="status" hidden></div>',
        f"</div><script>{_asset('page.js')}</script>",
    ]
    return Html("\n".join(parts))


def render_page(reports: Report | Iterable[Report], title: str = "fazhi_ie") -> str:
    """Show reports as a whole HTML page for a browser, with the outline of all of them beside the text.

    The page forbids itself to load anything or to run any script but its own.

    Args:
        reports: A report or several.
        title: What stands in the title of the window.

    Returns:
        str: the page, to be written as UTF-8.

    Example:
        >>> import fazhi_ie
        >>> render_page([fazhi_ie.extract("")])[:15]
        '<!doctype html>'
    """
    digest = b64encode(sha256(_asset("page.js").encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{as_text(title)}</title></head>\n'
        f'<body class="fz-page">\n{render(reports)}\n</body></html>\n'
    )


@cache
def _asset(name: str) -> str:
    return files("fazhi_ie.view").joinpath(name).read_text("utf-8")


def _controls(counts: dict[str, int]) -> str:
    boxes = "".join(
        f'<label class="k-{kind.letter}"><input type="checkbox" class="f-{kind.letter}" checked> {kind.title} '
        f'<span class="count">{counts[kind.key]}</span></label>'
        for kind in KINDS
    )
    return (
        f'<div class="controls" role="toolbar" aria-label="显示 show">{boxes}'
        '<label><input type="checkbox" class="f-l" checked> 标签 labels</label>'
        '<label class="search" hidden>搜索 search <input type="search" placeholder="按 / 键" aria-keyshortcuts="/">'
        "<output></output></label>"
        '<span class="keys" hidden>n/p 上下一条 next, previous · Enter 详情 detail · Esc</span></div>'
    )


def _header(report: Report) -> str:
    title = report.meta.title or report.source or report.sha256[:8]
    told = [
        f"<div><dt>{chinese} <small>{english}</small></dt><dd>{as_text(str(value))}</dd></div>"
        for key, chinese, english in META
        if (value := getattr(report.meta, key)) is not None
    ]
    if report.source and report.source != title:
        told.append(f"<div><dt>来源 <small>source</small></dt><dd>{as_text(report.source)}</dd></div>")
    if report.repairs:
        done = ", ".join(f"{kind} {count}" for kind, count in report.repairs.items())
        told.append(f"<div><dt>还原 <small>repairs</small></dt><dd>{as_text(done)}</dd></div>")
    counts = " · ".join(f"{kind.title} {len(getattr(report, kind.key))}" for kind in KINDS)
    return (
        f'<header id="t-{report.sha256[:8]}"><h2>{as_text(title)}</h2>'
        f'<p class="counts">{counts}</p><dl>{"".join(told)}</dl></header>'
    )


def _body(report: Report) -> str:
    text = ""
    if report.text is not None:
        # a notebook that is not trusted takes the style sheet away, but leaves this
        kept = 'style="white-space:pre-wrap"'
        text = f'<div class="text" {kept} tabindex="0" role="document" aria-label="原文 text">{marked(report)}</div>'
    return f"{_outline(report)}{text}{tables(report, linked(report))}"


def _outline(report: Report) -> str:
    if report.text is None or not any(section.title for section in report.sections):
        return ""
    lines = "".join(_outline_lines(report))
    return f'<details class="outline"><summary><b>提纲 outline</b></summary><ol>{lines}</ol></details>'


def _outline_lines(report: Report) -> Iterator[str]:
    for section in report.sections:
        if section.title:
            number = f"{section.number} " if section.number else ""
            yield (
                f'<li class="d{min(section.level, 4)}" data-role="{as_attribute(section.role)}">'
                f'<a href="#t-{section.id}">{as_text(number + section.title)}</a></li>'
            )
