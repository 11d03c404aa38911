"""Rules on the points of a cell: numbers 1. 2. 3. that go on, and numbers that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.document import DutyList
from pipeline.model.numerals import circled_value
from pipeline.model.points import STYLES
from pipeline.model.schema import schema_of
from pipeline.model.text import SENTENCE_END
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.numbering import breaks, spans
from pipeline.validate.points import Point, end_before, lost_bracket
from pipeline.validate.rules.rule import ANY_DAMAGE, DocumentRule

# So many sentences that do not lean on one another are points; and so short a one is no duty.
_FEWEST_SENTENCES, _SHORTEST_SENTENCE = 4, 6
# Characters of a point that are shown.
_SHOWN = 30
# A first number up to this one is a point's; a higher one may be anything.
_LATEST_FIRST = 9
# A sentence that leans on the one before it is no point of its own.
_LEANS = re.compile(
    "并|同时|其中|对于|如|若|因|但|且|即|此|其|该|上述|以上|特殊|另|为此|之后|最终|确保|由此|从而|同步|按此|必要时|逾期"
)
# What shows that a text numbers its parts otherwise: 一是, 首先, ①, （一）, (1).
_NUMBERED_OTHERWISE = re.compile("[一二三四]是|首先|[①②]|[（(][一二1]")


def _numbering(case: Case) -> Iterator[Defect]:
    for row in case.rows:
        for field in _in_points(row.duty_list):
            paragraphs = row.item.texts(field)
            for message, excerpt in _faults(case.points(paragraphs), paragraphs):
                yield at_item(row, message, field=field, excerpt=excerpt, key=excerpt)


def _in_points(duty_list: DutyList) -> tuple[str, ...]:
    """The fields of a list whose cells are made of points."""
    return schema_of(duty_list.id).fields_holding("paragraphs", "arrangement")


def _faults(found: Sequence[Point], paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the points of a cell, each with the words at which it is."""
    if (
        sum(p.number is not None for p in found) == 1
        and 1 < (found[0].number or 0) <= _LATEST_FIRST
    ):
        yield (
            f"编号不连续：缺少{spans(range(1, found[0].number or 0))}，只有第{found[0].number}点。",
            found[0].text,
        )
    elif len(found) == 2 and [p.number for p in found] == [None, 2]:
        yield "编号不连续：缺少1，第2点之前的一句没有编号。", found[0].text
    for run in _runs(found):
        yield from _run_faults([(p.number or 0, p.text) for p in run], "")
    for style in (STYLES["bracketed"], STYLES["circled"]):
        for listed in _styled_runs("\n".join(paragraphs), style):
            yield from _run_faults(listed, "小点")


def _runs(found: Iterable[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = []
    for point in found:
        if point.number is None:
            continue
        if point.starts_run or not runs:
            runs.append([])
        runs[-1].append(point)
    return runs


def _styled_runs(text: str, style: re.Pattern[str]) -> list[list[tuple[int, str]]]:
    runs: list[list[tuple[int, str]]] = []
    lost = lost_bracket(text)
    halves = [lost] if lost and style is STYLES["bracketed"] else []
    for match in sorted([*style.finditer(text), *halves], key=lambda match: match.start()):
        before = end_before(text, match.start()).rstrip(" \t\u3000")
        if before and before[-1] not in SENTENCE_END + "\n":
            continue
        number = circled_value(match[1]) or int(match[1])
        if number == 1 or not runs:
            runs.append([])
        runs[-1].append((number, text[match.end() : match.end() + _SHOWN]))
    return runs


def _run_faults(run: Sequence[tuple[int, str]], what: str) -> Iterator[tuple[str, str]]:
    if len(run) < 2:
        return
    numbers = [number for number, _ in run]
    for b in breaks(numbers):
        number, text = run[b.index]
        shown = f"{number}. {text[:_SHOWN]}"
        due = f"，此处应为{spans(b.missing)}" if b.missing else ""
        if b.kind == "gap":
            before = numbers[b.index - 1] if b.index else "开头"
            message = f"{what}编号不连续：缺少{spans(b.missing)}，由{before}直接到{number}。"
        elif b.kind == "duplicate":
            message = f"{what}编号{number}重复{due}：编号应逐一递增。"
        else:
            message = f"{what}编号{number}不在应有的位置{due}：编号应逐一递增。"
        yield message, shown


def _lost(case: Case) -> Iterator[Defect]:
    cells = (row.item.texts(field) for row in case.rows for field in _in_points(row.duty_list))
    if not any(sum(p.number is not None for p in case.points(cell)) > 1 for cell in cells):
        return  # this document numbers no points, so none is lost
    for row in case.rows:
        for field in schema_of(row.duty_list.id).fields_holding("paragraphs"):
            paragraphs = row.item.texts(field)
            numbered = any(point.number is not None for point in case.points(paragraphs))
            count = 0 if numbered or len(paragraphs) != 1 else _lost_points(paragraphs[0])
            if count:
                yield at_item(
                    row,
                    f"这一格有{count}句并列的职责，没有编号，而本文件其他事项逐点编号：原有的编号可能已丢失。",
                    field=field,
                    excerpt=row.item.text(field),
                    key=field,
                )


def _lost_points(text: str) -> int:
    """How many points a paragraph without numbers has; 0 unless it is certain that they are points.

    Certain are sentences apart by a space that ordinary prose has not (what is left of the end
    of a list element), and four or more sentences that do not lean on one another.
    """
    if not text.endswith("。") or _NUMBERED_OTHERWISE.search(text):
        return 0
    sentences = [part.strip() for part in text.split("。") if part.strip()]
    if any(_LEANS.match(sentence) or len(sentence) < _SHORTEST_SENTENCE for sentence in sentences):
        return 0
    spaced = len(re.findall("。[ \\u3000]+(?=[\\u4e00-\\u9fff])", text))
    if len(sentences) >= 2 and spaced == len(sentences) - 1:
        return len(sentences)
    return len(sentences) if len(sentences) >= _FEWEST_SENTENCES else 0


POINT_NUMBERING = DocumentRule(
    id="point-numbering",
    severity="warning",
    meaning="同一格中各点的编号缺失、重复或顺序有误。",
    example="“1. …… 2. …… 4. ……”，缺少3。",
    defects=_numbering,
    consequence_of=frozenset({"missing-value"}),
    void_in=ANY_DAMAGE,
)
NUMBERING_LOST = DocumentRule(
    id="numbering-lost",
    severity="info",
    meaning="同一格中有几句并列的职责，但没有编号，原有的编号可能在转换时丢失。",
    example="“承办行政应诉案件。承办行政复议案件。组织业务培训。负责统计填报。”",
    defects=_lost,
    consequence_of=frozenset({"missing-value"}),
)
