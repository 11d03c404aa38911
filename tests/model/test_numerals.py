"""Numbers as Chinese documents print them, both ways."""

from __future__ import annotations

import pytest

from pipeline.model.numerals import circled, circled_value, numeral, numeral_value

# number, the numeral of it
NUMERALS = [
    (1, "一"),
    (10, "十"),
    (13, "十三"),
    (20, "二十"),
    (99, "九十九"),
    (100, "一百"),
    (105, "一百零五"),
    (110, "一百一十"),
    (10203, "一万零二百零三"),
    (120000, "十二万"),
]


@pytest.mark.parametrize(("number", "text"), NUMERALS)
def test_numeral(number: int, text: str) -> None:
    assert numeral(number) == text


@pytest.mark.parametrize("number", range(1, 1000))
def test_numerals_read_back(number: int) -> None:
    assert numeral_value(numeral(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("〇", 0),
        ("一百〇五", 105),
        ("一百十", 110),
        # No numerals: a hundred of nothing, digits in a row, other words, nothing.
        ("百", None),
        ("二〇", None),
        ("甲", None),
        ("", None),
    ],
)
def test_numeral_value(text: str, value: int | None) -> None:
    assert numeral_value(text) == value


@pytest.mark.parametrize(
    ("sign", "value"), [("①", 1), ("⑳", 20), ("㊿", 50), ("⑴", None), ("1", None), ("①②", None)]
)
def test_circled_value(sign: str, value: int | None) -> None:
    assert circled_value(sign) == value


@pytest.mark.parametrize(("number", "sign"), [(0, "⓪"), (1, "①"), (36, "㊱"), (51, None)])
def test_circled(number: int, sign: str | None) -> None:
    assert circled(number) == sign
