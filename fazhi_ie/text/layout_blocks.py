"""Cut a matching view into blocks: header, title, headings, paragraphs, items, speakers, signature, furniture."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from fazhi_ie.text.layout_lines import (
    ANNEX,
    ANSWERER,
    BARE_KEY,
    CAPTION,
    DATE_LINE,
    DECOR,
    END_OF_TEXT,
    GLUED_END,
    HEADING,
    KEY,
    LINE_MARKER,
    MARKED_HEADING,
    NAME_ONLY,
    PERSON,
    SALUTATION,
    SIGNATURE,
    SIGNED,
    SIGNED_LINE,
    SPEAKER_LINE,
    SUBTITLE,
    TABLE_KEY,
    TITLE_END,
    WRAPPED,
    is_furniture,
    is_trail,
)  # fmt: skip
from fazhi_ie.text.layout_numbers import Line, is_whole, number_lines
from fazhi_ie.text.layout_records import Block, HeaderField

#: The header block of a page never runs longer than this many lines.
HEADER_LINES = 80
_LEAD_IN = regex.compile("(?:问题|不足|困难|短板|差距|方面|工作|做法是|如下|主要是):$")
#: A cell of a table: 860件.
_FIGURE = regex.compile(r"[\d.,%+/-]+[\p{Han}%]{0,4}")
_STOP = regex.compile("[。!?;]")
_AFTERWORD = regex.compile("以下|如下|下面|方面|代表|同志|谢谢|情况|[:!?]")
_ENDS_TITLE = regex.compile(TITLE_END.pattern + "$")
_OF_TITLE = regex.compile("法治|依法行政|报告|总结")
_CLOSING = regex.compile("^(?:特此|以上|妥否)|报告$")
_ANY_STOP = regex.compile("[,;:!?。…]")
_SPEAKER_KIND = regex.compile("记者|主持人|发言人")


def cut_blocks(view: str) -> tuple[list[Block], list[Line | None], tuple[int, int] | None, list[HeaderField]]:
    """Classify every line of a view.

    Returns:
        Blocks in order; beside each the line whose heading, speaker or numbered item it is (None for other kinds); the
        span of the report's title; and the keys with values of the header block.
    """
    lines = [Line(s, e, view[s:e]) for s, e in _lines(view) if e > s]
    body = _header(lines)
    fields = _fields(lines[:body])
    title = _title(lines[:body])
    _tail(lines, body)
    _inner_titles(lines, body)
    _headings(lines, body)
    blocks: list[Block] = []
    heads: list[Line | None] = []
    for line in lines:
        for block in _split(view, line):
            blocks.append(block)
            told = block.kind in ("heading", "speaker") or (block.kind == "item" and line.number)
            heads.append(line if told else None)
    return blocks, heads, title, fields


def _lines(view: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(view):
        end = view.find("\n", start)
        end = len(view) if end < 0 else end
        yield start, end
        start = end + 1


def _is_prose(text: str) -> bool:
    """A line of running text: it has a sentence's end inside or several commas, or it is long."""
    if len(text) >= 120:
        return True
    return len(text) >= 25 and (_STOP.search(text) is not None or text.count(",") >= 2)


def _header(lines: list[Line]) -> int:
    """Mark the lines above the running text and return how many they are."""
    n = 0
    for n, line in enumerate(lines[:HEADER_LINES]):
        text = line.text
        waiting = n > 0 and _awaits_value(lines[n - 1].text)
        if KEY.match(text) or BARE_KEY.fullmatch(text) or _is_table(text):
            line.kind = "header"
        elif is_furniture(text) or is_trail(text):
            line.kind = "furniture"
        elif SALUTATION.fullmatch(text) or CAPTION.search(text[-80:]) or DATE_LINE.fullmatch(text):
            line.kind = "header"
        elif (
            _is_heading_start(text)
            or SPEAKER_LINE.fullmatch(text)
            or _is_prose(text)
            or (not waiting and text.endswith(("。", ";", "!")))
            or _LEAD_IN.search(text)
        ):
            break
        else:
            line.kind = "header"
    else:
        n = min(len(lines), HEADER_LINES)
    # 各位代表:现在,我代表…: a first paragraph needs no heading before it, a short unnumbered one belongs to the body
    while n and lines[n - 1].kind == "header" and _is_lone_heading(lines, n - 1):
        n -= 1
        lines[n].kind = ""
    return n


def _is_heading_start(text: str) -> bool:
    bare = DECOR.sub("", text, count=1)
    match = HEADING.match(bare)
    return bool(match and (match["one"] or match["two"]) and len(bare) > match.end())


def _is_lone_heading(lines: list[Line], n: int) -> bool:
    text = lines[n].text
    if (
        n
        and not KEY.search(text)
        and (HEADING.match(text) or MARKED_HEADING.fullmatch(text) or (WRAPPED.fullmatch(text) and lines[n + 1 :]))
    ):
        return True  # 1.总体情况 right above the text
    return n > 0 and bool(SALUTATION.fullmatch(lines[n - 1].text)) and not TITLE_END.search(lines[n].text)


