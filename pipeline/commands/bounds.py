"""The options of every command that reads documents: how many at once, and how long one may take."""

from __future__ import annotations

import math

import click

from pipeline.model.sentence import told


def _seconds(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):
        raise click.BadParameter(told("nan is no number of seconds."))
    return value


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Documents processed at once.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    callback=_seconds,
    metavar="SECONDS",
    default=300,
    show_default=True,
    help="How long one document may take; then it is tried once more, then reported.",
)
