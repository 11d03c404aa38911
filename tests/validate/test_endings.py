"""unfinished-text: a cell that ends in the middle, in a column whose cells end with a mark."""

from __future__ import annotations

import pytest

from tests.validate.builders import document, item, messages

CUT = "组织开展自评；做好驻村干部的教育培训，对轮换驻"


def _column(*last: str, closed: int = 19) -> list[str]:
    return messages(
        "unfinished-text",
        document(
            *(item(township=["做好宣传和巡查。"]) for _ in range(closed)),
            *(item(township=[t]) for t in last),
        ),
    )


def test_the_one_cell_without_a_mark_is_told() -> None:
    (found,) = _column(CUT)
    assert "另外19格" in found


@pytest.mark.parametrize(
    ("last", "closed"),
    [
        ((CUT,), 18),  # too few to tell how the column is written
        ((CUT, CUT), 19),  # two of 21 are written so
        (("做好宣传；开展巡查",), 19),  # a word that ends sentences
        (("做好教育培训。对轮换的做好交接（每季度一次）",), 19),
    ],
)
def test_what_may_be_meant_so_is_not(last: tuple[str, ...], closed: int) -> None:
    assert _column(*last, closed=closed) == []
