"""`dutylist rules`: the catalogue of rules."""

from __future__ import annotations

from typing import Any

import click

from pipeline.commands.say import say
from pipeline.model.characters import visible_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rules(as_json: bool) -> None:
    """Lists every rule: id, severity, what it means."""
    from pipeline.validate.rules import RULES, RULES_ON_MANY_LISTS

    every = (*RULES, *RULES_ON_MANY_LISTS)
    if as_json:
        import json

        keys = ("id", "severity", "meaning", "example")
        data: Any = [{key: getattr(rule, key) for key in keys} for rule in every]
        say(json.dumps(data, ensure_ascii=False, indent=1).split("\n"), escape=visible_json)
        return
    for rule in every:
        say([f"{rule.id}  [{rule.severity}]", f"    {rule.meaning}", f"    例：{rule.example}"])
