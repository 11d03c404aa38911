"""All lists side by side, as the pages over them need it: who has which duty, in which words, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class OneList:
    """A list: its place, its size, and the address of its report as seen from the pages, where there is one."""

    list: str
    version: str
    title: str
    province: str
    city: str
    county: str
    town: str
    items: int
    report: str

    @property
    def name(self) -> str:
        """What its neighbours call it."""
        return self.town or self.list


@dataclass(frozen=True, slots=True)
class Held:
    """An item of a list as one of its duties: which wording of the duty it has, its id, its page."""

    wording: int
    item: str
    page: int | None


@dataclass(frozen=True, slots=True)
class OneDuty:
    """A duty with its wordings, the commonest first, and its departments by role with how many lists say so."""

    duty: str
    kind: str
    item_name: str
    lists: int
    share: float
    sections: tuple[str, ...]
    wordings: tuple[str, ...]
    departments: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The lists of one county, by their numbers."""

    city: str
    county: str
    lists: tuple[int, ...]

    @property
    def name(self) -> str:
        """What people call it."""
        return self.county or self.city or "地名不明"


@dataclass(frozen=True)
class Atlas:
    """Lists and duties by number; `held` has, for each list, its items by the number of their duty."""

    lists: tuple[OneList, ...]
    duties: tuple[OneDuty, ...]
    held: tuple[Mapping[int, Held], ...]

    @cached_property
    def counties(self) -> tuple[Group, ...]:
        """The counties with their lists, in the order of their names."""
        groups: dict[tuple[str, str], list[int]] = {}
        for number, own in enumerate(self.lists):
            groups.setdefault((own.city, own.county), []).append(number)
        return tuple(Group(*place, tuple(numbers)) for place, numbers in sorted(groups.items()))

    @cached_property
    def reports(self) -> Mapping[str, str]:
        """The address of each list's report, by list."""
        return {own.list: own.report for own in self.lists}

    @cached_property
    def holders(self) -> tuple[tuple[int, ...], ...]:
        """For each duty the lists that have it."""
        found: list[list[int]] = [[] for _ in self.duties]
        for number, own in enumerate(self.held):
            for duty in own:
                found[duty].append(number)
        return tuple(map(tuple, found))

    def likeness(self, one: int, other: int) -> tuple[float, float]:
        """Of all duties that two lists have, the share that both have, and that both word alike (0 to 1)."""
        here, there = self.held[one], self.held[other]
        both = here.keys() & there.keys()
        every = len(here.keys() | there.keys()) or 1
        alike = sum(here[duty].wording == there[duty].wording for duty in both)
        return len(both) / every, alike / every

    def model(self, group: Group) -> tuple[tuple[int, int], ...]:
        """The duties that more than half of a county's lists have, with how many: what they were made from."""
        times: dict[int, int] = {}
        for number in group.lists:
            for duty in self.held[number]:
                times[duty] = times.get(duty, 0) + 1
        return tuple(
            (duty, count) for duty, count in sorted(times.items()) if count * 2 > len(group.lists)
        )

    def by_county(self, numbers: Sequence[int]) -> Iterator[tuple[Group, tuple[int, ...]]]:
        """These lists, county by county."""
        wanted = set(numbers)
        for group in self.counties:
            own = tuple(number for number in group.lists if number in wanted)
            if own:
                yield group, own
