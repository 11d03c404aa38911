"""Numbers as Chinese documents print them, both ways: 十三, 一百〇五, ⑬."""

from __future__ import annotations

import re

DIGITS = "〇一二三四五六七八九"
NUMERALS = "〇零一二三四五六七八九十百"
"""What the numerals of sections, pages and dates are made of."""
COUNTING = NUMERALS[2:-1]
"""What the numerals of points and contents are made of: 一 to 十."""

_UNITS = "十百千"
# Numbers that are one sign, in runs of Unicode: the first number, the last, the sign of the first.
_CIRCLES = ((0, 0, "⓪"), (1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱"))
_OTHER_SIGNS = ((1, 10, "❶"), (11, 20, "⓫"), (1, 20, "⑴"), (1, 20, "⒈"))
# 一百|〇, 二|十, 三: hundreds, tens (none is one ten), whether there are tens, units.
_NUMERAL = re.compile(f"(?:([{DIGITS[1:]}])百[〇零]?)?(?:([{DIGITS}]?)(十))?([{DIGITS}])?")


def numeral(number: int) -> str:
    """The numeral of a number: 1 一, 12 十二, 20 二十, 105 一百零五; nothing for 0."""
    if number == 0:
        return ""
    # A ten that comes first has no 一 before it: 十二, 十万.
    text = counted(number, f"零{DIGITS[1:]}", _UNITS)
    return text.removeprefix("一") if text.startswith("一十") else text


def numeral_value(text: str) -> int | None:
    """The value of a numeral below a thousand, or of digits: 一 1, 十三 13, 一百零五 105, 7 7."""
    if text.isdecimal():
        return int(text)
    match = _NUMERAL.fullmatch(text)
    if not text or match is None:
        return None
    hundreds, tens, units = (DIGITS.find(match[n]) if match[n] else 0 for n in (1, 2, 4))
    return 100 * hundreds + 10 * (tens if match[2] or not match[3] else 1) + units


def circled_value(sign: str) -> int | None:
    """The value of a number in a circle: ③ 3; None for any other sign."""
    return _CIRCLED.get(sign)


def circled(number: int) -> str | None:
    """The number in a circle; None above 50, where there is no such sign."""
    return next((sign for sign, value in _CIRCLED.items() if value == number), None)


def counted(number: int, digits: str, units: str) -> str:
    """A number below 10^8 in counting words, of which `digits` has ten and `units` those of 10, 100, 1000:
    10203 一万零二百零三. A larger one in digits of ours."""
    if number >= 10**8 or number == 0:
        return digits[0] if number == 0 else str(number)
    myriads, rest = divmod(number, 10**4)
    text = _below_myriad(rest, digits, units) if rest else ""
    if myriads:
        gap = digits[0] if rest and rest < 1000 else ""
        text = f"{_below_myriad(myriads, digits, units)}万{gap}{text}"
    return text


def _below_myriad(number: int, digits: str, units: str) -> str:
    text = ""
    gap = False
    for unit, power in zip((*reversed(units), ""), (1000, 100, 10, 1), strict=True):
        digit = number // power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + unit
        gap = False
    return text


def _signs(*runs: tuple[int, int, str]) -> dict[str, int]:
    return {chr(ord(sign) + n - a): n for a, b, sign in runs for n in range(a, b + 1)}


_CIRCLED = _signs(*_CIRCLES)
CIRCLED = "".join(sign for sign, number in _CIRCLED.items() if number)
"""The signs of the numbers from 1, for the patterns of points."""
ONE_SIGN = _signs(*_CIRCLES, *_OTHER_SIGNS)
"""The value of every sign that is a whole number: ③ ❸ ⑶ ⒊."""
