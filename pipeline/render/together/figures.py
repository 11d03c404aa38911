"""The first page: how many lists, sections and items there are, how they spread, and which stand out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from markupsafe import Markup

from pipeline.render.together import Page, page
from pipeline.render.together.plots import bars, histogram
from pipeline.render.wording import list_titles
from pipeline.together.atlas import Atlas, OneList
from pipeline.together.extract import KINDS

Sizes = Mapping[tuple[int, str, str], int]
"""How many items a list (by number) has in a section of a kind."""

# What lies this many times the middle half beyond it stands out (Tukey, 1977).
_FAR = 1.5
_LABELS = ("最少", "四分之一", "中位", "四分之三", "最多")
# Sections that fewer lists have are one list's own wording.
_LEAST_SHARE, _MOST_BARS, _FEWEST = 0.05, 15, 4


@dataclass(frozen=True, slots=True)
class Spread:
    """How many items the lists of a kind have."""

    title: str
    values: tuple[int, ...]
    spread: tuple[tuple[str, float], ...]
    plot: Markup | None


@dataclass(frozen=True, slots=True)
class SectionSize:
    """How many items a section has in the lists that have it."""

    kind: str
    section: str
    lists: int
    median: float
    least: int
    most: int


def figures_page(
    atlas: Atlas, sizes: Sizes, departments: Sequence[tuple[str, int]], findings: int
) -> Page:
    """The first page. `departments` are names with how many duties each has, the most first."""
    totals: dict[str, list[int]] = {kind: [0] * len(atlas.lists) for kind in KINDS}
    for (number, kind, _), items in sizes.items():
        totals[kind][number] += items
    named = [*departments[:_MOST_BARS]]
    return page(
        "index.html",
        "site_index",
        "概况",
        atlas=atlas,
        items=sum(own.items for own in atlas.lists),
        departments=len(departments),
        findings=findings,
        titles=list_titles(),
        sizes=[_spread(list_titles()[kind], totals[kind]) for kind in KINDS],
        outliers=[o for kind in KINDS for o in _outliers(atlas, list_titles()[kind], totals[kind])],
        sections=_sections(atlas, sizes),
        bars=bars(named, "职责最多的部门") if named else None,
        nameless=[own for own in atlas.lists if not (own.county and own.town)],
        lacking=[
            (
                list_titles()[kind],
                [own for own, n in zip(atlas.lists, totals[kind], strict=True) if not n],
            )
            for kind in KINDS
        ],
    )


def _spread(title: str, totals: Sequence[int]) -> Spread:
    values = sorted(value for value in totals if value) or [0]
    found = (values[0], *_quarters(values), values[-1])
    several = len(values) >= _FEWEST and values[0] < values[-1]
    plot = histogram(values, f"{title}项数的分布", "项数") if several else None
    return Spread(
        title, tuple(v for v in totals if v), tuple(zip(_LABELS, found, strict=True)), plot
    )


def _quarters(values: Sequence[int]) -> tuple[float, float, float]:
    if len(values) == 1:
        return (values[0],) * 3
    first, middle, third = quantiles(values, n=4, method="inclusive")
    return first, middle, third


def _outliers(
    atlas: Atlas, title: str, totals: Sequence[int]
) -> list[tuple[OneList, str, int, float]]:
    values = [value for value in totals if value]
    if len(values) < _FEWEST:
        return []
    first, middle, third = _quarters(values)
    far = _FAR * (third - first)
    return [
        (own, title, value, middle)
        for own, value in zip(atlas.lists, totals, strict=True)
        if value and not first - far <= value <= third + far
    ]


def _sections(atlas: Atlas, sizes: Sizes) -> list[SectionSize]:
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for (_, kind, section), items in sizes.items():
        found[kind, section].append(items)
    least = _LEAST_SHARE * len(atlas.lists)
    rows = [
        SectionSize(kind, section, len(own), median(own), min(own), max(own))
        for (kind, section), own in found.items()
        if len(own) >= least
    ]
    return sorted(rows, key=lambda row: (KINDS.index(row.kind), -row.lists, row.section))
