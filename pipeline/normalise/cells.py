"""What a cell means: closing up wrapped names, telling departments apart, taking an arrangement apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.characters import seam
from pipeline.model.department_endings import BODIES, ENDINGS, OFFICE_ENDINGS
from pipeline.model.document import Disposition
from pipeline.model.schema import Labels
from pipeline.model.source import Cell

# White space with a Latin letter or digit on both sides separates words; any other is a wrap.
_WRAP = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
# What an entry of a department column ends in; "）" of 区住建局（城管局）.
_ENTRY_ENDINGS = (
    *(*ENDINGS, *OFFICE_ENDINGS, *BODIES, *"团社校馆处科组乡镇等）)"),
    *("企业", "银行", "专班", "所在地", "系统", "园区", "街道"),
)
_LONGEST_ENDING = max(map(len, _ENTRY_ENDINGS))
# … but not half a word: 区人力资源和社会|保障局, 区委社会|工作部.
_HALF = "社会"
# What is no name by itself but the end of one: 区政府办|公室, 区残疾人联|合会, 区医疗|保障局, 市资规局|城区分局.
_TAIL = re.compile(
    "公室|员会|合会|(?:监督|综合|行政)?(?:管理|保障|事务|建设|工作)?(?:局|部|委员会|办公室|大队|支队|中心)"
    "|(?!公安|税务|交警|环保)[^局]{1,3}分局"
)
# A wrap may stand inside a name; a mark between two names never does.
_WHITE_SPACE = re.compile(r"\s+")
_SEPARATOR = re.compile(r"\s*[、，,;；][\s、，,;；]*")
# Two names that a line wrap left without the space between them: 区委组织部|区财政局.
# After 中心 only before what is a name to its end: 市不动产登记中心|区文旅局, but 市养老中心区域办公室.
_ABUTTING = re.compile(
    f"(?<=[{ENDINGS}])(?=[区县市省州旗](?!分局|城|划|直|级|政府))"
    "|(?<=[^市城镇乡]中心)(?=[区县市省州旗](?![域城划直级内外])[^\\s、，,;；（()）]{1,12}[局委办院])"
)
# The same without a space, where both names start with the same place: 松涧市妇联|松涧市财政局.
_PLACE = re.compile(r"\s*(?P<place>[^\s、，,;；（()）]{1,8}?[区县市省州旗盟])")
_BRACKETED = re.compile(r"([（(][^（）()]*[）)])")


class Arrangement(NamedTuple):
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
            merged[-1] = seam(merged[-1], paragraphs.pop(0))
        merged += paragraphs
        runs_on = part.runs_on
    return tuple(merged)


def departments(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The departments of a cell, as many times and in the order as they stand there.

    They are apart by white space, 、 or a line. White space may be a wrap inside a name: a fragment
    that is no whole name (区市场监督管理 局) goes with the next one. A 、 inside brackets separates nothing.
    """
    return tuple(name for part in _parts("\n".join(paragraphs)) for name in _whole_names(part))


def _parts(text: str) -> list[list[str]]:
    """What stands between marks, in fragments that stand apart by white space; a bracket is of one
    piece with what it belongs to."""
    place = _PLACE.match(text)
    again = re.compile(f"(?<=[{ENDINGS}心])(?={place['place']})") if place else _ABUTTING
    parts: list[list[list[str]]] = [[[]]]
    for index, piece in enumerate(_BRACKETED.split(text)):
        if index % 2:
            parts[-1][-1].append(close_up(piece))
            continue
        for number, part in enumerate(_SEPARATOR.split(again.sub(" ", _ABUTTING.sub(" ", piece)))):
            if number:
                parts.append([[]])
            first, *others = _WHITE_SPACE.split(part)
            parts[-1][-1].append(first)
            parts[-1] += [[other] for other in others]
    return [[whole for whole in map("".join, part) if whole] for part in parts]


def _whole_names(fragments: Iterable[str]) -> list[str]:
    """The names of fragments that stand apart by white space only."""
    names: list[list[str]] = []
    ending = ""  # of the last name, which a wrap may have cut anywhere: 公 司
    for fragment in fragments:
        if names and (not _complete(ending) or fragment[0] in "（(" or _TAIL.fullmatch(fragment)):
            names[-1].append(fragment)
            ending = (ending + fragment)[-_LONGEST_ENDING:]
        else:
            names.append([fragment])
            ending = fragment[-_LONGEST_ENDING:]
    return ["".join(name) for name in names]


def _complete(name: str) -> bool:
    return name.endswith(_ENTRY_ENDINGS) and not name.endswith(_HALF)


def arrangement(paragraphs: Sequence[str], labels: Labels) -> Arrangement:
    """Who does a reclaimed duty now and how, or that nobody does: by labels (承接部门：, 【承接部门】), or
    by a sentence (由…承接)."""
    text = "\n".join(paragraphs)
    opening = re.search(_label(labels.department), text)
    if opening is None:
        return _told_in_a_sentence(text, labels)
    rest = text[opening.end() :]
    label = re.search(_label(labels.measures), rest)
    named = _before(rest, label.start() if label else len(rest))
    if not rest.strip():
        gone = labels.discontinued.search(text)
        return Arrangement((), "", "", "discontinued" if gone else None)
    measures = rest[label.end() :].strip() if label else ""
    return Arrangement(
        departments([named]), measures, _words(label) if label else "", "transferred"
    )


def arrangement_in_columns(named: Sequence[str], measures: str, labels: Labels) -> Arrangement:
    """The same where 承接部门 and 工作方式 are columns of their own."""
    names = departments(named)
    if names:
        return Arrangement(names, measures, "", "transferred")
    found = _told_in_a_sentence(measures, labels)
    return found._replace(measures=measures)


def _label(words: str) -> str:
    return rf"[【\[〔]\s*(?P<bracketed>{words})\s*[】\]〕]\s*[:：]?|(?P<label>{words})\s*[:：]"


def _words(label: re.Match[str]) -> str:
    return str(label["label"] or label["bracketed"])


def _told_in_a_sentence(text: str, labels: Labels) -> Arrangement:
    for sentence in labels.taken_over.finditer(text):
        names = departments([sentence["who"]])
        if not all(map(_complete, names)):
            continue  # 由专人负责
        rest = text[sentence.end() :].lstrip("，。；;、 \n")
        label = re.match(_label(labels.measures), rest)
        measures = rest[label.end() :].strip() if label else rest.strip()
        return Arrangement(names, measures, _words(label) if label else "", "transferred")
    gone = labels.discontinued.search(text)
    return Arrangement((), "", "", "discontinued" if gone else None)


def _before(text: str, end: int) -> str:
    """What stands before a place, without the full stop or semicolon in between."""
    while end and (text[end - 1].isspace() or text[end - 1] in "。；;"):
        end -= 1
    return text[:end].strip()
