"""JUnit XML: a case per rule that fails, is skipped or passes as the findings say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.batch.judge import render
from pipeline.render.junit import render_junit
from pipeline.validate.rules import RULES
from tests import ROOT
from tests.render.samples import HOSTILE, judge_text, shipped, shipped_outputs


def inside(element: ET.Element, name: str) -> ET.Element:
    found = element.find(name)
    assert found is not None
    return found


def said(case: ET.Element) -> str:
    return inside(case, "system-out").text or ""


def _cases(xml: bytes | str) -> dict[str, ET.Element]:
    root = ET.fromstring(xml)
    suite = inside(root, "testsuite")
    cases = suite.findall("testcase")
    for element in (root, suite):
        assert int(element.attrib["tests"]) == len(cases)
        assert int(element.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    return {case.attrib["name"]: case for case in cases}


@pytest.mark.parametrize("text", [None, HOSTILE], ids=["shipped", "hostile"])
def test_it_is_valid_against_the_published_schema(text: str | None, tmp_path: Path) -> None:
    judged = judge_text(tmp_path, text) if text else shipped()
    schema = etree.XMLSchema(file=str(ROOT / "tests/published/junit-10.xsd"))
    schema.assertValid(etree.fromstring(render(judged).reports["junit.xml"]))


def test_a_case_for_each_rule() -> None:
    cases = _cases(shipped_outputs().reports["junit.xml"])
    assert list(cases) == [rule.id for rule in RULES]


def test_the_shipped_list_passes_with_its_waived_error_skipped() -> None:
    cases = _cases(shipped_outputs().reports["junit.xml"])
    assert not [name for name, case in cases.items() if case.find("failure") is not None]
    skipped = [name for name, case in cases.items() if case.find("skipped") is not None]
    assert skipped == ["section-count"]
    assert "待发布单位核实" in inside(cases["section-count"], "skipped").attrib["message"]
    assert "v1.txt:295 " in said(cases["section-count"])


def test_milder_findings_are_told_and_fail_nothing() -> None:
    case = _cases(shipped_outputs().reports["junit.xml"])["name-spacing"]
    assert case.find("failure") is None
    told = [f.message for f in shipped().findings if f.rule == "name-spacing"]
    assert told
    assert all(message in said(case) for message in told)


def test_errors_fail_their_rule(tmp_path: Path) -> None:
    judged = judge_text(tmp_path, HOSTILE)
    errors = {finding.rule for finding in judged.findings if finding.severity == "error"}
    cases = _cases(render(judged).reports["junit.xml"])
    assert {name for name, case in cases.items() if case.find("failure") is not None} == errors
    assert {"sequence-duplicate", "missing-list", "unreadable-character"} <= errors


def test_a_rule_with_a_waived_and_a_counting_error_fails() -> None:
    waived = next(finding for finding in shipped().findings if finding.waived)
    counting = replace(waived, waived=False, reason=None)
    case = _cases(render_junit(shipped().document, (waived, counting)))[waived.rule]
    assert [child.tag for child in case] == ["failure", "system-out"]


@given(st.text(st.characters(codec=None), max_size=50))
def test_any_text_gives_xml_that_parses(text: str) -> None:
    finding = replace(shipped().findings[0], message=text, waived=True, reason=text)
    failing = replace(finding, waived=False)
    document = replace(shipped().document, list_id=text, file=text)
    for findings in ((finding,), (failing,)):
        ET.fromstring(render_junit(document, findings).encode())
