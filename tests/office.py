"""Lays a Word file of a duty list out anew, as its author might have, and has LibreOffice print it."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class WordLayout:
    """What an author sets: page, margins (points), font, how rows break, which rules are drawn."""

    size: tuple[float, float] = (595.3, 841.9)
    margin: float = 56.7
    font: str = "Noto Serif CJK SC"
    font_size: float = 10.5
    spacing: float = 1.0
    rows_whole: bool = False
    repeat_header: bool = True
    rules: Sequence[str] = _SIDES
    padding: float = 5.4
    indent: float = 0.0
    align: Literal["left", "justify"] = "left"
    middle: bool = False


def relaid(data: bytes, layout: WordLayout) -> bytes:
    """The Word file with another layout and the same text."""
    book = docx.Document(io.BytesIO(data))
    normal = book.styles["Normal"]
    normal.font.size = Pt(layout.font_size)
    normal.font.name = layout.font
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), layout.font)
    for section in book.sections:
        landscape = layout.size[0] > layout.size[1]
        section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
        section.page_width, section.page_height = (Pt(side) for side in layout.size)
        section.left_margin = section.right_margin = Pt(layout.margin)
    for table in book.tables:
        _widen(table, layout)
        _rule(table, layout)
        _rows(table, layout)
    _paragraphs(book, layout)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _widen(table: Table, layout: WordLayout) -> None:
    """Scales the columns to the page's width."""
    columns = table._tbl.tblGrid.findall(qn("w:gridCol"))
    widths = [int(column.get(qn("w:w"))) for column in columns]
    room = (layout.size[0] - 2 * layout.margin) * 20
    scaled = [round(width * room / sum(widths)) for width in widths]
    for column, width in zip(columns, scaled, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table._tbl.tr_lst:
        at = 0
        for cell in row.tc_lst:
            span = cell.grid_span
            cell.width = Pt(sum(scaled[at : at + span]) / 20)
            at += span


def _rule(table: Table, layout: WordLayout) -> None:
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single" if side in layout.rules else "nil")
        border.set(qn("w:sz"), "4")
        borders.append(border)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(layout.padding * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    for element in (borders, margins):
        look.addprevious(element) if look is not None else properties.append(element)


def _rows(table: Table, layout: WordLayout) -> None:
    for index, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        for old in properties.findall(qn("w:tblHeader")):
            properties.remove(old)
        if layout.rows_whole:
            properties.append(OxmlElement("w:cantSplit"))
        if layout.repeat_header and index == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _paragraphs(book: Docx, layout: WordLayout) -> None:
    justify = layout.align == "justify"
    for table in book.tables:
        for row in table._tbl.tr_lst:
            for index, cell in enumerate(row.tc_lst):
                if layout.middle:
                    cell.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                for paragraph in cell.p_lst:
                    properties = paragraph.get_or_add_pPr()
                    if justify:
                        properties.jc_val = WD_ALIGN_PARAGRAPH.JUSTIFY
                    if layout.indent and index > 2:
                        properties.first_line_indent = Pt(layout.indent * layout.font_size)
                    properties.spacing_line = Pt(layout.font_size * 1.3 * layout.spacing)


def print_to_pdf(soffice: str, sources: Sequence[Path], folder: Path) -> list[Path]:
    """What LibreOffice prints of Word files, all in one start of it."""
    arguments = ["--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    subprocess.run(
        [soffice, *arguments, "--convert-to", "pdf", "--outdir", folder, *sources],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [folder / source.with_suffix(".pdf").name for source in sources]
