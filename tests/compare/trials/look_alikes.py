"""The hardest case: a duty goes, the one that resembles it most comes, and neither was there before.

A person who does not know the subject often could not tell this from a reworded duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.compare.side import ListData
from tests.compare.edits import compare, renumber
from tests.compare.trials.lists import STYLES
from tests.compare.trials.trial import all_sections


def swaps(style: str) -> Iterator[tuple[str, str, bool]]:
    """Name gone, name come, whether they were told as one duty; for each item of the list."""
    named = [
        (list_id, item["id"], item["item_name"])
        for list_id, section in all_sections(STYLES[style]())
        for item in section["items"]
    ]
    for list_id, id, name in named:
        others = {i: n for found, i, n in named if found == list_id and i != id}
        if others:
            nearest = process.extractOne(name, others, scorer=Indel.normalized_similarity)[2]
            comparison = compare(_without(style, nearest), _without(style, id))
            kinds = {change["kind"] for change in comparison["changes"]}
            yield name, others[nearest], kinds != {"added", "removed"}


def _without(style: str, id: str) -> ListData:
    data = STYLES[style]()
    for _, section in all_sections(data):
        section["items"] = [item for item in section["items"] if item["id"] != id]
    return renumber(data)
