"""The program as others import it."""

from __future__ import annotations

import contextlib
import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.batch.judge import judge
from pipeline.model.task import Task
from tests import ROOT
from tests.documents import SMALL
from tests.render.samples import TODAY

HEAVY = (
    "click",
    "jinja2",
    "lxml",
    "numpy",
    "pandas",
    "pandera",
    "pdfplumber",
    "pypdfium2",
    "scipy",
)
SOURCE = ROOT / "raw/xijiao/v1.txt"


def test_importing_it_loads_nothing_heavy() -> None:
    script = f"import sys, pipeline; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("\n", "")


def test_the_examples_of_the_documentation_are_true() -> None:
    with contextlib.chdir(ROOT):
        results = doctest.testfile(str(ROOT / "docs/python.md"), module_relative=False)
    assert results.attempted > 10
    assert results.failed == 0


def test_all_that_is_offered_is_there() -> None:
    assert set(pipeline.__all__) <= set(dir(pipeline))
    for name in pipeline.__all__:
        assert getattr(pipeline, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'parsed'"):
        pipeline.__getattr__("parsed")


def test_findings_are_those_of_a_run_without_its_waivers() -> None:
    judged = judge(Task(SOURCE, "xijiao", "v1"), TODAY)
    assert any(finding.waived for finding in judged.findings)
    found = {(f.rule, f.fingerprint): f.waived for f in pipeline.findings(judged.document)}
    assert found.keys() == {(f.rule, f.fingerprint) for f in judged.findings}
    assert not any(found.values())


def test_changes_of_paths_and_of_documents_are_the_same(tmp_path: Path) -> None:
    old, new = tmp_path / "ding/v1.txt", tmp_path / "ding/v2.txt"
    old.parent.mkdir()
    old.write_text(SMALL, encoding="utf-8")
    new.write_text(SMALL.replace("开展志愿服务。", "开展志愿服务活动。"), encoding="utf-8")
    of_paths = pipeline.changes(str(old), new)
    assert of_paths == pipeline.changes(pipeline.parse(old), pipeline.parse(new))
    assert [(c["kind"], c["fields"][0]["new"]) for c in of_paths["changes"]] == [
        ("changed", "开展志愿服务活动。")
    ]


@pytest.mark.parametrize("text", ["", "no duty list"])
def test_what_is_no_list_raises_the_one_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "v1.txt"
    path.write_text(text, encoding="utf-8")
    for call in (pipeline.parse, lambda p: pipeline.changes(p, p)):
        with pytest.raises(pipeline.DutyListError, match=r"v1\.txt: "):
            call(path)
