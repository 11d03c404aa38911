"""The page over all lists and versions: each with its state, its report and its comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.render.pages import render_page
from pipeline.render.wording import state_of

LEVEL_NAMES = {
    "unreadable": "无法读取",
    "error": "有错误",
    "warning": "有警告",
    "info": "有提示",
    "good": "未发现缺陷",
}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One version. `compared_with` is the version before it, where there is a comparison with it.

    `unreadable` is why its source could not be read in the last run; `items` is None where no run
    before could read it either, and there is no report.
    """

    list_id: str
    version: str
    title: str
    items: int | None
    counts: Mapping[str, int]
    compared_with: str | None = None
    unreadable: str | None = None

    @property
    def level(self) -> str:
        """The worst that counts: unreadable, error, warning, info or good."""
        if self.unreadable is not None:
            return "unreadable"
        return next((level for level in LEVEL_NAMES if self.counts.get(level)), "good")

    @property
    def state(self) -> str:
        """The state in one line."""
        if self.unreadable is not None:
            older = "（结果为此前版本）" if self.items is not None else ""
            return f"{LEVEL_NAMES['unreadable']}{older}"
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
