"""Inputs for the fuzzer: seeds from the fixtures, and changes that keep the form of a report, a file or a pack.

Bytes changed at random are seldom Chinese, a zip archive or TOML; so the changes are made on text, on the parts of an
archive, on the lines of a pack, with pieces that the library has code for.
"""

import io
import random
import re
import zipfile
from functools import lru_cache
from pathlib import Path

from pdf_maker import make_pdf, wrap
from word_maker import levels, make_docx, num, numbered, p

from fuzz.properties import NAMES, to_data, to_text

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
_SLICE = 500

MARKS = [*"，,、。；;：:？?！!（）()《》〈〉“”‘’〔〕【】「」…—-·%‰.．/~～ \t\n\r\u3000\xa0", "\r\n", "\n\n", "\n　　", "……"]  # fmt: skip
NUMBERS = [
    *"0123456789０１２〇零一二三四五六七八九十百千万亿两几多余", "1.2万", "3万余", "16.4亿", "94.30%", "五成", "三分之一", "2/3", "1,234,567",
    "12", "2023", "二〇二三", "十一", "20多", "3-5", "3～5", "百分之九十八点五", "第三", "0.0", "00", "1" * 40, "九" * 40, "1e9", "半",
    "①", "⑩", "Ⅳ", "1/0", "-5", "+3", "1:2", "99.99.99", "十百千万亿", "1万亿", "民国三十年", "１２．５",
]  # fmt: skip
UNITS = ["件", "人次", "余人", "万元", "亿元", "个百分点", "%", "起", "家", "项", "部", "次", "公里", "平方米", "户", "名", "㎡", "吨", "℃", "倍", "位", "小时", "年", "号"]  # fmt: skip
DATES = [
    "2023年", "2023年1月", "1月至6月", "去年", "上半年", "2月30日", "2024-02-08", "2023.1.1", "13月45日", "“十四五”期间", "截至12月底",
    "近三年来", "2021—2023年", "0年0月0日", "9999年12月31日", "10000年1月1日", "第三季度", "同年3月", "当日", "本月",
]  # fmt: skip
HEADINGS = [
    "一、", "（一）", "(二)", "1.", "2．", "1、", "①", "第一章", "第十二条", "一是", "二要", "第一，", "首先，", "下一步，", "存在的问题：", "主要工作\n",
    "二〇二三年工作总结\n", "附件：", "主持人：", "记者：", "(1)", "1.1.1 ", "■", "●", "• ", "——", "目 录\n", "索引号：", "发文字号：", "来源：",
]  # fmt: skip
WORDS = [
    "县司法局", "市人民政府", "安吉县", "乾安县", "省委全面依法治省委员会办公室", "公安局、财政局、", "有关部门", "镇（街道）", "《行政处罚法》", "《XX办法》", "《",
    "》", "《《甲》乙》", "〔2021〕3号", "县政发〔2021〕3号", "第三条第二款第（一）项", "制定印发", "办理", "开展", "加强", "完成", "将", "把", "进一步",
    "同比增长", "下降", "其中", "分别为", "不足", "有待加强", "问题", "仍然", "但", "虽然", "不", "没有", "未", "了", "的", "等", "和", "以及", "全年共",
    "行政复议案件", "办结率", "占", "达到", "超过", "力争", "罚没款", "培训", "会议", "由", "对", "牵头", "会同", "以上", "左右", "约", "最高", "首次",
]  # fmt: skip
NOISE = [
    "關(guān)于", "縣政府", "建設(shè)", "(guān)", "（she4）", "(A)", "?,F(xiàn)將", "?Ｍ顿Y", "鏀垮簻", "æ”¿åºœ", "&ldquo;", "&amp;nbsp;", "&#12289;",
    "&#x110000;", "&#0;", "&#xd800;", "&amp;", "amp;", ",,", "，，", ",、", ",。", "锟斤拷", "\ufffd", "\u200b", "\u200d", "\ufeff", "\xad", "\x00", "\x07",
    "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u202d", "\u2066", "\u2069", "\ud83d", "\udc00", "\ud800\udc00", "\u0301", "\u0304", "\u20dd",
    "\ufe0f", "\U000e0100", "\ue123", "\U000f1234", "😀", "👨\u200d👩", "𠮷", "⼯", "㎡", "ﬁ", "İ", "ß", "Ⅷ", "㈠", "⒈", "㊀", "𝟏𝟐", "١٢", "१२", "½", "²",
    "\u1160", "\u115f", "가", "が", "ｶﾞ", "é", "e\u0301",
]  # fmt: skip
PIECES = [MARKS, NUMBERS, UNITS, DATES, HEADINGS, WORDS, NOISE]

