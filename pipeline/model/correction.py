"""What a person read in a scan where the reader did not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a list's corrections.toml: in a field of an item (`item` is its id), or of the section `section_no`
    of a list, the words `was` are to be `now`; `by` says who read them, `line` where the entry stands, `version` of
    which version of the list it is (None: of every one)."""

    field: str
    was: str
    now: str
    by: str
    line: int
    item: str | None = None
    list: str | None = None
    section_no: str | None = None
    version: str | None = None

    @property
    def said(self) -> str:
        """Where it applies, as it says itself."""
        place = self.item or f"{self.list} {self.section_no or ''}".strip()
        return f"{place} {self.field}"
