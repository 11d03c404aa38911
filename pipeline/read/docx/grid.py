"""From the grid of a Word table to columns: which column each cell of a row stands in.

Tables drawn by hand have a grid of many narrow strips, and rows whose cell edges differ a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipeline.read.docx.markup import span
from pipeline.read.docx.names import child, number, tag, value
from pipeline.read.table.columns import Edges

# Word's own limit is 63 columns; a grid beyond this is damage.
_MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its left and right edge; `merged` tells its part in a cell merged downwards."""

    element: Any
    x0: float
    x1: float
    merged: Literal["no", "first", "more"]
    covered: tuple[Any, ...] = ()
    """Cells to its right that it is merged with; what is left in them is not shown."""


def grid_edges(table: Any) -> list[float]:
    """The left edge of every strip of the table's grid, and the right edge of the last one."""
    edges = [0.0]
    grid = child(table, "w:tblGrid")
    for column in () if grid is None else grid[:_MOST_COLUMNS]:
        edges.append(edges[-1] + max(number(value(column, "w:w")), 1))
    return edges


def place_cells(row: Any, cells: Sequence[Any], grid: Sequence[float]) -> tuple[GridCell, ...]:
    """The cells of a row at their places in the grid."""
    placed: list[GridCell] = []
    strip = number(value(child(row, "w:trPr", "w:gridBefore")))
    for cell in cells:
        width = min(max(number(span(cell), 1), 1), _MOST_COLUMNS)
        x0, x1 = _edge(grid, strip), _edge(grid, strip + width)
        if placed and _goes_on(cell):
            first = placed.pop()
            placed.append(replace(first, x1=x1, covered=(*first.covered, cell)))
        else:
            placed.append(GridCell(cell, x0, x1, _merged(cell)))
        strip += width
    return tuple(placed)


def _edge(grid: Sequence[float], strip: int) -> float:
    """The left edge of a strip; strips that the grid lacks are as wide as those it has."""
    if 0 <= strip < len(grid):
        return grid[strip]
    usual = grid[-1] / (len(grid) - 1) if len(grid) > 1 else 1.0
    return grid[-1] + usual * (strip - len(grid) + 1)


def _merged(cell: Any) -> Literal["no", "first", "more"]:
    element = child(cell, "w:tcPr", "w:vMerge")
    if element is None:
        return "no"
    return "first" if value(element) == "restart" else "more"


def _goes_on(cell: Any) -> bool:
    """Whether the cell before goes on in a cell, as old files have it (ECMA-376 part 1, 17.4.22)."""
    element = child(cell, "w:tcPr", "w:hMerge")
    return element is not None and value(element) != "restart"


def edges_of(row: Sequence[GridCell]) -> tuple[Edges, ...]:
    """The edges of a row's cells."""
    return tuple((cell.x0, cell.x1) for cell in row)


def elements(container: Any, name: str) -> list[Any]:
    """The rows of a table or the cells of a row, out of what wraps them."""
    found: list[Any] = []
    for element in container:
        if element.tag == tag(name):
            found.append(element)
        elif element.tag in _WRAPPERS:
            found += elements(element, name)
    return found


_WRAPPERS = frozenset(
    map(tag, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))
)
