"""What a comparison calls things: of two versions something was added, of two places one alone has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.compare.values import ChangeKind, Comparison, SectionChangeKind


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a comparison. `sides` are what the two are called together, `old` and `new` each by itself.

    `groups`: what the parts of the page are called, in their order; `relisted` are moves to another list.
    """

    arrow: str
    sides: str
    old: str
    new: str
    compared: str
    kinds: Mapping[ChangeKind, str]
    relisted: str
    section_kinds: Mapping[SectionChangeKind, str]
    groups: Mapping[str, str]
    renumbered: str
    unchanged: str
    nothing: str
    sections: str
    became: str
    was: str
    now: str
    was_in: str
    is_in: str
    both: str
    gone: str
    came: str
    left_out: str
    sheet: str
    sheet_has: str
    before: str
    after: str

    def joined(self, parts: Iterable[str]) -> str:
        """What is said of both sides, the old one first."""
        return f" {self.arrow} ".join(parts)


def terms_of(comparison: Comparison) -> Terms:
    """The words for two versions, or for the lists of two places."""
    if comparison.places is not None:
        return _of_places(*comparison.places.names)
    return _of_versions(comparison.old.version, comparison.new.version)


def _of_versions(old: str, new: str) -> Terms:
    return Terms(
        arrow="→",
        sides=f"{old} → {new}",
        old="旧版本",
        new="新版本",
        compared="版本比较",
        kinds={"moved": "移动", "added": "新增", "removed": "删除", "changed": "修改"},
        relisted="移到其他清单",
        section_kinds={
            "renamed": "更名",
            "split": "拆分",
            "resized": "项数变化",
            "added": "新增",
            "removed": "删除",
        },
        groups={
            "relisted": "移到其他清单的事项",
            "moved": "移到其他分类的事项",
            "added": "新增的事项",
            "removed": "删除的事项",
            "changed": "修改的事项",
        },
        renumbered="只是序号变化",
        unchanged="未变",
        nothing="没有变化",
        sections="分类的变化",
        became="改为",
        was="原在",
        now="现在",
        was_in="从",
        is_in="移到",
        both="两个版本",
        gone="删去的文字",
        came="增加的文字",
        left_out="没有变化的段落不列出",
        sheet="调整表",
        sheet_has="每项变化一行，列出调整前后的文字，依据和理由待填",
        before="调整前",
        after="调整后",
    )


def _of_places(old: str, new: str) -> Terms:
    return Terms(
        arrow="↔",
        sides=f"{old} ↔ {new}",
        old=old,
        new=new,
        compared="两地比较",
        kinds={
            "removed": "只有前者有",
            "added": "只有后者有",
            "moved": "归类不同",
            "changed": "文字不同",
        },
        relisted="列入不同清单",
        section_kinds={
            "renamed": "名称不同",
            "split": "划分不同",
            "resized": "项数不同",
            "added": "只有后者有",
            "removed": "只有前者有",
        },
        groups={
            "removed": f"只有{old}有的事项",
            "added": f"只有{new}有的事项",
            "relisted": "列入不同清单的事项",
            "moved": "列入不同分类的事项",
            "changed": "文字不同的事项",
        },
        renumbered="只是序号不同",
        unchanged="相同",
        nothing="没有不同",
        sections="分类的不同",
        became="↔",
        was=f"{old}：",
        now=f"{new}：",
        was_in=f"{old}列入",
        is_in=f"，{new}列入",
        both="两地的清单",
        gone="只有前者有的文字",
        came="只有后者有的文字",
        left_out="相同的段落不列出；地名和乡、镇、街道的称谓视为相同",
        sheet="对照表",
        sheet_has="每处不同一行，两地的文字并列，依据和理由待填",
        before=old,
        after=new,
    )
