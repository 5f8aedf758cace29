"""Web pages of many shapes around one report: how the publishing systems of government sites put a text on a page.

Every shape takes a title and the paragraphs of a report and returns a page as text. What stands in `NOISE` is of the
page, not of the report.
"""

from collections.abc import Callable, Sequence

NOISE = (
    "网站首页", "政务动态", "相关解读一图读懂", "上一篇", "下一篇", "版权所有", "ICP备", "友情链接", "分享到", "热点新闻排行",
    "无障碍浏览", "扫一扫在手机打开", "window.open", "display:none的", "公众号矩阵",
)  # fmt: skip
Shape = Callable[[str, Sequence[str]], str]
SHAPES: dict[str, Shape] = {}

_NAV = (
    '<div class="header"><a href="/">网站首页</a><ul class="nav"><li><a href="/xw/">政务动态</a></li>'
    '<li><a href="/gk/">政务公开</a></li><li><a href="/fw/">办事服务</a></li><li><a href="#">无障碍浏览</a></li></ul></div>'
)
_CRUMB = '<div class="crumb">您现在的位置：<a href="/">网站首页</a> &gt; <a href="/gk/">政务公开</a> &gt; 正文</div>'
_RELATED = (
    '<div class="xgwd"><h3>相关解读</h3><ul><li><a href="1.html">相关解读一图读懂本市执法监督条例</a></li>'
    '<li><a href="2.html">热点新闻排行：全市召开法治政府建设推进会，部署下阶段工作任务</a></li></ul></div>'
)
_FOOT = (
    '<div class="footer"><p>友情链接：<a href="#">公众号矩阵</a></p><p>版权所有：某县人民政府办公室　主办：某县人民政府</p>'
    "<p>浙ICP备05000001号　地址：某县某路1号，邮编：313300，联系电话：0572-0000000。本网站由某县人民政府主办，转载请注明出处。</p></div>"
)
_PREVIOUS = '<div class="pn"><p>上一篇：<a href="3.html">关于公布行政执法主体的公告</a></p><p>下一篇：没有了</p></div>'


def shape(function: Shape) -> Shape:
    SHAPES[function.__name__] = function
    return function


def _page(head: str, body: str) -> str:
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>"


def _paragraphs(lines: Sequence[str], form: str = "<p>{}</p>") -> str:
    return "\n".join(form.format(line) for line in lines)


@shape
def trs(title: str, lines: Sequence[str]) -> str:
    """TRS: the body in nested TRS_Editor with its own style element, the standard's meta names."""
    head = (
        f'<meta charset="utf-8"><title>{title}_某县人民政府</title><meta name="SiteName" content="某县人民政府">'
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2024-02-08 10:30">'
    )
    body = _paragraphs(lines, '<p align="justify" style="text-indent:2em"><span style="font-size:16px">{}</span></p>')
    return _page(
        head,
        f"{_NAV}{_CRUMB}<div class='main'><h1>{title}</h1><div class='info'>发布时间：2024-02-08 来源：县府办 字体：【大 中 小】</div>"
        f"<div class='TRS_Editor'><style>.TRS_Editor P{{margin:0}}</style><div class='TRS_Editor'>{body}</div></div>"
        f"<div class='bdsharebuttonbox'><a>分享到</a><a>微信</a></div>{_PREVIOUS}{_RELATED}</div>{_FOOT}",
    )


@shape
def zoom(title: str, lines: Sequence[str]) -> str:
    """大汉: #zoom in a table row, paragraphs indented by &nbsp;, comments around the content."""
    body = _paragraphs(lines, "<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>")
    return _page(
        f'<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>某县人民政府门户网站 法治政府 {title}</title>'
        f'<meta name="pubdate" content="2024-02-08"><META NAME="articletitle" CONTENT="{title}">',
        f"{_NAV}<table width='100%'><tr><td>{_CRUMB}</td></tr><tr><td class='title' align='center'>{title}</td></tr>"
        f"<tr><td>发布日期：2024-02-08　浏览次数：<script>document.write('window.open')</script></td></tr>"
        f"<tr><td><div id='zoom'><!--ZJEG_RSS.content.begin-->{body}<!--ZJEG_RSS.content.end--></div></td></tr></table>"
        f"{_PREVIOUS}{_FOOT}",
    )


