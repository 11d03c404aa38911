"""What an edit is, and how edits are entered by name."""

from __future__ import annotations

from collections.abc import Callable

from tests.compare.trials.trial import Trial

# False where the list has nothing (left) that the edit fits.
Edit = Callable[[Trial], bool]


class Edits(dict[str, Edit]):
    """Edits by what a person would say happened."""

    def named(self, name: str) -> Callable[[Edit], Edit]:
        """Enters the function it stands over."""

        def enter(edit: Edit) -> Edit:
            self[name] = edit
            return edit

        return enter
