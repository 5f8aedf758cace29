"""From findings to the Report: strings as the text writes them, links as ids."""

import pytest

import fazhi_ie


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全年培训村（社区）法律顾问32名。", "村（社区）法律顾问"),
        ("全年培训村(社区)法律顾问32名。", "村(社区)法律顾问"),
    ],
)
def test_names_keep_the_width_of_the_text(text, name):
    assert name in fazhi_ie.extract(text).indicators[0].name


def test_objects_are_written_as_in_the_text_without_stray_spaces():
    report = fazhi_ie.extract("市司法局制定印发《行政复议（应诉）工作 要点》。\n")
    assert report.measures[0].object == "《行政复议（应诉）工作要点》"
    assert report.measures[0].span.text.endswith("《行政复议（应诉）工作 要点》")


def test_titles_keep_their_punctuation_and_lose_the_line_break():
    report = fazhi_ie.extract(
        "安吉县人民政府\n关于2022年法治政府建设情况的报告（摘要）\n2022年，全县扎实推进依法行政。\n一、工作情况\n办理案件3件。"
    )
    assert report.meta.title == "安吉县人民政府关于2022年法治政府建设情况的报告（摘要）"


def test_links_are_ids_of_this_report():
    text = "2023年,县司法局依据《行政处罚法》第三十三条第一款办理案件12件,印发《执法要点》(安政办发〔2023〕5号)。"
    report = fazhi_ie.extract(text, region="安吉县")
    ids = {fact.id for fact in report.facts()}
    article = next(e for e in report.entities if e.label == "ARTICLE")
    assert report.find(article.law).label == "LAW"
    assert report.find(article.law).articles == (article.id,)
    document = next(e for e in report.entities if e.label == "DOCUMENT")
    assert report.find(document.number).span.text == "安政办发〔2023〕5号"
    for measure in report.measures:
        assert {*measure.agencies, *measure.documents, *measure.laws, *measure.indicators} <= ids
    assert all(identifier.startswith(report.sha256[:8]) for identifier in ids)
    with pytest.raises(KeyError):
        report.find("nothing")
