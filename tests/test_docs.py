"""The documentation stays true: every command, option, rule and column is in it."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import click
import pytest

from docs import make_formats
from docs.make_rules import PAGE, page
from pipeline.commands.cli import cli
from pipeline.model.schema import list_schemas
from pipeline.validate.frames import csv_columns
from pipeline.validate.waiver_file import read_waivers
from tests import ROOT
from tests.render.samples import shipped_outputs

README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
both = pytest.mark.parametrize("readme", [README, CHINESE], ids=["English", "Chinese"])


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    assert f"dutylist {name}" in README
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in README


def test_the_rules_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_formats_page_is_current() -> None:
    assert make_formats.PAGE.read_text(encoding="utf-8") == make_formats.page()


def test_every_column_is_described() -> None:
    described = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    for schema in list_schemas():
        for column in csv_columns(schema.id):
            assert f"`{column}`" in described


@both
def test_every_output_is_in_the_readme(readme: str) -> None:
    for name in shipped_outputs().parsed:
        assert f"`{name}`" in readme


def rooms() -> list[str]:
    """The rooms of the house, the lowest first, as import-linter holds them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [layers] = [c["layers"] for c in project["tool"]["importlinter"]["contracts"] if "layers" in c]
    levels = [room for layer in layers for room in layer.split(" | ")][::-1]
    return [room for room in levels if (ROOT / "pipeline" / room).is_dir()]


@both
def test_the_rooms_of_the_house_are_in_the_readme_in_their_order(readme: str) -> None:
    assert re.findall(r"(?m)^\| `(\w+)/` \|", readme) == rooms()


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_goes_in_and_out(room: str) -> None:
    doc = importlib.import_module(f"pipeline.{room}").__doc__ or ""
    assert re.search(r"(?m)^In: .+ Out: ", doc)


def test_nothing_lies_loose_beside_the_rooms() -> None:
    folders = {path.parent.name for path in (ROOT / "pipeline").glob("*/__init__.py")}
    assert folders == set(rooms())
    assert len(list((ROOT / "pipeline").glob("*.*"))) <= 6


@both
def test_every_link_and_picture_leads_to_a_file(readme: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", readme)
    assert len(targets) >= 5
    assert [target for target in targets if not (ROOT / target).is_file()] == []


@both
def test_the_example_of_a_waiver_is_one(readme: str, tmp_path: Path) -> None:
    [example] = re.findall(r"((?: {4}.*\n)*? {4}\[\[waiver\]\]\n(?: {4}.*\n)+)", readme)
    path = tmp_path / "waivers.toml"
    path.write_text(re.sub("(?m)^ {4}", "", example), encoding="utf-8")
    [waiver] = read_waivers(path)
    assert waiver.fields["rule"] == "section-count"
