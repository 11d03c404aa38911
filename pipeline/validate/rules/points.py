"""Rules on the points of a cell: numbers 1. 2. 3. that go on, and numbers that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.model.document import Document, DutyList, Item
from pipeline.model.schema import schema_of
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.document import each_item
from pipeline.validate.rules.types import DocumentRule
from pipeline.validate.sequence import breaks, spans

_SENTENCE_END = "。；;：:！？!?"
# 1. 1． 1、 with a text after them; in brackets (1) （1）; in circles ①.
_PLAIN = re.compile(r"(?<![0-9A-Za-z.．])(\d{1,2})\s?[.．、](?![.．])")
_BRACKETED = re.compile(r"[（(](\d{1,2})[）)]")
_CIRCLED = re.compile("([\u2460-\u2473])")
_FEWEST_SENTENCES = 4
_SHOWN = 30
_TEXT = re.compile(r"\S")
# A sentence that leans on the one before it is no point of its own.
_LEANS = re.compile(
    "并|同时|其中|对于|如|若|因|但|且|即|此|其|该|上述|以上|特殊|另|为此|之后|最终|确保|由此|从而|同步|按此|必要时|逾期"
)


class Point(NamedTuple):
    """One point of a cell; text before the first number, or without any, has number None."""

    number: int | None
    text: str
    starts_run: bool = False


@lru_cache(maxsize=2048)  # more than the cells of a document: five rules ask for its points
def points(paragraphs: tuple[str, ...]) -> tuple[Point, ...]:
    """The points of a cell, whether each is a paragraph or they run on in one."""
    result: list[Point] = []
    last: int | None = None
    fresh = True  # the numbers may start again at 1
    for paragraph in paragraphs:
        marks = list(_marks(paragraph, last))
        head = paragraph[: marks[0].start()] if marks else paragraph
        if head.strip():
            result.append(Point(None, head.strip()))
            fresh = True
        for index, mark in enumerate(marks):
            end = marks[index + 1].start() if index + 1 < len(marks) else len(paragraph)
            number, text = int(mark[1]), paragraph[mark.end() : end].strip()
            starts = last is None or (number == 1 and fresh)
            result.append(Point(number, text, starts))
            last, fresh = number, text.endswith(("：", ":"))
    return tuple(result)


def _marks(paragraph: str, last: int | None) -> Iterator[re.Match[str]]:
    """The numbers that open a point, not those of dates, decimals and enumerations."""
    for match in _PLAIN.finditer(paragraph):
        number = int(match[1])
        due = number == (last or 0) + 1
        before = _end(paragraph, match.start())
        opens = not before.strip() or before.rstrip()[-1] in _SENTENCE_END
        spaced = before[-1:].isspace()
        rest = paragraph[match.end() : match.end() + 1]
        if rest.isdigit() and not (opens and due and number > 1):
            continue
        told = _TEXT.search(paragraph, match.end()) is not None
        if (opens and told) or (due and (spaced or _glued(before, rest))):
            last = number
            yield match


def _end(text: str, at: int) -> str:
    """The last characters before a place, back to one or two that are no white space."""
    start = at - 1
    while start > 0 and text[start].isspace():
        start -= 1
    return text[max(0, start - 1) : at]


def _glued(before: str, rest: str) -> bool:
    """A number without sign or space before it, as in 做好宣传工作2.开展巡查."""
    return before[-2:] in ("工作", "管理", "服务", "宣传", "上报") and rest[:1].strip() != ""


def _numbering(document: Document) -> Iterator[Defect]:
    for duty_list, section, item in each_item(document):
        for field in _told_in(duty_list):
            for message, excerpt in _numbering_faults(item.texts(field)):
                yield at_item(
                    duty_list, section, item, message, field=field, excerpt=excerpt, key=excerpt
                )


def _told_in(duty_list: DutyList) -> tuple[str, ...]:
    """The fields of a list that are told in points."""
    return schema_of(duty_list.id).fields_holding("paragraphs", "arrangement")


def _numbering_faults(paragraphs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    found = points(paragraphs)
    if sum(p.number is not None for p in found) == 1 and 1 < (found[0].number or 0) < 10:
        yield (
            f"编号不连续：缺少{spans(range(1, found[0].number or 0))}，只有第{found[0].number}点。",
            found[0].text,
        )
    elif len(found) == 2 and [p.number for p in found] == [None, 2]:
        yield "编号不连续：缺少1，第2点之前的一句没有编号。", found[0].text
    for run in _runs(found):
        yield from _run_faults([(p.number or 0, p.text) for p in run], "")
    for style in (_BRACKETED, _CIRCLED):
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
    for match in style.finditer(text):
        before = _end(text, match.start()).rstrip(" \t\u3000")
        if before and before[-1] not in _SENTENCE_END + "\n":
            continue
        number = int(match[1]) if match[1].isdecimal() else ord(match[1]) - 0x245F
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


def _lost(document: Document) -> Iterator[Defect]:
    items = list(each_item(document))
    cells = (i.texts(f) for own, _, i in items for f in _told_in(own))
    if not any(map(_is_numbered, cells)):
        return  # this document numbers no points, so none is lost
    for duty_list, section, item in items:
        for field in schema_of(duty_list.id).fields_holding("paragraphs"):
            count = _lost_points(item, field)
            if count:
                yield at_item(
                    duty_list,
                    section,
                    item,
                    f"这一格有{count}句并列的职责，没有编号，而本文件其他事项逐点编号：原有的编号可能已丢失。",
                    field=field,
                    excerpt=item.text(field),
                    key=field,
                )


def _is_numbered(paragraphs: tuple[str, ...]) -> bool:
    return sum(point.number is not None for point in points(paragraphs)) > 1


def _lost_points(item: Item, field: str) -> int:
    """How many unnumbered points stand in a cell; 0 unless it is certain that they are points.

    Certain are sentences apart by a space that ordinary prose has not (what is left of the end
    of a list element), and four or more sentences that do not lean on one another.
    """
    paragraphs = item.texts(field)
    if len(paragraphs) != 1 or any(point.number is not None for point in points(paragraphs)):
        return 0
    text = paragraphs[0]
    if not text.endswith("。") or re.search("[一二三四]是|首先|[①②（(][一二1]", text):
        return 0
    sentences = [part.strip() for part in text.split("。") if part.strip()]
    if any(_LEANS.match(sentence) or len(sentence) < 6 for sentence in sentences):
        return 0
    spaced = len(re.findall("。[ \\u3000]+(?=[\\u4e00-\\u9fff])", text))
    if len(sentences) >= 2 and spaced == len(sentences) - 1:
        return len(sentences)
    return len(sentences) if len(sentences) >= _FEWEST_SENTENCES else 0


RULES: Iterable[DocumentRule] = (
    DocumentRule(
        "point-numbering",
        "warning",
        "同一格中各点的编号缺失、重复或顺序有误。",
        "“1. …… 2. …… 4. ……”，缺少3。",
        _numbering,
    ),
    DocumentRule(
        "numbering-lost",
        "info",
        "同一格中有几句并列的职责，但没有编号，原有的编号可能在转换时丢失。",
        "“承办行政应诉案件。承办行政复议案件。组织业务培训。负责统计填报。”",
        _lost,
    ),
)
