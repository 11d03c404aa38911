"""What is answered to a task: whether it is on a list, the duties that it falls under, and where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from pipeline.model.sentence import Sentence, told


@dataclass(frozen=True, slots=True)
class Example:
    """An item that is the duty: the list it stands in, and the page."""

    list: str
    item: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """A duty that the task falls under; `lists` is in how many it stands, `departments` whose it is."""

    duty: str
    kind: str
    item_name: str
    score: float
    lists: int
    departments: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a task is on a list, and the duties that are nearest, best first."""

    verdict: Literal["listed", "unlisted"]
    matches: tuple[Match, ...]


def answer_json(answer: Answer) -> str:
    """The answer as one line of JSON."""
    return json.dumps(asdict(answer), ensure_ascii=False)


def answer_lines(answer: Answer, titles: Mapping[str, str]) -> Iterator[str]:
    """The answer for a person; `titles` has the title of each kind of list."""
    if answer.verdict == "unlisted":
        yield told("no list has this; the nearest are:" if answer.matches else "no list has this")
    for number, match in enumerate(answer.matches, 1):
        departments = f"：{'、'.join(match.departments)}" if match.departments else ""
        yield f"{number}. {match.item_name}"
        yield "   " + told(
            Sentence(
                "{title}, in {lists} lists{departments} (likeness {score})",
                title=titles[match.kind],
                lists=match.lists,
                departments=departments,
                score=f"{match.score:.2f}",
            )
        )
        for example in match.examples:
            values = {"where": f"{example.list} {example.item}", "page": example.page}
            yield "   " + told(
                Sentence("see {where}, page {page}", **values)
                if example.page is not None
                else Sentence("see {where}", **values)
            )
