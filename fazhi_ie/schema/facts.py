"""The facts of a report: indicators, measures, problems, and the sections and metadata around them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fazhi_ie.schema.base import ExactDecimal, Model, Span

Category = Literal[
    "organisation", "services", "rule_making", "decision_making", "enforcement", "oversight", "disputes", "publicity",
    "digital", "emergency", "other",
]  # fmt: skip
Role = Literal["header", "background", "work", "problems", "plans", "speech", "other"]
Bound = Literal["eq", "approx", "ge", "gt", "le", "lt", "range"]
ReportKind = Literal["annual_report", "work_summary", "press_conference", "work_report", "other"]


class Metadata(Model):
    r"""The report's own data; None where neither the text nor the caller of `extract` gives it.

    Attributes:
        title: The title, its lines joined.
        issuer: The body that issued the report, by its name in full.
        region: The area reported on, by its name in full.
        doc_number: The report's own 发文字号, as written.
        index_number: Its index number (索引号), as written.
        date: Day of publication or signature, ISO ("2024-01-18").
        year: Gregorian year reported on.
        kind: "annual_report" (法治政府建设情况报告 and the like), "work_summary", "press_conference", "work_report"
            (政府工作报告) or "other".

    Example:
        >>> import fazhi_ie
        >>> meta = fazhi_ie.extract("永嘉县人民政府关于2023年法治政府建设情况的报告\n\n2024年1月18日\n").meta
        >>> meta.issuer, meta.region, meta.date, meta.year, meta.kind
        ('永嘉县人民政府', '永嘉县', '2024-01-18', 2023, 'annual_report')
    """

    title: str | None = None
    issuer: str | None = None
    region: str | None = None
    doc_number: str | None = None
    index_number: str | None = None
    date: str | None = None
    year: int | None = None
    kind: ReportKind | None = None


class Section(Model):
    r"""A heading with the text under it, or a run of text with one role or speaker.

    Attributes:
        id: First 8 hex digits of the text's SHA-256, "-s" and a running number from 1; unique across texts.
        parent: Id of the section around it; None at the top.
        level: Depth of the heading, 1 for the highest.
        number: The heading's number as rules read it, in half width ("一", "(二)", "3"); None where it has none.
        title: The heading without its number; None for a run of text without heading.
        role: "header", "background", "work", "problems", "plans", "speech" or "other"; what the text is for.
        speaker: In transcripts the name or office before the colon; None elsewhere.
        span: From the heading to the end of the text under it, sections inside it included.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("一、主要工作\n办理案件12件。\n二、存在的问题\n执法力量不足。\n")
        >>> [(section.number, section.title, section.role) for section in report.sections]
        [('一', '主要工作', 'work'), ('二', '存在的问题', 'problems')]
    """

    id: str
    parent: str | None = None
    level: int
    number: str | None = None
    title: str | None = None
    role: Role
    speaker: str | None = None
    span: Span


class Change(Model):
    """How a figure moved.

    Attributes:
        direction: "up", "down" or "same".
        base: What it is compared with, as written ("同比", "较上年"); None where the text names nothing.
        amount: By how much, as written ("12.4%"); None where the text gives no figure.

    Example:
        >>> import fazhi_ie
        >>> fazhi_ie.extract("办理案件30件,同比增长12.4%。").indicators[1].change
        Change(direction='up', base='同比', amount='12.4%')
    """

    direction: Literal["up", "down", "same"]
    base: str | None = None
    amount: str | None = None


class Period(Model):
    """A stretch of days that the report does not name in words; one that it names is a `DateMention`.

    Attributes:
        start_date: The first day.
        end_date: The last day, inclusive.

    Example:
        >>> import fazhi_ie
        >>> period = fazhi_ie.extract("办理行政复议案件12件。", year=2023).indicators[0].period
        >>> str(period.start_date), str(period.end_date)
        ('2023-01-01', '2023-12-31')
    """

    start_date: date
    end_date: date


class Indicator(Model):
    """A figure that the report states about the world.

    Attributes:
        id: First 8 hex digits of the text's SHA-256, "-i" and a running number from 1; unique across texts.
        span: The figure with bound words and unit, 约1.6万人次.
        name: What is counted or measured, in the report's words.
        value: Exact, with multipliers applied (3.9万件 is 39000); of a range the lower end; None where it does not end,
            and `fraction` is set.
        upper: The upper end of a range, in the same unit; None elsewhere.
        fraction: A value without finite decimal as "1/3", in lowest terms; None elsewhere.
        unit: The measure word as written, without 万 or 亿; "%" for shares, also for 三成; "" where there is none.
        bound: "eq", "approx" (约, 余), "ge" (以上), "gt" (超), "le", "lt" (不到) or "range": how the world relates to
            `value`. Look at it before adding up.
        kind: "count", "ratio", "amount" (money, length, area, mass, energy), "duration" or "rank".
        change: How it moved, where the figure itself says so.
        period: When it holds: id of a DATE, or two days where only the year reported on is known; None where unknown.
        agency: Id of the entity that the sentence is about.
        part_of: Id of the indicator that it is a part of.
        target: Whether it is planned or required, not reached.
        category: Field of work; one of the values of `Category`.
        section: Id of the nearest heading's section.
        rule: Id of the rule that made it.

    Example:
        >>> import fazhi_ie
        >>> item = fazhi_ie.extract("全年办理行政复议案件1.2万余件。").indicators[0]
        >>> item.name, item.value, item.unit, item.bound, item.kind
        ('办理行政复议案件', Decimal('12000'), '件', 'approx', 'count')
    """

    id: str
    span: Span
    name: str
    value: ExactDecimal | None
    upper: ExactDecimal | None = None
    fraction: str | None = None
    unit: str
    bound: Bound
    kind: Literal["count", "ratio", "amount", "duration", "rank"]
    change: Change | None = None
    period: str | Period | None = None
    agency: str | None = None
    part_of: str | None = None
    target: bool = False
    category: Category = "other"
    section: str | None = None
    rule: str


class Actor(Model):
    """Who acts in a measure.

    Attributes:
        text: The words of the sentence; where it names nobody, the canonical name of the body that reports.
        entity: Id of the AGENCY that these words are, or of a mention of the body that reports; None where there is
            none.
        stated: Whether the sentence names the actor.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("县司法局印发《甲方案》。召开会议2次。", issuer="永嘉县人民政府")
        >>> [(measure.actor.text, measure.actor.stated) for measure in report.measures]
        [('县司法局', True), ('永嘉县人民政府', False)]
    """

    text: str
    entity: str | None = None
    stated: bool = True


class Measure(Model):
    """Something that the reporting government or a named body did, does or will do.

    Attributes:
        id: First 8 hex digits of the text's SHA-256, "-m" and a running number from 1; unique across texts.
        span: From the action, or from the actor right before it, to the end of the object.
        action: The verb or verbs as written, 制定印发.
        object: What they act on, as written.
        actor: Who acts; None where neither the sentence nor the report tells.
        status: "planned" in a section of plans or behind 将, 拟, 下一步; else "done", also what is still under way.
        concrete: Whether one could check that it happened: it has a document, a body, an event, a count or a name.
        category: Field of work; one of the values of `Category`.
        agencies: Ids of the AGENCY entities inside `span`, in reading order; so for the next three.
        documents: Ids of the DOCUMENT entities inside.
        laws: Ids of the LAW entities inside.
        indicators: Ids of the indicators inside.
        section: Id of the nearest heading's section.
        rule: Id of the rule that made it.

    Example:
        >>> import fazhi_ie
        >>> item = fazhi_ie.extract("下一步,县司法局将组建评查队伍4支。").measures[0]
        >>> item.action, item.object, item.actor.text, item.status, item.concrete
        ('组建', '评查队伍4支', '县司法局', 'planned', True)
    """

    id: str
    span: Span
    action: str
    object: str
    actor: Actor | None = None
    status: Literal["done", "planned"]
    concrete: bool
    category: Category = "other"
    agencies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    section: str | None = None
    rule: str


class Problem(Model):
    """A shortcoming that the report admits of its own work or conditions.

    Attributes:
        id: First 8 hex digits of the text's SHA-256, "-p" and a running number from 1; unique across texts.
        span: The clause, or the item of a list with the sentences that explain it.
        category: Field of work; one of the values of `Category`.
        section: Id of the nearest heading's section.
        remedies: Ids of the planned measures that answer it, eight at most; empty where none fits.
        rule: Id of the rule that made it.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("但执法力量不足。下一步,将增配执法人员20名。")
        >>> [(item.span.text, item.category) for item in report.problems]
        [('执法力量不足', 'enforcement')]
    """

    id: str
    span: Span
    category: Category = "other"
    section: str | None = None
    remedies: tuple[str, ...] = ()
    rule: str
