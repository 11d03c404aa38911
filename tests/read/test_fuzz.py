"""Damaged, hostile and senseless texts: nothing crashes, the accounting balances, and what is read is
in the data or told.

`make fuzz` tries thousands, the ordinary tests some hundreds.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
from pathlib import Path

import pytest

from pipeline.model.characters import count, unify
from pipeline.model.document import Document, Item
from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read.text import read_text
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.chance import any_text, seeds
from tests.documents import SMALL

EXAMPLES = int(os.environ.get("DUTYLIST_FUZZ", "60"))
fuzz = seeds(EXAMPLES, int(os.environ.get("DUTYLIST_FIRST", "0")))
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


def piece(rng: random.Random) -> str:
    return rng.choice((rng.choice(TRAPS), any_text(rng, 8), rng.choice(LINES)))


def damaged(rng: random.Random) -> str:
    """A small list with lines lost, doubled, moved, cut, joined and traps put anywhere in it."""
    lines = list(LINES)
    for _ in range(rng.randint(1, 8)):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(8):
            case 0:
                del lines[at : at + rng.randint(1, 5)]
                lines = lines or [""]
            case 1:
                lines.insert(other % len(lines), lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: rng.randint(0, 20)]
            case 4:
                lines.insert(at, piece(rng))
            case 5:
                cut = rng.randint(0, len(lines[at]))
                lines[at] = lines[at][:cut] + piece(rng) + lines[at][cut:]
            case 6:
                cells = lines[at].split("\t")
                cells[rng.randrange(len(cells))] = piece(rng)
                lines[at] = "\t".join(cells)
            case 7:
                lines[at] = lines[at].replace("\t", rng.choice(("", "\t\t", " ", "\t \t")))
    return rng.choice(("\n", "\r\n", "\r", "\n\n")).join(lines)


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
def test_any_damage_is_accounted_for(rng: random.Random, tmp_path: Path) -> None:
    document = judge(damaged(rng).encode("utf-8", "surrogatepass"), tmp_path)
    if document is not None:
        check_accounting(document)
        ids = [item.id for duty_list in document.lists for item in duty_list.items]
        assert len(ids) == len(set(ids))


@fuzz
def test_a_word_put_anywhere_is_in_the_data_or_told(rng: random.Random, tmp_path: Path) -> None:
    text = damaged(rng)
    word = "".join(rng.choices("龘靐齉爩鱻麤", k=rng.randint(6, 9)))
    at = rng.randint(0, len(text))
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
def test_any_bytes_are_read_or_refused(rng: random.Random, tmp_path: Path) -> None:
    data = rng.randbytes(rng.randint(0, 400))
    text = SMALL.encode(rng.choice(("utf-8", "gb18030", "utf-16")))
    document = judge(data + text if rng.random() < 0.5 else text + data, tmp_path)
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
