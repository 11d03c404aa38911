"""The published JSON Schema of a comparison holds for what is written, and for nothing looser."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests import ROOT
from tests.compare.edits import compare, published
from tests.compare.trials.lists import STYLES
from tests.compare.trials.score import edited

SCHEMA = json.loads((ROOT / "schemas/changes.schema.json").read_text(encoding="utf-8"))


def _comparison(style: str, seed: int) -> dict[str, Any]:
    trial = edited(style, seed)
    found: dict[str, Any] = json.loads(json.dumps(compare(trial.old, trial.new)))
    return found


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("style", STYLES)
def test_comparisons_are_valid(style: str) -> None:
    for seed in range(4):
        Draft202012Validator(SCHEMA).validate(_comparison(style, seed))
    Draft202012Validator(SCHEMA).validate(compare(published(), published()))


def _first(comparison: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(change for change in comparison["changes"] if change["kind"] == kind)


def _lose(kind: str, key: str) -> Callable[[dict[str, Any]], object]:
    return lambda comparison: _first(comparison, kind).update({key: None})


@pytest.mark.parametrize(
    "spoil",
    [
        _lose("changed", "old"),
        _lose("moved", "new"),
        _lose("removed", "old"),
        _lose("added", "fields"),
        lambda c: _first(c, "changed").update(fields=[]),
        lambda c: _first(c, "changed").update(kind="reworded"),
        lambda c: _first(c, "changed")["fields"][0].update(field=""),
        lambda c: _first(c, "changed")["new"].update(seq="3"),
        lambda c: c["summary"].pop("renumbered"),
        lambda c: c.update(generated="today"),
    ],
)
def test_wrong_values_are_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    comparison = _comparison("published", 4)
    assert {"added", "removed", "moved", "changed"} <= {c["kind"] for c in comparison["changes"]}
    broken = copy.deepcopy(comparison)
    spoil(broken)
    assert not Draft202012Validator(SCHEMA).is_valid(broken)
