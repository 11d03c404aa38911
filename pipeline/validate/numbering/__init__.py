"""A list's numbers, section rows and declared sizes → the cheapest explanation of what is wrong with them.

| module | what it does |
|---|---|
| `observed` | a list → plain values: section rows (ordinal, size), and the numbers under each |
| `sequence`, `increasing` | one run of numbers → its defects |
| `rows` | all items → their defects, and for each row its number in one count of the list |
| `standing`, `borders`, `titles` | section rows among those rows → their defects and sizes, by a shortest path |
| `subsections` | the same for the rows of subsections, in each section by itself |
| `told` | each defect → the section and row where a person is told of it |
| `explain` | follows each reading of the numbers, and takes the cheapest |
| `costs` | what each defect costs |
"""

from __future__ import annotations

from pipeline.model.document import DutyList
from pipeline.validate.numbering.explain import explain
from pipeline.validate.numbering.observed import observed
from pipeline.validate.numbering.sequence import Break, breaks, spans
from pipeline.validate.numbering.subsections import SubsectionFaults
from pipeline.validate.numbering.told import Explanation, ItemFault

__all__ = ["Break", "Explanation", "ItemFault", "SubsectionFaults", "breaks", "numbering", "spans"]


def numbering(duty_list: DutyList) -> Explanation:
    """What is wrong with a list's numbers."""
    begins_anew = duty_list.numbered_by != "list"
    return explain(observed(duty_list), begins_anew=begins_anew)
