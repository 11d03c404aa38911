"""How a made-up list is laid out on paper: every choice that a word processor leaves to its user."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

Ruling = Literal["lines", "rects", "open", "between", "three", "cells", "zebra", "none"]
"""All sides as lines or as thin filled rectangles; without the outer vertical rules; between rows
only; around the header row and at the end of a sheet's rows; no rule but a ground behind each cell, or
behind every second row; none at all."""

ROWS_ONLY = ("between", "three", "zebra", "none")
"""Rulings that show no edges of columns."""

_PAPERS = {"A4": (595.3, 841.9), "A3": (841.9, 1190.6), "Letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a document out. Lengths are points; `columns` are shares of the table's width."""

    paper: tuple[float, float] = _PAPERS["A4"]
    margins: tuple[float, float, float, float] = (60, 72, 60, 72)
    """Left, top, right, bottom."""
    font: Literal["song", "truetype"] = "song"
    font_size: float = 10.5
    line_spacing: float = 1.5
    padding: tuple[float, float] = (5.4, 2)
    columns: tuple[tuple[str, tuple[float, ...]], ...] = (
        ("basic", (0.12, 0.88)),
        ("cooperative", (0.07, 0.18, 0.14, 0.33, 0.28)),
        ("reclaimed", (0.1, 0.4, 0.5)),
    )

    ruling: Ruling = "lines"
    closed: bool = True
    """Whether a row that goes on at the next page has a rule at the page's end and start."""
    breaks: Literal["anywhere", "paragraphs", "rows"] = "anywhere"
    """Where a page may break: at any line, between paragraphs, between rows."""
    widows: bool = False
    """Whether no line of a paragraph stays alone: a number then stands without its text at times."""

    title: Literal["running", "row", "both", "first"] = "running"
    repeat_header: bool = True
    running_head: bool = False
    section_row: Literal["center", "left"] = "center"
    folio: str = "— {n} —"
    """How a page's number is printed, {n} of {of}; nothing where empty."""
    folio_place: Literal["center", "outer", "top"] = "center"
    restart: bool = False
    """Whether each list's pages are numbered from 1."""
    front: tuple[Literal["cover", "contents"], ...] = ("cover", "contents")
    number_front: bool = False
    share_pages: bool = False
    """Whether a list starts on the page where the one before ends."""

    departments: Literal["lines", "、", " "] = "lines"
    indent: float = 0
    """First-line indent of a duty's paragraphs, in font sizes."""
    names: Literal["left", "center"] = "left"
    numbers: Literal["left", "center"] = "center"
    vertical: Literal["top", "middle"] = "top"
    punctuation: Literal["out", "in", "hang"] = "out"
    """What becomes of a comma that no longer fits: it takes its ideograph to the next line, the line
    is squeezed, or it hangs in the margin."""
    justified: bool = False
    kept_spaces: bool = False
    """Whether a space at which a line was broken stays at the line's end."""
    faked_bold: bool = False
    watermark: str = ""


_RULINGS: tuple[Ruling, ...] = ("lines", "rects", "open", "between")


def random_layout(seed: int) -> Layout:
    """A layout from a seed: every choice drawn on its own."""
    rng = random.Random(seed)
    width, height = rng.choice(list(_PAPERS.values()) if rng.random() < 0.3 else [_PAPERS["A4"]])
    if rng.random() < 0.5:
        width, height = height, width
    size = rng.choice((9, 10, 10.5, 10.5, 12, 12, 14))
    side, above, below = rng.uniform(40, 80), rng.uniform(50, 90), rng.uniform(55, 90)
    return Layout(
        paper=(width, height),
        margins=(side, above, rng.choice((side, side + 15)), below),
        font=rng.choice(("song", "song", "truetype")),
        font_size=size,
        line_spacing=rng.choice((1.15, 1.3, 1.5, 1.75)),
        padding=(rng.choice((2, 3.5, 5.4, 7)), rng.choice((0.5, 2, 4))),
        columns=_columns(rng, (width - 2 * side - 15) / size),
        ruling=rng.choices(_RULINGS, (4, 3, 2, 2))[0],
        closed=rng.random() < 0.6,
        breaks=rng.choices(("anywhere", "paragraphs", "rows"), (4, 2, 2))[0],
        widows=rng.random() < 0.3,
        title=rng.choice(("running", "row", "both", "first")),
        repeat_header=rng.random() < 0.75,
        running_head=rng.random() < 0.15,
        section_row=rng.choice(("center", "center", "left")),
        folio=rng.choice(_FOLIOS),
        folio_place=rng.choice(("center", "center", "outer", "top")),
        restart=rng.random() < 0.3,
        front=rng.choice(((), ("cover",), ("contents",), ("cover", "contents"))),
        number_front=rng.random() < 0.3,
        share_pages=rng.random() < 0.25,
        departments=rng.choice(("lines", "lines", "、", " ")),
        indent=rng.choice((0, 0, 2)),
        names=rng.choice(("left", "left", "center")),
        numbers=rng.choice(("left", "center", "center")),
        vertical=rng.choice(("top", "middle")),
        punctuation=rng.choice(("out", "in", "hang")),
        justified=rng.random() < 0.4,
        kept_spaces=rng.random() < 0.4,
        faked_bold=rng.random() < 0.3,
        watermark=rng.choice(("", "", "征求意见稿")),
    )


_FOLIOS = (
    "— {n} —",
    "- {n} -",
    "-{n}-",
    "第 {n} 页",
    "第{n}页 共{of}页",
    "{n}",
    "{n}/{of}",
    "",
    "",
)


def _columns(rng: random.Random, width: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Shares for a table that is `width` font sizes wide; narrow number columns among them."""
    number = rng.choice((2.2, 3, 4, 5)) / width + rng.choice((0, 0.02))
    rest = 1 - number
    cooperative = [rng.uniform(0.8, 1.6), rng.uniform(0.7, 1.2), rng.uniform(1.5, 3), 0.0]
    cooperative[3] = rng.uniform(0.6, 1.2) * cooperative[2]
    share = rng.uniform(0.3, 0.6)
    total = sum(cooperative)
    return (
        ("basic", (number, rest)),
        ("cooperative", (number, *(rest * part / total for part in cooperative))),
        ("reclaimed", (number, rest * share, rest * (1 - share))),
    )
