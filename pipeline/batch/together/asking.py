"""Asks the database: which duties a task falls under, in which lists, of which departments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.together.atlas import opened
from pipeline.model.errors import SourceError
from pipeline.together.answers import Answer, Example, Match
from pipeline.together.ngrams import pairs
from pipeline.together.search import Candidate, Weight, judge, wordings

LISTED = 0.25
"""The least score of a task that is on a list. Set on the tasks of tests/together/tasks.txt."""

_CANDIDATES, _EXAMPLES, _AT_A_TIME = 20, 3, 500


@dataclass(frozen=True, slots=True)
class Within:
    """Which lists are asked: one by its id, or those of a county by its name; all where neither is named."""

    list_id: str | None = None
    county: str | None = None

    @property
    def values(self) -> list[str]:
        """What stands for the marks in `sql`."""
        return [value for value in (self.list_id, self.county) if value is not None]

    @property
    def sql(self) -> str:
        """The condition on a row of `lists`."""
        asked = (("list", self.list_id), ("county", self.county))
        return " AND ".join(f"{name} = ?" for name, value in asked if value is not None) or "1"

    @property
    def lists(self) -> str:
        """The query for the ids of the lists."""
        return f"SELECT list FROM lists WHERE {self.sql}"


EVERYWHERE = Within()


class Lists:
    """The database, open for questions. Raises SourceError where there is none."""

    def __init__(self, folder: Path) -> None:
        self._file = opened(folder)
        self._duties = int(self._file.execute("SELECT count(*) FROM duties").fetchone()[0])

    def require(self, within: Within) -> None:
        """Raises SourceError where there is no such list."""
        rows = self._file.execute(f"SELECT 1 FROM lists WHERE {within.sql} LIMIT 1", within.values)
        if rows.fetchone() is None:
            raise SourceError("is in no list of the database", " ".join(within.values))

    def ask(self, task: str, top: int = 5, within: Within = EVERYWHERE) -> Answer:
        """The duties that a task falls under, of all lists or of some."""
        asked = [sorted(set(pairs(wording))) for wording in wordings(task)]
        if not any(asked):
            return Answer("unlisted", ())
        duties = dict.fromkeys(d for own in asked if own for d in self._nearest(own, within))
        candidates = [self._candidate(duty) for duty in duties]
        names = (name for candidate in candidates for name in candidate.names)
        told = {pair for text in (task, *wordings(task), *names) for pair in pairs(text)}
        weight = Weight(self._counts(sorted(told)), self._duties)
        found = sorted(judge(task, candidates, weight), key=lambda f: (-f.score, f.duty))[:top]
        matches = tuple(self._match(f.duty, f.score, within) for f in found)
        listed = bool(found) and found[0].score >= LISTED
        return Answer("listed" if listed else "unlisted", matches)

    def _counts(self, told: Sequence[str]) -> dict[str, int]:
        """In how many duties' names each pair stands."""
        found: dict[str, int] = {}
        for start in range(0, len(told), _AT_A_TIME):
            part = told[start : start + _AT_A_TIME]
            found |= self._file.execute(
                f"SELECT term, doc FROM duties_fts_words WHERE col = 'names' AND term IN ({_marks(part)})",
                part,
            )
        return found

    def _nearest(self, asked: Sequence[str], within: Within) -> list[str]:
        query = " OR ".join(f'"{pair}"' for pair in asked)
        where = ""
        if within.values:
            where = f" AND d.duty IN (SELECT duty FROM items WHERE list IN ({within.lists}))"
        rows = self._file.execute(
            "SELECT d.duty FROM duties_fts f JOIN duties d ON d.rowid = f.rowid"
            f" WHERE duties_fts MATCH ?{where} ORDER BY bm25(duties_fts, 4.0, 1.0), d.duty"
            f" LIMIT {_CANDIDATES}",
            [query, *within.values],
        )
        return [duty for (duty,) in rows]

    def _candidate(self, duty: str) -> Candidate:
        names = self._file.execute(
            "SELECT wording FROM wordings WHERE duty = ? ORDER BY lists DESC, wording LIMIT 8",
            (duty,),
        )
        texts = self._file.execute(
            "SELECT superior_duties, township_duties, arrangement, section FROM items"
            " WHERE duty = ? LIMIT 1",
            (duty,),
        )
        said = "\n".join(text for row in texts for text in row if text)
        return Candidate(duty, tuple(name for (name,) in names), frozenset(pairs(said)))

    def _match(self, duty: str, score: float, within: Within) -> Match:
        kind, name, lists = self._file.execute(
            "SELECT kind, item_name, lists FROM duties WHERE duty = ?", (duty,)
        ).fetchone()
        own = f" AND i.list IN ({within.lists})" if within.values else ""
        departments = self._file.execute(
            "SELECT r.department FROM items i JOIN item_departments r"
            f" ON r.list = i.list AND r.item = i.item WHERE i.duty = ?{own}"
            " GROUP BY r.department ORDER BY sum(r.first) DESC, count(*) DESC, r.department",
            [duty, *within.values],
        )
        examples = self._file.execute(
            f"SELECT i.list, i.item, i.page_start FROM items i WHERE i.duty = ?{own}"
            f" ORDER BY i.item_name <> ?, i.rowid LIMIT {_EXAMPLES}",
            [duty, *within.values, name],
        )
        return Match(
            duty=duty,
            kind=kind,
            item_name=name,
            score=score,
            lists=lists,
            departments=tuple(department for (department,) in departments),
            examples=tuple(Example(*row) for row in examples),
        )


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