@shape
def ucap(title: str, lines: Sequence[str]) -> str:
    """UCAP: #UCAP-CONTENT, headings in strong inside span soup, hidden text."""
    body = _paragraphs(
        lines,
        '<p style="text-indent:32px"><strong></strong><span><span style="font-family:仿宋">{}</span></span><o:p></o:p></p>',
    )
    return _page(
        f'<meta charset="utf-8"><meta name="ArticleTitle" content="{title}"><title>{title}-某市人民政府</title>',
        f"<div id='top'>{_NAV}</div><div class='article'><h2 id='ti'>{title}</h2>"
        f"<div class='pages-date'>2024-02-08 <span class='font'>来源： 市司法局</span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span><a>打印</a></div>"
        f"<div id='UCAP-CONTENT'>{body}<p style='display:none'>display:none的一句话，不在页面上显示。</p></div></div>"
        f"<div class='ewm'>扫一扫在手机打开当前页</div>{_RELATED}{_FOOT}",
    )


@shape
def article_content(title: str, lines: Sequence[str]) -> str:
    """A newer site: main, article, JSON-LD, Open Graph."""
    body = _paragraphs(lines)
    return _page(
        f'<meta charset="utf-8"><meta property="og:title" content="{title}"><title>{title}</title>'
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-02-08T10:30:00+08:00"}</script>',
        f"<header>{_NAV}</header><main><article><h1>{title}</h1><div class='article-content'>{body}</div></article>"
        f"<aside>{_RELATED}</aside></main><footer>{_FOOT}</footer>",
    )


@shape
def layout_tables(title: str, lines: Sequence[str]) -> str:
    """About 2008: the whole page is tables, the text is cut by br and indented by ideographic spaces."""
    body = "<br>\n<br>\n".join(f"　　{line}" for line in lines)
    return (
        f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY><TABLE width=780 align=center><TR><TD><A href=/>网站首页</A></TD>"
        "<TD><A href=/x>政务动态</A></TD><TD><A href=/g>政务公开</A></TD></TR></TABLE>"
        "<TABLE width=780><TR><TD width=180 valign=top><TABLE><TR><TD><A href=1>热点新闻排行一</A></TD></TR><TR><TD><A href=2>热点新闻排行二</A>"
        f"</TD></TR></TABLE></TD><TD><TABLE><TR><TD align=center><B>{title}</B></TD></TR><TR><TD>{body}</TD></TR></TABLE></TD></TR></TABLE>"
        "<TABLE><TR><TD align=center>版权所有 某县人民政府　浙ICP备05000001号</TD></TR></TABLE></BODY></HTML>"
    )


@shape
def one_div(title: str, lines: Sequence[str]) -> str:
    """One div without a name, the lines cut by br, the title in it."""
    body = "<br/>".join(f"&nbsp;&nbsp;&nbsp; {line}" for line in lines)
    return _page(
        f'<meta charset="utf-8"><title>{title} - 某区人民政府</title>',
        f"{_NAV}{_CRUMB}<div><div style='text-align:center'>{title}</div><div>{body}</div></div>{_RELATED}{_FOOT}",
    )


@shape
def div_paragraphs(title: str, lines: Sequence[str]) -> str:
    """A div a paragraph, in several unnamed parts."""
    half = len(lines) // 2
    first, second = (_paragraphs(part, "<div>{}</div>") for part in (lines[:half], lines[half:]))
    return _page(
        f'<meta charset="utf-8"><title>{title}_政府信息公开_某县人民政府</title>',
        f"{_NAV}<div class='w1200'>{_CRUMB}<div class='bd'><div class='tit'>{title}</div><div class='p1'>{first}</div>"
        f"<div class='p2'>{second}</div></div>{_PREVIOUS}{_RELATED}</div>{_FOOT}",
    )


