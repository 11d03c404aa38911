"""`dutylist diff`: what changed from one version to another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.sources import UNREADABLE
from pipeline.model.errors import DutyListError


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Writes the data here.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Writes a page here.")
def diff(old: Path, new: Path, json_file: Path | None, html_file: Path | None) -> None:
    """Compares two versions: OLD and NEW are each a source or a list.json."""
    for path in (old, new):
        if path.is_dir():
            raise click.UsageError(f"{path}: is a folder; name a source or a list.json in it")
    from pipeline.batch.files import write_files
    from pipeline.compare.changes import compare
    from pipeline.compare.read_list import read_list
    from pipeline.compare.side import side_of
    from pipeline.render.changes.data import render_changes_json
    from pipeline.render.changes.lines import summarise
    from pipeline.render.changes.page import render_changes_html

    try:
        comparison = compare(side_of(read_list(old)), side_of(read_list(new)))
    except DutyListError as error:
        click.echo(str(error), err=True)
        sys.exit(UNREADABLE)
    if json_file:
        write_files(json_file.parent, {json_file.name: render_changes_json(comparison)})
    if html_file:
        write_files(html_file.parent, {html_file.name: render_changes_html(comparison)})
    if not json_file and not html_file:
        click.echo(summarise(comparison))
