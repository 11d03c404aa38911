"""Rules on punctuation: brackets and quotes in pairs, no mark twice or where none belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.numerals import COUNTING
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item, at_section
from pipeline.validate.points import lost_bracket
from pipeline.validate.rules.rule import ANY_DAMAGE, DocumentRule

_MARGIN = 15
"""Characters that an excerpt shows on either side."""
# Full-width and half-width may pair: a mixed pair is ugly, not broken.
_KINDS = {"(": "（", ")": "）"}
_PAIRS = {
    "”": "“",
    "’": "‘",
    "》": "《",
    "）": "（",
    "」": "「",
    "』": "『",
    "】": "【",
    "〕": "〔",
}
_OPENING = frozenset(_PAIRS.values())
_MARK = re.compile(f"[{''.join((*_PAIRS, *_PAIRS.values(), *_KINDS))}]")
# Closing brackets that belong to a number, 1) or a）, and apostrophes in Latin words.
_NO_PAIR = re.compile(
    rf"(?:^|(?<=[\n。；;：:\s]))(?:\d{{1,2}}|[A-Za-z]|[{COUNTING}]+)[）)]|(?<=[A-Za-z])’(?=[A-Za-z])"
)
_STRAY = re.compile(
    r"[，。；：、][ \t\u3000]*[，。；：、]+(?:[ \t\u3000]*[，。；：、])*"  # 。。 ，。 “。 。”
    r"|,,+|;;+|[，。；：、][,;]|[,;][，。；：、]"
    r"|(?m:^)[ \t\u3000]*[，。；：、,;]"  # at the start of a paragraph
    r"|[（“《][ \t\u3000]*[，。；、]"  # right after an opening bracket
    r"|[，、][ \t\u3000]*[）》]"  # right before a closing one
    r"|《\s*》|“\s*”|（\s*）"  # nothing inside
    r"|[，、,][ \t\u3000]*\Z"  # a cell that ends in a comma
)


def _brackets(case: Case) -> Iterator[Defect]:
    for row in case.rows:
        for field in row.item.cells:
            text = row.item.text(field)
            unpaired = _unpaired(text)
            if unpaired:
                marks = "".join(text[at] for at in unpaired)
                yield at_item(
                    row,
                    "；".join(_missing_half(text[at]) for at in unpaired) + "。",
                    field=field,
                    excerpt=_around(text, unpaired[0], unpaired[0] + 1),
                    key=f"{field}{marks}",
                )
    for own in case.lists:
        for section in own.duty_list.sections:
            name = section.name or ""
            for at in _unpaired(name):
                message = f"分类标题中{_missing_half(name[at])}。"
                yield at_section(own.duty_list, section, message)


def _unpaired(text: str) -> list[int]:
    """Where a bracket or quote stands that has no other half, in the order of the text."""
    open_at: list[tuple[str, int]] = []
    alone: list[int] = []
    without_opening: list[int] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), _KINDS.get(match[0], match[0])
        if mark in _OPENING:
            open_at.append((mark, at))
            continue
        if _PAIRS[mark] not in (kind for kind, _ in open_at):
            without_opening.append(at)
            continue
        while open_at[-1][0] != _PAIRS[mark]:
            alone.append(open_at.pop()[1])
        open_at.pop()
    if without_opening:
        exempt = {match.end() - 1 for match in _NO_PAIR.finditer(text)}
        if lost := lost_bracket(text):
            exempt.discard(lost.end() - 1)
        alone += (at for at in without_opening if at not in exempt)
    return sorted(alone + [at for _, at in open_at])


def _missing_half(mark: str) -> str:
    plain = _KINDS.get(mark, mark)
    if plain in _OPENING:
        other = next(close for close, opening in _PAIRS.items() if opening == plain)
        return f"有“{mark}”而没有与它配对的“{other}”"
    return f"有“{mark}”而没有与它配对的“{_PAIRS[plain]}”"


def _stray(case: Case) -> Iterator[Defect]:
    for row in case.rows:
        for field in row.item.cells:
            text = row.item.text(field)
            for match in _STRAY.finditer(text):
                yield at_item(
                    row,
                    f"此处标点“{match[0].strip()}”重复、连用或多余。",
                    field=field,
                    excerpt=_around(text, match.start(), match.end()),
                    key=f"{field}{match[0]}",
                )


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _MARGIN) : end + _MARGIN]


UNBALANCED_BRACKETS = DocumentRule(
    id="unbalanced-brackets",
    severity="warning",
    meaning="括号、引号或书名号没有配对。",
    example="“《残疾证申请表”，缺少“》”。",
    defects=_brackets,
    void_in=ANY_DAMAGE,
)
STRAY_PUNCTUATION = DocumentRule(
    id="stray-punctuation",
    severity="warning",
    meaning="标点重复、连用，或出现在不应有的位置。",
    example="“做好问题整改和核查反馈。 。”",
    defects=_stray,
    void_in=ANY_DAMAGE,
)
