r"""The one way out to a screen: every line of every command, escaped for the format that it is in.

Names, messages and excerpts are other people's words. Whatever they hold, none steers a terminal, turns the
direction of a line or is a command to a CI system (GitHub workflow commands, Azure Pipelines logging commands).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import click

from pipeline.model.characters import visible
from pipeline.model.sentence import Sentence, told

Escape = Callable[[str], str]

# What our own colours are made of (ECMA-48, SGR): "\x1b[1;31m".
_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
# A workflow command as `render.github` writes it: "::error file=…,title=…::message".
_COMMAND = re.compile(r"(::(?:error|warning|notice) )(.*?)(::)(.*)", re.DOTALL)


def say(lines: Iterable[str], *, err: bool = False, escape: Escape = visible) -> None:
    """Prints lines, on stderr where `err`; sentences in the language of who reads them."""
    for line in lines:
        words = told(line) if isinstance(line, Sentence) else line
        click.echo(escape(words), err=err, color=True if escape is in_colour else None)


def in_colour(line: str) -> str:
    """A line drawn in colour of parts that are escaped already: colours stay, and nothing else."""
    return "".join(p if _COLOUR.fullmatch(p) else visible(p) for p in _COLOUR.split(line))


def as_command(line: str) -> str:
    """A workflow command of ours stays one; what it holds is text."""
    command = _COMMAND.fullmatch(line)
    if command is None:
        return visible(line)
    return command[1] + visible(command[2]) + command[3] + visible(command[4])
