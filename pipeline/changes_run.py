"""Which comparisons `dutylist run` keeps up to date: each version of a list with the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.jobs import Comparison
from pipeline.order import naturally
from pipeline.tasks import Folders


def comparisons(list_ids: Iterable[str], folders: Folders) -> Iterator[Comparison]:
    """`reports/<list>/changes/<old>..<new>.{html,json}`, in natural order: v2 before v10."""
    for list_id in sorted(list_ids):
        files = (folders.parsed / list_id).glob("*/list.json")
        for old, new in pairwise(naturally(files, lambda path: path.parent.name)):
            yield Comparison(list_id, old, new, folders)
