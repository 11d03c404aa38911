"""What a cell of a sheet holds: any text as it is, in one look or in runs."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from pipeline.render.sheet import LONGEST_CELL, Cell, Heading, Run, fill, formats_of, new_book


def _cell(value: Cell) -> object:
    """What stands in a sheet that was written with this value."""
    buffer = io.BytesIO()
    with new_book(buffer) as book:
        fill(book.add_worksheet(), [Heading("栏")], [[value]], formats_of(book), "v1..v2.json")
    return openpyxl.load_workbook(buffer, rich_text=True).worksheets[0]["A2"].value


# Markup and codes of the file format itself; "_x0041_" would be read as "A".
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "<r><t>甲</t></r>",
        "<r></r>",
        "<r></si></r>",
        "&lt;b>",
        "_x0041_",
        " 甲\n乙 ",
        "甲",
        "=",
        "😀",
    ],
)
def test_a_text_stays_as_it_is_in_runs_and_without(text: str) -> None:
    assert str(_cell(text)) == text
    assert str(_cell((Run("【事项名称】", "label"), Run(text, "del")))) == f"【事项名称】{text}"
    assert str(_cell((Run(text, "ins"),))) == text


def test_runs_keep_their_looks() -> None:
    found = _cell((Run("甲"), Run("乙", "del"), Run("丙", "ins")))
    assert isinstance(found, CellRichText)
    blocks = {part.text: part.font for part in found if isinstance(part, TextBlock)}
    assert (blocks["乙"].strike, blocks["丙"].u, blocks["丙"].strike) == (True, "single", None)


def test_what_no_file_can_hold_is_replaced() -> None:
    assert str(_cell((Run("甲\x01"), Run("乙\ud800\uffff")))) == "甲\ufffd乙?\ufffd"


def test_runs_too_long_for_a_cell_end_in_a_note() -> None:
    found = str(_cell((Run("甲" * 20_000), Run("乙" * 20_000, "ins"))))
    assert len(found) == LONGEST_CELL
    assert found.startswith("甲" * 20_000 + "乙")
    assert found.endswith("……【单元格放不下：全文40000字，见 v1..v2.json】")
