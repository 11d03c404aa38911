"""`dutylist find`: which duties a task falls under, and whose they are."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.say import say
from pipeline.commands.sources import UNREADABLE
from pipeline.model.characters import visible_json
from pipeline.model.errors import DutyListError

in_option = click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("all"),
    show_default=True,
    help="Where dutylist collect has put the database.",
)


@click.command()
@click.argument("task", metavar="TEXT|-")
@in_option
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="At most so many duties.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--list", "list_id", help="In this list only.")
@click.option("--county", help="In the lists of this county only.")
def find(
    task: str, folder: Path, top: int, as_json: bool, list_id: str | None, county: str | None
) -> None:
    """Tells which duties a task falls under, in whatever words.

    With - each line of the standard input is a task, and each answer a line of JSON.
    """
    from pipeline.batch.together.asking import Lists, Within
    from pipeline.render.wording import list_titles
    from pipeline.together.answers import answer_json, answer_lines

    try:
        lists = Lists(folder)
    except DutyListError as error:
        say([str(error)], err=True)
        sys.exit(UNREADABLE)
    within = Within(list_id, county)
    lists.require(within)
    tasks = (line.strip() for line in sys.stdin) if task == "-" else iter([task])
    for text in tasks:
        answer = lists.ask(text, top, within)
        if as_json or task == "-":
            say([answer_json(answer)], escape=visible_json)
        else:
            say(answer_lines(answer, {**list_titles()}))
