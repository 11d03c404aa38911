"""Damage inside a cell: characters, brackets, marks, points, labels; and lines that belong nowhere."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.corpus.printed import FIELDS, Paragraphs, PrintedDocument, PrintedRow
from tests.damage.kinds import TYPED, Damaged, Kind, expect
from tests.damage.spots import Spot, pick, sections, spots, with_cell, with_row, with_rows

Make = Callable[[PrintedDocument, random.Random], Damaged | None]
_POINTS = ("superior_duties", "township_duties")
_FOREIGN = (
    "本页由某某软件试用版生成",
    "扫描件仅供参考，以正式文件为准",
    "http://www.example.org/print",
)


def _text(
    rule: str, pattern: str, change: Callable[[str, random.Random], str], *, names: bool = False
) -> Make:
    """A change to one paragraph that has the pattern, told by the rule at that cell."""

    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        places = [
            (spot, field, index)
            for spot in spots(document)
            for field in FIELDS[spot.list.id]
            if (field == "item_name" or not names) and field != "departments"
            for index, paragraph in enumerate(spot.cell(field))
            if re.search(pattern, paragraph)
        ]
        if not places:
            return None
        spot, field, index = rng.choice(places)
        paragraphs = list(spot.cell(field))
        paragraphs[index] = change(paragraphs[index], rng)
        return Damaged(with_cell(document, spot, field, tuple(paragraphs)), _at(spot, field, rule))

    return make


def _at(spot: Spot, field: str, *rules: str):  # type: ignore[no-untyped-def]
    return expect(*rules, list=spot.list.id, section=spot.section, seq=spot.seq, field=field)


def _replaced(by: str) -> Callable[[str, random.Random], str]:
    def change(text: str, rng: random.Random) -> str:
        at = rng.choice([m.start() for m in re.finditer("[\u4e00-\u9fff]", text)])
        return text[:at] + by + text[at + 1 :]

    return change


def _without_one(pattern: str) -> Callable[[str, random.Random], str]:
    def change(text: str, rng: random.Random) -> str:
        at = rng.choice([m.start() for m in re.finditer(pattern, text)])
        return text[:at] + text[at + 1 :]

    return change


def _doubled_stop(text: str, rng: random.Random) -> str:
    return text.replace("。", rng.choice(("。。", "。 。", "，。", "；。")), 1)


def _spaced(text: str, rng: random.Random) -> str:
    at = rng.choice([m.end() for m in re.finditer("[\u4e00-\u9fff](?=[\u4e00-\u9fff])", text)])
    return f"{text[:at]} {text[at:]}"


def _points(change: Callable[[list[str], random.Random], None], fewest: int) -> Make:
    """A change to the numbered points of a cell; numbers stay with their points."""

    def make(document: PrintedDocument, rng: random.Random) -> Damaged | None:
        places = [
            (spot, field)
            for spot in spots(document)
            if spot.list.id == "cooperative"
            for field in _POINTS
            if len(_split(spot.cell(field))) >= fewest
        ]
        if not places:
            return None
        spot, field = rng.choice(places)
        points = _split(spot.cell(field))
        change(points, rng)
        cell: Paragraphs = tuple(points) if len(spot.cell(field)) > 1 else (" ".join(points),)
        return Damaged(with_cell(document, spot, field, cell), _at(spot, field, "point-numbering"))

    return make


def _split(cell: Sequence[str]) -> list[str]:
    points = re.split(r"(?<=。)\s?(?=\d+\. )", "\n".join(cell))
    return (
        [p.strip() for p in points] if all(re.match(r"\d+\. ", p.strip()) for p in points) else []
    )


def _lose(points: list[str], rng: random.Random) -> None:
    del points[rng.randrange(len(points) - 1)]


def _lose_last(points: list[str], rng: random.Random) -> None:
    del points[-1]


def _double(points: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(points))
    points.insert(at, points[at])


def _swap(points: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(points) - 1)
    points[at : at + 2] = points[at : at + 2][::-1]


def _renumber(points: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(points))
    number = int(points[at].split(".")[0])
    other = rng.choice([n for n in range(1, 10) if n != number])
    points[at] = points[at].replace(f"{number}.", f"{other}.", 1)


def _char_lost(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = rng.choice(spots(document))
    text = _without_one("[\u4e00-\u9fff]")("".join(spot.cell("item_name")), rng)
    return Damaged(with_cell(document, spot, "item_name", (text,)), expect())


def _section_char(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = rng.choice(sections(document))
    name = _replaced("\ufffd")(spot.name, rng)
    text = spot.list.rows[spot.at].text.replace(spot.name, name)
    return Damaged(
        with_row(document, spot.list, spot.at, PrintedRow("section", ((text,),))),
        expect("unreadable-character", list=spot.list.id, section=spot.no),
    )


def _foreign_row(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = rng.choice(spots(document))
    foreign = PrintedRow("section", ((rng.choice(_FOREIGN),),))
    return Damaged(
        with_row(document, spot.list, spot.at, foreign, spot.row),
        expect("unaccounted-text", list=spot.list.id, says=foreign.text[:20]),
    )


def _last_point_lost(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    damaged = _points(_lose_last, 2)(document, rng)
    return replace(damaged, expected=expect()) if damaged else None


def _label(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    spot = pick(
        rng,
        spots(document),
        lambda s: s.list.id == "reclaimed" and "履职方式" in "".join(s.cell("arrangement")),
    )
    if spot is None:
        return None
    cell = tuple(p.replace("履职方式", "履责方式", 1) for p in spot.cell("arrangement"))
    return Damaged(
        with_cell(document, spot, "arrangement", cell), _at(spot, "arrangement", "label-variant")
    )


def _same_name(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """The name of the item above, copied down over the item's own."""
    spot = pick(rng, spots(document), lambda s: not s.first)
    if spot is None:
        return None
    above = next(s for s in spots(document) if s.list is spot.list and s.seq == spot.seq - 1)
    cell = above.cell("item_name")
    return Damaged(
        with_cell(document, spot, "item_name", cell), _at(spot, "item_name", "duplicate-item")
    )


