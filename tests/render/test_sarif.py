"""SARIF: each finding once, with its rule, level, place, fingerprint and waiver."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from pipeline.batch.judge import Judged, render
from pipeline.render.sarif import render_sarif
from pipeline.validate.rules import RULES
from tests import ROOT
from tests.render.samples import HOSTILE, judge_text, shipped, shipped_outputs

_UNUSED_WAIVER = '# one\n[[waiver]]\nrule = "page-order"\nreason = "已核实"\n'


def _run(judged: Judged) -> dict[str, Any]:
    log = json.loads(render(judged).reports["findings.sarif"])
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    run: dict[str, Any]
    (run,) = log["runs"]
    return run


_SCHEMA = ROOT / "tests/published/sarif-2.1.0-rtm.5.json"


@pytest.mark.parametrize("text", [None, HOSTILE], ids=["shipped", "hostile"])
def test_it_is_valid_against_the_published_schema(text: str | None, tmp_path: Path) -> None:
    judged = judge_text(tmp_path, text, _UNUSED_WAIVER) if text else shipped()
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    # The schema asks for a format of addresses, which the standard vocabulary only checks when told to.
    validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
    log = json.loads(render(judged).reports["findings.sarif"])
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "doom"
    assert not validator.is_valid(log)


def test_the_catalogue_is_in_it() -> None:
    rules = _run(shipped())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    for rule, described in zip(RULES, rules, strict=True):
        assert described["shortDescription"]["text"] == rule.meaning
        assert rule.example in described["help"]["text"]
        assert described["defaultConfiguration"]["level"] in ("error", "warning", "note")


@pytest.mark.parametrize("text", [None, HOSTILE], ids=["shipped", "hostile"])
def test_each_finding_is_a_result(text: str | None, tmp_path: Path) -> None:
    judged = judge_text(tmp_path, text) if text else shipped()
    run = _run(judged)
    assert len(run["results"]) == len(judged.findings) > 0
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for finding, result in zip(judged.findings, run["results"], strict=True):
        assert result["ruleId"] == finding.rule
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding.rule
        assert result["level"] == levels[finding.severity]
        assert result["message"] == {"text": finding.message}
        assert result["partialFingerprints"] == {"dutylist/v1": finding.fingerprint}


def test_places_are_files_of_the_project_with_the_line_where_known() -> None:
    lines = Path(ROOT, "raw/xijiao/v1.txt").read_text(encoding="utf-8").split("\n")
    for finding, result in zip(shipped().findings, _run(shipped())["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "raw/xijiao/v1.txt"
        assert place.get("region", {}).get("startLine") == finding.line
        if finding.field == "item_name":
            assert finding.excerpt in lines[place["region"]["startLine"] - 1]


def test_waived_findings_are_suppressed_with_their_reason() -> None:
    suppressions = [r["suppressions"] for r in _run(shipped())["results"] if r["suppressions"]]
    reason = next(finding.reason for finding in shipped().findings if finding.waived)
    assert suppressions == [[{"kind": "external", "status": "accepted", "justification": reason}]]


def test_names_are_written_as_uris(tmp_path: Path) -> None:
    uri = _run(judge_text(tmp_path, HOSTILE))["artifacts"][0]["location"]["uri"]
    assert uri.isascii()
    assert unquote(uri) == "raw/西郊/v1.txt"


def test_a_file_name_that_is_not_utf8_does_no_harm() -> None:
    document = replace(shipped().document, file=b"\xb1.txt".decode("utf-8", "surrogateescape"))
    (run,) = json.loads(render_sarif(document, ()))["runs"]
    assert run["artifacts"][0]["location"]["uri"] == "raw/xijiao/%3F.txt"


def test_a_useless_waiver_is_placed_in_its_own_file(tmp_path: Path) -> None:
    results = _run(judge_text(tmp_path, HOSTILE, _UNUSED_WAIVER))["results"]
    (result,) = [result for result in results if result["ruleId"] == "unused-waiver"]
    place = result["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "raw/西郊/waivers.toml"
    assert place["region"] == {"startLine": 2}


def test_no_path_of_this_machine() -> None:
    assert str(ROOT) not in shipped_outputs().reports["findings.sarif"].decode()
