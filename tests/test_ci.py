"""What is ready to use in CI fits the program: files parse, commands and options are known, paths are there."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from typing import Any

import click
import pytest
import yaml

from pipeline.commands.cli import cli
from tests import ROOT

CI = ROOT / "docs/ci"
_COMMAND = re.compile(r"(?:\.venv/bin/|--volume \S+ |^|-r )dutylist (.*)")


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _lines() -> Iterator[tuple[str, str]]:
    """Every line that a file has run, with the file's name."""
    [job] = _yaml("docs/ci/github.yml")["jobs"].values()
    yield from (("github.yml", step["run"]) for step in job["steps"] if "run" in step)
    lists = _yaml("docs/ci/gitlab.yml")["lists"]
    yield from (("gitlab.yml", line) for line in lists["script"] + lists["after_script"])
    page = (CI / "README.md").read_text(encoding="utf-8")
    yield from (("README.md", line) for line in re.findall(r"(?m)^ {4}((?:git|docker) .*)", page))
    yield from ((hook["id"], hook["entry"]) for hook in _yaml(".pre-commit-hooks.yaml"))


@pytest.mark.parametrize(("file", "line"), list(_lines()))
def test_its_commands_are_ours(file: str, line: str) -> None:
    if line.startswith("make "):
        assert re.search(rf"(?m)^{line.removeprefix('make ')}:", (ROOT / "Makefile").read_text())
        return
    command = _COMMAND.search(line)
    if command is None:
        assert line.startswith("docker build"), line
        return
    name, *arguments = shlex.split(command[1])
    known = cli.commands[name]
    known.make_context(name, arguments, click.Context(cli))  # refuses what it does not know


def test_github_has_the_events_and_the_right_to_read_only() -> None:
    workflow = _yaml("docs/ci/github.yml")
    assert set(workflow[True]) == {"pull_request", "push"}  # YAML 1.1 reads "on" as a truth value
    assert workflow["permissions"] == {"contents": "read"}


def test_gitlab_keeps_the_findings_that_a_run_writes() -> None:
    lists = _yaml("docs/ci/gitlab.yml")["lists"]
    [pattern] = [lists["artifacts"]["reports"]["junit"]]
    assert pattern == "build/reports/*/*/junit.xml"
    assert (ROOT / "reports/xijiao/v1/junit.xml").is_file()


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("raw/xijiao/v1.txt", True),
        ("raw/西郊乡清单.pdf", True),
        ("raw/xijiao/waivers.toml", True),
        ("parsed/xijiao/v1/basic.csv", True),
        ("README.md", False),
        ("docs/raw/x", False),
    ],
)
def test_the_hook_takes_what_belongs_to_a_list(path: str, meant: bool) -> None:
    [hook] = _yaml(".pre-commit-hooks.yaml")
    assert bool(re.search(hook["files"], path)) is meant
    assert hook["language"] == "python"
    assert hook["entry"].split()[0] in _project()["project"]["scripts"]


def test_the_container_copies_what_an_installation_needs() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if re.match(r"[A-Z]+ ", line)]
    copied = {path for step, rest in steps if step == "COPY" for path in rest.split()[:-1]}
    assert [path for path in copied if not (ROOT / path).exists()] == []
    setuptools = _project()["tool"]["setuptools"]
    packages = {pattern.rstrip("*") for pattern in setuptools["packages"]["find"]["include"]}
    modules = {f"{name}.py" for name in setuptools["py-modules"]}
    assert packages | modules | {"pyproject.toml", _project()["project"]["readme"]} <= copied
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == copied
    [entry] = [json.loads(rest) for step, rest in steps if step == "ENTRYPOINT"]
    assert entry == list(_project()["project"]["scripts"])


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
