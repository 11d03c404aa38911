"""A duty list as it stands on paper: titles, headings, section rows, item rows. Renderers lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pipeline.normalise.patterns import section_title

Paragraphs = tuple[str, ...]

LIST_IDS = ("basic", "cooperative", "reclaimed")
FIELDS = {
    "basic": ("item_name",),
    "cooperative": ("item_name", "departments", "superior_duties", "township_duties"),
    "reclaimed": ("item_name", "arrangement"),
}
"""The fields of the printed columns after the number."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row: a section row has one cell or two (its size), an item row one for each heading, the number first;
    a "merged" row has one cell over all columns, a "header" row the headings again. In a row that is
    `joined`, the cell of this index is one with the cell above."""

    kind: Literal["section", "item", "merged", "header"]
    cells: tuple[Paragraphs, ...]
    joined: int | None = None

    @property
    def text(self) -> str:
        """The row's characters, cells and paragraphs run together."""
        return "".join("".join(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class PrintedList:
    """One of the three lists, or another one in the same file. `above` are lines between its title and its
    headings, `below` lines under its table."""

    id: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A whole document. `contents` are the pages it claims by list id; None: what is right. `front` are
    lines under its title."""

    title: str
    lists: tuple[PrintedList, ...]
    contents: dict[str, int] | None = None
    front: tuple[str, ...] = ()


def truth(document: PrintedDocument) -> dict[str, Any]:
    """What a reader has to give back, in the form of the hand-checked truth of the sample."""
    return {"title": document.title, "lists": {lst.id: _truth(lst) for lst in document.lists}}


def _truth(printed: PrintedList) -> dict[str, Any]:
    sections: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    for row in printed.rows:
        if row.kind == "section":
            title = section_title("".join(row.cells[0]))
            assert title is not None, row
            sections.append({"no": title.no, "name": title.name, "declared": title.count})
            sections[-1]["items"] = 0
            continue
        sections[-1]["items"] += 1
        number, *cells = row.cells
        values = {
            field: "".join(cell) if field == "item_name" else list(cell)
            for field, cell in zip(FIELDS[printed.id], cells, strict=True)
        }
        items.append({"seq": int("".join(number)), "section": sections[-1]["name"], **values})
    return {"title": printed.title, "sections": sections, "items": items}
