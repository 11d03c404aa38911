"""Whatever is wrong with a document, its report is made, its ids are one each and its links lead on."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from pipeline.model.errors import DutyListError
from tests.documents import SMALL
from tests.render.report.browsing import report

Damage = Callable[[list[str], int, random.Random], None]


def _lose(lines: list[str], at: int, _: random.Random) -> None:
    del lines[at]


def _double(lines: list[str], at: int, rng: random.Random) -> None:
    lines.insert(at, rng.choice(lines))


def _cut(lines: list[str], at: int, rng: random.Random) -> None:
    lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]


def _swap(lines: list[str], at: int, rng: random.Random) -> None:
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _shift(lines: list[str], at: int, _: random.Random) -> None:
    lines[at] = lines[at].replace("\t", "\t\t", 1)


def _misread(lines: list[str], at: int, rng: random.Random) -> None:
    number = rng.choice(["", "x%y z", "１２", "7", "三"])
    lines[at] = re.sub(r"^\d+", number, lines[at])


def _foul(lines: list[str], at: int, _: random.Random) -> None:
    lines[at] = lines[at].replace("县", '<县&"%# ')


DAMAGES: tuple[Damage, ...] = (_lose, _double, _cut, _swap, _shift, _misread, _foul)


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_document_has_a_whole_report(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    lines = SMALL.split("\n")
    for _ in range(rng.randint(1, 12)):
        rng.choice(DAMAGES)(lines, rng.randrange(len(lines)), rng)
    try:
        page = html.fromstring(report(tmp_path, "\n".join(lines)))
    except DutyListError:
        return  # no list is left in it
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert targets <= set(ids)
