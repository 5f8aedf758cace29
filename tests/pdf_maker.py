"""Small PDF files made by hand: lines of Chinese at given places, in a font that is not embedded, as older programs did."""

from collections.abc import Sequence

LINE = 28
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> "
    "/DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] "
    "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>"
)


def make_pdf(pages: Sequence[Sequence[str]], *, trailer: str = "") -> bytes:
    """Write pages of lines, each line at its own height; `trailer` adds to the trailer."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", _FONT]
    for n, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 14 Tf 1 0 0 1 72 {760 - 24 * i} Tm <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for i, line in enumerate(lines)
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
    content = "%PDF-1.5\n"
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{n} 0 obj\n{body}\nendobj\n"
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    content += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return content.encode("latin-1")


def wrap(paragraphs: Sequence[str], rows: int = 22) -> list[list[str]]:
    """Break paragraphs into lines of a width, with marks hanging over the edge, and the lines into pages."""
    lines = []
    for paragraph in paragraphs:
        rest = "\u3000\u3000" + paragraph
        while len(rest) > LINE + 1:
            cut = LINE + 1 if rest[LINE] in "，。、；：）》”,.;:)%" else LINE
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return [lines[n : n + rows] for n in range(0, len(lines), rows)]
