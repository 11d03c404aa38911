"""What only many lists show: a neighbour's name left in a copy, lists that contradict each other, unknown departments.

The rules are `pipeline.validate.rules.many_lists`; each finding stands in the list that it is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.together.departments import is_open
from pipeline.together.values import Extract, Row, column
from pipeline.validate.findings import Finding, Severity
from pipeline.validate.rules import Rule
from pipeline.validate.rules.many_lists import CONTRADICTION, COPIED_PLACE_NAME, DEPARTMENT_UNKNOWN

_ENDS = re.compile("[乡镇县区市旗]|街道|苏木")
_SHORTEST, _LONGEST = 3, 10
# A place that this share of the lists names is a word of the trade there, or everybody's neighbour.
_COMMON = 0.2
# So many lists of a county have to agree on a department before another one contradicts them.
_MAJORITY = 3
_AROUND = 20


class Places:
    """The towns and counties of all lists, by their names in full."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def add(self, found: Extract) -> None:
        """The place of one list."""
        county, town = (found.row[column("lists", name)] for name in ("county", "town"))
        self._names.update(
            {str(name) for name in (county, town) if name and len(str(name)) >= _SHORTEST}
        )

    def named(self, text: str) -> Iterator[tuple[int, str]]:
        """The places that a text names: where each begins, and the longest name there."""
        for end in _ENDS.finditer(text):
            for size in range(_LONGEST, _SHORTEST - 1, -1):
                name = text[max(0, end.end() - size) : end.end()]
                if len(name) == size and name in self._names:
                    yield end.end() - size, name
                    break


@dataclass(frozen=True, slots=True)
class Standing:
    """An item in its list and county, as far as contradictions need it; `first` is the first department."""

    list: str
    county: tuple[str, str]
    town: str
    item: Row
    first: str = ""


def copied_names(found: Extract, places: Places) -> Iterator[Finding]:
    """The items of a list that name another list's place."""
    own = found.own
    if not own:  # whose list it is nobody knows
        return
    texts = [column("items", name) for name in _TEXTS]
    times: Counter[str] = Counter()
    hits: list[tuple[Row, str, str, str]] = []
    for row in found.items:
        seen: set[str] = set()
        for name, at in zip(_TEXTS, texts, strict=True):
            text = str(row[at] or "")
            for start, place in places.named(text):
                if place in seen or any(place in word or word in place for word in own):
                    continue
                seen.add(place)
                times[place] += 1
                around = text[max(0, start - _AROUND) : start + len(place) + _AROUND]
                hits.append((row, name, place, around))
    for row, name, place, around in hits:
        # A place that many items name is meant: a neighbour, an industrial zone, the seat of the county.
        if times[place] <= max(3.0, _COMMON * len(found.items)):
            yield _at(
                COPIED_PLACE_NAME,
                row,
                f"写的是“{place}”，不是本地的名称：可能是从别处的清单照抄的。",
                field=name,
                excerpt=around,
                key=place,
            )


def unknown_departments(found: Extract) -> Iterator[Finding]:
    """The departments of a list that the dictionary lacks, each once, at the first item that names it."""
    seen: set[str] = set()
    for named in found.departments:
        if not named.known and named.name not in seen and not is_open(named.name):
            seen.add(named.name)
            row = found.items[named.item]
            field = "departments" if named.role == "superior" else "receiving_departments"
            message = f"部门词典中没有“{named.name}”，按单独的部门统计。"
            yield _at(
                DEPARTMENT_UNKNOWN, row, message, field=field, excerpt=named.name, key=named.name
            )


def taken_back_elsewhere(
    basic: Sequence[Standing], reclaimed: Sequence[Standing]
) -> Iterator[tuple[str, Finding]]:
    """Of one duty: the lists in which it is basic though in the same county it was taken back."""
    there: dict[tuple[str, str], dict[str, str]] = {}
    for standing in reclaimed:
        there.setdefault(standing.county, {}).setdefault(standing.list, standing.town)
    for standing in basic:
        others = there.get(standing.county, {})
        if others:
            towns = [town or list_id for list_id, town in others.items()]
            where = "本清单" if [*others] == [standing.list] else "、".join(towns[:3])
            more = f"等{len(towns)}份清单" if len(towns) > 3 else ""
            message = f"在本清单是基本履职事项，同县的{where}{more}却写明已由上级部门收回。"
            yield standing.list, _at(CONTRADICTION, standing.item, message, key="reclaimed")


def taken_over_by_others(receiving: Sequence[Standing]) -> Iterator[tuple[str, Finding]]:
    """Of one duty that was taken back: the lists whose department is not that of most lists of the county."""
    counties: dict[tuple[str, str], list[Standing]] = {}
    for standing in receiving:
        counties.setdefault(standing.county, []).append(standing)
    for own in counties.values():
        counts = Counter(standing.first for standing in own)
        [(usual, times)] = counts.most_common(1)
        if len(counts) > 1 and times >= _MAJORITY and times * 2 > len(own):
            for standing in own:
                if standing.first != usual:
                    message = (
                        f"承接部门写的是“{standing.first}”，同县的{times}份清单写的是“{usual}”。"
                    )
                    yield (
                        standing.list,
                        _at(
                            CONTRADICTION,
                            standing.item,
                            message,
                            field="receiving_departments",
                            key=standing.first,
                        ),
                    )


def finding_row(list_id: str, finding: Finding) -> Row:
    """The finding as a row of its table."""
    return (
        *(list_id, finding.rule, finding.severity, finding.message, finding.list),
        *(finding.section_no, finding.seq, finding.field, finding.page, finding.line),
        *(finding.excerpt, finding.fingerprint, int(finding.waived), finding.reason),
    )


_TEXTS = ("item_name", "superior_duties", "township_duties", "arrangement")


def _at(
    rule: Rule, row: Row, message: str, *, field: str | None = None, excerpt: str = "", key: str
) -> Finding:
    """A finding of one item; what the item says identifies it, so that renumbering does not."""
    severity: Severity = rule.severity
    seq, page = row[column("items", "seq")], row[column("items", "page_start")]
    name = str(row[column("items", "item_name")])
    return Finding(
        rule=rule.id,
        severity=severity,
        message=message,
        list=str(row[column("items", "kind")]),
        seq=seq if isinstance(seq, int) else None,
        field=field,
        page=page if isinstance(page, int) else None,
        excerpt=excerpt or name[:120],
        key=f"{name}|{key}",
        item_id=str(row[column("items", "item")]),
        section=str(row[column("items", "section")]),
        item_name=name,
    )
