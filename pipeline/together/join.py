"""The duties of all lists: families of items, each with a lasting id, its wordings, its sections."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.together.boilerplate import reduced
from pipeline.together.extract import KINDS
from pipeline.together.values import Extract, Row

if TYPE_CHECKING:
    from pipeline.together.same import Families

# Of which an id is made: enough that two duties hardly ever have the same.
_DIGITS = 12
_Key = tuple[str, int]


@dataclass(slots=True)
class _Kind:
    """What is known of the items of one kind: contents, and for each list which its items have."""

    numbers: dict[str, int] = field(default_factory=dict)
    lists: list[list[int]] = field(default_factory=list)


@dataclass(slots=True)
class _Duty:
    wordings: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    lists: int = 0

    @property
    def item_name(self) -> str:
        """The commonest wording; of several the shortest."""
        return min(self.wordings, key=lambda name: (-self.wordings[name], len(name), name))


@dataclass(frozen=True, slots=True)
class Duties:
    """`of` has, for each list, the duty of each of its items; the rest are rows of the tables of their names."""

    of: Mapping[str, tuple[str, ...]]
    duties: tuple[Row, ...]
    wordings: tuple[Row, ...]
    near: tuple[Row, ...]
    counterparts: tuple[Row, ...]


class Gathering:
    """Takes the lists one by one, and keeps of each what tells its duties apart."""

    def __init__(self) -> None:
        self._kinds = {kind: _Kind() for kind in KINDS}
        self._items: dict[str, list[tuple[_Key, int]]] = {}
        self._said: dict[tuple[str, str], int] = {}

    def add(self, found: Extract) -> None:
        """One more list."""
        own: dict[str, list[int]] = {kind: [] for kind in KINDS}
        items = self._items[found.list] = []
        for row, content in zip(found.items, found.contents, strict=True):
            kind, section, name = str(row[2]), str(row[4]), str(row[5])
            numbers = self._kinds[kind].numbers
            number = numbers.setdefault(content, len(numbers))
            own[kind].append(number)
            items.append(((kind, number), self._said.setdefault((section, name), len(self._said))))
        for kind, contents in own.items():
            self._kinds[kind].lists.append(list(dict.fromkeys(contents)))

    def duties(self) -> Duties:
        """The duties of all lists that were added."""
        # Imported late: numpy and scipy, which nothing else here needs.
        from pipeline.together.same import families

        shown = {kind: _shown(known) for kind, known in self._kinds.items()}
        grouped = {kind: families(own.contents, own.lists) for kind, own in shown.items()}
        placed = {
            list_id: [(k, grouped[k].of[shown[k].of[number]]) for (k, number), _ in items]
            for list_id, items in self._items.items()
        }
        made = self._made(placed)
        ids = _ids(made)
        return Duties(
            of={list_id: tuple(ids[key] for key in keys) for list_id, keys in placed.items()},
            duties=tuple(sorted(_rows(made, ids, len(self._items)))),
            wordings=tuple(
                sorted(
                    (ids[k], name, n)
                    for k, duty in made.items()
                    for name, n in duty.wordings.items()
                )
            ),
            near=tuple(sorted(_near(grouped, ids))),
            counterparts=tuple(sorted(_counterparts(shown, grouped, ids))),
        )

    def _made(self, placed: Mapping[str, Sequence[_Key]]) -> dict[_Key, _Duty]:
        said = [*self._said]
        made: dict[_Key, _Duty] = {}
        for list_id, keys in placed.items():
            for key, (_, wording) in zip(keys, self._items[list_id], strict=True):
                section, name = said[wording]
                duty = made.setdefault(key, _Duty())
                duty.wordings[name] += 1
                duty.sections[section] += 1
            for key in dict.fromkeys(keys):
                made[key].lists += 1
        return made


@dataclass(frozen=True, slots=True)
class _Shown:
    """The contents of a kind as they are compared: for each that is known its number among them, and each
    list's."""

    contents: Sequence[str]
    of: Sequence[int]
    lists: Sequence[Sequence[int]]


def _shown(known: _Kind) -> _Shown:
    numbers: dict[str, int] = {}
    texts = reduced([*known.numbers], known.lists)
    of = [numbers.setdefault(text, len(numbers)) for text in texts]
    lists = [[*dict.fromkeys(of[number] for number in own)] for own in known.lists]
    return _Shown([*numbers], of, lists)


def _counterparts(
    shown: Mapping[str, _Shown], grouped: Mapping[str, Families], ids: Mapping[_Key, str]
) -> Iterator[Row]:
    """The duties of one kind that are one of another kind: one may be basic here and reclaimed there."""
    from pipeline.together.same import across

    said = {
        kind: [[own.contents[c] for c in family] for family in grouped[kind].witnesses]
        for kind, own in shown.items()
    }
    for number, here in enumerate(KINDS):
        for there in KINDS[number + 1 :]:
            for a, b, likeness in across(said[here], said[there]):
                yield ids[here, a], ids[there, b], likeness


def _ids(made: Mapping[_Key, _Duty]) -> dict[_Key, str]:
    """An id for each duty: of its kind and commonest wording, so that it stays when lists are added."""
    ids: dict[_Key, str] = {}
    taken: Counter[str] = Counter()
    for key in sorted(made, key=lambda key: (key[0], made[key].item_name, key[1])):
        digest = hashlib.sha256(f"{key[0]}|{made[key].item_name}".encode()).hexdigest()
        duty = f"{key[0]}-{digest[:_DIGITS]}"
        taken[duty] += 1
        ids[key] = duty if taken[duty] == 1 else f"{duty}-{taken[duty]}"
    return ids


def _rows(made: Mapping[_Key, _Duty], ids: Mapping[_Key, str], lists: int) -> Iterator[Row]:
    for key, duty in made.items():
        sections = sorted(duty.sections, key=lambda name: (-duty.sections[name], name))
        share = round(duty.lists / lists, 4)
        yield ids[key], key[0], duty.item_name, duty.lists, share, ";".join(filter(None, sections))


def _near(grouped: Mapping[str, Families], ids: Mapping[_Key, str]) -> Iterator[Row]:
    for kind, found in grouped.items():
        for a, b, likeness in found.near:
            one, other = sorted((ids[kind, a], ids[kind, b]))
            yield one, other, likeness
