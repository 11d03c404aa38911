"""Reads made-up scans and counts, cell by cell, what is wrong and what of that no finding names."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import Levenshtein

from pipeline.model.errors import DutyListError
from pipeline.model.listdata import list_data
from pipeline.model.source import Doubt
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.scans.made import Made

_FIELDS = (
    "section",
    "item_name",
    "departments",
    "superior_duties",
    "township_duties",
    "arrangement",
)
# Marks that differ in width only, which is settled by rule.
_WIDE = str.maketrans("，；：！？（）．", ",;:!?().")
_AROUND = 6


@dataclass(slots=True)
class Tally:
    """Sheets and seconds; cells, and how many of them are not exact, flagged, lost with their item; characters,
    and how many are wrong, and wrong without a finding; `wrong` names each."""

    sheets: int = 0
    seconds: float = 0.0
    cells: int = 0
    inexact: int = 0
    flagged: int = 0
    characters: int = 0
    wrong: int = 0
    silent: int = 0
    lists: int = 0
    broken: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Counts what another one counted, too."""
        for name in ("sheets", "seconds", "cells", "inexact", "flagged", "characters", "wrong", "silent",
                     "lists", "broken"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.examples += other.examples


def measure(scan: Made) -> Tally:
    """Reads one scan."""
    started = time.process_time()
    tally = Tally(lists=1)
    try:
        document = normalise(read_source(scan.path), "made", "v1")
    except DutyListError as error:
        return Tally(lists=1, broken=1, examples=[f"refused: {error}"])
    tally.seconds = time.process_time() - started
    tally.sheets = document.pages or 0
    case = Case(document)
    doubts: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for doubt in document.recognition.doubts if document.recognition else ():
        if row := case.row_at(doubt.place):
            doubts[row.duty_list.id, row.item.number or ""].append(doubt)
    read = {
        (lst["id"], item["number"]): {**item, "section": section["name"]}
        for lst in list_data(document)["lists"]
        for section in lst["sections"]
        for item in section["items"]
    }
    errors = sorted({f.rule for f in validate(case) if f.severity == "error"})
    tally.broken = int(bool(errors))
    tally.examples += [f"finding: {rule}" for rule in errors]
    for list_id, own in scan.truth["lists"].items():
        sections = iter([s["name"] for s in own["sections"] for _ in range(s["items"])])
        for item in own["items"]:
            due, key = {**item, "section": next(sections)}, (list_id, str(item["seq"]))
            tally.add(_compared(due, read.get(key, {}), doubts[key], f"{list_id} {item['seq']}"))
    return tally


def _compared(
    due: dict[str, Any], read: dict[str, Any], doubts: Sequence[Doubt], name: str
) -> Tally:
    """One item's cells."""
    tally = Tally()
    for cell in _FIELDS:
        if cell not in due:
            continue
        want, have = _plain(due[cell]), _plain(read.get(cell))
        doubtful = _doubtful(have, doubts)
        edits = [op for op in Levenshtein.opcodes(have, want) if op.tag != "equal"]
        sizes = [max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in edits]
        silent = [
            size
            for op, size in zip(edits, sizes, strict=True)
            if not any(doubtful[max(0, op.src_start - 1) : op.src_end + 1])
        ]
        tally.cells += 1
        tally.characters += len(want)
        tally.inexact += bool(edits)
        tally.flagged += any(doubtful)
        tally.wrong += sum(sizes)
        tally.silent += sum(silent)
        if edits:
            parts = [
                f"{have[max(0, o.src_start - 3) : o.src_start]}[{have[o.src_start : o.src_end]}"
                f"|{want[o.dest_start : o.dest_end]}]{have[o.src_end : o.src_end + 3]}"
                for o in edits[:4]
            ]
            tally.examples.append(
                f"{name} {cell} {'SILENT' if silent else 'told'}: {' '.join(parts)}"
            )
    return tally


def _doubtful(text: str, doubts: Sequence[Doubt]) -> list[bool]:
    """Which characters of a cell are in doubt."""
    marks = [False] * (len(text) + 1)
    for doubt in doubts:
        before, inner, after = (_plain(part) for part in (doubt.before, doubt.read, doubt.after))
        before, after = before[-_AROUND:], after[:_AROUND]
        at = text.find(before + inner + after)
        if at >= 0:
            start = at + len(before)
            marks[max(0, start - 1) : start + len(inner) + 1] = [True] * (
                min(len(marks), start + len(inner) + 1) - max(0, start - 1)
            )
    return marks


def _plain(value: str | Sequence[str] | None) -> str:
    text = value if isinstance(value, str) else "".join(value or ())
    return re.sub(r"[\s;；]+", "", text).translate(_WIDE)