HTML = [
    "<p>", "</p>", "<br>", "<div>", "</div>", "<div id=zoom>", '<div class="TRS_Editor">', "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>",
    "<td rowspan=3>", "<td colspan=99999999>", "<td rowspan=0>", "<td colspan=-1>", "<td colspan=²>", "<th>", "<ol type=1>", "<ol start=99999999999>", "<ol type=i start=4000>",
    '<ol style="list-style-type:cjk-ideographic">', "<ul>", "<li>", "<li value=x>", "<li value=-7>", "</ol>", "<script>", "</script>", "<style>", "<!--", "-->", "<a href=x>", "</a>",
    "<span style='display:none'>", "</span>", "<title>", "</title>", "<h1>", "</h1>", '<meta name="PubDate" content="2023-02-30">', '<meta charset="big5">',
    '<meta name="ArticleTitle" content="">', '<meta name="PubDate" content="99999-1-1 25:61">', '<script type="application/ld+json">{"headline":[1],"datePublished":{}}</script>',
    "<![CDATA[", "]]>", "<?xml version='1.0' encoding='utf-16'?>", "<frameset>", "<textarea>", "<svg>", "<template>", "<select><option>", "<sup>", "<ruby>字<rt>zì</rt></ruby>", "<html>", "</html>",
    "<body hidden>", "<base href=x>", "<q>", "<pre>\n", "</pre>", "<center>", "<font size=7>", "<details>", "<noscript>", "<p hidden>", "<caption>", "<thead>", "<tfoot>",
]  # fmt: skip
WORD = [
    "<w:p/>", "<w:br/>", "<w:tab/>", "<w:cr/>", "<w:noBreakHyphen/>", '<w:sym w:char="F0B7" w:font="Wingdings"/>', '<w:sym w:char="zz"/>', '<w:sym w:char="110000"/>',
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>办理</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="-1"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>', '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="²"/></w:tcPr></w:tc></w:tr></w:tbl>',
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>', '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="y"/></w:numPr></w:pPr></w:p>',
    '<w:p><w:pPr><w:numPr><w:numId w:val="-1"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>', '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id=""/>', '<w:start w:val="99999999999999999999"/>',
    '<w:start w:val="-5"/>', '<w:lvlText w:val="%1.%2.%9"/>', '<w:lvlText w:val="%0%%"/>', '<w:numFmt w:val="chineseCounting"/>', '<w:numFmt w:val="upperRoman"/>', '<w:numFmt w:val="lowerLetter"/>',
    '<w:numFmt w:val="decimalEnclosedCircle"/>', '<w:numFmt w:val="custom" w:format="001"/>', '<w:numFmt w:val="hex"/>', '<w:pStyle w:val="a"/>', '<w:basedOn w:val="a"/>', '<w:vanish/>', '<w:del><w:r><w:t>删</w:t></w:r></w:del>',
    '<w:fldChar w:fldCharType="begin"/>', '<w:instrText>TOC</w:instrText>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "<!--x-->", "<?x?>",
    '<!DOCTYPE a [<!ENTITY b "c">]>', "&b;", "&#0;", "&#x1F600;", "<mc:AlternateContent><mc:Choice/><mc:Fallback/></mc:AlternateContent>", "<w:lvlOverride/>", '<w:lvlRestart w:val="9"/>', '<w:isLgl/>',
]  # fmt: skip
PDF = [
    "0 0 0 0 0 0 Tm", "1 0 0 -1 0 0 Tm", "99999999999 Tf", "/F1 0 Tf", "-1 TL", "T*", "<> Tj", "<d83d> Tj", "<4E004E8C> Tj", "<E000FFFF0000> Tj", "/Rotate 90", "/MediaBox [0 0 0 0]", "/MediaBox [0 0 1e38 -1e38]", "/Count 99999999",
    "/Count -1", "/Title <FEFFD83D>", "/Encrypt << >>", "/Length 0", "/Length 99999999", "1 0 R", "99 0 R", "q", "Q", "BT", "ET", "NaN", "-", "<<", ">>", "[", "]", "endobj", "stream\n",
]  # fmt: skip
TOML = [
    "[[rule]]", "[rule]", 'id = "x.y"', 'id = ""', 'id = "measure.hold-meeting"', 'id = "agency.name"', 'label = "AGENCY"', 'label = "UNIT"', 'label = "MEASURE"', 'label = "TAX"', 'label = "MY.OWN"', 'label = "DATE"', 'label = "LAW"',
    'label = "DOCUMENT"', 'label = "REGION"', 'label = "ARTICLE"', 'label = "DOC_NUMBER"', 'label = "PROBLEM"', 'label = "SECTION"', 'label = "CATEGORY"', 'label = "AGENCY.field"', 'label = "AGENCY.trap"', 'label = "INDICATOR.AVOID"', 'label = "INDICATOR.VERB"',
    'label = "INDICATOR.CHANGE"', 'label = "QUANTITY.trap"', 'label = "OPENING"', 'label = "MEASURE_NOUN"', 'label = "SENTENCE"', 'terms = ["办理案件", "件", "2023年"]', 'terms = [""]', 'terms = ["\\u0000"]', 'terms = "甲"', 'terms = [1]', "terms = []",
    'terms = [",", "。", "\\n", " "]', 'terms = ["案", "案件", "案件1"]', 'terms_file = "x\\u0000"', 'terms_file = "fuzzed.toml"', 'terms_file = "."', 'terms_file = "../x"', 'terms_file = ""', "terms_file = 3", "pattern = '(?P<a>县)(?P<b>司法)?局'", "pattern = '.'", "pattern = '.*'", "pattern = '\\p{Han}+'",
    "pattern = '(a+)+$'", "pattern = '(?:a{1000}){1000}'", "pattern = '(?<=x*)y'", "pattern = '(?R)'", "pattern = '(?&a)'", "pattern = '('", "pattern = '[[a-z]--[b]]'", "pattern = '\\1'", "pattern = '(?e)(?:abc){e<=3}'", "pattern = '\\L<x>'", "pattern = ''", "pattern = 3", "pattern = '(?<name>件)'", "pattern = '件|'",
    "pattern = '(?=件)'", "pattern = '(?V1)[a||b]'", "pattern = '(?i:SS)'", "pattern = '\\K件'", "pattern = '(?|(件)|(案))'", "pattern = '(?r)案件'", "pattern = '\\m\\X\\b{gcb}'", "pattern = '(?(1)a|b)'", "pattern = '(?:(?:(?:一?)*)*)*号'",
    "excludes = [\"案件\"]", 'excludes = [""]', 'attrs = { kind = "body" }', "attrs = { kind = 5 }", "attrs = { kind = [1, 2], level = { a = 1 } }", "attrs = { concrete = true }", "attrs = { start_date = 2023-02-30 }", "attrs = { start_date = 2023-02-03 }", "attrs = { a = 1979-05-27T07:32:00Z }", "attrs = { a = inf, b = nan }",
    "attrs = { label = \"LAW\" }", 'attrs = { id = "x", span = 3 }', "attrs = { level = 99 }", 'attrs = { dimension = "mass" }', 'attrs = { category = "x" }', 'attrs = { role = "problems" }', "attrs = 3", 'attrs = { year = "x" }', "attrs = { year = 99999999999999999999999 }", 'attrs = { title = "甲", number = "乙" }', 'attrs = { name = "甲" }', "attrs = { name = 5 }", 'attrs = { law = "x" }', 'attrs = { key = "k" }',
    'match = ["办理{案件}"]', 'match = ["{县司法局}"]', 'match = ["{"]', 'reject = ["甲"]', 'match = ["3{件}"]', 'match = ["案件"]', "grammar = true", 'source = "s"', "note = 1", 'disable = ["measure.hold-meeting"]', 'disable = ["no.such"]', 'name = "n"', 'name = ""', 'version = "1"', "version = 1.5", "name: x", "# c", "a.b.c = 1", '"" = 1', "x = 1e999",
    "rule = []", "rule = 3", "[[rule]]\nid = \"z\"\nlabel = \"TAX\"\nterms = [\"案件\"]\nmatch = [\"{案件}\"]", "attrs = { traits = [\"short\"] }", "attrs = { family = 3 }", "attrs = { joins = 1 }", "attrs = { followed_by = [1] }", 'attrs = { concrete = "counted" }', "attrs = { direction = \"up\" }", 'attrs = { form = "arabic" }',
]  # fmt: skip
REGEX = [
    "(", ")", "|", "*", "+", "?", "*?", "++", "*+", "{2,5}", "{0,900}", "{3}", "(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!", "(?P<n>", "(?P=n)", "(?P>n)", "\\1", "(?1)", "(?R)", "(?i)", "(?s)", "(?r)", "(?V1)", "(?b)",
    "{e<=2}", "{i<=1,s<=1}", "[", "]", "[^。]", "[^,;]{1,20}", "\\p{Han}", "\\p{Nd}", "\\P{L}", "\\d", "\\w", "\\s", "\\S", "\\b", "\\K", "\\G", "\\X", "\\R", "\\N{BULLET}", "\\x{110000}", "\\u4e00", "^", "$", ".", ".*", ".+?", "(.*)*",
    "(?:一|二)*", "&&", "--", "||", "~~", "[[:alpha:]]", "(?#", "(*FAIL)", "(*SKIP)", "(*PRUNE)", "(?(n)a|b)", "(?(DEFINE)(?P<x>y))", "(?|", "\\L<n>", "\\", "案件", "县.{0,3}局",
]  # fmt: skip
_QUOTED = re.compile(r"""["']([^"'\n]*)["']""")


