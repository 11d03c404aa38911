"""Reads a list's `corrections.toml`: what a person read in a scan."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pipeline.model.correction import Correction
from pipeline.model.errors import CorrectionError, reading
from pipeline.model.sentence import Sentence
from pipeline.system.plain import MiB, read_plain

_MOST_BYTES = MiB
_TEXTS = ("item", "list", "section_no", "field", "was", "now", "by", "version")
_REQUIRED = ("field", "was", "now", "by")


def corrections_of(path: Path, version: str) -> tuple[Correction, ...]:
    """The corrections of a file that are for a version of the list; none where there is no such file.

    Raises CorrectionError, which names file and entry, for one that cannot be understood.
    """
    if not os.path.lexists(path):
        return ()
    entries = _entries(path)
    found = (_correction(entry, path, number) for number, entry in enumerate(entries, 1))
    return tuple(correction for correction in found if correction.version in (None, version))


def _entries(path: Path) -> list[Any]:
    try:
        with reading(path, CorrectionError):
            data = tomllib.loads(read_plain(path, _MOST_BYTES).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CorrectionError(
            Sentence("is no TOML in UTF-8 ({error})", error=error), str(path)
        ) from error
    entries = data.get("correction", [])
    if set(data) - {"correction"} or not isinstance(entries, list):
        raise CorrectionError("may hold [[correction]] entries only", str(path))
    return entries


def _correction(entry: object, path: Path, number: int) -> Correction:
    def reject(message: str) -> CorrectionError:
        return CorrectionError(
            Sentence("correction {number}: {why}", number=number, why=Sentence(message)), str(path)
        )

    if not isinstance(entry, dict) or not all(isinstance(v, str) for v in entry.values()):
        raise reject("all of its values have to be texts")
    if unknown := sorted(set(entry) - set(_TEXTS)):
        raise reject(Sentence("{names} is not known", names=", ".join(unknown)))
    for name in _REQUIRED:
        if not entry.get(name, "").strip():
            raise reject(Sentence("{name} is required", name=name))
    if ("item" in entry) == ("list" in entry and "section_no" in entry):
        raise reject("name either an item, or a list and a section_no")
    return Correction(line=number, **entry)
