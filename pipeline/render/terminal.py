"""The verdict of `dutylist check` as a compact table on a terminal, and whether there is one."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.model.characters import visible
from pipeline.render.plain import place_of, state_line, where
from pipeline.render.wording import SEVERITY_NAMES
from pipeline.validate.verdict import Verdict

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_STATE_STYLES = {"passed": "bold green", "failed": "bold red", "unreadable": "bold red"}
_NARROW, _USUAL = 40, 100


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: NO_COLOR (no-color.org) and CLICOLOR=0 say no, FORCE_COLOR and
    CLICOLOR_FORCE (bixense.com/clicolors) yes, and else a terminal that is not dumb does."""
    if environment.get("NO_COLOR"):
        return False
    forced = (environment.get("FORCE_COLOR", ""), environment.get("CLICOLOR_FORCE", ""))
    if any(value not in ("", "0") for value in forced):
        return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()


def width_of(stream: TextIO, environment: Mapping[str, str] = os.environ) -> int:
    """The columns that a table may take."""
    if environment.get("COLUMNS", "").isdigit():
        return max(int(environment["COLUMNS"]), _NARROW)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, _NARROW)
    except (OSError, ValueError):
        return _USUAL


def render_table(verdict: Verdict, width: int, *, colour: bool) -> str:
    """The findings and differing outputs of one document under its state."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        console.print(Text(state_line(verdict), style=_STATE_STYLES[verdict.state]))
        if verdict.shown or verdict.differences:
            console.print(_table(verdict))
    # Rich fills a table's lines up with spaces.
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _table(verdict: Verdict) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column("级别", no_wrap=True)
    table.add_column("位置", overflow="fold", ratio=2)
    table.add_column("说明", overflow="fold", ratio=5)
    table.expand = True
    for finding in verdict.shown:
        file, line = place_of(verdict, finding)
        name = file.rsplit("/", 1)[-1]
        place = " ".join(filter(None, (where(finding), name if line is None else f"{name}:{line}")))
        text = Text(visible(finding.message))
        text.append(f" {finding.rule}", style="dim")
        if finding.waived:
            text.append(visible(f"（已豁免：{finding.reason}）"), style="dim")
        level = "已豁免" if finding.waived else SEVERITY_NAMES[finding.severity]
        style = "dim" if finding.waived else _STYLES[finding.severity]
        table.add_row(Text(level, style=style), Text(visible(place)), text)
    for difference in verdict.differences:
        place = difference.file.rsplit("/", 1)[-1]
        place = place if difference.line is None else f"{place}:{difference.line}"
        mark = Text("不同", style=_STYLES[difference.severity])
        table.add_row(mark, Text(visible(place)), Text(visible(difference.text)))
    return table
