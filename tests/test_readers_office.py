"""Word and PDF files: the text that Word or a PDF reader shows, and tables in every format."""

import io

import docx
import pytest
from pdf_maker import make_pdf
from report_files import FILES, docx_of, word_text
from word_maker import levels, make_docx, num, numbered, p, r

import fazhi_ie
from fazhi_ie.errors import ReadError
from fazhi_ie.io.list_numbers import list_number
from fazhi_ie.io.pdf_pages import join_pages
from fazhi_ie.io.readers import read_bytes, read_file
from fazhi_ie.io.table_rows import is_head, row_lines

# --- tables


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (["行政处罚案件", "12", "件"], ["行政处罚案件\t12\t件"]),
        (["3", "罚没款", "36.8万元"], ["3", "罚没款\t36.8万元"]),
        (["办案", "12件", "调解", "30件"], ["办案\t12件", "调解\t30件"]),
        (["办案", "12", "件", "罚款", "3", "万元"], ["办案\t12\t件", "罚款\t3\t万元"]),
        (["行政处罚", "12件", "98.5%"], ["行政处罚\t12件\t98.5%"]),
        (["行政处罚", "12件", "同比增长", "5%"], ["行政处罚\t12件\t同比增长\t5%"]),
        (["序号", "指标", "数量"], ["序号\t指标\t数量"]),
    ],
)
def test_a_row_is_its_cells_in_order(cells, lines):
    assert row_lines(cells) == lines


@pytest.mark.parametrize(
    ("head", "cells", "lines"),
    [
        (["指标", "单位", "数量"], ["罚没款", "万元", "36.8"], ["罚没款\t36.8\t万元"]),
        (
            ["序号", "项目", "计量单位", "数量", "备注"],
            ["1", "案件", "件", "12", "含简易程序"],
            ["1", "案件\t12\t件\t含简易程序"],
        ),
        (
            ["指标", "单位", "2022年", "2023年"],
            ["案件", "件", "9", "12"],
            ["案件\t2022年\t9\t件", "案件\t2023年\t12\t件"],
        ),
        (["指标", "单位", "数量"], ["其中：罚款", "", "36.8"], ["其中：罚款\t36.8"]),
        (["姓名", "单位", "职务"], ["张三", "司法局", "局长"], ["张三\t司法局\t局长"]),
    ],
)
def test_a_unit_goes_behind_its_figure(head, cells, lines):
    assert is_head(head)
    assert row_lines(cells, head) == lines


TABLE = [
    ["序号", "指标", "2022年", "2023年"],
    ["1", "办理行政处罚案件", "64件", "85件"],
    ["2", "罚没款", "36.8万元", "40万元"],
]


def _years(text):
    report = fazhi_ie.extract(text)
    days = {entity.id: entity.span.text for entity in report.entities}
    return [(i.name, str(i.value), i.unit, days.get(i.period)) for i in report.indicators]


def test_tables_of_pages_and_word_files_give_their_figures_with_names_and_years():
    lead = ["某县2023年工作总结", "2023年，全县依法行政，主要数据见下表。"]
    rows = "".join("<tr>" + "".join(f"<td><p>{c}</p></td>" for c in row) + "</tr>" for row in TABLE)
    page = "".join(f"<p>{line}</p>" for line in lead) + f"<table>{rows}</table>"
    document = docx.Document(io.BytesIO(docx_of(lead)))
    table = document.add_table(3, 4)
    for row, cells in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    packed = io.BytesIO()
    document.save(packed)
    texts = [read_bytes(f"<html><body>{page}</body></html>".encode()).text, read_bytes(packed.getvalue()).text]
    assert texts[0] == texts[1]
    assert _years(texts[0]) == [
        ("办理行政处罚案件", "64", "件", "2022年"),
        ("办理行政处罚案件", "85", "件", "2023年"),
        ("罚没款", "368000", "元", "2022年"),
        ("罚没款", "400000", "元", "2023年"),
    ]


