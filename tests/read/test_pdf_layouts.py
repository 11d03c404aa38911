"""Made-up lists laid out as PDF files in every way, read back exactly: cells, paragraphs, sections, pages."""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from pipeline.model.characters import count, unify
from pipeline.model.document import Document, Item
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.corpus.forms import formed, random_forms
from tests.corpus.make import make_list
from tests.corpus.pdf import Layout, random_layout, to_pdf
from tests.corpus.readback import differences
from tests.read.trial import failures

# `make layout-trials` sets more.
TRIALS = int(os.environ.get("TRIALS", "30"))


@pytest.mark.parametrize("seed", range(1, 1 + TRIALS))
def test_a_random_list_in_a_random_layout_is_read_back(seed: int, tmp_path: Path) -> None:
    assert failures(make_list(seed, 0.4), random_layout(seed), tmp_path) == []


@pytest.mark.parametrize("seed", range(1, 1 + TRIALS // 10))
def test_grounds_stand_for_rules(seed: int, tmp_path: Path) -> None:
    layout = replace(random_layout(seed), ruling="cells")
    assert failures(make_list(seed, 0.4), layout, tmp_path) == []


@pytest.mark.parametrize("seed", range(1, 1 + TRIALS // 3))
def test_random_forms_in_a_random_layout_are_read_back(seed: int, tmp_path: Path) -> None:
    """Forms of other places; what stands around a table is told from its rows by rules, and by its title above."""
    rng = random.Random(seed)
    printed = formed(make_list(seed, 0.3), random_forms(rng, "pdf"), rng)
    layout = random_layout(seed)
    if layout.ruling in ("between", "none"):
        layout = replace(layout, ruling="open")
    if layout.title == "row":
        layout = replace(layout, title="both")
    path = tmp_path / "v1.pdf"
    path.write_bytes(to_pdf(printed.document, layout))
    assert differences(printed, normalise(read_source(path), "made-up", "v1")) == []


A5 = (419.5, 595.3)
NARROW = (
    ("basic", (0.055, 0.945)),
    ("cooperative", (0.055, 0.195, 0.15, 0.32, 0.28)),
    ("reclaimed", (0.055, 0.445, 0.5)),
)
PLAIN = Layout()

# What a maker may do, and the layout in which it does so.
CASES = {
    "plain": PLAIN,
    "a ground behind every second row": replace(PLAIN, ruling="zebra"),
    "a ground behind every second row, rows over pages": replace(
        PLAIN, ruling="zebra", paper=(595.3, 420), columns=NARROW
    ),
    # Rows end two pages on, and every column goes on.
    "rows over three pages": replace(PLAIN, paper=(595.3, 260), font_size=12),
    "page breaks between paragraphs": replace(PLAIN, paper=A5, breaks="paragraphs"),
    "page breaks right after a number": replace(PLAIN, paper=A5, widows=True),
    "rows kept whole": replace(PLAIN, breaks="rows"),
    "no rule where a row is broken": replace(PLAIN, paper=A5, closed=False),
    "thin filled rectangles": replace(PLAIN, ruling="rects"),
    "no outer rules": replace(PLAIN, ruling="open"),
    "rules between rows only": replace(PLAIN, ruling="between"),
    "rules between rows, none at the page's end": replace(
        PLAIN, ruling="between", closed=False, repeat_header=False, paper=A5
    ),
    "title as a row of the table": replace(PLAIN, title="row"),
    "title twice": replace(PLAIN, title="both"),
    "title and header on the first page only": replace(PLAIN, title="first", repeat_header=False),
    "two lists on a page": replace(PLAIN, share_pages=True, title="row"),
    "two lists on a page, titles above": replace(PLAIN, share_pages=True, title="first"),
    # 序|号 wrapped, and numbers: 1|2.
    "narrow number column": replace(PLAIN, columns=NARROW, paper=A5, font_size=12),
    "departments in one line": replace(PLAIN, departments="、"),
    "departments apart by spaces": replace(PLAIN, departments=" ", kept_spaces=True),
    "departments apart by spaces that wraps swallow": replace(PLAIN, departments=" "),
    "indented paragraphs": replace(PLAIN, indent=2),
    "centred cells": replace(PLAIN, names="center", vertical="middle"),
    "commas in the margin": replace(PLAIN, punctuation="hang", padding=(2, 2)),
    "squeezed and justified lines": replace(PLAIN, punctuation="in", justified=True),
    "watermark and faked bold": replace(PLAIN, watermark="征求意见稿", faked_bold=True),
    "running head": replace(PLAIN, running_head=True),
    "lists numbered for themselves": replace(PLAIN, restart=True, folio="第 {n} 页"),
    "front matter numbered": replace(PLAIN, number_front=True, folio="{n}/{of}"),
    "no page numbers": replace(PLAIN, folio=""),
    "bare page numbers at the top": replace(PLAIN, folio="{n}", folio_place="top"),
    "landscape": replace(PLAIN, paper=(841.9, 595.3), folio="- {n} -", folio_place="outer"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_makers_do(name: str, tmp_path: Path) -> None:
    assert failures(make_list(7, 0.4), CASES[name], tmp_path) == []


@pytest.mark.parametrize("name", ["rows over three pages", "two lists on a page"])
def test_the_boxes_of_an_item_hold_its_characters_and_no_others(name: str, tmp_path: Path) -> None:
    document = _read(to_pdf(make_list(3, 0.3), CASES[name]), tmp_path)
    with pdfplumber.open(tmp_path / "v1.pdf") as book:
        sheets = [[(c["text"], _centre(c)) for c in page.chars] for page in book.pages]
    items = [item for duty_list in document.lists for item in duty_list.items]
    assert any(len(item.boxes) > 2 for item in items) == (name == "rows over three pages")
    for duty_list in document.lists:
        for item in duty_list.items:
            inside = [
                unify(text)
                for sheet, x0, top, x1, bottom in item.boxes
                for text, (x, y) in sheets[sheet - 1]
                if x0 <= x <= x1 and top <= y <= bottom and not text.isspace()
            ]
            assert Counter(inside) == Counter("".join(_texts(item).split())), item.id


def test_nothing_is_lost_on_the_way(tmp_path: Path) -> None:
    """The printed characters are those of the items, the headings and what repeats on each page."""
    layout = replace(PLAIN, front=(), folio="", title="first", repeat_header=False)
    printed = make_list(5, 0.4)
    accounting = _read(to_pdf(printed, layout), tmp_path).accounting
    rows = [row for printed_list in printed.lists for row in printed_list.rows]
    assert accounting.items == sum(count(row.text) for row in rows if row.kind == "item")
    assert accounting.headings == sum(count(row.text) for row in rows if row.kind == "section")
    assert accounting.running == sum(
        count(printed_list.title + "".join(printed_list.headings)) for printed_list in printed.lists
    )


def _read(data: bytes, folder: Path) -> Document:
    (folder / "v1.pdf").write_bytes(data)
    return normalise(read_source(folder / "v1.pdf"), "made-up", "v1")


def _centre(char: dict[str, float]) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _texts(item: Item) -> str:
    others = (item.text(field) for field in item.cells if field != "item_name")
    return "".join([item.number, item.printed_name, *others])
