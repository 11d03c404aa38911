"""What the sheets of a PDF show and its text lacks, and what its text says and no sheet shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.model.characters import count
from pipeline.model.source import Box, Line, Place
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, lasting_name

# Characters of a text that the message quotes; so many lines of a sheet are told one by one.
_SHOWN, _ONE_BY_ONE = 60, 5


def unread_on_sheets(case: Case) -> Iterator[Defect]:
    """Writing that is no text, by its place."""
    for place in case.document.ink.unread if case.document.ink else ():
        row = case.row_at(place)
        beside = f"（{row.duty_list.title}第{row.item.number}项）" if row else ""
        yield Defect(
            f"PDF第{place.sheet}张{beside}此处印有像是文字的内容，但它不是文字（是轮廓、图片或批注），没有读入；"
            "请对照图片补录，或用原文件重新导出。",
            place,
            row.duty_list.id if row else None,
            item=row.item if row else None,
            section=row.section if row else None,
            key=lasting_name(row.item) if row else f"{place.sheet}",
        )


def unseen_on_sheets(case: Case) -> Iterator[Defect]:
    """Text that no sheet shows, by its lines; of a sheet with many of them, together."""
    lines = case.document.ink.unseen if case.document.ink else ()
    for sheet, some in groupby(lines, key=lambda line: line.place.sheet):
        found = list(some)
        if len(found) > _ONE_BY_ONE:
            yield _unseen_sheet(sheet, found)
            continue
        for line in found:
            row = case.row_at(line.place)
            yield Defect(
                f"文件中有看不见的文字“{line.text[:_SHOWN]}”：被遮盖、裁切、隐藏，或与底色相同；没有计入数据。",
                line.place,
                row.duty_list.id if row else None,
                item=row.item if row else None,
                section=row.section if row else None,
                excerpt=line.text,
                key=line.text,
            )


def _unseen_sheet(sheet: int | None, lines: Sequence[Line]) -> Defect:
    text = "".join(line.text for line in lines)
    return Defect(
        f"PDF第{sheet}张有{count(text)}个看不见的字符（“{text[:_SHOWN]}……”）："
        "被遮盖、裁切、隐藏，或与底色相同；没有计入数据。",
        Place(sheet=sheet, page=lines[0].place.page, box=_around(lines)),
        excerpt=text,
        key=text,
    )


def _around(lines: Sequence[Line]) -> Box | None:
    boxes = [line.place.box for line in lines if line.place.box]
    if not boxes:
        return None
    sheets, lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return sheets[0], min(lefts), min(tops), max(rights), max(bottoms)