# --- Word files


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五"}),
        ("chineseCountingThousand", {12: "十二", 100: "一百", 103: "一百零三", 110: "一百一十", 1001: "一千零一"}),
        ("japaneseCounting", {10: "十", 21: "二十一"}),
        ("ideographDigital", {3: "三", 10: "一〇", 25: "二五"}),
        ("chineseLegalSimplified", {3: "叁", 12: "壹拾贰"}),
        ("decimal", {3: "3"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 51: "51"}),
        ("upperLetter", {1: "A", 27: "AA"}),
        ("lowerRoman", {4: "iv", 19: "xix"}),
        ("ideographTraditional", {2: "乙", 11: "11"}),
        ("somethingNew", {2: "2"}),
        ("bullet", {2: ""}),
    ],
)
def test_numbers_of_lists_are_written_as_word_writes_them(form, numbers):
    assert {value: list_number(value, form) for value in numbers} == numbers


def test_headings_that_word_numbers_carry_their_numbers():
    chapters = levels(
        ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%3.%4")
    )
    body = (
        numbered("主要工作") + numbered("健全制度", 1) + numbered("制定办法", 2) + numbered("修订细则", 2)
        + numbered("条款", 3) + numbered("改进执法", 1) + numbered("2023年检查", 2) + p("正文") + numbered("存在问题")
        + numbered("执法", 1)
    )  # fmt: skip
    assert word_text(body, numbering=chapters + num()).splitlines() == [
        "一、主要工作", "（一）健全制度", "1. 制定办法", "2. 修订细则", "2.1 条款", "（二）改进执法", "1. 2023年检查", "正文",
        "二、存在问题", "（一）执法",
    ]  # fmt: skip


