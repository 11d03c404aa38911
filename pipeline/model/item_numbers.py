"""The number of an item as its first cell prints it: 68, 68., （68）, 2-3, ㉑."""

from __future__ import annotations

import re

from pipeline.model.numerals import ONE_SIGN
from pipeline.model.text import squeeze

# "68", "68.", "６８、", "（68）"; in two parts "2-3", "2.3"
_NUMBER = re.compile(
    r"(?P<open>[（(])?(?P<parts>(?:\d{1,3}[-－–—‐.．])*)(?P<number>\d{1,5})(?(open)[）)]|[.．、]?)"
)

# "①", "㉑", "❶", "⑴", "⒈": numbers that are one sign.
_ONE_SIGN = {ord(sign): str(number) for sign, number in ONE_SIGN.items()}


def item_number(text: str) -> int | None:
    """The number of an item as printed in its first cell, of 2-3 the last part, or None."""
    match = _NUMBER.fullmatch(squeeze(text).translate(_ONE_SIGN))
    return int(match["number"]) if match else None


def in_parts(text: str) -> bool:
    """Whether a number has several parts: 2-3."""
    match = _NUMBER.fullmatch(squeeze(text))
    return bool(match and match["parts"])
