"""Words that are too long for their column and run on over its rule: they belong where they start.

Text that keeps to its column is never struck by a rule, so a glyph with a rule through it shows such words.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.read.pdf.closers import HANGING
from pipeline.read.pdf.glyphs import Glyphs, Indices
from pipeline.read.pdf.lattice import Lattice

# The outer shares of a glyph's box, which a rule may touch.
_RIM = 0.15
# In font sizes: nearer than this two glyphs of a line follow each other; so much a line is uneven.
_NEXT, _LEVEL = 0.1, 0.2
# In font sizes: nearer than this two glyphs are drawn in one go.
_FOLLOWS = 0.03
# Words that lie over a whole column, with both of its rules through them, are centred in it.
_CENTRED = 3
# So many words of a sheet at most.
_MOST = 200


def keep_together(grid: Lattice, glyphs: Glyphs, cells: Indices) -> None:
    """Puts words that run over a rule into the cell in which they start: `cells` has that of each glyph."""
    if len(glyphs) < 2:
        return
    struck = set(_struck(grid, glyphs).tolist())
    done: set[int] = set()
    for index in sorted(struck.union(_seams(grid, glyphs, cells).tolist()))[:_MOST]:
        if glyphs.texts[index] in HANGING or index in done:
            continue
        run = [*reversed(list(_along(glyphs, index, -1))), index, *_along(glyphs, index, 1)]
        done.update(run if index in struck else ())
        across = list(dict.fromkeys(cells[run].tolist()))
        if len(across) > 1 and (
            index in struck or _is_indented(grid, glyphs, cells, run[0], index)
        ):
            cells[run] = across[1 if len(across) == _CENTRED else 0]


def _struck(grid: Lattice, glyphs: Glyphs) -> Indices:
    """The glyphs with a rule through them."""
    middles, x0, x1 = glyphs.middles, glyphs.boxes[:, 0], glyphs.boxes[:, 2]
    rim = _RIM * (x1 - x0)
    left, right = (grid.cells_at(xs, middles) for xs in (x0 + rim, x1 - rim))
    return np.flatnonzero((left != right) & (left >= 0) & (right >= 0) & ~glyphs.blank)


def _seams(grid: Lattice, glyphs: Glyphs, cells: Indices) -> Indices:
    """The glyphs that end at a rule, with the one that is drawn next right after it."""
    boxes, sizes = glyphs.boxes[:-1], glyphs.sizes[:-1]
    ends = np.array([cell[2] for cell in grid.cells] or [0.0])[cells[:-1]]
    found = (cells[:-1] != cells[1:]) & (cells[:-1] >= 0) & (cells[1:] >= 0)
    blank = glyphs.blank
    found &= ~(blank[:-1] | blank[1:])
    found &= np.abs(glyphs.boxes[1:, 0] - boxes[:, 2]) < _FOLLOWS * sizes
    found &= np.abs(glyphs.middles[1:] - glyphs.middles[:-1]) < _FOLLOWS * sizes
    found &= np.abs(boxes[:, 2] - ends) < _RIM * sizes
    return np.flatnonzero(found)


def _is_indented(grid: Lattice, glyphs: Glyphs, cells: Indices, first: int, last: int) -> bool:
    """Whether a cell's words start farther from its edge than what is drawn after them does beyond it: each
    cell of a table has the same room there."""
    room, beyond = (
        glyphs.boxes[index, 0] - grid.cells[cells[index]][0] for index in (first, last + 1)
    )
    return bool(room - beyond > _NEXT * glyphs.sizes[first])


def _along(glyphs: Glyphs, index: int, step: int) -> Iterator[int]:
    """The glyphs that follow one without a gap, to the right (1) or to the left (-1)."""
    near, far = (2, 0) if step > 0 else (0, 2)
    middles, sizes = glyphs.middles, glyphs.sizes
    for _ in range(len(glyphs)):
        gaps = np.abs(glyphs.boxes[:, far] - glyphs.boxes[index, near])
        level = np.abs(middles - middles[index]) < _LEVEL * sizes[index]
        found = np.flatnonzero(level & (gaps < _NEXT * sizes[index]))
        found = found[found != index]
        if not len(found):
            return
        index = int(found[0])
        yield index
