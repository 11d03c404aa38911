"""Workbooks of every kind: lists on sheets, merged cells, numbers, and what of them is hidden."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.model.errors import SourceError
from pipeline.model.source import Source
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.programs import program
from tests.read.word_reading import balanced, shown

HEADER = ("序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责")
Fill = Callable[[Any], None]


def workbook(*fills: Fill, names: tuple[str, ...] = ("Sheet1", "Sheet2", "Sheet3")) -> bytes:
    """A workbook with a sheet for each function, which fills it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for fill, name in zip(fills, names, strict=False):
        fill(book.create_sheet(name))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def basic(sheet: Any, *, title: str = "基本履职事项清单") -> None:
    for row in ([title], ["序号", "事项名称"], ["一、党的建设（2项）"], [1, "甲。"], [2, "乙。"]):
        sheet.append(row)


def reclaimed(sheet: Any) -> None:
    for row in (
        ["上级部门收回事项清单"],
        ["序号", "事项名称", "承接部门及工作方式"],
        [1, "丙。", "不再开展此项工作。"],
    ):
        sheet.append(row)


def read(folder: Path, data: bytes, name: str = "v1.xlsx") -> Source:
    path = folder / name
    path.write_bytes(data)
    return balanced(read_source(path))


def items(source: Source) -> list[list[tuple[int | None, str]]]:
    found = normalise(source, "x", "v1")
    assert found.leftovers == ()
    return [[(item.seq, item.item_name) for item in lst.items] for lst in found.lists]


def test_a_sheet_for_each_list(tmp_path: Path) -> None:
    assert items(read(tmp_path, workbook(basic, reclaimed))) == [
        [(1, "甲。"), (2, "乙。")],
        [(1, "丙。")],
    ]


def test_all_lists_on_one_sheet(tmp_path: Path) -> None:
    def both(sheet: Any) -> None:
        basic(sheet)
        sheet.append([])
        sheet.append(["注：1. 本表自印发之日起施行。"])
        sheet.append(["2. 实行动态调整。"])
        reclaimed(sheet)

    assert items(read(tmp_path, workbook(both))) == [[(1, "甲。"), (2, "乙。")], [(1, "丙。")]]


def test_a_sheet_with_a_cover_only_is_no_table(tmp_path: Path) -> None:
    def cover(sheet: Any) -> None:
        sheet.append([None, "某县某镇履行职责事项清单"])
        sheet.append([None, "2025年4月"])

    found = normalise(read(tmp_path, workbook(cover, basic)), "x", "v1")
    assert found.accounting.unaccounted == 0
    assert [item.item_name for item in found.lists[0].items] == ["甲。", "乙。"]


def test_a_list_whose_title_is_the_name_of_its_sheet_only(tmp_path: Path) -> None:
    def untitled(sheet: Any) -> None:
        sheet.append(["编号", "事项"])
        sheet.append([1, "甲。"])

    found = normalise(read(tmp_path, workbook(untitled, names=("基本履职事项清单",))), "x", "v1")
    assert (found.lists[0].id, found.lists[0].title) == ("basic", "基本履职事项清单")


def cell(value: object) -> Fill:
    def fill(sheet: Any) -> None:
        sheet.append(["基本履职事项清单"])
        sheet.append(["序号", "事项名称"])
        sheet.append([1, value])

    return fill


CELLS = [
    ("a whole number", 3.0, "3"),
    ("a broken number", 2.5, "2.5"),
    ("a text of digits", "001", "001"),
    ("line ends are paragraphs", "1. 甲。\n2. 乙。\r\n3. 丙。", "1. 甲。\n2. 乙。\n3. 丙。"),
    ("characters nobody sees", "区\u200b财政\ufeff局", "区财政局"),
    ("a formula that was not worked out is reported", "=1+1", "\ufffc"),
    ("a control character written out", "甲_x000D_\n乙", "甲\n乙"),
]


