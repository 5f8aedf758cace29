"""Web pages: what a browser shows of the report, without the page around it."""

import pytest
from page_shapes import NOISE, SHAPES
from report_files import FILES, REPORTS, body_of, facts

from fazhi_ie.errors import ReadError
from fazhi_ie.io.html_metadata import iso_day
from fazhi_ie.io.readers import read_bytes, read_file


@pytest.mark.parametrize("name", ["longyou", "shayang", "dehua", "wuyi", "tongdao", "ningming"])
def test_a_page_gives_the_text_that_was_written_down_for_it(name):
    want = (FILES / f"{name}.txt").read_text("utf-8").rstrip("\n")
    assert read_file(FILES / f"{name}.html").text == want


@pytest.mark.parametrize(
    ("name", "title", "date"),
    [
        ("longyou", "龙游县人民政府关于2023年度法治政府建设情况的报告", "2024-03-12"),
        ("shayang", "沙洋县司法局2009年工作总结", None),
        ("dehua", "德化县应急管理局2021年法治政府建设工作情况", None),
        ("wuyi", "武义县“法治护企”新闻发布会实录", "2023-06-08"),
        ("tongdao", None, None),
        ("ningming", "宁明县亭亮镇人民政府2023年依法行政工作报告", "2023-12-29"),
    ],
)
def test_a_page_gives_the_title_and_day_of_its_metadata(name, title, date):
    reading = read_file(FILES / f"{name}.html")
    assert (reading.title, reading.date) == (title, date)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_page_loses_a_line_or_adds_one(shape):
    for path in REPORTS:
        title, lines = body_of(path)
        reading = read_bytes(SHAPES[shape](title, lines).encode(), "page.html")
        got = [line.strip() for line in reading.text.splitlines()]
        assert [line for line in (title, *lines) if line not in got] == [], path.name
        assert [mark for mark in NOISE if mark in reading.text and mark not in "".join(lines)] == [], path.name
        assert got[-1] == lines[-1] or shape == "frame_of_news", path.name  # that page has its editor below
        assert reading.title in (title, None), path.name


@pytest.mark.parametrize("shape", ["trs", "layout_tables", "word_soup"])
def test_a_page_gives_the_facts_of_its_text(shape):
    for path in REPORTS[::4]:
        title, lines = body_of(path)
        page = SHAPES[shape](title, lines)
        text = read_bytes(page.encode()).text
        assert facts("\n".join(line for line in text.splitlines() if line.strip() in (title, *lines))) == facts(
            "\n".join((title, *lines))
        ), path.name


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>甲<b>乙</b>\n<i>丙</i>丁</p>", "甲乙丙丁"),
        ("<p>办理案件\n12件</p>", "办理案件 12件"),
        ("<p>依法行政\n依法办事</p>", "依法行政依法办事"),
        ("甲<br>乙<br><br/>丙", "甲\n乙\n丙"),
        ("<p>甲<span style='display:none'>x</span><span hidden>y</span>乙</p>", "甲乙"),
        ("<p>甲<script>a</script><style>b</style><!-- c --><template>d</template>乙</p>", "甲乙"),
        ("<div style='font-size:0'><p>甲</p></div>", "甲"),
        ("<p>关<ruby>于<rp>(</rp><rt>yú</rt><rp>)</rp></ruby></p>", "关于(yú)"),
        ("<pre>甲\n乙</pre>", "甲\n乙"),
        ("<p>A&nbsp;&amp;&#19968;&lt;</p>", "A\xa0&一<"),
        ("<ol type='1' start='3'><li>甲</li><li>乙</li></ol><ol><li>丙</li></ol>", "3.甲\n4.乙\n丙"),
        ("<table><tr><td>甲</td><td></td><td>乙<br>丙</td></tr></table>", "甲\t乙 丙"),
        ("<table><tr><td>甲。</td><td>乙</td></tr></table>", "甲。\n乙"),
        ("<table><tr><td rowspan=2>甲</td><td>1件</td></tr><tr><td>2件</td></tr></table>", "甲\t1件\n2件"),
        ("<table><tr><td><table><tr><td>甲</td></tr></table></td><td>乙</td></tr></table>", "甲\n乙"),
    ],
)
def test_a_page_reads_as_a_browser_shows_it(html, text):
    assert read_bytes(f"<html><body>{html}</body></html>".encode()).text == text


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "iso-8859-1", "nonsense", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_is_read_in_its_true_encoding_whatever_it_declares(encoding, declared):
    page = f"<html><head><meta charset='{declared}'><title>依法行政</title></head><body><p>全县办理行政复议案件。</p></body></html>"
    reading = read_bytes(page.encode(encoding))
    assert (reading.text, reading.title) == ("全县办理行政复议案件。", "依法行政")