def _fields(lines: list[Line]) -> list[HeaderField]:
    """Read key-value pairs; the value may stand on the next line, where that is not a key itself."""
    fields: list[HeaderField] = []
    for n, line in enumerate(lines):
        if line.kind != "header":
            continue
        matches = list((TABLE_KEY if _is_table(line.text) else KEY).finditer(line.text))
        for m, match in enumerate(matches):
            end = matches[m + 1].start() if m + 1 < len(matches) else len(line.text)
            fields.append(HeaderField(match[1], *_stripped(line, match.end(), end)))
        bare = None if matches else BARE_KEY.fullmatch(line.text)
        if bare:
            fields.append(HeaderField(bare[1], line.end, line.end))
        if fields and (bare or (matches and fields[-1].start == fields[-1].end)) and n + 1 < len(lines):
            following = lines[n + 1]
            if following.kind == "header" and _may_be_value(following.text):
                fields[-1].start, fields[-1].end = following.start, following.end
                following.kind = "value"
    for line in lines:
        if line.kind == "value":
            line.kind = "header"
    return fields


def _is_table(text: str) -> bool:
    """Say whether a line is a row of keys and values that has lost its cells: 索引号1133/2024-1发布日期2024-02-08."""
    return len(text) < 200 and ":" not in text[:12] and len(text) > 5 and TABLE_KEY.match(text) is not None


def _awaits_value(text: str) -> bool:
    """Say whether a line is a key without its value, which then stands on the next line."""
    return BARE_KEY.fullmatch(text) is not None


def _may_be_value(text: str) -> bool:
    return not KEY.match(text) and not BARE_KEY.fullmatch(text) and not SALUTATION.fullmatch(text)


def _stripped(line: Line, start: int, end: int) -> tuple[int, int]:
    part = line.text[start:end]
    left = len(part) - len(part.lstrip(" |•·"))
    right = len(part) - len(part.rstrip(" |•·"))
    return (line.start + start + left, line.start + end - right) if left < len(part) else (line.end, line.end)


def _title(lines: list[Line]) -> tuple[int, int] | None:
    """Find the title among the header lines: the fullest line that ends as titles do, with the lines it runs over."""
    best: tuple[int, int, int] | None = None
    values = {n + 1 for n, line in enumerate(lines) if BARE_KEY.fullmatch(line.text)}
    free = [n for n, line in enumerate(lines) if line.kind == "header" and n not in values and _may_be_title(line.text)]
    for n in free:
        text = lines[n].text
        first = n
        while first - 1 in free and n - first < 3 and _runs_on(lines[first - 1].text, lines[first].text):
            first -= 1
        size = sum(len(lines[k].text) for k in range(first, n + 1))
        ends = TITLE_END.search(text) is not None and bool(_ENDS_TITLE.search(text))
        if not ends and not (_OF_TITLE.search(text) and size >= 8):
            continue
        if best is None or (ends, size) > (bool(best[2]), sum(len(lines[k].text) for k in range(best[0], best[1] + 1))):
            best = (first, n, int(ends))
    if best is None:
        return None
    last = best[1] + _has_subtitle(lines, best[1])
    for line in lines[best[0] : last + 1]:
        line.kind = "title"
    above, below = lines[best[0]], lines[last]
    left = len(above.text) - len(above.text.lstrip("*#【 "))
    right = len(below.text) - len(below.text.rstrip("*】 "))
    return above.start + left, below.end - right


def _has_subtitle(lines: list[Line], n: int) -> bool:
    """Say whether the line behind a title goes on with it: ——某市司法局局长答记者问."""
    return n + 1 < len(lines) and lines[n + 1].kind == "header" and SUBTITLE.fullmatch(lines[n + 1].text) is not None


def _may_be_title(text: str) -> bool:
    plain = not KEY.match(text) and not BARE_KEY.fullmatch(text) and not SALUTATION.fullmatch(text)
    return plain and not DATE_LINE.fullmatch(text) and not text.startswith("——") and not CAPTION.search(text[-80:])


def _runs_on(first: str, second: str) -> bool:
    """Say whether a title runs on from one line to the next: 某市人民政府 / 关于2023年法治政府建设情况的报告."""
    if _ENDS_TITLE.search(first) or PERSON.fullmatch(first):
        return False
    return "关于" in first or bool(SIGNATURE.fullmatch(first)) or first[-2:] == "年度" or first[-1:] == "年"


def _tail(lines: list[Line], body: int) -> None:
    """Mark what follows the text: furniture, and the pages' links behind it."""
    last = len(lines)
    while last > body and (is_furniture(lines[last - 1].text) or is_trail(lines[last - 1].text)):
        last -= 1
        lines[last].kind = "furniture"
    for n in range(max(body, last - 60), last):
        rest = lines[n:last]
        if END_OF_TEXT.match(lines[n].text) and not any(_is_prose(line.text) for line in rest):
            for line in rest:
                line.kind = "furniture"
            break
    for line in lines[body:]:
        if not line.kind and is_furniture(line.text):
            line.kind = "furniture"


