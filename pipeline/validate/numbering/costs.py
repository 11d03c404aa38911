"""What each defect costs: of two explanations of a list's numbers, the cheaper one is told.

Ten is one defect. Where two readings of the same rows differ by less, the likelier one is the cheaper.
"""

from __future__ import annotations

from typing import Final

# Items
ROWS_LOST: Final = 10
"""A row lost, or any number of rows one after another: one page, one slip."""
PAGE_LOST: Final = 6
"""Several rows lost where a page begins."""
ROWS_DOUBLED: Final = 10
ROWS_MOVED: Final = 10
"""A row or a block of rows elsewhere than its numbers say; two rows that changed places."""
MISREAD: Final = 10
MISREAD_AT_END: Final = 12
"""The last number: it may be right and the rows before it lost."""
BLOCK_REPLACED: Final = 20
"""A block of rows in place of others: doubled or moved, and the others lost."""

# Sections
SIZE_WRONG: Final = 10
SIZE_LOST: Final = 10
"""None, where other section rows have one."""
SIZE_COUNTS_ROWS: Final = 5
"""The size is that of the rows as they stand: a number was left out or given twice, and no row is lost."""
TITLE_LOST: Final = 10
TITLE_LOST_WITH_ROWS: Final = 5
"""Section rows that stood among rows that are lost: the lost rows tell it."""
TITLE_LOST_ALONE: Final = 15
"""Section rows lost of which no item is left, though no item's number is missing."""
TITLE_DOUBLED: Final = 10
TITLE_MOVED: Final = 10
TITLE_CARRIED: Final = 0
"""A section row in a block of items that is doubled or moved: the block tells it."""
TWINS_ASTRAY: Final = 20
"""Two section rows that say the same, neither of which is in its place."""
TITLE_MISNUMBERED: Final = 10

# The list
RESTARTS: Final = 12
"""Numbers that begin anew in each section: no defect, but rarer than numbers that run on."""
