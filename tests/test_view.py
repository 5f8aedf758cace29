"""The HTML view: marks every fact, links what belongs together, escapes everything, needs nothing else."""

from collections import Counter
from html.parser import HTMLParser

import pytest

import fazhi_ie
from fazhi_ie.view import render, render_page
from fazhi_ie.view.escaping import as_attribute, as_text
from fazhi_ie.view.links import linked
from fazhi_ie.view.words import KINDS

TEXT = (
    '一、工作情况\n2023年,市司法局制定印发《<script>alert("x")</script>工作要点》,办理案件12件。\n'
    "二、存在的问题\n一是基层执法力量仍然不足</style>。\n三、下一步工作\n一是加强基层执法力量配备。\n"
)


class Reader(HTMLParser):
    """Reads a page: tags, ids, links, the marks of the text, and the text itself."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.depth = [], "", 0
        self.ids, self.links, self.marks, self.rows = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        if tag == "tr" and "id" in values:
            self.rows.append(values["id"])
        if (tag == "div" and self.depth) or values.get("class") == "text":
            self.depth += 1
        if self.depth and tag == "span":
            self.marks.append(values)

    def handle_endtag(self, tag):
        self.depth -= tag == "div" and self.depth > 0

    def handle_data(self, data):
        if self.depth:
            self.text += data


def facts(report):
    return [fact.id for kind in KINDS for fact in getattr(report, kind.key)]


def test_the_text_is_whole_and_inert():
    report = fazhi_ie.extract(TEXT)
    for html in (render(report), render_page([report])):
        page = Reader(html)
        assert page.text == report.text
        assert (page.tags.count("script"), page.tags.count("style")) == (1, 1)


@pytest.mark.parametrize(
    "hostile",
    [
        "</div></div><img src=x onerror=alert(1)>", "\"'><b onclick=alert(1)>", "&lt;b&gt;&amp;&#60;", "<!-- ", "]]>",
        "\u202e司法局\u2066", "{{7*7}} ${x} `y`",
    ],
)  # fmt: skip
def test_hostile_text_stays_text_wherever_it_stands(hostile):
    text = f"一、{hostile}\n市司法局{hostile}制定《{hostile}办法》,办理案件{hostile}12件。"
    made = fazhi_ie.extract(text, source=hostile)
    report = made.model_copy(update={"meta": made.meta.model_copy(update={"title": hostile, "issuer": hostile})})
    page = Reader(render(report))
    assert page.text == report.text
    assert set(page.tags) <= set(Reader(render(fazhi_ie.extract(TEXT))).tags) | {"bdi"}
    assert page.tags.count("script") == 1


def test_controls_of_direction_are_shut_in_and_named():
    assert as_text("甲\u202e乙") == '甲<bdi class="c" data-l="U+202E">\u202e</bdi>乙'
    assert as_attribute('甲\u202e"乙') == "甲[U+202E]&quot;乙"
    assert as_text("\x00\ud800\ufffe") == "\ufffd" * 3
    render_page(fazhi_ie.extract("办理案件12件。", source="\udcff.txt")).encode()


def test_every_fact_is_marked_and_listed_and_every_link_leads_somewhere():
    for report in (fazhi_ie.extract(TEXT), fazhi_ie.extract("甲县司法局 收到行政复议申请30件,受理28件,办结率为95%。")):
        page = Reader(report._repr_html_())
        assert sorted(mark["id"] for mark in page.marks if "id" in mark) == sorted(
            f"t-{name}" for name in facts(report)
        )
        assert sorted(page.rows) == sorted(facts(report))
        assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
        assert max(Counter(page.ids).values()) == 1


class Marks(HTMLParser):
    """Gives for each fact the text of its elements, joined."""

    def __init__(self, page):
        super().__init__()
        self.open, self.text = [], {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "span":
            self.open.append(dict(attrs).get("id") or dict(attrs).get("data-of") or "")

    def handle_endtag(self, tag):
        if tag == "span":
            self.open.pop()

    def handle_data(self, data):
        for name in self.open:
            self.text[name] = self.text.get(name, "") + data


def test_a_mark_covers_the_very_characters_of_its_fact():
    report = fazhi_ie.extract(TEXT)
    text = report.text
    first, second = report.indicators[0], report.measures[0]
    # facts that cross, and one at the very end of the text
    spans = (first.span.model_copy(update={"clean_start": 3, "clean_end": 12, "text": text[3:12]}),
             second.span.model_copy(update={"clean_start": 7, "clean_end": len(text), "text": text[7:]}))  # fmt: skip
    crossing = report.model_copy(
        update={
            "indicators": (first.model_copy(update={"span": spans[0]}),),
            "measures": (second.model_copy(update={"span": spans[1]}),),
        }
    )
    for shown in (report, crossing):
        page = Marks(render(shown))
        assert Reader(render(shown)).text == text
        for fact_id in facts(shown):
            assert page.text[f"t-{fact_id}"] == shown.find(fact_id).span.text


def test_the_tip_names_value_and_canonical_name():
    report = fazhi_ie.extract(
        "2023年,县司法局办理行政复议案件1.2万余件。下一步,县司法局将组织培训5次。", region="安吉县"
    )
    tips = "\n".join(mark["title"] for mark in Reader(render(report)).marks)
    assert "机构 AGENCY · 安吉县司法局" in tips
    assert "指标 indicator · 办理行政复议案件 = ≈12000 件 · 2023" in tips
    assert "计划 planned" in tips


def test_measures_problems_and_indicators_lead_to_one_another():
    report = fazhi_ie.extract(TEXT)
    links = linked(report)
    problem, remedy = report.problems[0], report.measures[-1]
    assert remedy.id in links[problem.id]
    assert problem.id in links[remedy.id]
    measure = next(measure for measure in report.measures if measure.indicators)
    assert measure.indicators[0] in links[measure.id]
    assert measure.id in links[measure.indicators[0]]
    html = render(report)
    row = html[html.index(f'<tr id="{problem.id}"') :]
    assert f'href="#{remedy.id}"' in row[: row.index("</tr>")]


def test_nothing_is_loaded_from_elsewhere():
    page = render_page([fazhi_ie.extract(TEXT), fazhi_ie.extract("")])
    for sign in ("http:", "https:", "src=", "@import", "url(", "fetch(", "eval("):
        assert sign not in page
    assert "default-src 'none'" in page


def test_a_report_read_back_without_text_still_shows_tables():
    report = fazhi_ie.Report.from_json(fazhi_ie.extract(TEXT).to_json())
    page = Reader(render(report))
    assert page.text == ""
    assert sorted(page.rows) == sorted(facts(report))


def test_several_reports_share_one_style_and_one_set_of_controls():
    reports = [fazhi_ie.extract(TEXT), fazhi_ie.extract(TEXT.replace("12件", "13件"))]
    shown = render(iter(reports))
    page = Reader(shown)
    assert page.tags.count("article") == 2
    assert (page.tags.count("style"), shown.count('class="f-m"')) == (1, 1)
    assert max(Counter(page.ids).values()) == 1
    assert shown._repr_html_() == str(shown)


def test_a_dense_report_of_thirty_thousand_characters_stays_small():
    # a fact every nine characters: denser than any report that was seen
    sentence = "各级行政执法机关坚持严格规范公正文明执法,市司法局全年办理案件{0}件,制定《工作办法》。"
    text = "".join(sentence.format(number) + "\n" * (number % 5 == 0) for number in range(1000, 1850))
    report = fazhi_ie.extract(text[:30000])
    assert len(list(report.facts())) > 3300
    assert len(render(report).encode()) < 1_500_000


def test_displacy_shows_the_entities_and_the_spans_of_a_doc():
    from spacy import displacy

    doc = fazhi_ie.load()("2023年,市司法局制定印发《行政复议工作要点》,办理案件12件。")
    html = displacy.render(doc, style="ent", jupyter=False)
    assert "市司法局" in html
    assert "AGENCY" in html
    spans = displacy.render(doc, style="span", options={"spans_key": "fazhi_measures"}, jupyter=False)
    assert "制定" in spans
