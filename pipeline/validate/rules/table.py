"""Rules on dataframes: numbers that go on, sizes that agree, cells that are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalise.patterns import numeral, numeral_value
from pipeline.sequence import Break, breaks, spans
from pipeline.validate.rules.types import Failure, TableRule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(frame: pd.DataFrame, kind: str) -> list[Break]:
    numbers = [None if value != value or value is None else int(value) for value in _values(frame)]
    return [b for b in breaks(numbers) if b.kind == kind]


def _values(frame: pd.DataFrame) -> list[float | None]:
    return frame["seq"].astype("object").where(frame["seq"].notna(), None).tolist()


def _gaps(frame: pd.DataFrame) -> dict[int, Failure]:
    return {
        b.index: Failure(
            f"缺少第{spans(b.missing)}项（共{len(b.missing)}项）：序号应连续，"
            f"此处由{b.missing[0] - 1 or '开头'}直接到{frame['seq'].iloc[b.index]}。",
            field="seq",
            key=f"{len(b.missing)}",
        )
        for b in _breaks(frame, "gap")
    }


def _due(b: Break) -> str:
    return f"，此处应为{b.missing[0]}" if b.missing else ""


def _duplicates(frame: pd.DataFrame) -> dict[int, Failure]:
    failures: dict[int, Failure] = {}
    for b in _breaks(frame, "duplicate"):
        assert b.twin is not None
        number, twin = frame["seq"].iloc[b.index], frame["item_name"].iloc[b.twin]
        failures[b.index] = Failure(
            f"序号{number}重复：与“{twin}”的序号相同{_due(b)}。", field="seq", key=str(twin)
        )
    return failures


def _disorder(frame: pd.DataFrame) -> dict[int, Failure]:
    return {
        b.index: Failure(
            f"序号{frame['seq'].iloc[b.index]}不在应有的位置{_due(b)}：序号应从1起逐一递增。",
            field="seq",
        )
        for b in _breaks(frame, "order")
    }


def _section_order(frame: pd.DataFrame) -> dict[int, Failure]:
    named = frame[frame["no"].notna()]
    numbers = [numeral_value(str(no)) for no in named["no"]]
    failures: dict[int, Failure] = {}
    for b in breaks(numbers):
        row = named.iloc[b.index]
        title = f"{row['no']}、{row['name']}"
        due = "、".join(map(numeral, b.missing))
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
        failures[int(named.index[b.index])] = Failure(message)
    for index in frame.index[frame["no"].isna()]:
        failures[int(index)] = Failure("第一个分类标题之前有事项：缺少分类标题。")
    return failures


def _section_count(frame: pd.DataFrame) -> dict[int, Failure]:
    declares = frame["declared_count"].notna()
    differs = declares & (
        frame["declared_count"] != frame["actual_count"] + frame["explained_count"]
    )
    failures = {
        int(str(index)): Failure(
            f"“{row['no']}、{row['name']}”标明{row['declared_count']}项，"
            f"实有{row['actual_count']}项。",
            field="declared_count",
        )
        for index, row in frame[differs.fillna(False)].iterrows()
    }
    if declares.any():
        for index, row in frame[~declares & frame["no"].notna()].iterrows():
            failures[int(str(index))] = Failure(
                f"“{row['no']}、{row['name']}”没有标明项数，实有{row['actual_count']}项。",
                field="declared_count",
            )
    return failures


def _contradicted(frame: pd.DataFrame) -> dict[int, Failure]:
    """An arrangement that names nobody and does not say either that the duty has ended."""
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
        "序号不连续，中间缺少事项。一处缺失报告一次，并列出缺少的全部序号。",
        "67之后直接是69，缺少第68项。",
        "items",
        _gaps,
    ),
    TableRule(
        "sequence-duplicate",
        "error",
        "同一清单中两个事项的序号相同。",
        "两行的序号都是12。",
        "items",
        _duplicates,
    ),
    TableRule(
        "sequence-order",
        "error",
        "序号不按顺序排列，或数字有误。",
        "12、14、13、15；或67之后是680。",
        "items",
        _disorder,
    ),
    TableRule(
        "section-order",
        "error",
        "分类标题（一、二、三……）缺失、重复或顺序有误。",
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
        "应填的单元格是空的，或序号不是数字。",
        "第68项没有“对应上级部门”。",
        "items",
        _contradicted,
    ),
)
