"""Plots of a corpus and of a report, with matplotlib; Chinese labels need no set-up where such a font is installed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import regex

from fazhi_ie.errors import MissingExtraError
from fazhi_ie.schema import DateMention, Indicator, Report
from fazhi_ie.view.cells import short
from fazhi_ie.view.fonts import chinese_font
from fazhi_ie.view.words import CATEGORIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GREEN, _PALE_GREEN, _RED, _PALE_RED, _BLUE = "#2e7d4f", "#a9d8b8", "#c0345a", "#f0b3c3", "#1f5fbf"
_INCH_A_ROW: Final = 0.32
_YEAR: Final = 360
_SENTENCE_END = regex.compile(r"[。！？；!?;\n]")


def indicator_over_years(
    reports: Iterable[Report], name: str, *, unit: str | None = None, ax: Axes | None = None
) -> Axes:
    """Plot the indicators of one name: a line a region over the years, or bars where there is one year only.

    A figure stands at the year in which its period ends, else at the year of its report. Targets, shares of another
    figure and values without an end are left out; of a range the lower end counts.

    Args:
        reports: The reports to search.
        name: The name of the indicator, exactly as in `Indicator.name`.
        unit: The unit to plot; the most frequent one if absent.
        ax: Where to draw; a new figure if absent.

    Returns:
        matplotlib.axes.Axes: with the plot; `ax.figure.savefig("plot.png")` saves it.

    Raises:
        ValueError: No report states such an indicator with a year; the message names similar ones.
        MissingExtraError: matplotlib is not installed (extra `plots`).

    Example:
        >>> import fazhi_ie
        >>> text = "{}年,共办理行政复议案件{}件。"
        >>> reports = [fazhi_ie.extract(text.format(*pair), region="安吉县") for pair in ((2022, 8), (2023, 12))]
        >>> indicator_over_years(reports, "办理行政复议案件").lines[0].get_ydata().tolist()
        [8.0, 12.0]
    """
    shown = list(reports)
    points = [
        (_region(report), year, indicator)
        for report in shown
        for indicator in report.indicators
        if indicator.name == name and indicator.value is not None and not indicator.target
        if (year := _year(report, indicator)) is not None
    ]
    if not points:
        raise ValueError(f"no report states {name!r} with a year{_similar(shown, name)}")
    wanted = unit or Counter(indicator.unit for _, _, indicator in points).most_common(1)[0][0]
    series: dict[str, dict[int, float]] = defaultdict(dict)
    for region, year, indicator in points:
        if indicator.unit == wanted and indicator.value is not None:
            series[region].setdefault(year, float(indicator.value))
    if not series:
        units = ", ".join(sorted({indicator.unit for _, _, indicator in points}))
        raise ValueError(f"{name!r} is not stated in {wanted!r}, but in: {units}")
    years = sorted({year for values in series.values() for year in values})
    if len(years) == 1:
        axes = _axes(ax, len(series))
        regions = sorted(series, key=lambda region: series[region][years[0]])
        axes.barh(regions, [series[region][years[0]] for region in regions], color=_BLUE)
        return _finish(axes, f"{name},{years[0]}年", wanted)
    axes = _axes(ax, 12)
    for region, values in sorted(series.items()):
        line = sorted(values.items())
        axes.plot([year for year, _ in line], [value for _, value in line], marker="o", label=region)
    axes.set_xticks(years)
    return _finish(axes, name, None, wanted, legend=len(series) > 1)


def measures_by_category(reports: Report | Iterable[Report], *, ax: Axes | None = None) -> Axes:
    """Plot how many measures there are in each category, done and planned.

    Args:
        reports: A report or several.
        ax: Where to draw; a new figure if absent.

    Returns:
        matplotlib.axes.Axes: a bar a category, the largest on top.

    Raises:
        MissingExtraError: matplotlib is not installed (extra `plots`).

    Example:
        >>> import fazhi_ie
        >>> axes = measures_by_category(fazhi_ie.extract("市司法局办理行政复议案件12件。"))
        >>> [label.get_text() for label in axes.get_yticklabels()]
        ['矛盾化解']
    """
    measures = [measure for report in _several(reports) for measure in report.measures]
    counts = _by_category((measure.category, measure.status == "done") for measure in measures)
    return _bars(counts, f"举措 {len(measures)} 项", ("已做", _GREEN), ("计划", _PALE_GREEN), ax)


def problems_by_category(reports: Report | Iterable[Report], *, ax: Axes | None = None) -> Axes:
    """Plot how many problems there are in each category, and how many of them a planned measure answers.

    Args:
        reports: A report or several.
        ax: Where to draw; a new figure if absent.

    Returns:
        matplotlib.axes.Axes: a bar a category, the largest on top.

    Raises:
        MissingExtraError: matplotlib is not installed (extra `plots`).

    Example:
        >>> import fazhi_ie
        >>> axes = problems_by_category(fazhi_ie.extract("存在的问题:一是基层执法力量仍然不足。"))
        >>> [label.get_text() for label in axes.get_yticklabels()]
        ['行政执法']
    """
    problems = [problem for report in _several(reports) for problem in report.problems]
    counts = _by_category((problem.category, bool(problem.remedies)) for problem in problems)
    return _bars(counts, f"问题 {len(problems)} 个", ("有对应举措", _RED), ("无对应举措", _PALE_RED), ax)


def timeline(report: Report, *, most: int = 30, ax: Axes | None = None) -> Axes:
    """Plot when what was done: a bar from the first to the last day of the date of each measure that has one.

    The date of a measure is the one in it, else the last one before it in its sentence. Whole years are left out, for
    they tell no order.

    Args:
        report: The report.
        most: How many rows at most; the latest are kept.
        ax: Where to draw; a new figure if absent.

    Returns:
        matplotlib.axes.Axes: a row a measure, the earliest on top.

    Raises:
        ValueError: The report dates no measure.
        MissingExtraError: matplotlib is not installed (extra `plots`).

    Example:
        >>> import fazhi_ie
        >>> axes = timeline(fazhi_ie.extract("2023年5月8日,市司法局印发《行政复议工作要点》。"))
        >>> [label.get_text() for label in axes.get_yticklabels()]
        ['印发 《行政复议工作要点》']
    """
    rows = _dated(report)[-most:]
    if not rows:
        raise ValueError("the report gives none of its measures a date finer than a year")
    axes = _axes(ax, len(rows))
    # a line with round ends shows a single day as a dot
    for place, (start, end, _, colour) in enumerate(rows):
        axes.plot([start, end], [place, place], color=colour, linewidth=9, solid_capstyle="round")  # type: ignore[arg-type]
    axes.set_yticks(range(len(rows)), [label for _, _, label, _ in rows])
    axes.invert_yaxis()
    axes.grid(axis="x", alpha=0.3)
    return _finish(axes, report.meta.title or report.source or "", None)


def _several(reports: Report | Iterable[Report]) -> Iterable[Report]:
    return [reports] if isinstance(reports, Report) else reports


def _region(report: Report) -> str:
    return report.meta.region or report.meta.issuer or report.source or report.sha256[:8]


def _year(report: Report, indicator: Indicator) -> int | None:
    period: Any = report.find(indicator.period) if isinstance(indicator.period, str) else indicator.period
    end = getattr(period, "end_date", None) or getattr(period, "start_date", None)
    return end.year if end is not None else report.meta.year


def _similar(reports: Sequence[Report], name: str) -> str:
    names = Counter(indicator.name for report in reports for indicator in report.indicators)
    near = [each for each, _ in names.most_common() if name in each or each in name or set(name) <= set(each)][:5]
    return f"; there are: {', '.join(near)}" if near else ""


def _by_category(facts: Iterable[tuple[str, bool]]) -> list[tuple[str, int, int]]:
    """Count facts by category, those of the first sort and the others; the largest category last."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for category, first in facts:
        counts[category][0 if first else 1] += 1
    order = list(CATEGORIES)
    largest_last = sorted(counts.items(), key=lambda item: (sum(item[1]), -order.index(item[0])))
    return [(category, first, second) for category, (first, second) in largest_last]


