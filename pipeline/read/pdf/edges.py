"""The edges of a page's rules, and those that makers leave out: outer sides, ends of broken rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.read.pdf.values import Edge

# Points: edges nearer than this touch; a shorter one rules nothing (a line of text is higher).
JOINED, SHORTEST = 4.0, 8.0


def as_dict(edge: Edge) -> dict[str, Any]:
    """The edge as pdfplumber has it."""
    return {
        "x0": edge.x0,
        "x1": edge.x1,
        "top": edge.top,
        "bottom": edge.bottom,
        "width": edge.x1 - edge.x0,
        "height": edge.bottom - edge.top,
        "orientation": "h" if edge.flat else "v",
    }


def complete(edges: Sequence[Edge]) -> list[Edge]:
    """The edges, with the sides and row ends put in that a table lacks.

    A browser that breaks a row at the end of a page draws no rule there, and many a table has no
    outer vertical rules.
    """
    flat = [edge for edge in edges if edge.flat and edge.length > SHORTEST]
    upright = [edge for edge in edges if not edge.flat]
    blocks = _blocks(flat, upright)
    return [*edges, *(side for block in blocks for side in _missing(block, flat, upright))]


def _blocks(flat: Sequence[Edge], upright: Sequence[Edge]) -> list[Edge]:
    """The boxes of the page's tables: what touching vertical rules reach over, and as wide as the
    horizontal rules they meet."""
    spans: list[list[float]] = []
    for edge in sorted(upright, key=lambda e: e.top):
        if spans and edge.top <= spans[-1][1] + JOINED:
            spans[-1][1] = max(spans[-1][1], edge.bottom)
        else:
            spans.append([edge.top, edge.bottom])
    blocks: list[Edge] = []
    for top, bottom in spans:
        if bottom - top <= SHORTEST:
            continue
        inside = [e for e in upright if top - 1 <= e.top <= bottom + 1]
        met = [e for e in flat if top - JOINED <= e.top <= bottom + JOINED]
        x0 = min(e.x0 for e in (*inside, *met))
        blocks.append(Edge(x0, top, max(e.x1 for e in (*inside, *met)), bottom))
    return blocks


def _missing(block: Edge, flat: Sequence[Edge], upright: Sequence[Edge]) -> list[Edge]:
    sides: list[Edge] = []
    for y in (block.top, block.bottom):
        if not any(abs(edge.top - y) <= JOINED for edge in flat):
            sides.append(Edge(block.x0, y, block.x1, y))
    for x in (block.x0, block.x1):
        near = [e for e in upright if abs(e.x0 - x) <= JOINED and e.length > SHORTEST]
        if not any(block.top - JOINED <= e.top <= block.bottom for e in near):
            sides.append(Edge(x, block.top, x, block.bottom))
    return sides
