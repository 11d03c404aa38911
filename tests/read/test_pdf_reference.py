"""The reader on pdfium against the one on pdfplumber: the same cells from both."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from pipeline.model.characters import unify
from pipeline.model.source import Row, Source
from pipeline.read.pdf import read_pdf, to_source
from pipeline.read.pdf.reference import load_reference
from tests import ROOT
from tests.corpus.layout import random_layout
from tests.corpus.make import make_list
from tests.corpus.pdf import to_pdf
from tests.read.drawn import Drawing, write
from tests.read.test_pdf_rules import WAYS
from tests.read.test_pdf_turned import TURNS, turned_drawing

SAMPLES = ROOT / "tests/samples"
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def content(source: Source) -> list[object]:
    return [
        [tuple(map(unify, cell.paragraphs)) for cell in block.cells]
        if isinstance(block, Row)
        else (block.text, block.role)
        for block in source.blocks
    ]


def assert_same(path: Path) -> None:
    fast, slow = read_pdf(path), to_source(path, "", load_reference(path))
    assert content(fast) == content(slow)
    assert fast.sheets == slow.sheets
    for one, other in zip(fast.blocks, slow.blocks, strict=True):
        assert one.place.box == pytest.approx(other.place.box, abs=1)
    assert fast.characters - fast.markup == slow.characters - slow.markup


def test_the_word_processors_pdf() -> None:
    assert_same(SAMPLES / "xijiao.word-portrait.pdf")


@pytest.mark.parametrize("seed", range(6))
def test_a_made_up_list(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "v1.pdf"
    path.write_bytes(to_pdf(make_list(seed, 0.15), random_layout(seed)))
    assert_same(path)


# pdfplumber knows no clipping, and takes a path of several parts apart.
@pytest.mark.parametrize(
    "number", [n for n, way in enumerate(WAYS) if way.__name__ not in ("clipped", "ring")]
)
def test_rules_however_they_are_drawn(number: int, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    write(drawing.canvas, WAYS[number])
    drawing.canvas.save()
    assert_same(tmp_path / "v1.pdf")


@pytest.mark.parametrize("case", TURNS)
def test_turned_sheets(case: str, tmp_path: Path) -> None:
    turned_drawing(tmp_path / "v1.pdf", *TURNS[case])
    assert_same(tmp_path / "v1.pdf")
