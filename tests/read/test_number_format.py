"""What a person sees of a number in a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.spreadsheet.number_format import BUILT_IN, shown

SHOWN = [
    ("1", "000", "001"),
    ("12", "00", "12"),
    ("1", '"第"0"项"', "第1项"),
    ("0.5", "0%", "50%"),
    ("0.125", "0.0%", "12.5%"),
    ("1234567.5", "#,##0.00", "1,234,567.50"),
    ("2.5", "0.##", "2.5"),
    ("2", "0.##", "2"),
    ("-3", "0;(0)", "(3)"),
    ("-3", "0", "-3"),
    ("0", '0;-0;"无"', "无"),
    ("7", "0.0_ ;[Red]\\-0.0", "7.0"),
    ("45748", 'yyyy"年"m"月"', "2025年4月"),
    ("45748", "yyyy/mm/dd", "2025/04/01"),
    ("45748", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二五年四月一日"),
    ("45748.5", "yyyy-m-d h:mm", "2025-4-1 12:00"),
    ("44286", "yyyy-mm-dd", "2021-03-31"),
    ("45748", BUILT_IN[31], "2025年4月1日"),
    ("0.75", "[$-804]h:mm:ss", "18:00:00"),
    # As it is: nothing is known of these.
    ("1", "General", None),
    ("1", "@", None),
    ("1", "# ?/?", None),
    ("1", "0.00E+00", None),
    ("45748", "mmmm", None),
    ("12", "[DBNum1]General", None),
    ("x", "0", None),
]


@pytest.mark.parametrize(("value", "code", "wanted"), SHOWN)
def test_a_number_is_read_as_it_is_seen(value: str, code: str, wanted: str | None) -> None:
    assert shown(value, code) == wanted


def test_days_count_from_1904_where_a_workbook_says_so() -> None:
    assert shown("44286", "yyyy-mm-dd", since_1904=True) == "2025-04-01"


def test_a_workbook_with_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["基本履职事项清单"],
        ["序号", "事项名称", "完成时限"],
        [1, "甲。", 45748],
        [2, "乙。", 0.5],
    ):
        sheet.append(row)
    sheet["A3"].number_format = sheet["A4"].number_format = "000"
    sheet["C3"].number_format, sheet["C4"].number_format = 'yyyy"年"m"月"', "0%"
    book.save(tmp_path / "v1.xlsx")
    [duty_list] = normalise(read_source(tmp_path / "v1.xlsx"), "x", "v1").lists
    assert [(i.number, i.seq, i.extra) for i in duty_list.items] == [
        ("001", 1, {"完成时限": "2025年4月"}),
        ("002", 2, {"完成时限": "50%"}),
    ]
