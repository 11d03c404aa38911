"""What is answered to a task: whether it is on a list, the duties that it falls under, and where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal


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


def answer_lines(answer: Answer, titles: dict[str, str]) -> Iterator[str]:
    """The answer for a person; `titles` has the title of each kind of list."""
    if answer.verdict == "unlisted":
        yield "清单中没有这件事" + ("；最接近的是：" if answer.matches else "。")
    for number, match in enumerate(answer.matches, 1):
        yield f"{number}. {match.item_name}"
        departments = f"；{'、'.join(match.departments)}" if match.departments else ""
        yield f"   {titles[match.kind]}，{match.lists}份清单有{departments}（相符程度{match.score:.2f}）"
        for example in match.examples:
            page = f"，第{example.page}页" if example.page is not None else ""
            yield f"   见 {example.list} {example.item}{page}"
