"""What cannot be broken at the start of a line, and what may hang over its end."""

from __future__ import annotations

from collections.abc import Sequence

# GB/T 15834 and every word processor: these do not start a line, so they pull a character down …
_NO_START = frozenset("，。、；：？！）》」』”’】〕…—·,.;:?!)%％")
# … and these do not end one.
_NO_END = frozenset("（《「『“‘【〔(")
# UAX #14 (LB19), which browsers and LibreOffice follow: no break on either side of these.
_GLUE = frozenset("“”‘’")
_PULLED, _PULLING = _NO_START | _GLUE, _GLUE | _NO_END
# Word processors let these hang in the margin.
_HANGING = frozenset("，。、；：")
# In font sizes: letters of one word are no farther apart.
_TOUCH = 0.2


def unbreakable(
    texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float], size: float
) -> float:
    """The width of what cannot be broken at the start of a line: of its glyphs' texts, and where each
    begins and ends; `size` is that of the largest."""
    last = len(texts)
    first, second = texts[0], texts[1] if last > 1 else ""
    if not (first.isascii() or first in _PULLING or second in _PULLED):
        return rights[0] - lefts[0]  # as most lines are
    end = 0
    while end < last - 1 and texts[end] in _NO_END:
        end += 1
    end += 1
    while end < last and (
        texts[end] in _PULLED
        or texts[end - 1] in _PULLING
        or (
            _latin(texts[end - 1])
            and _latin(texts[end])
            and lefts[end] - rights[end - 1] < _TOUCH * size
        )
    ):
        end += 1
    return rights[end - 1] - lefts[0]


def solid_end(texts: Sequence[str], rights: Sequence[float]) -> float:
    """Where a line ends without the punctuation that may hang over the margin."""
    hangs = len(texts) > 1 and texts[-1] in _HANGING
    return rights[-2 if hangs else -1]


def _latin(text: str) -> bool:
    return text.isascii() and text.isprintable()
