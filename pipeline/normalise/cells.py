"""What a cell means: closing up wrapped names, telling departments apart, taking an arrangement apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.characters import join
from pipeline.document import Disposition
from pipeline.schema import Labels
from pipeline.source import Cell

# White space with a Latin letter or digit on both sides separates words; any other is a wrap.
_WRAP = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
# What the name of a department ends in: 局 区财政局, 委 区纪委, 部 组织部, 联 残联, "）" 区住建局（城管局）.
_ENDINGS = (
    *"局委部办室院队会站所厅联团社校馆处科组乡镇等）)",
    *("中心", "公司", "部门", "单位", "机构", "政府", "企业", "银行"),
    *("专班", "所在地", "系统", "园区", "街道"),
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_SEPARATOR = re.compile(r"[\s、，,;；]+")
# Two names that a line wrap left without the space between them: 区委组织部|区财政局.
_ABUTTING = re.compile("(?<=[局部委办室院联会队])(?=[区县市省州旗](?!分局|城|划|直|级))")
_BRACKETED = re.compile(r"([（(][^（）()]*[）)])")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A 收回事项's last column taken apart."""

    receiving_departments: tuple[str, ...]
    measures: str
    measures_label: str
    disposition: Disposition | None


def close_up(text: str) -> str:
    """The text without the spaces that a line wrap left between ideographs."""
    return _WRAP.sub("", text.strip())


def merge(parts: Sequence[Cell]) -> tuple[str, ...]:
    """The paragraphs of a cell that went on over several rows."""
    merged: list[str] = []
    runs_on = False
    for part in parts:
        paragraphs = list(part.paragraphs)
        if not paragraphs:
            continue
        if runs_on and merged:
            merged[-1] = join(merged[-1], paragraphs.pop(0))
        merged += paragraphs
        runs_on = part.runs_on
    return tuple(merged)


def departments(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The departments of a cell, as many times and in the order as they stand there.

    They are apart by white space, 、 or a line; a fragment that is no whole name (区市场监督管理 局)
    goes with the next one. A 、 inside brackets separates nothing.
    """
    names: list[list[str]] = []
    ending = ""  # of the last name, which a wrap may have cut anywhere: 公 司
    for fragment in _fragments("\n".join(paragraphs)):
        if names and (not ending.endswith(_ENDINGS) or fragment[0] in "（("):
            names[-1].append(fragment)
            ending = (ending + fragment)[-_LONGEST_ENDING:]
        else:
            names.append([fragment])
            ending = fragment[-_LONGEST_ENDING:]
    return tuple(map("".join, names))


def _fragments(text: str) -> list[str]:
    """What stands between the separators; a bracket is one piece with what it belongs to."""
    fragments: list[list[str]] = [[]]
    for index, part in enumerate(_BRACKETED.split(text)):
        if index % 2:
            fragments[-1].append(close_up(part))
        else:
            first, *others = _SEPARATOR.split(_ABUTTING.sub(" ", part))
            fragments[-1].append(first)
            fragments += [[other] for other in others]
    return [whole for whole in map("".join, fragments) if whole]


def arrangement(paragraphs: Sequence[str], labels: Labels) -> Arrangement:
    """Who does a reclaimed duty now and how, or that nobody does."""
    text = "\n".join(paragraphs)
    opening = re.search(rf"{labels.department}\s*[:：]", text)
    told = text[opening.end() :] if opening else ""
    label = re.search(rf"(?P<label>{labels.measures})\s*[:：]", told)
    named = _before(told, label.start() if label else len(told))
    if not (named or label):
        gone = labels.discontinued.search(text)
        return Arrangement((), "", "", "discontinued" if gone else None)
    measures = told[label.end() :].strip() if label else ""
    return Arrangement(
        departments([named]), measures, label["label"] if label else "", "transferred"
    )


def _before(text: str, end: int) -> str:
    """What stands before a place, without the full stop or semicolon in between."""
    while end and (text[end - 1].isspace() or text[end - 1] in "。；;"):
        end -= 1
    return text[:end].strip()
