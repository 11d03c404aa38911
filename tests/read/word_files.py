"""Word files written element by element, for what no library writes: each test says its own XML."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_ROOTS = {
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "numbering": "numbering",
    "styles": "styles",
    "settings": "settings",
}


def word(body: str, content_type: str = _MAIN, **parts: str) -> bytes:
    """A Word file with this body; `parts` are the inner XML of others: styles, numbering, header1 …

    The relationship of a part has the part's name as its id.
    """
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": _relations({"document": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            {name: (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
        ),
    }
    for name, xml in parts.items():
        files[f"word/{name}.xml"] = _part(_ROOTS[name.rstrip("0123456789")], xml)
    return archive(files)


def archive(files: dict[str, str]) -> bytes:
    """A ZIP of the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return buffer.getvalue()


def _part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{inner}</w:{root}>'


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def save(data: bytes, folder: Path) -> Path:
    """The file in a folder, under the name that the tests use."""
    path = folder / "v1.docx"
    path.write_bytes(data)
    return path


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str = "", properties: str = "") -> str:
    """A paragraph of text, or of the XML given."""
    content = inner if inner.startswith("<") or not inner else run(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def tc(inner: str = "", properties: str = "") -> str:
    """A cell with one paragraph, or with the XML given."""
    content = inner if inner.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else p(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells, each text or a whole `<w:tc>`."""
    whole = (cell if cell.startswith(("<w:tc>", "<w:sdt>")) else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(whole)}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    """A table; `grid` are the widths of its strips."""
    strips = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{strips}</w:tblGrid>{''.join(rows)}</w:tbl>"


def numbered(list_id: int = 1, level: int = 0) -> str:
    """The properties of a paragraph that Word numbers."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(number: int, text: str, style: str = "decimal", start: int = 1, more: str = "") -> str:
    """One level of a numbering definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(identifier: int, *levels: str) -> str:
    """A numbering definition and the list of the same number that uses it."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def use(list_id: int, of: int, overrides: str = "") -> str:
    """A list that uses a definition."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'
