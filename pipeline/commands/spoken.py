"""The commands' help, and what Click says of itself, in the language of the person at the screen."""

from __future__ import annotations

import gettext
import inspect
import os

import click

from pipeline.model.sentence import DOMAIN, LOCALES, told
from pipeline.system.language import language

_ENGLISH: dict[click.Command | click.Parameter, str] = {}
"""The help as it was written."""


def spoken(command: click.Command) -> click.Command:
    """The command with its help, and that of its options and of the commands in it, as it is to be read."""
    if command.help:
        command.help = told(_ENGLISH.setdefault(command, inspect.cleandoc(command.help)))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = told(_ENGLISH.setdefault(parameter, parameter.help))
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            spoken(inner)
    return command


def speak() -> None:
    """Has Click ask our catalogue: it asks gettext, which asks the environment for the language."""
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = "zh_CN" if language() == "zh" else "en"
