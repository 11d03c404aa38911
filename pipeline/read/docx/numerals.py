"""Numbers as Word prints them in automatic numbering (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.model.numerals import DIGITS, circled, counted, numeral

_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def printed(number: int, number_format: str) -> str:
    """A number in one of Word's formats, or in one like 001; in any other it is decimal."""
    if number_format.isdecimal():
        return str(number).zfill(len(number_format))
    maker = _FORMATS.get(number_format)
    return maker(number) if maker and number >= 0 else str(number)


def _chinese(number: int) -> str:
    return numeral(number) or "零"


def _japanese(number: int) -> str:
    """No 一 before 十, 百, 千, and nothing for a nought: 百十, 百五."""
    text = counted(number, f"零{DIGITS[1:]}", "十百千")
    return text if number == 0 else re.sub("一(?=[十百千])|零", "", text)


def _counting_to_99(number: int) -> str:
    return _chinese(number) if number < 100 else _digital(number)


def _legal(number: int) -> str:
    return counted(number, _LEGAL_DIGITS, "拾佰仟")


def _digital(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _letters(number: int) -> str:
    """a … z, aa, bb …, as Word repeats them."""
    if not 0 < number <= 26 * 100:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (number // amount)
        number %= amount
    return text


def _enclosed(*runs: tuple[int, int, int]) -> Callable[[int], str]:
    """Signs that Unicode has for some numbers: runs of first number, last, code point of the first."""

    def sign(number: int) -> str:
        return next((chr(c + number - a) for a, b, c in runs if a <= number <= b), str(number))

    return sign


def _circle(number: int) -> str:
    return circled(number) or str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedFullstop": _enclosed((1, 20, 0x2488)),
    "decimalEnclosedParen": _enclosed((1, 20, 0x2474)),
    "ideographEnclosedCircle": _enclosed((1, 10, 0x3280)),
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": _counting_to_99,
    "chineseCountingThousand": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographDigital": _digital,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digital,
    "koreanDigital2": _digital,
    "taiwaneseCounting": _counting_to_99,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseDigital": _digital,
}
