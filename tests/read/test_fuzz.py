"""Damaged, hostile and senseless texts: nothing crashes, the accounting balances, and what is read is
in the data or told.

`make fuzz` tries thousands, the ordinary tests some hundreds.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.model.characters import count, unify
from pipeline.model.document import Document, Item
from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read.text import read_text
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.documents import SMALL

EXAMPLES = int(os.environ.get("DUTYLIST_FUZZ", "60"))
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="DUTYLIST_FUZZ" not in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
LINES = tuple(SMALL.splitlines())
# The title, the contents, a list's title and header, a section, rows of each list.
KINDS = tuple(
    next(at for at, line in enumerate(LINES) if line.startswith(start))
    for start in (
        "甲省",
        "2.配",
        "基本",
        "序号",
        "一、党",
        "2\t做",
        "1\t养老",
        "2\t残",
        "1\t房",
        "2\t再",
    )
)
# What a reader of such lists may stumble over, a reason each.
TRAPS = (
    *(
        "1000000000",
        "99999",
        "00000",
        "1" * 40,
        "-1",
        "1.5",
        "１２",
        "①",
        "³",
        "٣",
        "一",
        "Ⅳ",
    ),  # numbers
    *(
        "（" + "9" * 30 + "项）",
        "（0项）",
        "(-1项)",
        "（项）",
        "一、",
        "一、（2项）",
        "百百、甲（1项）",
    ),  # sizes
    *("<p", "</p", "<p><p>", "<ul style=", "<script>", "<br/>" * 3, "&lt;p&gt;", "<p\t>"),  # tags
    *("\x00", "\x1b[31m", "\x07", "\x7f", "\x85", "\u2028", "\x0b", "\x0c", "\x1a"),  # control
    *("\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\U000e0041", "\ufffd", "\ue000"),  # unseen
    *("\x000\x00", "\x0099\x00", "（甲", "甲）", "“", "》《", "。。", "，。"),  # masks and pairs
    *(
        "承接部门：",
        "承接部门：。；",
        "履职方式及工作措施：",
        "不再",
        "等部门",
        "；",
        "、、",
        ";",
    ),  # labels
    *(
        "=1+1",
        "@x",
        "'",
        '"',
        '""',
        "\\",
        "\\n",
        "{{x}}",
        "%s",
        "🙂",
        "𠮷",
        "a\u0301",
        "⼀",
        "⻔",
    ),  # text
    *(
        "基本履职事项清单",
        "目录",
        "配合履职事项清单.....3",
        "序号\t事项名称",
        "68\t\t\t\t",
    ),  # structure
)
pieces = st.one_of(st.sampled_from(TRAPS), st.text(max_size=8), st.sampled_from(LINES))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A small list with lines lost, doubled, moved, cut, joined and traps put anywhere in it."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 7)):
            case 0:
                del lines[at : at + draw(st.integers(1, 5))]
                lines = lines or [""]
            case 1:
                lines.insert(other % len(lines), lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: draw(st.integers(0, 20))]
            case 4:
                lines.insert(at, draw(pieces))
            case 5:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(pieces) + lines[at][cut:]
            case 6:
                cells = lines[at].split("\t")
                cells[draw(st.integers(0, len(cells) - 1))] = draw(pieces)
                lines[at] = "\t".join(cells)
            case 7:
                lines[at] = lines[at].replace(
                    "\t", draw(st.sampled_from(["", "\t\t", " ", "\t \t"]))
                )
    return draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"])).join(lines)


def judge(data: bytes, folder: Path) -> Document | None:
    """The document of a file, validated; None where it is refused."""
    path = folder / "v1.txt"
    path.write_bytes(data)
    try:
        document = normalise(read_text(path), "ding", "v1")
    except SourceError:
        return None
    validate(Case(document))
    return document


def check_accounting(document: Document) -> None:
    accounting = document.accounting
    classes = [
        getattr(accounting, name)
        for name in accounting.__dataclass_fields__
        if name != "characters"
    ]
    assert sum(classes) == accounting.characters
    assert min(classes) >= 0
    assert accounting.unaccounted == sum(count(leftover.text) for leftover in document.leftovers)


def printed(item: Item) -> str:
    return item.number + "".join(item.printed_texts)


@fuzz
@given(text=damaged())
def test_any_damage_is_accounted_for(text: str, tmp_path: Path) -> None:
    document = judge(text.encode("utf-8", "surrogatepass"), tmp_path)
    if document is not None:
        check_accounting(document)
        ids = [item.id for duty_list in document.lists for item in duty_list.items]
        assert len(ids) == len(set(ids))


@fuzz
@given(
    text=damaged(),
    word=st.text(st.sampled_from("龘靐齉爩鱻麤"), min_size=6, max_size=9),
    place=st.floats(0, 1),
)
def test_a_word_put_anywhere_is_in_the_data_or_told(
    text: str, word: str, place: float, tmp_path: Path
) -> None:
    at = int(place * len(text))
    document = judge((text[:at] + word + text[at:]).encode("utf-8", "surrogatepass"), tmp_path)
    if document is None:
        return
    said = [document.title, *(leftover.text for leftover in document.leftovers)]
    for duty_list in document.lists:
        said += [duty_list.title, *(section.name or "" for section in duty_list.sections)]
        said += map(printed, duty_list.items)
    everywhere = re.sub(r"\s", "", "\n".join(said))
    headed = document.accounting.running + document.accounting.contents + document.accounting.markup
    # In a tag, a contents line, a cover or a header's wording it is counted, and shown nowhere.
    assert unify(word) in everywhere or headed + document.accounting.headings >= len(word)


@fuzz
@given(
    data=st.binary(max_size=400),
    before=st.booleans(),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_any_bytes_are_read_or_refused(
    data: bytes, before: bool, encoding: str, tmp_path: Path
) -> None:
    document = judge(
        data + SMALL.encode(encoding) if before else SMALL.encode(encoding) + data, tmp_path
    )
    if document is not None:
        check_accounting(document)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_in_every_place(trap: str, tmp_path: Path) -> None:
    """Each trap as a line, before a line and after it, at a line of each kind."""
    for at in KINDS:
        line = LINES[at]
        cells = line.split("\t")
        for put in (trap, f"{trap}{line}", "\t".join([*cells[:-1], cells[-1] + trap])):
            text = "\n".join([*LINES[:at], put, *LINES[at + 1 :]])
            path = tmp_path / "v1.txt"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            with contextlib.suppress(SourceError):
                check_accounting(normalise(read_text(path), "ding", "v1"))
