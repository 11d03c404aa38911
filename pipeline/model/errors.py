"""The one exception family: whatever a user did or brought becomes a sentence with its place."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pipeline.model.sentence import Sentence, told
from pipeline.system.language import Language
from pipeline.system.plain import NotPlainError

Result = TypeVar("Result")

DEBUG = "DUTYLIST_DEBUG"
"""The environment variable that asks for the traceback of an internal error too."""


class DutyListError(Exception):
    """Anything that stops the work on one file; `file` and `place` say where, `str()` is a sentence."""

    def __init__(self, message: str, file: str = "", place: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.place = message, file, place

    def __str__(self) -> str:
        return self.in_language()

    def in_language(self, chosen: Language | None = None) -> str:
        """The sentence, in the language of the person at the screen where none is given."""
        where = ":".join(part for part in (self.file, self.place) if part)
        # Imported late: `--help` has no error to tell.
        from pipeline.model.characters import visible

        message = told(self.message, chosen)
        return visible(f"{where}: {message}" if where else message)


class SourceError(DutyListError):
    """A source that cannot be read: empty, damaged, encrypted, or no duty list at all."""


class WaiverError(DutyListError):
    """A waivers.toml that cannot be understood, or a waiver without a reason."""


class CorrectionError(DutyListError):
    """A corrections.toml that cannot be understood, or is for a source that is no scan."""


class OutputError(DutyListError):
    """An output that could not be written."""


@contextlib.contextmanager
def reading(path: Path, kind: type[DutyListError] = SourceError) -> Iterator[None]:
    """Tells what the system says of a file that is read inside the block as an error of this kind.

    The file is named by the caller: a failed read(2), other than a failed open(2), names none.
    """
    try:
        yield
    except NotPlainError as error:
        raise kind(
            Sentence("{what}; not read", what=Sentence(error.strerror or "")), str(path)
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise kind(
            Sentence("cannot be read ({reason})", reason=Sentence(reason)), str(path)
        ) from error


class InternalError(DutyListError):
    """An error of the program itself, or its bounds; `brief` names no more than its kind."""

    def __init__(self, message: str, file: str = "", place: str = "", brief: str = "") -> None:
        super().__init__(message, file, place)
        self.brief = brief


def attempt(work: Callable[[], Result], file: str = "") -> Result | DutyListError:
    """What the work gives, or why it could not be done, whatever goes wrong: it costs this file only.

    Where DUTYLIST_DEBUG=1, an error of the program is shown with its traceback on stderr.
    """
    try:
        return work()
    except DutyListError as error:
        return error
    except MemoryError:
        why = Sentence("takes more memory than any duty list; not processed")
        return InternalError(why, file, brief=why)
    except Exception as error:
        _show(error)
        brief = Sentence("internal error: {name}", name=type(error).__name__)
        return InternalError(
            Sentence("{brief}: {error}; please report it", brief=brief, error=error),
            file,
            brief=brief,
        )


def _show(error: Exception) -> None:
    if os.environ.get(DEBUG, "0") not in ("", "0"):
        import traceback

        from pipeline.model.characters import visible

        for line in "".join(traceback.format_exception(error)).splitlines():
            print(visible(line), file=sys.__stderr__)