@pytest.mark.parametrize(("value", "text"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_what_a_cell_says(value: object, text: str, tmp_path: Path) -> None:
    assert shown(read(tmp_path, workbook(cell(value))))[-1] == ["1", text]


def merged(sheet: Any) -> None:
    """A title and a section over all columns, empty columns between, cells merged downwards."""
    sheet["A1"] = "配合履职事项清单"
    sheet.merge_cells("A1:J1")
    for column, heading in zip("ACEGI", HEADER, strict=True):
        sheet[f"{column}2"] = heading
        sheet.merge_cells(f"{column}2:{chr(ord(column) + 1)}2")
    sheet["A3"] = "一、民生服务（2项）"
    sheet.merge_cells("A3:J3")
    for row, values in ((4, (1, "甲", "区民政局", "丙", "丁")), (5, (2, "戊", None, "己", "庚"))):
        for column, value in zip("ACEGI", values, strict=True):
            sheet[f"{column}{row}"] = value
    sheet.merge_cells("E4:E5")


def test_merged_cells(tmp_path: Path) -> None:
    assert shown(read(tmp_path, workbook(merged)))[2:] == [
        ["一、民生服务（2项）", "", "", "", ""],
        ["1", "甲", "区民政局", "丙", "丁"],
        ["2", "戊", "区民政局", "己", "庚"],
    ]


def hidden_row(sheet: Any) -> None:
    basic(sheet)
    sheet.row_dimensions[4].hidden = True


def hidden_column(sheet: Any) -> None:
    basic(sheet)
    sheet["C4"] = "内部"
    sheet.column_dimensions["C"].hidden = True


def hidden_sheet(sheet: Any) -> None:
    sheet.append(["旧稿"])
    sheet.sheet_state = "hidden"


HIDDEN = [
    ("a row", (hidden_row,), ["1 甲。"]),
    ("a column", (hidden_column,), ["内部"]),
    ("a sheet", (basic, hidden_sheet), ["工作表“Sheet2”：旧稿"]),
    ("nothing", (basic,), []),
]


@pytest.mark.parametrize(("fills", "told"), [c[1:] for c in HIDDEN], ids=[c[0] for c in HIDDEN])
def test_what_is_hidden_is_told(fills: tuple[Fill, ...], told: list[str], tmp_path: Path) -> None:
    source = read(tmp_path, workbook(*fills))
    assert [(a.kind, a.text) for b in source.blocks for a in b.asides] == [
        ("unseen", t) for t in told
    ]
    assert all(text not in str(shown(source)) for text in told)


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize(
    "fill", [merged, hidden_row, hidden_column, hidden_sheet], ids=lambda f: f.__name__
)
def test_other_programs_formats_say_the_same(kind: str, fill: Fill, tmp_path: Path) -> None:
    wanted = read(tmp_path, workbook(basic, fill))
    subprocess.run(
        [program("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
         "--outdir", tmp_path, tmp_path / "v1.xlsx"], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    got = read(tmp_path, (tmp_path / f"v1.{kind}").read_bytes(), f"v1.{kind}")
    assert (got.format, got.blocks, got.markup) == (kind, wanted.blocks, wanted.markup)


def test_the_content_decides_and_not_the_suffix(tmp_path: Path) -> None:
    data = workbook(basic)
    assert [read(tmp_path, data, name).format for name in ("v1.et", "v1.xls", "v1.pdf")] == [
        "et",
        "xlsx",
        "xlsx",
    ]


def with_part(part: str, text: str) -> bytes:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(workbook(basic))) as package:
        files = {name: package.read(name) for name in package.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (files | {part: text.encode()}).items():
            package.writestr(name, data)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(inner: str, after: str = "") -> bytes:
    return with_part(
        SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData>{after}</worksheet>'
    )


def text(reference: str, value: str = "x") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


REFUSED = [
    ("entities", with_part(SHEET, '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), "declares a document type"),
    ("no XML", with_part(SHEET, "<worksheet>"), "no well-formed XML"),
    ("nothing in it", sheet(""), "hold no text"),
    ("more columns than any list", sheet("<row>" + "<c><v>1</v></c>" * 300 + "</row>"), "300 columns"),
    ("more rows than any list", sheet('<row><c><v>1</v></c></row>' * 50_001), "50001 rows"),
    ("cells that overlap", sheet(
        "".join(f'<row r="{n}">{text(f"A{n}")}</row>' for n in (1, 2)),
        "<mergeCells>" + '<mergeCell ref="A1:B9"/>' * 300 + "</mergeCells>"), "merged cells overlap"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_refused(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, data)


def test_cells_at_the_ends_of_a_sheet_take_no_memory(tmp_path: Path) -> None:
    inner = (
        f'<row r="1">{text("A1", "清单")}</row><row r="1048576">{text("XFD1048576", "末")}</row>'
    )
    assert shown(read(tmp_path, sheet(inner))) == ["清单", "末"]


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    data, told = workbook(basic), []
    for offset in range(30, len(data), len(data) // 60):
        damaged = bytearray(data)
        damaged[offset] ^= 0xFF
        try:
            normalise(read(tmp_path, bytes(damaged)), "x", "v1")
        except SourceError as error:
            told.append(str(error))
    assert told
    assert all("v1.xlsx" in message for message in told)
