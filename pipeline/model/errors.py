"""The one exception family: whatever a user did or brought is told in a sentence with its place."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

DEBUG = "DUTYLIST_DEBUG"
"""The environment variable that has an internal error told with its traceback too."""


class DutyListError(Exception):
    """Anything that stops the work on one file; `file` and `place` say where, `str()` is a sentence."""

    def __init__(self, message: str, file: str = "", place: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.place = message, file, place

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, self.place) if part)
        # Imported late: `--help` has no error to tell.
        from pipeline.model.characters import visible

        return visible(f"{where}: {self.message}" if where else self.message)


class SourceError(DutyListError):
    """A source that cannot be read: empty, damaged, encrypted, or no duty list at all."""


class WaiverError(DutyListError):
    """A waivers.toml that cannot be understood, or a waiver without a reason."""


class OutputError(DutyListError):
    """An output that could not be written."""


@contextlib.contextmanager
def reading(path: Path, kind: type[DutyListError] = SourceError) -> Iterator[None]:
    """Tells what the system says of a file that is read inside the block as an error of this kind.

    The file is named by the caller: a failed read(2), other than a failed open(2), names none.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise kind(f"cannot be read ({reason})", str(path)) from error


def internal(error: Exception) -> str:
    """A sentence for an error of the program itself; where DUTYLIST_DEBUG=1, also its traceback on stderr."""
    if os.environ.get(DEBUG, "0") not in ("", "0"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    return f"internal error: {type(error).__name__}: {error}; please report it"
