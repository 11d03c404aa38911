"""`letter.docx`: what the publisher is asked to mend, to be sent to them: each defect with place, words, request.

Errors and warnings that nobody accepted, list by list; a table to sign off.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.model.characters import visible
from pipeline.model.document import Document
from pipeline.render.marked import marked
from pipeline.render.reproducible import CREATED, reproducible
from pipeline.render.wording import SEVERITY_NAMES, list_titles
from pipeline.validate.findings import Finding

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import Table, _Cell

_HEADINGS = ("序号", "位置", "原文", "问题", "请核实")
_WIDTHS = (1.1, 4.0, 4.4, 4.7, 2.8)
"""Centimetres, on A4 with margins of two."""
_SIGNED = ("核对单位（盖章）", "经办人、电话", "公布单位答复", "答复人、日期")
_FONT = "宋体"
_STYLES = ("Normal", "Title", "heading 2", "Normal Table", "Table Grid", "Default Paragraph Font")
# What is asked where a rule says more than that it has to be looked at.
_ASKED = {
    "section-count": "请核对该分类的项数：补上遗漏的事项，或改正标明的项数。",
    "declared-total": "请核对总数与各清单的项数，改正不符的一处。",
    "sequence-gap": "请补上缺少的事项，或改正序号。",
    "sequence-duplicate": "请删去重复的事项，或改正序号。",
    "sequence-order": "请改正序号或事项的先后。",
    "missing-value": "请补上空缺的内容。",
    "missing-list": "请补上缺少的清单。",
    "contents-page": "请改正目录中的页码。",
    "unreadable-character": "请补上无法辨认的字。",
    "duplicate-item": "请核实是否重复列入。",
    "department-unlisted": "请在部门一栏补上该部门，或改正职责中的名称。",
    "department-idle": "请补上该部门的职责，或从部门一栏删去。",
    "department-variant": "请统一该部门的写法。",
    "section-variant": "请统一该分类的写法。",
    "unbalanced-brackets": "请补上或删去不成对的括号、引号。",
    "stray-punctuation": "请改正标点。",
    "unfinished-text": "请补全内容，或补上标点。",
    "point-numbering": "请改正各点的编号。",
}
_ASK = "请核实并改正。"
# More is no letter.
_MOST = 200


def render_letter(document: Document, findings: Sequence[Finding], file: str) -> bytes:
    """The letter about a document in that file. The same findings give the same bytes."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    book = docx.Document()
    _drop_unused(book)
    _set_up(book)
    due = [f for f in findings if _is_theirs(f)]
    title = visible(document.title or "履行职责事项清单")
    heading = book.add_paragraph(style="Title")
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run("关于核实履行职责事项清单有关问题的函")
    town = "".join(filter(None, (document.locality.county, document.locality.town)))
    book.add_paragraph(f"{visible(town) or '公布单位'}：")
    pages = f"，共{document.pages}页" if document.pages else ""
    about = f"你单位公布的《{title}》（文件：{visible(file)}，版本：{visible(document.version)}{pages}）已逐项核对，"
    book.add_paragraph(
        about
        + (f"发现以下{len(due)}处问题，请核实改正并答复。" if due else "未发现需要改正的问题。")
    )
    number = 0
    for list_id, own in groupby(sorted(due, key=_order)[:_MOST], key=lambda f: f.list):
        name = list_titles().get(list_id or "")
        book.add_paragraph(f"《{name}》" if name else "整个文件", style="Heading 2")
        number = _table(book, list(own), number)
    if len(due) > _MOST:
        book.add_paragraph(f"另有{len(due) - _MOST}处，见报告。")
    _sign_off(book)
    buffer = io.BytesIO()
    book.save(buffer)
    buffer.seek(0)
    return reproducible(buffer)


def _is_theirs(finding: Finding) -> bool:
    """Whether a finding is for the publisher: not accepted, and not of a file of our own."""
    return not finding.waived and finding.severity != "info" and finding.sidecar is None


def _order(finding: Finding) -> int:
    """Lists as they are published; what is of the whole document first."""
    return [None, *list_titles()].index(finding.list)


def _drop_unused(book: Docx) -> None:
    """Takes away what the library's template brings and the letter does not use: most of its size."""
    from docx.oxml.ns import qn

    for package in (book.part, book.part.package):
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del package.rels[key]
    styles = book.styles.element
    for element in list(styles):
        name = element.find(qn("w:name"))
        kept = name is not None and name.get(qn("w:val")) in _STYLES
        if not kept and not element.tag.endswith("}docDefaults"):
            styles.remove(element)


def _set_up(book: Docx) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Title", 16), ("Heading 2", 12)):
        style = book.styles[name]
        style.font.size, style.font.name = Pt(size), _FONT
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    properties = book.core_properties
    properties.author, properties.last_modified_by = "dutylist", ""
    properties.created = properties.modified = CREATED


def _table(book: Docx, findings: Sequence[Finding], number: int) -> int:
    from docx.shared import Cm

    table = book.add_table(1, len(_HEADINGS), style="Table Grid")
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, _HEADINGS, strict=True):
        _write(cell, [(heading, True)])
    for finding in findings:
        number += 1
        cells = table.add_row().cells
        words = marked(visible(finding.excerpt or ""), visible(finding.message))
        place = "\n".join(_place(finding))
        severity = SEVERITY_NAMES[finding.severity]
        asked = _ASKED.get(finding.rule, _ASK)
        for cell, runs in zip(
            cells,
            (
                [(str(number), False)],
                [(place, False)],
                words,
                [(f"【{severity}】{visible(finding.message)}", False)],
                [(asked, False)],
            ),
            strict=True,
        ):
            _write(cell, runs)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    # By rows: the library finds all cells of a table anew for the cells of a column.
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
    _keep_whole(table)
    return number


def _keep_whole(table: Table) -> None:
    """No row is broken over pages, and the headings come again on each."""
    from docx.oxml import OxmlElement

    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _place(finding: Finding) -> Iterator[str]:
    if finding.section_no or finding.section:
        named = "、".join(filter(None, (finding.section_no, finding.section)))
        yield f"分类{visible(named)}"
    if finding.seq is not None:
        yield f"第{finding.seq}项"
    if finding.item_name:
        yield visible(finding.item_name)
    if finding.page is not None:
        yield f"第{finding.page}页"
    if finding.box is not None and finding.box[0] != finding.page:
        yield f"（文件第{finding.box[0]}张）"
    if finding.line is not None:
        yield f"（文件第{finding.line}行）"


def _write(cell: _Cell, runs: Sequence[tuple[str, bool]]) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    paragraph = cell.paragraphs[0]
    for text, is_marked in runs:
        run = paragraph.add_run(text)
        run.bold = is_marked
        if is_marked and text not in _HEADINGS:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _sign_off(book: Docx) -> None:
    book.add_paragraph("核对与答复", style="Heading 2")
    table = book.add_table(len(_SIGNED), 2, style="Table Grid")
    for row, name in zip(table.rows, _SIGNED, strict=True):
        _write(row.cells[0], [(name, False)])
