"""Plots as SVG that stands in the page: in the page's own colours, read by a screen reader as one picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from markupsafe import Markup, escape

_WIDTH, _HEIGHT, _BARS, _LONGEST = 560, 240, 24, 14
# Text and lines are in the page's ink; bars in a blue that both grounds bear.
_INK, _BAR = "currentColor", "#3f86cf"


@cache
def _leather() -> Any:
    """The library, drawing as our pages look. Imported late: only this page needs it."""
    import leather

    theme = leather.theme
    theme.background_color = "none"
    for name in ("title_color", "axis_title_color", "label_color", "legend_color", "zero_color"):
        setattr(theme, name, _INK)
    theme.tick_color = "#c3cbd6"
    theme.tick_font_char_width = 14
    for name in ("title", "axis_title", "tick", "legend"):
        setattr(theme, f"{name}_font_family", "inherit")
    theme.tick_font_size = theme.axis_title_font_size = "13px"
    theme.default_series_colors = [_BAR]
    return leather


def histogram(values: Sequence[int], label: str, axis: str) -> Markup:
    """How many lists there are of each size."""
    least, most = min(values), max(values)
    step = max(1, -(-(most - least + 1) // _BARS))
    starts = [*range(least - least % step, most + 1, step)]
    counts = [sum(start <= value < start + step for value in values) for start in starts]
    names = [str(start) if step == 1 else f"{start}–{start + step - 1}" for start in starts]
    # Every name on a narrow axis would run into the next.
    every = -(-len(names) // 6)
    chart = _leather().Chart()
    chart.add_columns([*zip(names, counts, strict=True)])
    ticks = _ticks(max(counts))
    chart.add_y_scale(0, ticks[-1])
    chart.add_y_axis(ticks=ticks)
    shown = set(names[::every])
    chart.add_x_axis(name=axis, tick_formatter=lambda value, *_: value if value in shown else "")
    return _svg(chart, label, _HEIGHT)


def bars(values: Sequence[tuple[str, int]], label: str) -> Markup:
    """A bar for each name, the first one on top."""
    chart = _leather().Chart()
    chart.add_bars([(value, _short(name)) for name, value in values])
    ticks = _ticks(max(value for _, value in values))
    chart.add_x_scale(0, ticks[-1])
    chart.add_x_axis(ticks=ticks)
    return _svg(chart, label, 60 + 22 * len(values))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _ticks(most: int) -> list[int]:
    step = max(1, -(-most // 4))
    return [*range(0, step * 4 + 1, step)]


def _svg(chart: Any, label: str, height: int) -> Markup:
    drawn: str = chart.to_svg(width=_WIDTH, height=height)
    opening = f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {_WIDTH} {height}"'
    start = drawn.index("<svg")
    rest = drawn[start:].partition(">")[2]
    return Markup(f'{opening} class="plot" xmlns="http://www.w3.org/2000/svg">{rest}')