def _inner_titles(lines: list[Line], body: int) -> None:
    """Mark signatures with their dates, and the title of a report that follows its covering letter."""
    rest = [line for line in lines[body:] if line.kind != "furniture"]
    for n, line in enumerate(rest):
        if line.kind or len(line.text) > 60:
            continue
        signed = n > 0 and rest[n - 1].kind in ("date", "signature")
        if DATE_LINE.fullmatch(line.text):
            line.kind = "date"
            if n and not rest[n - 1].kind and _may_sign(rest[n - 1].text):
                rest[n - 1].kind = "signature"
        elif SIGNED_LINE.fullmatch(line.text) or (n and n == len(rest) - 1 and SIGNATURE.fullmatch(line.text)):
            line.kind = "signature"
        elif signed and len(line.text) >= 8 and _ENDS_TITLE.search(line.text):
            line.kind = "title"
        elif SALUTATION.fullmatch(line.text):
            line.kind = "header"


def _may_sign(text: str) -> bool:
    if SIGNATURE.fullmatch(text):
        return True
    return SIGNED.fullmatch(text) is not None and not HEADING.match(text) and not _CLOSING.search(text)


def _headings(lines: list[Line], body: int) -> None:
    """Settle which of the remaining lines are headings, speakers, items and paragraphs."""
    rest = [line for line in lines[body:] if not line.kind]
    names = _speakers(rest)
    for line in rest:
        if _is_speaker(line.text, names):
            line.kind = "speaker"
    number_lines(rest)
    for n, line in enumerate(rest):
        following = rest[n + 1].text if n + 1 < len(rest) else ""
        if line.kind:
            continue
        if ANNEX.fullmatch(line.text):
            line.kind, line.level, line.title = "heading", 1, (line.start, line.end)
        elif marked := MARKED_HEADING.fullmatch(line.text):
            line.kind, line.level = "heading", 1
            line.title = (line.start + marked.start("title"), line.start + marked.end("title"))
        elif LINE_MARKER.match(line.text):
            line.kind = "item"
        else:
            line.kind = "heading" if _stands_alone(line.text, following) else "paragraph"
            if line.kind == "heading":
                line.title = (line.start, line.start + len(line.text.rstrip("。:")))
    level = 0
    for line in rest:
        if line.kind == "heading":
            line.level = line.level or min(level + 1, 3)
            level = line.level if line.number else level


def _stands_alone(text: str, following: str) -> bool:
    """Say whether an unnumbered line is a heading: short, without inner stops, above a longer line."""
    bare = text.rstrip("。")
    if not 4 <= len(bare) <= 30 or _ANY_STOP.search(bare) or _AFTERWORD.search(text):
        return False
    if DATE_LINE.fullmatch(text) or PERSON.fullmatch(text) or _FIGURE.fullmatch(text) or CAPTION.search(text[-80:]):
        return False
    return len(following) >= 50 or (text == bare and bool(HEADING.match(following) or LINE_MARKER.match(following)))


def _speakers(lines: list[Line]) -> set[str]:
    """Names that stand before a colon with a post, or alone more than once: 某局局长张某: ... 张某:."""
    posts: set[str] = set()
    alone: dict[str, int] = {}
    for line in lines:
        if match := SPEAKER_LINE.match(line.text[:80]):
            name = match[0].rstrip(":")
            if NAME_ONLY.fullmatch(match[0]) or ANSWERER.fullmatch(match[0]):
                alone[name] = alone.get(name, 0) + 1
            else:
                posts.update((name[-2:], name[-3:], name))
    return {name for name in alone if name in posts or (posts and ANSWERER.fullmatch(name))}


def _is_speaker(text: str, names: set[str]) -> bool:
    match = SPEAKER_LINE.match(text[:80])
    if match is None:
        return False
    name = match[0].rstrip(":")
    if NAME_ONLY.fullmatch(match[0]) or ANSWERER.fullmatch(match[0]):
        return name in names
    return match.end() == len(text) or _SPEAKER_KIND.search(match[0]) is not None


def _split(view: str, line: Line) -> Iterator[Block]:
    """Yield the blocks of a line: most are one; a glued signature, run-in text and a speaker's words are cut off."""
    end = line.end
    glued = None
    if line.kind in ("paragraph", "item"):
        glued = GLUED_END.search(view, max(line.start, line.end - 60), line.end)
    elif line.kind == "signature":
        glued = SIGNED_LINE.fullmatch(view, line.start, line.end)
    if glued:
        end = glued.start()
    if line.kind == "speaker":
        colon = view.index(":", line.start) + 1
        yield Block(line.start, colon, "speaker")
        if colon < end:
            yield Block(colon, end, "paragraph")
    elif line.kind == "heading" and line.title and not is_whole(line):
        cut = line.title[1] + 1
        while cut < end and view[cut] in "*】〗。:":
            cut += 1
        yield Block(line.start, cut, "heading")
        yield Block(cut, end, "paragraph")
    elif end > line.start:
        yield Block(line.start, end, line.kind)
    if glued:
        if glued["body"]:
            yield Block(glued.start("body"), glued.end("body"), "signature")
        yield Block(glued.start("date"), glued.end("date"), "date")
