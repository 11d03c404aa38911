"""What a user sees of a run while it lasts: a progress bar on a terminal, a line a document elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from pipeline.batch.jobs import Outcome
from pipeline.batch.run import Audience
from pipeline.commands.say import say
from pipeline.model.characters import visible
from pipeline.model.sentence import Sentence, told

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


# So many lines a person reads one by one.
_FEW = 20


class Screen(Audience):
    """A line for each document, in a fixed order: what could be done on stdout, what not on stderr."""

    def __init__(self) -> None:
        self.total = self.done = self.failed = 0

    def begin(self, what: str, total: int) -> None:
        self.total, self.done = total, 0

    def advance(self, outcome: Outcome) -> None:
        self.done += 1
        self.failed += outcome.failed

    def tell(self, outcome: Outcome) -> None:
        if outcome.message:
            say([outcome.message], err=outcome.failed)


class Bar(Screen):
    """A progress bar: count, rate, time left, failures so far; above it a line for each failure, and
    for each document where they are few."""

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._row: TaskID | None = None
        self._start = 0.0

    def begin(self, what: str, total: int) -> None:
        super().begin(what, total)
        if not total:
            return
        # Imported late: only a terminal pays for it.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        # Drawn when a job is done and not by a thread: the parent of forked workers has only one.
        self._progress = Progress(
            *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
            TextColumn("{task.fields[pace]}"),
            console=Console(stderr=True),
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._start = time.monotonic()
        self._row = self._progress.add_task(told(Sentence(what)), total=total, pace="")
        self._progress.start()
        self._progress.refresh()

    def advance(self, outcome: Outcome) -> None:
        super().advance(outcome)
        if self._progress and self._row is not None:
            pace = self._pace()
            self._progress.update(self._row, completed=self.done, pace=pace, refresh=True)

    def tell(self, outcome: Outcome) -> None:
        if not outcome.failed and not sys.stdout.isatty():
            super().tell(outcome)  # the lines go to a file, the bar stays on the terminal
        elif self._progress and outcome.message and (outcome.failed or self.total <= _FEW):
            console = self._progress.console
            console.print(visible(outcome.message), markup=False, highlight=False, soft_wrap=True)

    def end(self) -> None:
        if self._progress:
            self._progress.stop()
            self._progress = None

    def _pace(self) -> str:
        rate = self.done / max(time.monotonic() - self._start, 1e-3)
        minutes, seconds = divmod(round((self.total - self.done) / rate), 60)
        hours, minutes = divmod(minutes, 60)
        left = f"{hours}:{minutes:02}:{seconds:02}"
        return told(
            Sentence(
                "{rate:.1f}/s, {left} left, {failed} failed",
                rate=rate,
                left=left,
                failed=self.failed,
            )
        )


def screen_for_user() -> Screen:
    """A bar where there is a terminal to draw it on, else lines."""
    return Bar() if sys.stderr.isatty() else Screen()
