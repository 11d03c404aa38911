"""Rows that a page break cuts where the number is in the middle, names that fill their line, no rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.pdf.names import Names
from tests.corpus.make import make_list
from tests.corpus.pdf import Layout, random_layout, to_pdf
from tests.read.drawn import FONT, TITLE, Box, Drawing, lines
from tests.read.trial import failures

PAGES = (
    (("序号", "事项名称"), ("1", "加强党支部建设。"), ("", "做好党员发展、教育、")),
    (("序号", "事项名称"), ("2", "管理和监督工作。"), ("3", "规范换届选举。")),
)


def test_a_number_printed_after_the_page_break_belongs_to_the_row_that_it_cuts(
    tmp_path: Path,
) -> None:
    drawing = Drawing(tmp_path / "v1.pdf")
    for page in PAGES:
        drawing.canvas.setFont(FONT, 16)
        drawing.canvas.drawString(180, 740, TITLE)
        drawing.canvas.setFont(FONT, 11)
        for row, texts in enumerate(page):
            for x0, x1, text in zip((80, 140), (140, 260), texts, strict=True):
                box = Box(x0, 676 - 24 * row, x1, 700 - 24 * row, text)
                lines(drawing.canvas, box)
                drawing.canvas.drawString(x0 + 5, box.y0 + 8, text)
        drawing.canvas.showPage()
    document = normalise(drawing.read(), "made-up", "v1")
    items = [item for section in document.lists[0].sections for item in section.items]
    assert [(i.seq, i.item_name) for i in items] == [
        (1, "加强党支部建设。"),
        (2, "做好党员发展、教育、管理和监督工作。"),
        (3, "规范换届选举。"),
    ]
    assert (items[1].place.page, items[1].page_end) == (1, 2)
    assert document.accounting.unaccounted == 0


NAMES = Names((), known=frozenset({"区委组织部", "市自规局"}), places=frozenset({"松涧"}))


@pytest.mark.parametrize(
    ("head", "following", "apart"),
    [
        ("区委办公室", "区政府办公室", True),  # the level starts the next one
        ("区委政法委", "区直政法各单位", True),
        ("市委编办（市事业单位登记局）", "松涧市信访局", True),  # the place does
        ("区委组织部", "驻村干部派出单位", True),  # stands alone elsewhere
        ("县审计局", "团县委", True),
        ("区委", "组织部", False),  # wrapped in the middle
        ("区人力资源和社会保", "障局", False),
        ("区政府", "办公室", False),
        ("市自规局", "松涧分局", False),  # a branch of the one above
        ("市自规局", "松涧分局等有关部门", False),
        ("市自规局", "等有关部门", False),
    ],
)
def test_a_name_that_fills_its_line_ends_there_or_not(
    head: str, following: str, apart: bool
) -> None:
    assert NAMES.apart(head, following) is apart


# Layouts in which a column was taken at the wrong place: indents beside short rests (1006, 1110),
# points beside them (1131), headings 4 pt apart (1029); departments that fill their lines (1005, 1066).
@pytest.mark.parametrize("seed", [1006, 1110, 1131, 1029, 1005, 1066])
def test_rules_between_rows_only(seed: int, tmp_path: Path) -> None:
    layout = replace(random_layout(seed), ruling="between")
    assert failures(make_list(seed, 0.3), layout, tmp_path) == []


def test_tables_without_any_rule_are_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "v1.pdf"
    path.write_bytes(to_pdf(make_list(1, 0.2), Layout(ruling="none")))
    with pytest.raises(SourceError, match=r"no ruling.*print it with borders"):
        normalise(read_source(path), "made-up", "v1")