@lru_cache(maxsize=1)
def report_texts():
    """Slices of the fixtures' reports and of their noisy copies."""
    files = sorted([*FIXTURES.glob("reports/*.txt"), *FIXTURES.glob("noisy/*.txt"), *FIXTURES.glob("files/*.txt")])
    slices = []
    for file in files:
        text = file.read_bytes().decode("utf-8", "replace")
        slices += [text[at : at + _SLICE] for at in range(0, len(text), _SLICE)]
    return slices


def seeds(target):
    """The first inputs of a target, as bytes."""
    return list(_SEEDS[target]())


def _text_seeds():
    yield from (to_data(text) for text in report_texts())


def _reader_seeds():
    for file in sorted([*FIXTURES.glob("noisy/*"), *FIXTURES.glob("files/*.html"), *FIXTURES.glob("reports/b*.txt")]):
        name = NAMES.index("a.html" if file.suffix == ".html" else "a.txt")
        yield bytes([name]) + file.read_bytes()[:6000]
    for text in report_texts()[:6]:
        yield b"\x00" + text.encode("gb18030")
        yield b"\x01" + text.encode("utf-16")
        lines = text.splitlines()
        yield bytes([NAMES.index("a.pdf")]) + make_pdf(wrap(lines, 12), trailer="/Info << /Title (a) >>")
        body = "".join(p(line.replace("&", "").replace("<", "")) for line in lines) + numbered("甲") + numbered("乙", 1)
        yield bytes([NAMES.index("a.docx")]) + make_docx(
            body + "".join(WORD[8:10]), numbering=levels(("chineseCounting", "%1、"), ("decimal", "%1.%2")) + num(),
            styles='<w:style w:styleId="a" w:type="paragraph"><w:basedOn w:val="a"/></w:style>', core=lines[0][:20],
            footnotes=f'<w:footnote w:id="1">{p("注")}</w:footnote>',
        )  # fmt: skip


