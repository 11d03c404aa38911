"""The page over all lists and versions: each with its state, its report and its comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.render.pages import render_page
from pipeline.render.wording import state_of

LEVEL_NAMES = {"error": "有错误", "warning": "有警告", "info": "有提示", "good": "未发现缺陷"}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One version. `compared_with` is the version before it, where there is a comparison with it."""

    list_id: str
    version: str
    title: str
    items: int
    counts: Mapping[str, int]
    compared_with: str | None = None

    @property
    def level(self) -> str:
        """The worst that counts: error, warning, info or good."""
        return next((level for level in LEVEL_NAMES if self.counts.get(level)), "good")

    @property
    def state(self) -> str:
        """The state in one line."""
        return state_of(self.counts)


def render_index(entries: Sequence[IndexEntry]) -> str:
    """The page, a row per version in the order given."""
    levels = [entry.level for entry in entries]
    return render_page(
        "index",
        entries=entries,
        lists=len({entry.list_id for entry in entries}),
        levels={level: levels.count(level) for level in LEVEL_NAMES},
        level_names=LEVEL_NAMES,
    )
