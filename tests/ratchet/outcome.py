"""What comes of a document: set against its truth, and against what the pipeline says of it itself."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.errors import SourceError
from pipeline.model.listdata import list_data
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.ratchet.documents import Given, Named

# From best to worst. Exact: every cell, its paragraphs too. Boundaries: so many cells are parted into
# paragraphs otherwise. Told: so many cells are wrong and findings say that something is. Silent: so many
# are, and nothing says so.
KINDS = ("exact", "boundaries", "told", "refused", "silent")
_FIELDS = {
    "basic": ("section", "item_name"),
    "cooperative": ("section", "item_name", "departments", "superior_duties", "township_duties"),
    "reclaimed": ("section", "item_name", "arrangement"),
}
# What says nothing of a cell: white space, and the mark between departments.
_BETWEEN = re.compile(r"[\s;；]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`cells`: how many are wrong, or parted otherwise; `findings`: errors and warnings."""

    kind: str
    cells: int = 0
    findings: int = 0

    def __str__(self) -> str:
        count = f" {self.cells}" if self.cells else ""
        return f"{self.kind}{count}" + (f", findings {self.findings}" if self.findings else "")

    @property
    def badness(self) -> tuple[int, int, int]:
        """The higher the worse. Of a document that is told of, more findings are no worse."""
        told = self.kind in ("told", "refused")
        return KINDS.index(self.kind), self.cells, 0 if told else self.findings


def outcome_of(document: Named) -> Outcome:
    """What comes of a document today."""
    given = document.make()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"v1{document.suffix}"
        path.write_bytes(given.data)
        try:
            read = normalise(read_source(path), "ratchet", "v1")
        except SourceError:
            return Outcome("refused")
    findings = sum(f.severity != "info" for f in validate(Case(read)))
    states = list(_states(list_data(read), given))
    if wrong := states.count("wrong"):
        return Outcome("told" if findings else "silent", wrong, findings)
    if apart := states.count("apart"):
        return Outcome("boundaries", apart, findings)
    return Outcome("exact", 0, findings)


def _states(data: Mapping[str, Any], given: Given) -> Iterator[str]:
    """Of each cell, and of the sections and the numbers of each list: right, wrong or apart."""
    have = {duty_list["id"]: duty_list["sections"] for duty_list in data["lists"]}
    for list_id, want in given.truth["lists"].items():
        sections = have.get(list_id, [])
        named = [(s["no"], s["name"], s["declared_count"]) for s in sections]
        yield _same(named, [(s["no"], s["name"], s["declared"]) for s in want["sections"]])
        items = [{**item, "section": s["name"]} for s in sections for item in s["items"]]
        yield _same([i["seq"] for i in items], [i["seq"] for i in want["items"]])
        by_number = {item["seq"]: item for item in items}
        for item in want["items"]:
            for column, field in enumerate(_FIELDS[list_id]):
                vague = (list_id, item["seq"], column) in given.vague
                got = by_number.get(item["seq"], {}).get(field)
                yield _cell(got, item[field], vague=vague)


def _same(got: object, want: object) -> str:
    return "right" if got == want else "wrong"


def _cell(got: Any, want: Any, *, vague: bool) -> str:
    if _bare(got) != _bare(want):
        return "wrong"
    if vague or not isinstance(want, list) or list(map(_bare, got)) == list(map(_bare, want)):
        return "right"
    return "apart"


def _bare(value: Any) -> str:
    text = "".join(value) if isinstance(value, list) else value or ""
    return _BETWEEN.sub("", str(text))
