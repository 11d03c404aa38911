"""What a kind of damage is. The modules beside hold them: rows, sections, cells, texts, departments, pages."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.corpus.printed import PrintedDocument
from tests.damage.expect import Expected

# Those that are typed, not drawn: a drawn one needs a glyph for each character.
TYPED = ("txt", "docx", "html", "md", "xlsx")
ALL_FORMATS = (*TYPED, "pdf", "ofd")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A broken list and what has to be told of it."""

    document: PrintedDocument
    expected: Expected


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage to what is printed; `make` gives None where a list has no place for it.

    `hidden` says why it cannot be found; then the damage is made to show that, and nothing is asked.
    """

    name: str
    make: Callable[[PrintedDocument, random.Random], Damaged | None]
    formats: tuple[str, ...] = ALL_FORMATS
    hidden: str = ""


def expect(*rules: str, **place: object) -> Expected:
    """An expectation in short: `section`, `seq` may be one value or several in a tuple."""
    values = {key: value for key, value in place.items() if key not in ("section", "seq", "beside")}
    return Expected(
        rules=frozenset(rules),
        sections=_several(place, "section"),
        seqs=_several(place, "seq"),
        beside=_several(place, "beside"),
        **values,  # type: ignore[arg-type]
    )


def _several(place: dict[str, object], key: str) -> frozenset:  # type: ignore[type-arg]
    if key not in place:
        return frozenset()
    value = place[key]
    return frozenset(value) if isinstance(value, tuple) else frozenset({value})
