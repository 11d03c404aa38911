"""The number of an item as its first cell prints it: 68, 68., （68）, 2-3, ㉑."""

from __future__ import annotations

import re

from pipeline.model.text import squeeze

# "68", "68.", "６８、", "（68）"; in two parts "2-3", "2.3"
_NUMBER = re.compile(
    r"(?P<open>[（(])?(?P<parts>(?:\d{1,3}[-－–—‐.．])*)(?P<number>\d{1,5})(?(open)[）)]|[.．、]?)"
)

# "①", "㉑", "❶", "⑴", "⒈": numbers that are one character; the first of each run is 1, or what is said.
_RUNS = (
    (1, 20, "①"),
    (21, 35, "㉑"),
    (36, 50, "㊱"),
    (1, 10, "❶"),
    (11, 20, "⓫"),
    (1, 20, "⑴"),
    (1, 20, "⒈"),
)
_ENCLOSED = {ord(sign) + n - a: str(n) for a, b, sign in _RUNS for n in range(a, b + 1)}


def item_number(text: str) -> int | None:
    """The number of an item as printed in its first cell, of 2-3 the last part, or None."""
    match = _NUMBER.fullmatch(squeeze(text).translate(_ENCLOSED))
    return int(match["number"]) if match else None


def in_parts(text: str) -> bool:
    """Whether a number has several parts: 2-3."""
    match = _NUMBER.fullmatch(squeeze(text))
    return bool(match and match["parts"])
