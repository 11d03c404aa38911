"""Rules on dataframes: numbers that go on, sizes that agree, cells that are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalise.patterns import numeral
from pipeline.validate.rules.types import Failure, Table, TableRule
from pipeline.validate.sections import ItemFault
from pipeline.validate.sequence import Break, spans

if TYPE_CHECKING:  # `dutylist rules` does without pandas
    import pandas as pd


def _told(table: Table, kind: str) -> list[ItemFault]:
    return [told for told in table.numbering.items if told.fault.kind == kind]


def _gaps(table: Table) -> dict[int, Failure]:
    numbers = table.frame["seq"]
    failures: dict[int, Failure] = {}
    for told in _told(table, "gap"):
        missing, following = told.fault.missing, numbers.iloc[told.fault.index]
        message = (
            f"缺少第{spans(missing)}项（共{len(missing)}项）：序号应连续，"
            f"此处由{missing[0] - 1 or '开头'}直接到{following}。"
        )
        failures[told.row] = Failure(message, "seq", f"{len(missing)}", told.section)
    return failures


def _due(b: Break) -> str:
    return f"，此处应为{spans(b.missing)}" if b.missing else ""


def _duplicates(table: Table) -> dict[int, Failure]:
    frame = table.frame
    failures: dict[int, Failure] = {}
    for told in _told(table, "duplicate"):
        b = told.fault
        assert b.twin is not None
        twin = frame["item_name"].iloc[b.twin]
        if b.rows > 1:
            message = (
                f"第{_numbers(frame, b)}项（共{b.rows}项）重复出现：这些序号前面已有，"
                f"第一个是“{twin}”{_due(b)}。"
            )
        else:
            message = f"序号{_numbers(frame, b)}重复：与“{twin}”的序号相同{_due(b)}。"
        failures[told.row] = Failure(message, "seq", str(twin))
    return failures


def _disorder(table: Table) -> dict[int, Failure]:
    frame = table.frame
    failures: dict[int, Failure] = {}
    for told in _told(table, "order"):
        b = told.fault
        if b.other is not None:
            message = f"第{frame['seq'].iloc[b.other]}项与第{_numbers(frame, b)}项的位置互换"
        elif b.rows > 1:
            message = f"第{_numbers(frame, b)}项（共{b.rows}项）不在应有的位置{_due(b)}"
        else:
            message = f"序号{_numbers(frame, b)}不在应有的位置{_due(b)}"
        failures[told.row] = Failure(f"{message}：序号应从1起逐一递增。", "seq")
    return failures


def _numbers(frame: pd.DataFrame, b: Break) -> str:
    first, last = (frame["seq"].iloc[at] for at in (b.index, b.index + b.rows - 1))
    return f"{first}" if b.rows == 1 else f"{first}–{last}"


def _section_order(table: Table) -> dict[int, Failure]:
    failures: dict[int, Failure] = {}
    for b in table.numbering.sections:
        row = table.frame.iloc[b.index]
        title, due = f"{row['no']}、{row['name']}", "、".join(map(numeral, b.missing))
        if b.kind == "gap":
            message = f"“{title}”之前缺少分类“{due}”：分类序号应连续。"
        elif b.kind == "duplicate":
            message = f"分类序号“{row['no']}”重复（“{title}”）" + (
                f"，此处应为“{due}”。" if due else "。"
            )
        else:
            message = f"分类“{title}”的序号不在应有的位置" + (
                f"，此处应为“{due}”。" if due else "。"
            )
        failures[b.index] = Failure(message)
    if table.numbering.untitled:
        failures[0] = Failure("第一个分类标题之前有事项：缺少分类标题。")
    return failures


def _section_count(table: Table) -> dict[int, Failure]:
    frame = table.frame
    # As plain values: to compare columns of a dozen rows costs pandas milliseconds.
    columns = ("no", "name", "declared_count", "actual_count", "explained_count")
    rows = zip(*(frame[column].tolist() for column in columns), strict=True)
    numbered, declares = (frame[column].notna().tolist() for column in ("no", "declared_count"))
    failures: dict[int, Failure] = {}
    for index, (no, name, declared, actual, explained) in enumerate(rows):
        if declares[index] and declared != actual + explained:
            told = f"标明{declared}项"
        elif not declares[index] and numbered[index] and any(declares):
            told = "没有标明项数"
        else:
            continue
        message = f"“{no}、{name}”{told}，实有{actual}项。"
        failures[index] = Failure(message, field="declared_count")
    return failures


def _contradicted(table: Table) -> dict[int, Failure]:
    """An arrangement that names nobody and does not say either that the duty has ended."""
    frame = table.frame
    if "arrangement" not in frame:
        return {}
    unclear = frame["arrangement"].notna() & frame["disposition"].isna()
    return {
        int(index): Failure(
            "既没有写明承接部门，也没有说明不再开展此项工作。", field="receiving_departments"
        )
        for index in frame.index[unclear]
    } | {
        int(index): Failure("写了“承接部门”，但没有部门名称。", field="receiving_departments")
        for index in frame.index[
            (frame["disposition"] == "transferred").fillna(False)
            & frame["receiving_departments"].isna()
        ]
    }


RULES = (
    TableRule(
        "sequence-gap",
        "error",
        "序号不连续，中间缺少事项。一处缺失（如缺一整页）报告一次，列出缺少的全部序号；"
        "在分类交界处，归入项数不足的分类。",
        "67之后直接是69，缺少第68项。",
        "items",
        _gaps,
    ),
    TableRule(
        "sequence-duplicate",
        "error",
        "同一清单中两个事项的序号相同。整页重复等成段的重复只报告一次。",
        "两行的序号都是12。",
        "items",
        _duplicates,
    ),
    TableRule(
        "sequence-order",
        "error",
        "序号不按顺序排列，或数字有误。成段移位、两项互换都只报告一次。",
        "12、14、13、15；或67之后是680。",
        "items",
        _disorder,
    ),
    TableRule(
        "section-order",
        "error",
        "分类标题（一、二、三……）缺失、重复或顺序有误。连同事项整页缺失、重复或移位的，由序号报告。",
        "“三、民生服务”之后直接是“五、乡村振兴”。",
        "sections",
        _section_order,
    ),
    TableRule(
        "section-count",
        "error",
        "分类标题标明的项数与实有的项数不一致。由序号缺失等已报告的缺陷造成的差异不再重复报告。",
        "“四、平安法治（8项）”之下只有7项。",
        "sections",
        _section_count,
    ),
    TableRule(
        "missing-value",
        "error",
        "应填的单元格是空的，或序号不是数字。同一行的几处只报告一次。",
        "第68项没有“对应上级部门”。",
        "items",
        _contradicted,
    ),
)
