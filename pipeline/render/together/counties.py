"""The pages on counties: how alike the lists of neighbours are, the model they were made from, any two side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import mean

from markupsafe import Markup

from pipeline.render.together import Page, page
from pipeline.render.together.duties import PER_PAGE
from pipeline.render.wording import list_titles
from pipeline.together.atlas import Atlas, Group, OneList

# A matrix of more lists than a county has towns is no help to anybody.
_MOST_IN_MATRIX = 60


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A duty that most lists of a county have; which lack it."""

    kind: str
    number: int
    lists: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Away:
    """How a list differs from the model: duties of it that it lacks, others that it has, those nobody else has."""

    own: OneList
    missing: int
    more: int
    alone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CountyLine:
    """A county: how many duties most of its lists have, how much of two lists is the same on average."""

    group: Group
    file: str
    model: int
    alike: float | None


def county_pages(atlas: Atlas) -> Iterator[Page]:
    """A page for each county, and one over all."""
    lines = []
    for place, group in enumerate(atlas.counties):
        file = f"{place:04}.html"
        shown = group.lists[:_MOST_IN_MATRIX]
        alike = [
            [(o, *atlas.likeness(n, o)) if n != o else (o, 1.0, 1.0) for o in shown] for n in shown
        ]
        others = [
            cell[1] for n, row in zip(shown, alike, strict=True) for cell in row if cell[0] > n
        ]
        least, most = min(others, default=0.0), max(others, default=1.0)
        model = atlas.model(group)
        lines.append(CountyLine(group, file, len(model), mean(others) if others else None))
        yield page(
            file,
            "site_county",
            group.name,
            folder="counties",
            atlas=atlas,
            group=group,
            shown=shown,
            places={n: place for place, n in enumerate(shown)},
            matrix=[*zip(shown, alike, strict=True)] if len(shown) > 1 else [],
            least=least,
            width=max(most - least, 0.01),
            data=_data(atlas, shown),
            model=_model(atlas, group, model),
            away=[_away(atlas, n, {duty for duty, _ in model}) for n in group.lists],
            titles=list_titles(),
            per=PER_PAGE,
        )
    yield page("counties.html", "site_counties", "各县", rows=lines)


def _model(atlas: Atlas, group: Group, model: tuple[tuple[int, int], ...]) -> list[ModelLine]:
    return [
        ModelLine(
            atlas.duties[duty].kind,
            duty,
            lists,
            tuple(n for n in group.lists if duty not in atlas.held[n]),
        )
        for duty, lists in model
    ]


def _away(atlas: Atlas, number: int, model: set[int]) -> Away:
    own = atlas.held[number].keys()
    alone = tuple(sorted(duty for duty in own if atlas.duties[duty].lists == 1))
    return Away(atlas.lists[number], len(model - own), len(own - model), alone)


def _data(atlas: Atlas, shown: tuple[int, ...]) -> Markup:
    """What the script compares: for each list its duties, each with its wording; the wordings that occur."""
    said: dict[int, dict[int, str]] = {}
    held = []
    for number in shown:
        held.append({duty: item.wording for duty, item in atlas.held[number].items()})
        for duty, item in atlas.held[number].items():
            words = said.setdefault(duty, {0: atlas.duties[duty].item_name})
            words[item.wording] = atlas.duties[duty].wordings[item.wording]
    text = json.dumps({"held": held, "duties": said}, ensure_ascii=False, separators=(",", ":"))
    return in_script(text)


def in_script(text: str) -> Markup:
    """JSON as it may stand in a script element: no text of a document ends it, or opens a comment."""
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