def _cut_at_end(document: PrintedDocument, rng: random.Random) -> Damaged | None:
    """The document ends inside a row: the rows after it are gone, and half of its last cell."""
    printed = document.lists[-1]
    # Of another list nothing is asked.
    spot = pick(rng, spots(document), lambda s: s.list is printed and not s.last and s.size > 2)
    if spot is None:
        return None
    field = FIELDS[printed.id][-1]
    *kept, cut = spot.cell(field)
    broken = with_cell(document, spot, field, (*kept, cut[: len(cut) // 2]))
    rows = broken.lists[-1].rows[: spot.at + 1]
    return Damaged(
        with_rows(broken, printed, rows),
        expect(
            "section-count",
            list=printed.id,
            section=spot.section,
            # The half that is left may end in a comma.
            beside="stray-punctuation",
        ),
    )


KINDS = (
    Kind(
        "character unreadable (U+FFFD)",
        _text("unreadable-character", "[一-鿿]", _replaced("\ufffd")),
        TYPED,
    ),
    Kind(
        "character of the private use area",
        _text("unreadable-character", "[一-鿿]", _replaced("\ue123")),
        TYPED,
    ),
    Kind("character of a section name unreadable", _section_char, TYPED),
    Kind("bracket lost", _text("unbalanced-brackets", "[（）《》]", _without_one("[（）《》]"))),
    Kind("quote lost", _text("unbalanced-brackets", "[“”]", _without_one("[“”]"))),
    Kind("full stop doubled", _text("stray-punctuation", "。", _doubled_stop)),
    Kind(
        "space inside a name",
        _text("name-spacing", "[一-鿿]{2}", _spaced, names=True),
        TYPED,
    ),
    Kind("foreign line between rows", _foreign_row),
    Kind("point lost", _points(_lose, 2)),
    Kind("point doubled", _points(_double, 2)),
    Kind("points swapped", _points(_swap, 2)),
    Kind("point renumbered", _points(_renumber, 2)),
    Kind("label in other words", _label),
    Kind("name copied from the row above", _same_name),
    Kind("cut off at the end", _cut_at_end),
    Kind(
        "character of a name lost",
        _char_lost,
        hidden="any words may be a name; spelling is not checked",
    ),
    Kind(
        "last point lost", _last_point_lost, hidden="the points left are numbered without a fault"
    ),
)
