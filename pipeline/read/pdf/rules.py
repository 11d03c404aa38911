"""Strokes to rules: pieces in one line put together, lines of text left out, doubles made one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.contents import Stroke
from pipeline.read.pdf.decoration import without_decoration
from pipeline.read.pdf.glyphs import Glyphs

# Points: rules nearer than this are one (a double line, the edges of two cells' own borders), and rules
# that end nearer than this meet: no row and no column is as narrow.
NEAR = 5.0
# Points: how far the dashes and dots of one rule may be off each other, and apart.
_IN_LINE, _JOIN = 0.75, 4.0
# Points: rules that begin and end together do so as exactly as this, and lines of text that are no rules
# keep this far from those of their cell.
_SAME_ENDS, _TOUCH = 1.5, 2.0
# A shorter piece rules nothing: the ends of thick lines, ticks.
_SHORTEST = 6.0


@dataclass(slots=True)
class Rule:
    """A rule: its place across its direction, and from where to where it runs; in points."""

    at: float
    start: float
    end: float


Rules = tuple[list[Rule], list[Rule]]
"""Those that run across and those that run down."""


def ruling(strokes: Iterable[Stroke], glyphs: Glyphs) -> Rules:
    """The rules that the strokes of a sheet make, given its upright glyphs.

    A line along glyphs underlines them or strikes them through, and is no rule unless it meets the
    others: where rows stand close, a rule may run that near to text.
    """
    across, down = (_put_together(pieces, _IN_LINE, _JOIN) for pieces in _directed(strokes))
    own = without_decoration([Stroke(r.start, r.at, r.end, r.at) for r in across], glyphs)
    kept = {(stroke.top, stroke.x0) for stroke in own}
    rules = [rule for rule in across if (rule.at, rule.start) in kept]
    rules += [
        rule for rule in across
        if (rule.at, rule.start) not in kept and _belongs(rule, rules, down)
    ]  # fmt: skip
    return _single(rules), _single(down)


def _directed(
    strokes: Iterable[Stroke],
) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for x0, top, x1, bottom in strokes:
        if x1 - x0 >= bottom - top:
            across.append((top, x0, x1))
        else:
            down.append((x0, top, bottom))
    return across, down


def _belongs(rule: Rule, across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    """Whether a rule across is one of a table's, which go as far as it or meet it."""
    meeting = [
        other.at for other in down
        if other.start - _TOUCH <= rule.at <= other.end + _TOUCH
    ]  # fmt: skip
    inside = any(rule.start + 2 * NEAR < x < rule.end - 2 * NEAR for x in meeting)
    ends = all(any(abs(x - end) <= _TOUCH for x in meeting) for end in (rule.start, rule.end))
    return (
        inside
        or ends
        or any(
            abs(other.start - rule.start) <= _SAME_ENDS and abs(other.end - rule.end) <= _SAME_ENDS
            for other in across
        )
    )


def _single(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, with those side by side made one."""
    return _put_together([(rule.at, rule.start, rule.end) for rule in rules], NEAR, NEAR)


def _put_together(pieces: list[tuple[float, float, float]], reach: float, gap: float) -> list[Rule]:
    """One rule of the pieces that are no farther than `reach` off each other and `gap` apart."""
    pieces.sort()
    bands: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if bands and piece[0] - bands[-1][-1][0] <= reach:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    rules: list[Rule] = []
    for band in bands:
        # The place of a rule is that of its longest piece, not drawn off by a stray one.
        at = max(band, key=lambda piece: piece[2] - piece[1])[0]
        runs: list[Rule] = []
        for _, start, end in sorted(band, key=lambda piece: piece[1]):
            if runs and start - runs[-1].end <= gap:
                runs[-1].end = max(runs[-1].end, end)
            else:
                runs.append(Rule(at, start, end))
        rules += [run for run in runs if run.end - run.start >= _SHORTEST]
    return rules
