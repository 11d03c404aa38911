"""The documentation stays true: every command, option, rule and column is in it."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from docs.make_rules import PAGE, page
from pipeline.cli import cli
from pipeline.frames import csv_columns
from pipeline.schema import list_schemas

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    assert f"dutylist {name}" in README
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in README


def test_the_rules_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_column_is_described() -> None:
    described = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    for schema in list_schemas():
        for column in csv_columns(schema.id):
            assert f"`{column}`" in described
