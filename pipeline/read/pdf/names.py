"""Departments that stand one a line: where a line is full to the edge, which of them end there.

The room cannot tell a name that was wrapped from one that ended; how names begin and end can, and which
names stand on a line of their own elsewhere in the document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model.department_endings import ENDINGS
from pipeline.model.schema import list_schemas
from pipeline.read.pdf.tables import is_header_row
from pipeline.read.pdf.values import TableRow

# What names end in, as a rule, and what they start with: the level of government, 团县委.
_END = re.compile(f"(?:[{ENDINGS}）)]|中心|单位)$")
_START = re.compile("团?[区县市省州旗盟](?!分局)")
# No name by itself: 市自规局|白河分局, 区政府|办公室, 区财政局|等有关部门; 区信访局 is one.
_TAIL = re.compile(
    "等|及|和|与|[（(]|公室|员会|合会|办公室|.{0,3}(?:分局|大队|支队)(?:等|$)"
    "|(?![区县市省州旗盟]..[局部]).{0,3}(?:局|部|中心)(?:等|$)"
)
# Between names that stand on one line; white space counts as 、.
_PARTED = re.compile("[、，；;]")
# A line that is a name by itself, if it ends as one: 鸡冠公安分局.
_WHOLE = re.compile(f"[^、，；;]{{4,}}{_END.pattern}")
# Shorter ones are what longer ones start with: 区委|组织部.
_SHORTEST = 4
# A place that names start with is two ideographs at least, and as many names start with it.
_PLACE, _STARTS = 2, 2


@dataclass(frozen=True, slots=True)
class Names:
    """What the department columns of a document tell: for each row the column that holds them, the
    names that stand alone, and the places that names start with."""

    columns: tuple[int | None, ...]
    known: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def apart(self, head: str, following: str) -> bool:
        """Whether a name ends with `head` and another starts the line after it."""
        head, following = ("".join(text.split()) for text in (head, following))
        last = re.split("[、，；;]", head)[-1]
        if not _END.search(head) or _TAIL.match(following):
            return False
        starts = _START.match(following) or following[:_PLACE] in self.places
        long = len(last) >= _SHORTEST
        known = long and last in self.known and len(following) >= _SHORTEST
        # 区市监局|鸡冠公安分局: two whole names, too long to be a body and its branch.
        whole = long and _START.match(last) and _WHOLE.fullmatch(following)
        return bool(starts or known or whole)


def names_of(rows: Sequence[TableRow]) -> Names:
    """What the rows of a document tell about its departments."""
    columns = _columns(rows)
    cells = [
        cell.lines
        for row, column in zip(rows, columns, strict=True)
        if column is not None and not is_header_row(row) and (cell := row.cells[column])
    ]
    texts = [["、".join(line.text.split()) for line in lines] for lines in cells]
    starts = Counter(text[:_PLACE] for lines in texts for text in lines)
    # A rest that was wrapped (部门) starts no cell, a place does.
    firsts = {lines[0][:_PLACE] for lines in texts if lines}
    places = {place for place in firsts if starts[place] >= _STARTS} | _common_starts(texts)
    names = Names(
        columns,
        places=frozenset(p for p in places if len(p) == _PLACE and not _START.match(p)),
    )
    return replace(names, known=frozenset(_alone(names, texts)))


def _common_starts(cells: Iterable[Sequence[str]]) -> set[str]:
    """What several long names start with that follow others: 鸡冠公安分局 and 鸡冠消防救援大队."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for above, text in (pair for lines in cells for pair in pairwise(lines)):
        if _END.search(above) and _WHOLE.fullmatch(text):
            found[text[:_PLACE]].add(text)
    return {start for start, texts in found.items() if len(texts) >= _STARTS}


def _alone(names: Names, cells: Iterable[Sequence[str]]) -> Iterator[str]:
    """The names that stand on a line of their own, between others that certainly start and end there."""
    for lines in cells:
        starts = [True, *(names.apart(above, text) for above, text in pairwise(lines)), True]
        for at, text in enumerate(lines):
            if starts[at] and starts[at + 1] and _END.search(text) and not _PARTED.search(text):
                yield text


def _columns(rows: Iterable[TableRow]) -> tuple[int | None, ...]:
    headings = [
        column.heading
        for schema in list_schemas()
        for column in schema.columns
        if column.field == "departments"
    ]
    found: list[int | None] = []
    column, table = None, 0
    for row in rows:
        if is_header_row(row):
            texts = [cell.text if cell else "" for cell in row.cells]
            named = (c for c, text in enumerate(texts) if any(h.fullmatch(text) for h in headings))
            column, table = next(named, None), row.table
        found.append(column if row.table == table else None)
    return tuple(found)