def _pack_seeds():
    files = [*(ROOT / "fazhi_ie" / "rules" / "builtin").glob("*.toml"), *FIXTURES.glob("tuning/*.toml")]
    for file in sorted(files):
        name, *rules = file.read_text("utf-8").split("[[rule]]")
        for n in range(0, len(rules), 2):
            yield to_data("[[rule]]".join(['name = "x"\n', *rules[n : n + 2]]))
        yield to_data(name)
    for line in TOML:
        yield to_data(
            f'name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\nterms = ["案件"]\nmatch = ["办理{{案件}}"]\n{line}\n'
        )


_SEEDS = {"extract": _text_seeds, "restore": _text_seeds, "readers": _reader_seeds, "packs": _pack_seeds}


def mutate(target, data, rng, most):
    """Change an input of a target; the same arguments give the same bytes."""
    if target == "readers":
        return _change_file(data, rng, most)
    change = _change_pack if target == "packs" else _change_text
    text = to_text(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        text = change(text, rng)
    return _cut(to_data(text), most)


def _cut(data, most):
    """Shorten to a length without leaving half a character."""
    return data if len(data) <= most else data[:most].decode("utf-8", "ignore").encode("utf-8")


def _change_text(text, rng, groups=PIECES):
    at = rng.randint(0, len(text))
    end = min(len(text), at + rng.choice((0, 1, 2, 5, 20, 80)))
    piece = rng.choice(rng.choice(groups))
    kind = rng.randrange(10)
    if kind <= 2:
        return text[:at] + piece + text[at:]
    if kind == 3:
        return text[:at] + "".join(rng.choice(rng.choice(groups)) for _ in range(rng.randint(2, 12))) + text[end:]
    if kind == 4:
        return text[:at] + text[end:]
    if kind == 5:
        return text[:at] + text[at:end] * rng.choice((2, 3, 30)) + text[end:]
    if kind == 6:
        return text[:at] + piece * rng.choice((2, 8, 100, 400)) + text[end:]
    if kind == 7:
        other = rng.choice(report_texts())
        start = rng.randrange(len(other))
        return text[:at] + other[start : start + rng.choice((3, 15, 60, 300))] + text[end:]
    if kind == 8:
        start = rng.randint(0, len(text))
        return text[:at] + text[start : start + rng.choice((1, 5, 40))] + text[end:]
    # each of a kind of sign becomes another one: full width, another bracket, no line ends
    old, new = rng.choice(MARKS), rng.choice(rng.choice(groups))
    return text.replace(old, new, rng.choice((1, 3, -1)))


def _change_pack(text, rng):
    """Set a key of one rule, change what stands in quotes, or change the text anywhere."""
    kind = rng.random()
    if kind < 0.55:
        tables = text.split("[[rule]]")
        n, line = rng.randrange(len(tables)), rng.choice(TOML)
        key = line.split("=")[0]
        rows = [row for row in tables[n].split("\n") if "=" not in line or not row.startswith(key)]
        rows.insert(max(0, len(rows) - 1), line)
        return "[[rule]]".join([*tables[:n], "\n".join(rows), *tables[n + 1 :]])
    quoted = list(_QUOTED.finditer(text))
    if kind > 0.9 or not quoted:
        return _change_text(text, rng, [*PIECES, TOML])
    start, end = rng.choice(quoted).span(1)
    pattern = text[text.rfind("\n", 0, start) + 1 : start].startswith("pattern")
    inner = _change_text(text[start:end], rng, [REGEX, REGEX, WORDS] if pattern else PIECES)
    return (
        text[:start]
        + "".join(char for char in inner if char not in "\n\r\"'\\" or (pattern and char == "\\"))
        + text[end:]
    )


def _change_file(data, rng, most):
    head, content = data[:1] or b"\x00", data[1:]
    if rng.random() < 0.05:
        head = bytes([rng.randrange(len(NAMES))])
    if content.startswith(b"PK") and rng.random() < 0.9:
        changed = _change_archive(content, rng)
    elif content.startswith(b"%PDF"):
        changed = _change_bytes(content, rng, [PDF])
    elif b"<" in content[:200]:
        changed = _change_bytes(content, rng, [HTML, HTML, *PIECES])
    else:
        changed = _change_bytes(content, rng, PIECES)
    whole = head + changed
    # half an archive is no archive
    return data[:most] if changed.startswith(b"PK") and len(whole) > most else whole[:most]


def _change_bytes(content, rng, groups):
    """Change a file as what it is, in its own encoding, sometimes as bytes."""
    if rng.random() < 0.15 and content:
        at = rng.randrange(len(content))
        some = bytes(rng.randrange(256) for _ in range(rng.randint(0, 3)))
        return content[:at] + some + content[at + rng.randint(0, 3) :]
    if groups == [PDF]:
        text, encoding = content.decode("latin-1"), "latin-1"
    else:
        text, encoding = next(
            (t, e) for e in ("utf-8", "gb18030", "utf-16", "latin-1") if (t := _decoded(content, e)) is not None
        )
    for _ in range(rng.choice((1, 2, 4))):
        at = rng.randint(0, len(text))
        piece = rng.choice(rng.choice(groups))
        if rng.random() < 0.3:
            text = _change_text(text, rng, PIECES)
        else:
            text = text[:at] + piece * rng.choice((1, 1, 1, 2, 50)) + text[at + rng.choice((0, 0, 1, 9)) :]
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def _decoded(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _change_archive(content, rng):
    """Change the XML of one part, or how the archive is made."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        # what the last change has spoiled is changed as bytes
        return _change_bytes(content, rng, [PDF])
    name = (
        rng.choice(sorted(parts)) if rng.random() < 0.4 else next((n for n in parts if n.endswith("document.xml")), "x")
    )
    text = parts.get(name, b"").decode("utf-8", "replace")
    for _ in range(rng.choice((1, 2, 3))):
        kind = rng.randrange(6)
        ends = [n + 1 for n, char in enumerate(text) if char == ">"] or [0]
        at = rng.choice(ends)
        if kind <= 2:
            text = text[:at] + rng.choice(WORD) + text[at:]
        elif kind == 3:
            end = rng.choice(ends)
            text = text[: min(at, end)] + (text[at:end] * 2 if rng.random() < 0.5 else "") + text[max(at, end) :]
        elif kind == 4:
            quotes = [n + 1 for n, char in enumerate(text) if char == '"'] or [0]
            at = rng.choice(quotes)
            text = text[:at] + rng.choice(NUMBERS) + text[at + rng.choice((0, 1, 3)) :]
        else:
            text = _change_text(text, rng, PIECES)
    parts[name] = text.encode("utf-8", "replace")
    if rng.random() < 0.03:
        parts.pop(rng.choice(sorted(parts)))
    packed = io.BytesIO()
    method = rng.choice((zipfile.ZIP_DEFLATED,) * 20 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(packed, "w", method) as archive:
        for part, inner in parts.items():
            # a fixed time: the same seed gives the same bytes
            info = zipfile.ZipInfo(part)
            info.compress_type = method
            archive.writestr(info, inner)
    changed = bytearray(packed.getvalue())
    if rng.random() < 0.1:
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def mutated(target, count, seed=0, most=6000):
    """Some inputs of a target, the same for the same seed: seeds changed a few times over."""
    rng = random.Random(f"{target}{seed}")
    pool = seeds(target)
    for _ in range(count):
        data = rng.choice(pool)
        for _ in range(rng.randint(1, 4)):
            data = mutate(target, data, rng, most)
        yield data
