"""Every pattern of `schemas/` takes the examples beside it, and leaves what must not be taken."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import schemas
from pipeline.model.schema import list_schemas
from pipeline.model.wording import wordings

LISTS = [Path(schemas.__file__).parent / Path(schema.file).name for schema in list_schemas()]


def _headings() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Each example of a heading with the pattern that must take it, by list and field."""
    for path in LISTS:
        for column in tomllib.loads(path.read_text(encoding="utf-8"))["columns"]:
            for field in (column, *column.get("derived", ())):
                for example in field.get("examples", ()):
                    yield f"{path.stem} {field['field']}", re.compile(field["heading"]), example


@pytest.mark.parametrize("name", wordings())
def test_a_pattern_takes_its_examples_and_no_others(name: str) -> None:
    pattern = wordings()[name]
    assert pattern.examples
    assert [text for text in pattern.examples if not pattern.match(text)] == []
    assert [text for text in pattern.others if pattern.match(text)] == []


@pytest.mark.parametrize("schema", list_schemas(), ids=lambda schema: schema.id)
def test_titles(schema) -> None:  # type: ignore[no-untyped-def]
    taken = [text for text in schema.title_examples if not schema.title_pattern.fullmatch(text)]
    left = [text for text in schema.title_others if schema.title_pattern.fullmatch(text)]
    assert (taken, left) == ([], [])
    others = [other for other in list_schemas() if other is not schema]
    for text in schema.title_examples:
        assert [o.id for o in others if o.title_pattern.fullmatch(text)] == [], text


def test_headings() -> None:
    found = list(_headings())
    assert len({name for name, _, _ in found}) >= len(LISTS) * 2
    assert [(name, text) for name, p, text in found if not p.fullmatch(text)] == []


@pytest.mark.parametrize("schema", [s for s in list_schemas() if s.labels], ids=lambda s: s.id)
def test_who_has_taken_a_duty_over(schema) -> None:  # type: ignore[no-untyped-def]
    data = tomllib.loads((Path(schemas.__file__).parent / f"{schema.id}.toml").read_text("utf-8"))
    pattern = schema.labels.taken_over
    assert [t for t in data["taken_over_examples"] if not pattern.search(t)] == []
    assert [t for t in data["taken_over_others"] if pattern.search(t)] == []