def test_one_damaged_character_does_not_lose_a_page():
    page = f"<html><meta charset=gbk><body><p>{'全县办理行政复议案件。' * 200}</p></body></html>".encode("gbk")
    text = read_bytes(page[:-30] + b"\xc8" + page[-30:]).text
    assert text.startswith("全县办理行政复议案件。" * 199)
    with pytest.raises(ReadError, match="neither UTF-8"):
        read_bytes(b"<html><meta charset=gbk><p>" + b"\xc8\xff\x80" * 500)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>关于法治政府建设情况的报告_年度报告_某县人民政府</title>", "关于法治政府建设情况的报告"),
        ("<title>某县人民政府门户网站 - 关于法治政府建设情况的报告</title>", "关于法治政府建设情况的报告"),
        ("<title>甲</title><META NAME='articletitle' CONTENT='乙'>", "乙"),
        ("<title>甲</title><meta property='og:title' content='乙'><meta name=ArticleTitle content='丙'>", "丙"),
        ('<script type="application/ld+json">{"headline": "丁"}</script>', "丁"),
        ('<script type="application/ld+json">{"headline": </script><title>戊</title>', "戊"),
        (f'<script type="application/ld+json">{"[" * 5000}</script><title>戊</title>', "戊"),
        ("<title> </title>", None),
    ],
)
def test_the_title_is_that_of_the_article_not_of_the_site(head, title):
    assert read_bytes(f"<html><head>{head}</head><body><p>依法行政。</p></body></html>".encode()).title == title


def test_days_are_read_in_the_forms_that_sites_write():
    days = ["2024-02-08 10:30:00", "2024/2/8", "2024年2月8日", "20240208", "2024-02-08T10:30:00+08:00", " 2024.02.08"]
    assert {iso_day(day) for day in days} == {"2024-02-08"}
    assert [iso_day(day) for day in ("2024-02-30", "2024", "昨天", None, "")] == [None] * 5


def test_a_page_that_scripts_fill_in_is_an_error_that_says_so():
    with pytest.raises(ReadError, match="holds no text: scripts may fill it in"):
        read_bytes(b"<html><body><div id='app'></div><script>render()</script></body></html>")
    for data in (b"", b"  \n"):
        with pytest.raises(ReadError, match=r"a\.html: the web page is empty"):
            read_bytes(data, "a.html")


LINES = [
    "县政府：",
    "2023年，全县坚持依法行政，办理案件12件，办结率100%。",
    "一、主要做法",
    "根据《行政处罚法》开展检查8次。",
    "二、存在问题",
    "执法力量不足。",
    "某县司法局",
    "2023年12月1日",
]
BODY = "".join(f"<p>{line}</p>" for line in LINES)
MENU = "<div class=nav><a href=1>首页</a><a href=2>政务公开</a></div>"
FOOT = "<div id=b><p>主办：某县人民政府　承办：某县大数据局</p><p>地址：某路1号，邮编：300000，联系电话：0572-1234567，欢迎来电来信。</p></div>"


@pytest.mark.parametrize(
    "page",
    [
        f"<div id=content><div class=weizhi>当前位置：<a>首页</a>&gt;<a>总结</a></div><h3>TITLE</h3>{BODY}<p>相关链接：</p><ul><li><a href=1>甲县</a></li></ul></div>",
        f"<div class='print-area share-wrap'><div class='tool-title'>TITLE</div><div class='page-body'>{BODY}</div></div>",
        f"<table><tr><td>{MENU}</td></tr><tr><td>TITLE<br>{'<br>'.join(LINES)}<br><a href=1>上一篇：某通知</a><br><a href=2>下一篇：某公告</a></td></tr></table>",
        f"<div><h1>TITLE</h1><div>{BODY}</div><div><a href=1>返回</a></div></div>",
        f"<h1>TITLE</h1>{BODY}",
        f"<div><h1>TITLE</h1><p>{'<p>'.join(LINES)}<div class=foot>",
        f"<div><p><a name=top></a><b>TITLE</b></p>{BODY.replace('《行政处罚法》', '<a href=1>《行政处罚法》</a>')}</div>",
        f"<div class=news_content><a href=3>图解</a></div><div><h1>TITLE</h1>{BODY}</div>",
    ],
)
def test_a_short_report_is_found_among_menus_and_a_long_footer(page):
    title = "某县2023年法治政府建设工作总结"
    page = f"<html><head><title>{title}-某县政府网</title></head><body>{MENU}{page.replace('TITLE', title)}{FOOT}</body></html>"
    assert read_bytes(page.encode()).text.split("\n") == [title, *LINES]


def test_what_has_no_running_text_is_read_too():
    notice = (
        "<h1>关于印发总结的通知</h1><div><p>各单位：</p><p>现予印发。</p><p>附件：<a href=a.doc>总结.doc</a></p></div>"
    )
    table = "<h1>关于印发总结的通知</h1><table><tr><td>行政处罚</td><td>12件</td></tr><tr><td>检查</td><td>30次</td></tr></table>"
    read = [
        read_bytes(f"<html><body>{MENU}<div>{body}</div>{FOOT}</body></html>".encode()).text for body in (notice, table)
    ]
    assert read == [
        "关于印发总结的通知\n各单位：\n现予印发。\n附件：总结.doc",
        "关于印发总结的通知\n行政处罚\t12件\n检查\t30次",
    ]


def test_a_law_that_is_a_link_by_itself_does_not_end_the_report():
    linked = BODY.replace("<p>二", "<p><a href=1>《行政强制法》</a></p><p>二")
    text = read_bytes(f"<html><body>{MENU}<div>{linked}</div>{FOOT}</body></html>".encode()).text
    assert text.split("\n") == [*LINES[:4], "《行政强制法》", *LINES[4:]]
