"""The edits of the trials: each a thing that happens to lists, of which a person would say what it was."""

from tests.compare.trials.edits import cells, duties, moves, names, printing, sections
from tests.compare.trials.edits.edit import Edits

EDITS = Edits(
    duties.EDITS | names.EDITS | cells.EDITS | moves.EDITS | sections.EDITS | printing.EDITS
)