def test_numbers_that_a_style_brings_and_lists_that_begin_anew():
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="mine"><w:basedOn w:val="h1"/></w:style>'
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = levels(("chineseCounting", "%1、")) + num(1) + num(2) + num(3, restart)
    body = (
        p("甲", '<w:pStyle w:val="h1"/>') + p("乙", '<w:pStyle w:val="mine"/>')
        + p("丙", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("", '<w:pStyle w:val="none"/>') + numbered("丁", 0, 2) + numbered("戊", 0, 3) + numbered("己", 0, 3)
    )  # fmt: skip
    assert word_text(body, styles=styles, numbering=lists).split() == [
        "一、甲",
        "二、乙",
        "丙",
        "三、丁",
        "一、戊",
        "二、己",
    ]


def test_revisions_count_as_accepted_and_hidden_text_as_absent():
    body = (
        f"<w:p><w:ins>{r('新增')}</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>{r('保留')}"
        f"{r('隐藏', '<w:vanish/>')}{r('可见', '<w:vanish w:val=&quot;0&quot;/>').replace('&quot;', chr(34))}</w:p>"
        f"<w:p><w:hyperlink>{r('链接')}</w:hyperlink><w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:moveFrom>{r('移走')}</w:moveFrom></w:p>"
        f"<w:sdt><w:sdtContent>{p('整段')}</w:sdtContent></w:sdt>"
    )
    assert word_text(body) == "新增保留可见\n链接控件\n整段"


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{p('框中文字')}</w:txbxContent>"
    body = (
        f"<w:p>{r('前')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{r('后')}</w:p>"
    )
    assert word_text(body) == "框中文字\n前后"
    assert word_text(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>") == "框中文字"


def test_footnotes_stand_at_the_end_and_the_table_of_contents_nowhere():
    body = (
        p("目录项", '<w:pStyle w:val="TOC1"/>')
        + f"<w:p>{r('甲')}<w:r><w:footnoteReference w:id='2'/></w:r>{r('乙')}</w:p>"
        + p("丙")
    )
    notes = f"<w:footnote w:id='0'>{p('分隔')}</w:footnote><w:footnote w:id='2'>{p('注释')}</w:footnote>"
    assert word_text(body, footnotes=notes) == "甲乙\n丙\n注释"


def test_merged_cells_say_their_text_once():
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    rows = (
        f"<w:tr>{cell('执法', '<w:vMerge w:val=&quot;restart&quot;/>')}{cell('检查')}{cell('12件')}</w:tr>"
        f"<w:tr>{cell('旧字', '<w:vMerge/>')}{cell('处罚')}{cell('3件')}</w:tr>"
        f"<w:tr>{cell('合计15件', '<w:gridSpan w:val=&quot;3&quot;/>')}</w:tr>"
    )
    assert word_text(f"<w:tbl>{rows}</w:tbl>".replace("&quot;", '"')) == "执法\t检查\t12件\n处罚\t3件\n合计15件"


def test_the_strict_form_and_lost_pictures_are_no_obstacle():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    lost = '<Relationship Id="x" Type="http://x/image" Target="../NULL"/>'
    assert word_text(p("依法行政"), namespace=strict, links=lost) == "依法行政"


def test_a_title_counts_where_the_document_begins_with_it():
    body = p("某县法治政府") + p("建设情况报告") + p("正文")
    assert read_bytes(make_docx(body, core="某县法治政府建设情况报告")).title == "某县法治政府建设情况报告"
    assert read_bytes(make_docx(body, core="Microsoft Word - 文档1")).title is None


# --- PDF


def test_pages_are_joined_without_heads_and_numbers():
    want = (FILES / "yunhe.txt").read_text("utf-8")
    for name in ("yunhe.pdf", "yunhe_plain.pdf"):
        reading = read_file(FILES / name)
        assert "".join(reading.text.split()) == "".join(want.split())
        assert (reading.title, reading.date) == (want.splitlines()[0], None)
        assert "\r" not in reading.text


@pytest.mark.parametrize(
    "number",
    ["— {} —", "- {} -", "－{}－", "{}/4", "第{}页 共4页", "第 {} 页，共 4 页", "共4页 第{}页", "{}", "Page {} of 4"],
)
def test_page_numbers_of_every_form_are_left_out(number):
    pages = [f"正文第{name}行\r\n案件{name * 3}件\r\n{number.format(n)}" for n, name in enumerate("甲乙丙丁", 1)]
    text = "\n".join(f"正文第{name}行\n案件{name * 3}件" for name in "甲乙丙丁")
    assert join_pages(pages) == text


def test_what_repeats_at_the_edges_is_left_out_once():
    pages = [f"某县法治报告 {n}\r\n正文{name}\r\n其他{name}\r\n内部资料" for n, name in enumerate("甲乙丙丁", 1)]
    pages[0] = "某县法治报告 1\r\n某县法治报告\r\n正文甲\r\n其他甲\r\n内部资料"
    assert join_pages(pages).splitlines()[:3] == ["某县法治报告", "正文甲", "其他甲"]
    assert "内部资料" not in join_pages(pages)
    assert join_pages(["甲\r\n12", "乙\r\n7"]) == "甲\n12\n乙\n7"  # figures of a table, no page numbers


def test_artefacts_of_pdf_fonts_are_mended():
    assert (
        join_pages(["⼯作⻅效，⺠⽣⻓远，2021\ufffe2025年 legis\ufffelation\xad"])
        == "工作见效，民生长远，2021-2025年 legislation"
    )


def test_scans_and_locked_and_broken_files_say_what_to_do():
    with pytest.raises(ReadError, match=r"a\.pdf: .*no text: it is a scan; recognise its text \(OCR\) first"):
        read_bytes(make_pdf([[], []]), "a.pdf")
    with pytest.raises(ReadError, match="is a scan"):
        read_bytes(make_pdf([["1"], ["2"]]))
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >> /ID [<00> <00>]"
    )
    with pytest.raises(ReadError, match="encrypted; open it with its password"):
        read_bytes(make_pdf([["甲"]], trailer=lock))
    with pytest.raises(ReadError, match="this PDF is damaged"):
        read_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(ReadError, match="do not say which characters"):
        read_bytes(make_pdf([["\ue001\ue002\ue003\ue004\ue005"]]))
