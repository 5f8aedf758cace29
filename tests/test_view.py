"""The HTML view: marks every fact, escapes everything, needs nothing else."""

from html.parser import HTMLParser

import fazhi_ie
from fazhi_ie.view import render, render_page

TEXT = (
    '一、工作情况\n2023年,市司法局制定印发《<script>alert("x")</script>工作要点》,办理案件12件。\n'
    "二、存在的问题\n一是执法力量仍然不足</style>。\n"
)


class Reader(HTMLParser):
    """Collects the text inside the marked-up text, and all tags."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.depth, self.classes = [], "", 0, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        name = dict(attrs).get("class", "")
        if tag == "div":
            self.depth += self.depth > 0 or name == "text"
        if self.depth and tag == "span":
            self.classes.append(name)

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.text += data


def test_the_text_is_whole_and_inert():
    report = fazhi_ie.extract(TEXT)
    page = Reader(render(report))
    assert page.text == report.text
    assert "script" not in page.tags
    assert page.tags.count("style") == 1


def test_facts_are_marked_and_listed():
    report = fazhi_ie.extract(TEXT)
    page = Reader(report._repr_html_())
    marked = {kind for name in page.classes for kind in name.split()}
    assert marked == {"entities", "indicators", "measures", "problems"}
    facts = sum(len(getattr(report, kind)) for kind in ("entities", "indicators", "measures", "problems"))
    assert page.tags.count("tr") == 4 + facts


def test_nothing_is_loaded_from_elsewhere():
    page = render_page([fazhi_ie.extract(TEXT), fazhi_ie.extract("")])
    for sign in ("http:", "https:", "src=", "@import", "url("):
        assert sign not in page


def test_a_report_read_back_without_text_still_shows_tables():
    report = fazhi_ie.Report.from_json(fazhi_ie.extract(TEXT).to_json())
    assert Reader(render(report)).text == ""
    assert "12" in render(report)
