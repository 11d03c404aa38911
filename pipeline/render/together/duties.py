"""The pages on duties: which are core, common or one list's own, and each with its wordings and who has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.render.together import Page, page
from pipeline.render.wording import list_titles
from pipeline.together.atlas import Atlas, OneDuty

PER_PAGE = 50
"""Duties on one page of details."""

# The share of the lists from which a duty is one that all have.
_CORE, _MOST_OWN = 0.9, 20


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty; its wordings with the lists (and items) that have each; the lists without it, of a core one."""

    duty: OneDuty
    wordings: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    without: tuple[int, ...]


def duties_page(atlas: Atlas) -> Page:
    """The page over all duties."""
    several = len(atlas.lists) > 1
    groups: dict[str, list[int]] = {"core": [], "common": [], "own": []}
    for number, duty in enumerate(atlas.duties):
        core = duty.share >= _CORE
        groups["core" if core else "own" if duty.lists == 1 and several else "common"].append(
            number
        )
    for name in ("core", "common"):
        groups[name].sort(key=lambda n: (-atlas.duties[n].lists, n))
    owners: defaultdict[int, list[int]] = defaultdict(list)
    for number in groups["own"]:
        owners[atlas.holders[number][0]].append(number)
    names = {"core": "共有", "common": "常见", "own": "独有"}
    return page(
        "duties.html",
        "site_duties",
        "职责",
        atlas=atlas,
        groups=[(id_, names[id_], numbers) for id_, numbers in groups.items()],
        owners=[(atlas.lists[n], own) for n, own in sorted(owners.items())],
        most=_MOST_OWN,
        titles=list_titles(),
        per=PER_PAGE,
    )


def duty_pages(atlas: Atlas) -> Iterator[Page]:
    """The pages of details."""
    for start in range(0, len(atlas.duties), PER_PAGE):
        numbers = range(start, min(start + PER_PAGE, len(atlas.duties)))
        yield page(
            f"{start // PER_PAGE:04}.html",
            "site_duty",
            f"职责 {numbers[0] + 1}–{numbers[-1] + 1}",
            folder="duties",
            atlas=atlas,
            views=[_view(atlas, number) for number in numbers],
            titles=list_titles(),
        )


def _view(atlas: Atlas, number: int) -> DutyView:
    duty = atlas.duties[number]
    held: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for own in atlas.holders[number]:
        item = atlas.held[own][number]
        held[item.wording].append((own, item.item))
    wordings = sorted(held.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    having = set(atlas.holders[number])
    core = duty.share >= _CORE
    without = [n for n in range(len(atlas.lists)) if n not in having] if core else []
    return DutyView(
        duty,
        tuple((duty.wordings[wording], tuple(own)) for wording, own in wordings),
        tuple(without),
    )
