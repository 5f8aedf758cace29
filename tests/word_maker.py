"""Small .docx files from raw WordprocessingML, for what python-docx does not write."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, level: int = 0, identity: int = 1) -> str:
    """A paragraph that Word numbers."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>')


def levels(*forms: tuple[str, str], start: int = 1) -> str:
    """A list (abstractNum 0) whose levels have these forms and texts."""
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(forms)
    )
    return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'


def num(identity: int = 1, inner: str = "") -> str:
    """A numId that counts in list 0."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="0"/>{inner}</w:num>'


def make_docx(body: str, *, namespace: str = W, prologue: str = "", links: str = "", **parts: str) -> bytes:
    """Pack a document: `body` is the content of w:body, parts are the contents of styles, numbering, footnotes, core."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships {_RELS}><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"<Relationships {_RELS}>"
        + "".join(f'<Relationship Id="s{n}" Type="{_OFFICE}/{n}" Target="{n}.xml"/>' for n in roots)
        + f"{links}</Relationships>",
        "word/document.xml": f"{prologue}<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    for name, root in roots.items():
        if name in parts:
            files[f"word/{name}.xml"] = f"<w:{root} {_SPACES}>{parts[name]}</w:{root}>"
    if "core" in parts:
        files["docProps/core.xml"] = (
            f'<cp xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{parts["core"]}</dc:title></cp>'
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content.replace(W, namespace))
    return packed.getvalue()
