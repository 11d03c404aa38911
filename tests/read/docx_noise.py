"""Changes a Word file in ways that change nothing for a reader: what editing leaves behind."""

from __future__ import annotations

import copy
import io
import random
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_WRAPPERS = ("w:ins", "w:hyperlink", "w:smartTag", "w:moveTo")


def with_noise(data: bytes, seed: int) -> tuple[bytes, int]:
    """The file as if long worked on, and how many characters of it nobody is to see."""
    rng = random.Random(seed)
    book = docx.Document(io.BytesIO(data))
    body = book.element.body
    unseen = 0
    for run in list(body.iter(qn("w:r"))):
        for piece in _split(run, rng):
            unseen += _disturb(piece, rng)
    for row in list(body.iter(qn("w:tr"))):
        unseen += _disturb_row(row, rng)
    for table in body.iter(qn("w:tbl")):
        _cut_grid(table, rng)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), unseen


def _split(run: Any, rng: random.Random) -> list[Any]:
    """The run in two: spell checkers and editing cut text anywhere."""
    text = run.text
    if len(text) < 2 or rng.random() < 0.5:
        return [run]
    cut = rng.randint(1, len(text) - 1)
    rest = copy.deepcopy(run)
    run.text, rest.text = text[:cut], text[cut:]
    run.addnext(rest)
    return [run, rest]


def _disturb(run: Any, rng: random.Random) -> int:
    kind = rng.random()
    if kind < 0.15:
        _wrap(run, OxmlElement(rng.choice(_WRAPPERS)))
    elif kind < 0.25:
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        run.addprevious(control)
        content.append(run)
    elif kind < 0.35:
        deleted, gone = OxmlElement("w:del"), OxmlElement("w:r")
        gone.append(_text("w:delText", "旧文"))
        deleted.append(gone)
        run.addnext(deleted)
        return 2
    elif kind < 0.45:
        hidden, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
        properties.append(OxmlElement("w:vanish"))
        hidden.append(properties)
        hidden.append(_text("w:t", "隐藏"))
        run.addprevious(hidden)
        return 2
    elif kind < 0.55:
        run.addprevious(OxmlElement("w:bookmarkStart"))
        run.addnext(OxmlElement("w:proofErr"))
    return 0


def _disturb_row(row: Any, rng: random.Random) -> int:
    if rng.random() < 0.1:
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        row.addprevious(control)
        content.append(row)
    if rng.random() < 0.1 and row.tc_lst:
        gone = copy.deepcopy(row)
        gone.get_or_add_trPr().append(OxmlElement("w:del"))
        row.addnext(gone)
        return sum(
            len("".join((t.text or "").split())) for t in gone.iter(qn("w:t"), qn("w:delText"))
        )
    return 0


def _cut_grid(table: Any, rng: random.Random) -> None:
    """A strip of the grid in two: as when somebody draws a cell's edge and takes it back."""
    strips = table.tblGrid.gridCol_lst
    if len(strips) < 2 or rng.random() < 0.5:
        return
    at = rng.randrange(len(strips))
    strips[at].addnext(copy.deepcopy(strips[at]))
    for row in table.iter(qn("w:tr")):
        start = 0
        for cell in row.iter(qn("w:tc")):
            span = cell.grid_span
            if start <= at < start + span:
                cell.grid_span = span + 1
                break
            start += span


def _wrap(run: Any, wrapper: Any) -> None:
    run.addprevious(wrapper)
    wrapper.append(run)


def _text(name: str, text: str) -> Any:
    element = OxmlElement(name)
    element.text = text
    return element
