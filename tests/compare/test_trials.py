"""The trials in small: every edit is told and nothing else, in lists of every style."""

from __future__ import annotations

import copy
import random
from collections import Counter
from typing import Any

import pytest

from pipeline.compare.side import ListData
from tests.compare.edits import compare
from tests.compare.trials.edits import EDITS
from tests.compare.trials.lists import STYLES
from tests.compare.trials.score import edited, judged, run
from tests.compare.trials.trial import Trial

_MIRRORED = {"added": "removed", "removed": "added"}


@pytest.mark.parametrize("style", STYLES)
def test_many_edits_at_once(style: str) -> None:
    scores = run((style, seed) for seed in range(1000, 1020))
    assert sum(score.due for score in scores.values()) > 100
    assert [line for score in scores.values() for line in score.examples] == []


@pytest.mark.parametrize("kind", EDITS)
def test_one_edit_alone(kind: str) -> None:
    """Tells which edit it is that fails, and that each of them does something."""
    told = 0
    for style in STYLES:
        for seed in range(2):
            trial = Trial(STYLES[style](), random.Random(f"{kind}/{style}/{seed}"))
            EDITS[kind](trial)
            trial.finished()
            verdicts = list(judged(trial))
            assert {verdict for _, verdict, _ in verdicts} <= {"told"}, (style, seed, verdicts)
            told += len(verdicts)
    silent = {
        "swapped",
        "sections swapped",
        "section renamed",
        "paragraphs and spaces set otherwise",
    }
    assert (told == 0) == (kind in silent)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(8))
def test_seen_from_the_other_side_it_is_the_mirror_image(style: str, seed: int) -> None:
    trial = edited(style, seed)
    there, back = compare(trial.old, trial.new), compare(trial.new, trial.old)
    mirrored = [
        {
            "kind": _MIRRORED.get(change["kind"], change["kind"]),
            "old": change["new"],
            "new": change["old"],
            "fields": [{**f, "old": f["new"], "new": f["old"]} for f in change["fields"]],
        }
        for change in there["changes"]
    ]
    assert _bag(back["changes"]) == _bag(mirrored)
    swapped = {_MIRRORED.get(name, name): count for name, count in there["summary"].items()}
    assert back["summary"] == swapped


def _bag(changes: list[dict[str, Any]]) -> Counter[str]:
    keys = ("kind", "old", "new", "fields")
    return Counter(repr([change[key] for key in keys]) for change in changes)


@pytest.mark.parametrize("style", STYLES)
def test_a_list_beside_itself_has_no_change(style: str) -> None:
    data = STYLES[style]()
    comparison = compare(data, copy.deepcopy(data))
    assert (comparison["changes"], comparison["sections"]) == ([], [])
    total = sum(len(s["items"]) for x in data["lists"] for s in x["sections"])
    assert comparison["summary"] == dict.fromkeys(comparison["summary"], 0) | {"unchanged": total}


@pytest.mark.parametrize("style", STYLES)
def test_the_order_of_keys_decides_nothing(style: str) -> None:
    trial = edited(style, 7)
    turned = (_turned(trial.old), _turned(trial.new))
    assert compare(*turned) == compare(trial.old, trial.new)


def _turned(value: Any) -> Any:
    """The same value, with the keys of every object the other way round."""
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    return [_turned(v) for v in value] if isinstance(value, list) else value


def test_of_two_prints_the_one_that_stands_elsewhere_was_added() -> None:
    data: ListData = STYLES["published"]()
    new = copy.deepcopy(data)
    items = new["lists"][1]["sections"][2]["items"]
    items.append(copy.deepcopy(items[3]) | {"id": "again"})
    (change,) = compare(data, new)["changes"]
    assert (change["kind"], change["new"]["id"]) == ("added", "again")
    (change,) = compare(new, data)["changes"]
    assert (change["kind"], change["old"]["id"]) == ("removed", "again")


def test_fields_are_given_as_stored() -> None:
    """With their paragraphs, though these do not count."""
    data: ListData = STYLES["published"]()
    new = copy.deepcopy(data)
    item = new["lists"][1]["sections"][0]["items"][1]
    old_duties = list(item["superior_duties"])
    item["superior_duties"] = ["".join(old_duties).replace("研究提出", "提出")]
    item["township_duties"] = ["".join(item["township_duties"])]
    (change,) = compare(data, new)["changes"]
    assert change["fields"] == [
        {"field": "superior_duties", "old": old_duties, "new": item["superior_duties"]}
    ]
