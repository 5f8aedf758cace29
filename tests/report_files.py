"""What the tests of the file readers share: the reports, their facts, and a report as a Word file."""

import io
from pathlib import Path

import docx
from word_maker import make_docx

import fazhi_ie
from fazhi_ie.io.readers import read_bytes

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "fixtures" / "files"
REPORTS = sorted((ROOT / "fixtures" / "reports").glob("*.txt"))
#: Lines of the reports that were copied from the page around them; the reader of web pages leaves such lines out.
PAGE_LINES = (" > ", "位置：", "字号：", "字体：", "打印本页", "扫一扫", "返回顶部", "主办：", "网站标识码", "分享到")


def body_of(path):
    """The lines of a report, its title first, without those of the page around it."""
    lines = [line.strip().replace("\t", " ") for line in path.read_text("utf-8").splitlines() if line.strip()]
    kept = [line for line in lines if not any(mark in line for mark in PAGE_LINES)]
    title = next(line for line in kept if len(line) < 60 and any(w in line for w in ("报告", "总结", "实录", "通报")))
    return title, kept[kept.index(title) + 1 :]


def facts(text):
    """The facts of a text, spaces aside: kind, words, value, unit, status."""
    report = fazhi_ie.extract(text)
    found = []
    for kind in ("entities", "indicators", "measures", "problems"):
        for fact in getattr(report, kind):
            value = (getattr(fact, "value", None), getattr(fact, "unit", None), getattr(fact, "status", None))
            found.append((kind, "".join(fact.span.text.split()), *value))
    return found


def docx_of(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def word_text(body, **parts):
    return read_bytes(make_docx(body, **parts)).text
