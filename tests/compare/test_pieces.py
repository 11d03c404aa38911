"""The characters that changed, marked so that a person reads words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.pieces import pieces

# Old text, new text, and both in one: [-went-], {+came+}; ⏎ is a line end.
MARKED = {
    "one word more": ("区应急局", "区应急管理局", "区应急{+管理+}局"),
    "all of it new": ("", "新的", "{+新的+}"),
    "nothing left": ("旧的", "", "[-旧的-]"),
    "a clause less, with its own comma": (
        "做好养老服务，建立台账，及时上报。",
        "做好养老服务，及时上报。",
        "做好养老服务，[-建立台账，-]及时上报。",
    ),
    "a department between others that end alike": (
        "区民政局⏎区残联",
        "区民政局⏎区财政局⏎区残联",
        "区民政局⏎{+区财政局+}⏎区残联",
    ),
    "a paragraph less": ("一。⏎二。⏎三。", "一。⏎三。", "一。⏎[-二。⏎-]三。"),
    "a word that comes twice": (
        "人口普查及人口普查的调查",
        "畜牧业普查及畜牧业普查的调查",
        "[-人口-]{+畜牧业+}普查及[-人口-]{+畜牧业+}普查的调查",
    ),
    "no island of 的 between two words": (
        "甲方的乙方",
        "丙类的丁类",
        "[-甲方的乙方-]{+丙类的丁类+}",
    ),
    "no confetti of characters that agree by chance": (
        "受理并调查核实群众反映的问题",
        "受理、核查群众反映的问题",
        "受理[-并调查核实-]{+、核查+}群众反映的问题",
    ),
    "white space alone": ("一 二⏎三", "一二三", "一二三"),
    "white space beside an edit": ("一 二⏎三", "一二三四", "一二三{+四+}"),
}


@pytest.mark.parametrize("name", MARKED)
def test_marks(name: str) -> None:
    old, new, expected = (text.replace("⏎", "\n") for text in MARKED[name])
    marks = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
    assert "".join(marks[p.kind].format(p.text) for p in pieces(old, new)) == expected


@given(st.text("甲乙丙，。 \n", max_size=14), st.text("甲乙丙，。 \n", max_size=14))
def test_nothing_is_lost(old: str, new: str) -> None:
    """The new text as it is; the old one but for white space."""
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.kind != "del") == new
    assert "".join("".join(p.text for p in found if p.kind != "ins").split()) == "".join(
        old.split()
    )
    assert all(piece.text for piece in found)
