"""Lays a printed list out as a text export: tab-separated rows, a list's title again on each page."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from tests.corpus.printed import PrintedDocument, PrintedList, PrintedRow


def to_text(document: PrintedDocument, seed: int = 0) -> str:
    """The document as text; the seed decides where pages break and whether paragraphs are tagged."""
    rng = random.Random(seed)
    tagged = rng.random() < 0.5
    pages: dict[str, int] = {}
    body: list[str] = []
    count = 0
    for printed in document.lists:
        pages[printed.id] = count + 1
        for rows in _pages(printed, rng):
            count += 1
            first = rows[0] is printed.rows[0]
            body += ["", printed.title, "", *(printed.above if first else ())]
            body += ["\t".join(printed.headings)]
            body += [_line(row, len(printed.headings), tagged=tagged) for row in rows]
        body += printed.below
    pages |= document.contents or {}
    contents = [
        f"{number}.{printed.title}.....\t{pages[printed.id]}"
        for number, printed in enumerate(document.lists, 1)
    ]
    front = [document.title, "", *document.front, "目录", "", *contents]
    return "\n".join([*front, *body, ""])


def _pages(printed: PrintedList, rng: random.Random) -> Iterator[Sequence[PrintedRow]]:
    rest: Sequence[PrintedRow] = printed.rows
    while rest:
        size = rng.randint(6, 14)
        yield rest[:size]
        rest = rest[size:]


def _line(row: PrintedRow, width: int, *, tagged: bool) -> str:
    cells = [
        "".join(f"<p>{p}</p>" for p in cell) if tagged and len(cell) > 1 else " ".join(cell)
        for cell in (() if i == row.joined else cell for i, cell in enumerate(row.cells))
    ]
    return "\t".join(cells + [""] * (width - len(cells)))
