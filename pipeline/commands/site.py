"""`dutylist site`: pages over all lists."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.find import in_option
from pipeline.commands.say import say
from pipeline.commands.sources import UNREADABLE
from pipeline.model.errors import SourceError


@click.command()
@in_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("reports/all"),
    show_default=True,
    help="Where the pages go.",
)
def site(folder: Path, out: Path) -> None:
    """Writes the pages over all lists: figures, duties, departments, counties, contradictions, search."""
    from pipeline.batch.together.site import write_site
    from pipeline.model.sentence import Sentence

    try:
        written = write_site(folder, out)
    except SourceError as error:
        say([str(error)], err=True)
        sys.exit(UNREADABLE)
    say([Sentence("{path}: {files} files", path=str(out / "index.html"), files=written)])
