"""Which lines of a government web page are its report: title, header block, body, signature.

The body is found first: in the containers by which the usual publishing systems mark it, else where the running text
is densest. From there the text is followed outwards, up to the title and the header block (索引号, 发文字号 …) and down
to signature and annexes, until menus, related links or the footer begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import regex

from fazhi_ie.io.html_lines import Block
from fazhi_ie.io.text_lines import Line
from fazhi_ie.text.layout_lines import BARE_KEY, END_OF_TEXT, KEY, is_furniture, is_trail

#: Ids and classes, lower-case, that hold the body and nothing else: TRS, 博达, UCAP, 大汉, 网宏, WeChat and their like.
CONTAINERS = frozenset(
    {
        "ucap-content", "zoom", "trs_editor", "trs_ueditor", "trs_preappend", "trs_paper_default",
        "vsb_content", "v_news_content", "wp_articlecontent", "article-content", "article_content",
        "articlecontent", "article-body", "article_body", "articlebody", "pages_content", "js_content",
        "news_content", "newscontent", "news-content", "xxgk_content", "zwgk_content", "gknr_content",
        "detail-content", "detail_content", "detailcontent", "contentregion", "bodylabel", "artibody",
        "conttxt", "con_txt", "txtcontent", "content_text", "text_content", "info_content", "arti_content",
        "bt-content", "main-content-text", "textcontent",
    }
)  # fmt: skip
_AROUND = regex.compile(
    r"(?<![a-z])(?:(?P<end>foot(?:er)?|copyright|relat\w*|xgwj|xgxx|xgbd|xgyd|xgwd|recommend\w*|friend\w*|yqlj|side(?:bar)?"
    r"|nav\w*|menu\w*|hot\w*|comment\w*|links?)|bd?share\w*|share\w*|social\w*|print\w*|crumb\w*|breadcrumb\w*"
    r"|position|location|dqwz|weizhi|tool\w*|fontsize|font-size|zihao|qr-?code|ewm|erweima|pre|prev|next|page[rs]?"
    r"|pagination|toolbar|gotop|totop|search\w*|header-?nav|topbar|top-?menu)(?![a-z])"
)
_TITLE_MARK = regex.compile(r"(?<![a-z])(?:h1|(?:title|tit|bt|biaoti|headline)\d?)(?![a-z])")
#: Where a page says who runs it.
_FOOTER = regex.compile(
    r"版权所有|(?:主办|承办|运维|技术支持)(?:单位)?[:：]|ICP备|公网安备|网站标识码|网站地图|联系我们|(?:联系)?地址[:：].*(?:电话|邮编)"
)
_RELATED = regex.compile(r"[【\[]?相关(?:报道|文档|链接|新闻|阅读|稿件|文章|信息|推荐|解读|政策)|(?:上|下)一[篇条页]")
_ANNEX = regex.compile(r"附件|附[:：]|\.(?:docx?|pdf|wps|xlsx?|ofd|zip|rar)\b", regex.I)
#: Buttons that stand among what is worth reading: 字体：【大 中 小】 打印 关闭.
_BUTTONS = regex.compile(
    r"[\s|]*+[【\[（(]?\s*+字\s*+[体号]\s*+[:：]?\s*+[】\]]?[\s【\[（(]*+(?:[超特]?大|中|小|默认|A[+-]?)"
    r"(?:[\s】\[\]【|/、]*+(?:[超特]?[大中小]|默认|A[+-]?))*+\s*+[】\]）)]?"
    r"|[\s|]*+[【\[]\s*+(?:打印(?:本页|此页|本文)?|关闭(?:本页|窗口)?|收藏(?:本页)?|返回)\s*+[】\]]"
    r"|[\s|]++(?:打印(?:本页|此页|本文)?|关闭(?:本页|窗口)?|收藏(?:本页)?|分享到?[:：]?)(?=[\s|]|$)"
)
_SENTENCE = regex.compile("[。；，;,]")
_MARKS = regex.compile(r"[\s\p{P}]+")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARAGRAPHS = _HEADINGS | {"p", "li", "pre", "dt", "dd"}
_PARTS = frozenset(("nav", "footer", "aside"))
_WINDOW = 80
#: Running text is at least so long; a known container of so few lines may be another one; this share is much.
_PROSE, _FEW_LINES, _MUCH = 20, 3, 4
#: So many links in a row are a list.
_LIST = 3
#: No line of buttons, keys or credits is longer.
_LONGEST = 400
_DENSE = 0.7


def report_lines(lines: Sequence[Line], blocks: Sequence[Block], title: str | None) -> list[str]:
    """Choose the lines of the report on a page.

    Args:
        lines: The lines of the page.
        blocks: Its blocks, in order of their beginning.
        title: The title that the metadata give.

    Returns:
        The lines of the report, in order; none where the page has no text.
    """
    if not lines:
        return []
    weights = _weights(lines)
    around = _around(lines, blocks, weights)
    body = _body(blocks, weights)
    known, first, last = _is_known(blocks[body]), blocks[body].first, blocks[body].last
    core = first, last
    if not known:
        # what surrounds the running text in its block is judged line by line
        prose = [n for n in range(first, last) if weights[n + 1] > weights[n] and not around[n]]
        core = (prose[0], prose[-1] + 1) if prose else core
    title_at = _title_line(lines, blocks, around, core[0], title)
    start = _start(lines, around, core[0], title_at, first)
    end = _end(lines, around, core[1], last, _reach(blocks, body, start))
    headings = {block.first for block in blocks if block.tag in _HEADINGS}
    while end > core[1] and end - 1 in headings:
        end -= 1  # the heading of the links at which the report ended
    chosen = []
    for n in range(start, end):
        inside = core[0] <= n < core[1]
        if n == title_at or (inside and known and not around[n]):
            chosen.append(lines[n].text)
        elif not _is_aside(lines[n], around[n], inside, n < core[0]):
            short = not inside and len(lines[n].text) <= _LONGEST
            chosen.append(_BUTTONS.sub("", lines[n].text) if short else lines[n].text)
    return [text for text in chosen if text.strip()]


def _weights(lines: Sequence[Line]) -> list[int]:
    """Add up the weight of the lines: the characters of running text, or where there is none, of text without links."""
    own = [0 if _is_link(line) or _is_footer(line.text) else len(line.text) - line.linked for line in lines]
    prose = [n if n >= _PROSE and _SENTENCE.search(line.text) else 0 for n, line in zip(own, lines, strict=True)]
    return list(accumulate(prose if any(prose) else own, initial=0))


def _is_link(line: Line) -> bool:
    return line.linked * 2 > len(line.text)


def _is_footer(text: str) -> bool:
    return len(text) <= _LONGEST and _FOOTER.search(text) is not None


def _is_known(block: Block) -> bool:
    return not CONTAINERS.isdisjoint(block.marks.split())


def _body(blocks: Sequence[Block], weights: Sequence[int]) -> int:
    """Find the block that holds the body."""
    children: list[list[int]] = [[] for _ in blocks]
    for n, block in enumerate(blocks):
        if block.parent >= 0 and block.tag not in _PARAGRAPHS:
            children[block.parent].append(n)
    dense = 0
    while inner := children[dense]:
        best = max(inner, key=lambda n: _weight(blocks[n], weights))
        if _weight(blocks[best], weights) < max(1, _DENSE * _weight(blocks[dense], weights)):
            break
        dense = best
    known = [n for n, block in enumerate(blocks) if _is_known(block) and block.last > block.first]
    if not known:
        return dense
    best = max(known, key=lambda n: (_weight(blocks[n], weights), blocks[n].last - blocks[n].first, -n))
    enough = 2 * _weight(blocks[best], weights) >= _weight(blocks[dense], weights)
    return best if enough or blocks[best].last - blocks[best].first > _FEW_LINES else dense


def _weight(block: Block, weights: Sequence[int]) -> int:
    return weights[block.last] - weights[block.first]


def _around(lines: Sequence[Line], blocks: Sequence[Block], weights: Sequence[int]) -> list[str]:
    """Tell for each line whether it stands in a part of the page that says it is none of the report's.

    What such a part is called is a hint, no more (the whole report may stand in a block "print-area"): a block that
    holds much of the running text, or a known container of the body, is the report's.

    Returns:
        For each line "end" (footer, related links, menus), "button" (share, print, breadcrumb), or "".
    """
    holders = set()
    for n, block in enumerate(blocks):
        while _is_known(block) and n >= 0 and n not in holders:
            holders.add(n)
            n = blocks[n].parent
    depth = {"end": [0] * (len(lines) + 1), "button": [0] * (len(lines) + 1)}
    for n, block in enumerate(blocks):
        match = _AROUND.search(block.marks)
        is_part = block.tag in _PARTS
        if n in holders or not (match or is_part) or _MUCH * _weight(block, weights) > weights[-1]:
            continue
        kind = depth["end" if is_part or (match and match["end"]) else "button"]
        kind[block.first] += 1
        kind[block.last] -= 1
    ends, buttons = (list(accumulate(depth[kind])) for kind in ("end", "button"))
    return ["end" if ends[n] else "button" if buttons[n] else "" for n in range(len(lines))]


def _title_line(
    lines: Sequence[Line], blocks: Sequence[Block], around: Sequence[str], body: int, title: str | None
) -> int | None:
    """Find the line where the title begins: by the words of the metadata, else by the mark of its block."""
    window = range(max(0, body - _WINDOW), min(body + 3, len(lines)))
    wanted = _MARKS.sub("", title or "")
    if len(wanted) >= 4:
        for n in reversed(window):
            if _is_link(lines[n]) or is_trail(lines[n].text):
                continue
            joined = ""
            for line in lines[n : n + 4]:
                joined += _MARKS.sub("", line.text)
                if len(joined) >= len(wanted):
                    break
            if joined == wanted or (wanted in joined and len(joined) <= len(wanted) + 10):
                return n
    marked = [
        b.first for b in blocks if b.first in window and b.last > b.first and _TITLE_MARK.search(f"{b.tag} {b.marks}")
    ]
    marked = [
        n for n in marked if n <= body and not around[n] and not _is_link(lines[n]) and not lines[n].text.isascii()
    ]
    return max(marked, default=None)


def _start(lines: Sequence[Line], around: Sequence[str], core: int, title_at: int | None, body: int) -> int:
    """Give the line where the report begins: its title, or the header block above that."""
    start = core
    if title_at is not None:
        start = min(title_at, core)
    else:
        while start > body and not (
            around[start - 1] or _ends_report(lines[start - 1].text) or _leads_away(lines[start - 1])
        ):
            start -= 1
    keys = [n for n in range(max(0, start - 40), start) if _is_key(lines[n].text) and not around[n]]
    return keys[0] if len(keys) > 1 or (keys and lines[keys[0]].text.count("\t") > 1) else start


def _is_key(text: str) -> bool:
    """Say whether a line belongs to a header block: 索引号：…, 发文字号：… and their like."""
    bare = regex.sub(r"[ \xa0\u3000]", "", text[:_LONGEST]).replace("：", ":")
    return any(KEY.match(cell) or BARE_KEY.fullmatch(cell) for cell in bare.split("\t"))


def _reach(blocks: Sequence[Block], body: int, start: int) -> int:
    """Give the line up to which the report may go on: the end of the block that holds both its start and its body."""
    n = blocks[body].parent
    while n > 0 and blocks[n].first > start:
        n = blocks[n].parent
    return blocks[max(n, 0)].last


def _end(lines: Sequence[Line], around: Sequence[str], core: int, last: int, reach: int) -> int:
    """Give the line before which the report ends: what follows the body until the page goes on with something else.

    In the block of the body, up to line `last`, a link may be a law that is cited; a list of links leads elsewhere.
    """
    end = core
    links = 0
    for n in range(core, reach):
        line = lines[n]
        links = links + 1 if _leads_away(line) else 0
        if around[n] == "end" or _ends_report(line.text) or links >= (_LIST if n < last else 1):
            break
        if not (links or around[n] or is_furniture(line.text)):
            end = n + 1
    return end


def _ends_report(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return _is_footer(text) or bool(_RELATED.match(text) or END_OF_TEXT.match(text)) or is_trail(text)


def _leads_away(line: Line) -> bool:
    """Say whether a line is a link to something else than an annex, and no button."""
    short = line.text[:_LONGEST]
    return _is_link(line) and not (_ANNEX.search(short) or _BUTTONS.search(f" {short}") or is_furniture(short))


def _is_aside(line: Line, around: str, inside: bool, above: bool) -> bool:
    """Say whether a line among those of the report is the page's: a button, a breadcrumb, a link above the body."""
    text = line.text
    if around and (not inside or _is_link(line) or is_furniture(text)):
        return True
    if _ANNEX.search(text):
        return False
    return is_furniture(text) or is_trail(text) or (_is_link(line) and above)
