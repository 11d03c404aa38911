"""The sheet that an adjustment is filed with: a row for each change, old and new wording, grounds to fill in."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock

from pipeline.compare.values import Comparison
from pipeline.render.changes.adjustment import ITEMS_SHEET, SECTIONS_SHEET, render_adjustment
from tests.compare.edits import compared, fresh, item, published, put, renumber, section, take


def _adjusted() -> Comparison:
    """One duty taken back, one added, one gone, one moved, one reworded in a name and in a duty of many paragraphs."""
    new = published()
    put(new, "reclaimed", "城乡建设", take(new, "basic-075"))
    put(new, "basic", "党的建设", fresh("basic", "组织实施乡村数字化建设。"))
    put(new, "basic", "民生服务", take(new, "basic-001"))
    take(new, "cooperative-010")
    edited = item(new, "cooperative-068")
    edited["item_name"] = "做好学校安全工作"
    edited["superior_duties"][0] = edited["superior_duties"][0].replace("责任制", "责任清单")
    section(new, "cooperative", "平安法治")["declared_count"] = 7
    return compared(published(), renumber(new))


def _rows(comparison: Comparison, sheet: str = ITEMS_SHEET) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(render_adjustment(comparison)), rich_text=True)
    headings, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def _marked(value: CellRichText) -> list[str]:
    """What is struck out or underlined in a cell."""
    return [
        part.text
        for part in value
        if isinstance(part, TextBlock) and (part.font.strike or part.font.u)
    ]


def test_each_change_is_a_row_with_its_grounds_left_to_fill_in() -> None:
    comparison = _adjusted()
    rows = _rows(comparison)
    assert list(rows[0]) == ["编号", "变化", "位置", "事项名称", "调整前", "调整后", "依据", "理由"]
    assert [row["变化"] for row in rows] == ["移到其他清单", "移动", "新增", "删除", "修改"]
    assert [row["编号"] for row in rows] == [1, 2, 3, 4, 5]
    assert {(row["依据"], row["理由"]) for row in rows} == {(None, None)}
    assert len(rows) == len(comparison.changes)


def test_old_and_new_wording_stand_side_by_side_with_what_changed_marked() -> None:
    row = _rows(_adjusted())[-1]
    old, new = row["调整前"], row["调整后"]
    assert str(old).startswith("【事项名称】\n做好校园安全工作\n【上级部门职责】\n1. ")
    assert str(new).startswith("【事项名称】\n做好学校安全工作\n【上级部门职责】\n1. ")
    assert "".join(_marked(old)) == "校园制"
    assert "".join(_marked(new)) == "学校清单"
    # The duty has more paragraphs than a row can show.
    assert str(old).endswith("\n（8段未变）")
    assert str(new).endswith("\n（8段未变）")


def test_what_came_or_went_is_told_whole() -> None:
    taken_back, moved, added, removed, _ = _rows(_adjusted())
    assert "\n→ 上级部门收回事项清单·城乡建设·第1项" in taken_back["位置"]
    assert "【事项名称】" in str(moved["调整前"])
    assert str(moved["调整前"]) == str(moved["调整后"])
    assert (added["调整前"], str(added["调整后"])) == (
        None,
        "【事项名称】\n组织实施乡村数字化建设。",
    )
    assert removed["调整后"] is None
    assert "【对应上级部门】\n" in str(removed["调整前"])
    assert "【乡镇配合职责】\n" in str(removed["调整前"])


def test_sections_have_a_sheet_of_their_own() -> None:
    rows = _rows(_adjusted(), SECTIONS_SHEET)
    found = {(row["清单"], row["变化"], row["调整前"], row["调整后"]) for row in rows}
    assert (
        "配合履职事项清单",
        "项数变化",
        "四、平安法治，7项（标明8项）",
        "四、平安法治，7项",
    ) in found


def test_nothing_changed_is_a_sheet_without_rows() -> None:
    assert _rows(compared(published(), published())) == []


def test_no_text_becomes_a_formula_or_markup_and_bytes_are_the_same() -> None:
    new = published()
    bad = "=cmd|'/c calc'!A1<r><t>甲</t></r>\x01&amp;"
    item(new, "cooperative-068")["item_name"] = bad
    put(new, "basic", "党的建设", fresh("basic", bad))
    comparison = compared(published(), renumber(new))
    assert render_adjustment(comparison) == render_adjustment(comparison)
    rows = _rows(comparison)
    assert str(rows[0]["调整后"]) == f"【事项名称】\n{bad}".replace("\x01", "\ufffd")
    assert rows[0]["事项名称"] == bad.replace("\x01", "_x0001_")  # as the file format has it