def _bars(
    counts: Sequence[tuple[str, int, int]], title: str, first: tuple[str, str], second: tuple[str, str], ax: Axes | None
) -> Axes:
    axes = _axes(ax, len(counts))
    from matplotlib.ticker import MaxNLocator

    labels = [CATEGORIES[category] for category, _, _ in counts]
    one, two = [count for _, count, _ in counts], [count for _, _, count in counts]
    axes.barh(labels, one, color=first[1], label=first[0])
    axes.barh(labels, two, left=one, color=second[1], label=second[0])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return _finish(axes, title, None, legend=True)


def _dated(report: Report) -> list[tuple[date, date, str, str]]:
    """Give first day, last day, label and colour of every dated measure, the earliest first."""
    days = [entity for entity in report.entities if isinstance(entity, DateMention) and entity.start_date]
    rows: list[tuple[date, date, str, str]] = []
    for measure in report.measures:
        span = measure.span
        inside = [
            day for day in days if span.clean_start <= day.span.clean_start and day.span.clean_end <= span.clean_end
        ]
        before = [day for day in days if day.span.clean_end <= span.clean_start]
        if not inside and before and report.text is not None:
            between = report.text[before[-1].span.clean_end : span.clean_start]
            inside = [] if _SENTENCE_END.search(between) else before[-1:]
        if inside and (start := inside[0].start_date):
            end = inside[0].end_date or start
            if (end - start).days < _YEAR:
                colour = _GREEN if measure.status == "done" else _PALE_GREEN
                rows.append((start, end, short("measures", measure), colour))
    return sorted(rows, key=lambda row: row[:2])


def _axes(ax: Axes | None, rows: int) -> Axes:
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plots") from error
    _, axes = pyplot.subplots(figsize=(8, 1.4 + _INCH_A_ROW * max(rows, 2)), layout="constrained")
    return axes


def _finish(axes: Axes, title: str, xlabel: str | None, ylabel: str | None = None, *, legend: bool = False) -> Axes:
    """Set the words, in a font that has them."""
    family = chinese_font()
    font: dict[str, Any] = {"fontfamily": family} if family else {}
    axes.set_title(title, **font)
    axes.set_xlabel(xlabel or "", **font)
    axes.set_ylabel(ylabel or "", rotation=0, ha="right", **font)
    if family:
        axes.tick_params(labelfontfamily=family)
    if legend:
        axes.legend(prop={"family": family} if family else None, frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    return axes
