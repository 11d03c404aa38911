"""Loads `schemas/wording.toml`: how section rows, totals, notes and places are worded, apart from the lists' own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import schemas

WORDING = "wording.toml"
At = Literal["whole", "start", "end", "anywhere"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One pattern. `at`: where in a text, without its white space, it stands."""

    pattern: re.Pattern[str]
    at: At
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """The match of a text, given without white space; None where it is worded otherwise."""
        match self.at:
            case "whole":
                return self.pattern.fullmatch(text)
            case "start":
                return self.pattern.match(text)
            case "end" | "anywhere":
                return self.pattern.search(text)


@cache
def wordings() -> dict[str, Wording]:
    """All patterns by name."""
    text = (Path(schemas.__file__).parent / WORDING).read_text(encoding="utf-8")
    return {name: _parse(table) for name, table in tomllib.loads(text).items()}


def wording(name: str) -> Wording:
    """One pattern; KeyError when there is none of that name."""
    return wordings()[name]


def _parse(table: dict[str, object]) -> Wording:
    at = str(table.get("at", "whole"))
    assert at in ("whole", "start", "end", "anywhere")
    pattern = str(table["pattern"])
    examples, others = (table.get(key, ()) for key in ("examples", "others"))
    assert isinstance(examples, list | tuple)
    assert isinstance(others, list | tuple)
    return Wording(
        re.compile(f"(?:{pattern})$" if at == "end" else pattern),
        at,  # type: ignore[arg-type]
        tuple(map(str, examples)),
        tuple(map(str, others)),
    )
