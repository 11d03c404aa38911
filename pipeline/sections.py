"""Which difference between a section's declared and actual size other defects already explain.

One lost row is one finding: the gap in the numbers tells it, and the section's size, which is then
one too small as well, says nothing new.
"""

from __future__ import annotations

from pipeline.document import DutyList, Section
from pipeline.normalise.patterns import numeral_value
from pipeline.sequence import Break, breaks


def explained_counts(duty_list: DutyList) -> list[int]:
    """For each section: by how much defects of the numbering make its actual size too small
    (or, negative, too large)."""
    explained = [0] * len(duty_list.sections)
    section_of = [i for i, s in enumerate(duty_list.sections) for _ in s.items]
    for defect in breaks([item.seq for item in duty_list.items]):
        if defect.kind == "gap":
            _explain_gap(duty_list.sections, section_of, defect, explained)
        elif defect.kind == "duplicate" and not defect.missing:
            explained[section_of[defect.index]] -= 1
    for index in range(len(duty_list.sections) - 1):
        here, following = duty_list.sections[index : index + 2]
        if _row_lost_between(here, following) or (here.no, here.name) == (
            following.no,
            following.name,
        ):
            explained[index] = _shortfall(here)
    return explained


def _explain_gap(
    sections: tuple[Section, ...], section_of: list[int], gap: Break, explained: list[int]
) -> None:
    last = section_of[gap.index]
    first = section_of[gap.index - 1] if gap.index else 0
    lost = len(gap.missing)
    shortfalls = {i: max(0, _shortfall(sections[i])) for i in range(first, last + 1)}
    if first == last or sum(shortfalls.values()) <= lost:
        for index, shortfall in shortfalls.items():
            explained[index] += min(shortfall, lost) if first != last else lost


def _shortfall(section: Section) -> int:
    return (section.declared_count or len(section.items)) - len(section.items)


def _row_lost_between(here: Section, following: Section) -> bool:
    numbers = [numeral_value(s.no) if s.no else None for s in (here, following)]
    return None not in numbers and numbers[1] == (numbers[0] or 0) + 2 and _shortfall(here) < 0
