"""The one exception family: whatever a user did or brought is told in a sentence with its place."""

from __future__ import annotations

from pipeline.characters import visible


class DutyListError(Exception):
    """Anything that stops the work on one file; `file` and `place` say where, `str()` is a sentence."""

    def __init__(self, message: str, file: str = "", place: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.place = message, file, place

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, self.place) if part)
        return visible(f"{where}: {self.message}" if where else self.message)


class SourceError(DutyListError):
    """A source that cannot be read: empty, damaged, encrypted, or no duty list at all."""


class WaiverError(DutyListError):
    """A waivers.toml that cannot be understood, or a waiver without a reason."""


class OutputError(DutyListError):
    """An output that could not be written."""
