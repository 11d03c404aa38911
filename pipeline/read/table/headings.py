"""Which rows head a list: by the cell that stands over the lists' numbers, which is the first one of all but those
of columns that say in which section a row is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from pipeline.model.schema import heads_numbers
from pipeline.model.wording import wording

Lines = tuple[str, ...]
"""The paragraphs of a cell."""


def is_heading(cells: Sequence[Lines]) -> bool:
    """Whether a row with these cells heads a list: 序号 and what else its column is called, after 类别 or alone."""
    if len(cells) < 2:
        return False
    texts = ("".join("".join(lines).split()) for lines in cells)
    first = next(dropwhile(_is_category, texts), "")
    return heads_numbers(first)


def _is_category(text: str) -> bool:
    return any(bool(wording(name).match(text)) for name in ("category", "subcategory"))