@shape
def word_soup(title: str, lines: Sequence[str]) -> str:
    """Pasted from Word: every few characters in a span of their own, source wrapped anywhere."""

    def soup(line: str) -> str:
        parts = [line[n : n + 7] for n in range(0, len(line), 7)]
        return (
            "<span lang=EN-US style='mso-bidi-font-size:16.0pt'>"
            + "</span><span\nstyle='font-family:仿宋'>".join(parts)
            + "</span>"
        )

    body = "\n".join(f"<p class=MsoNormal>{soup(line)}<span lang=EN-US><o:p></o:p></span></p>" for line in lines)
    return _page(
        f'<meta charset="utf-8"><meta name="ColumnName" content="年度报告"><title>{title}_年度报告</title>',
        f"{_NAV}{_CRUMB}<div class='con'><div class='con-title'>{title}</div><div class='text'><div class=WordSection1>{body}</div></div></div>{_PREVIOUS}{_FOOT}",
    )


@shape
def vsb(title: str, lines: Sequence[str]) -> str:
    """博达: form around the article, #vsb_content, title in h1, pages of other news as a list after it."""
    body = _paragraphs(lines, "<p class='vsbcontent_start'>{}</p>")
    return _page(
        f'<meta charset="utf-8"><title>{title}-某县司法局</title><META Name="keywords" Content="某县司法局" />',
        f"{_NAV}<div class='ny'>{_CRUMB}<form name='_newscontent_fromname'><div class='art'><h1>{title}</h1>"
        f"<div class='art-info'><span>时间：2024-02-08</span><span>点击数：<script>x</script></span></div>"
        f"<div id='vsb_content'><div class='v_news_content'>{body}</div></div></div>{_PREVIOUS}</form></div>{_RELATED}{_FOOT}",
    )


@shape
def wechat(title: str, lines: Sequence[str]) -> str:
    """A WeChat article as saved: the content is hidden until a script shows it, sections in sections."""
    body = _paragraphs(lines, "<section style='margin:8px'><section><span leaf=''>{}</span></section></section>")
    return _page(
        f'<meta charset="utf-8"><meta property="og:title" content="{title}"><title></title>',
        f"<div id='page-content'><h1 class='rich_media_title' id='activity-name'>{title}</h1><div id='meta_content'><span>某县司法</span></div>"
        f"<div class='rich_media_content' id='js_content' style='visibility: hidden; opacity: 0;'>{body}</div></div><div id='js_pc_qr_code'><p>扫一扫在手机打开</p></div>",
    )


@shape
def information_page(title: str, lines: Sequence[str]) -> str:
    """信息公开目录: a table of keys above, body in a td, signature outside the container."""
    body = _paragraphs(lines[:-2], "<p>　　{}</p>")
    signature = _paragraphs(lines[-2:], "<p style='text-align:right'>{}</p>")
    table = (
        "<table class='xxgk_head'><tr><td>索 引 号：</td><td>11330523002563107K/2024-41876</td><td>发布机构：</td><td>县府办</td></tr>"
        "<tr><td>发文字号：</td><td>某政〔2024〕6号</td><td>成文日期：</td><td>2024-02-05</td></tr></table>"
    )
    return _page(
        f'<meta charset="utf-8"><title>{title}</title><meta name="ArticleTitle" content="{title}">',
        f"{_NAV}{_CRUMB}<div class='xxgk'>{table}<div class='xxgk-title'>{title}</div><div class='wz'><div class='nr'>{body}</div>"
        f"<div class='qm'>{signature}</div></div><div class='dy'><a href='javascript:window.print()'>【打印】</a><a>【关闭】</a></div></div>{_RELATED}{_FOOT}",
    )


@shape
def frame_of_news(title: str, lines: Sequence[str]) -> str:
    """A news page whose sidebar shows summaries in running text."""
    side = "".join(
        f"<li><a href='{n}.html'>热点新闻排行{n}：市领导调研法治政府建设示范创建工作，强调要压实责任</a></li>"
        for n in range(6)
    )
    return _page(
        f'<meta charset="utf-8"><title>{title}|某市新闻网</title>',
        f"{_NAV}<div class='wrap'><div class='l'><h1>{title}</h1><p class='from'>来源：某市日报　2024-02-08</p>{_paragraphs(lines)}"
        f"<p class='editor'>（责任编辑：吴某）</p></div><div class='r'><h4>热点新闻排行</h4><ul>{side}</ul></div></div>{_FOOT}",
    )
