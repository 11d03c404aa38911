"""Pages of a PDF that are lost, doubled or out of order: one finding each, that says which."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.corpus.make import make_list
from tests.corpus.pdf import Layout, to_pdf

# Rows that stay whole: a lost page then loses whole items.
NUMBERED = Layout(breaks="rows", front=("cover",))


def page_findings(layout: Layout, order: Sequence[int], folder: Path) -> list[str]:
    """What page-order says of the document with its sheets (from 0) in this order."""
    rules = findings(layout, order, folder)
    return [message for rule, message in rules if rule == "page-order"]


def findings(layout: Layout, order: Sequence[int], folder: Path) -> list[tuple[str, str]]:
    old, new = (
        pypdfium2.PdfDocument(to_pdf(make_list(11, 0.6), layout)),
        pypdfium2.PdfDocument.new(),
    )
    new.import_pages(old, list(order))
    buffer = io.BytesIO()
    new.save(buffer)
    (folder / "v1.pdf").write_bytes(buffer.getvalue())
    document = normalise(read_source(folder / "v1.pdf"), "made-up", "v1")
    assert document.accounting.unaccounted == 0
    return [(f.rule, f.message) for f in validate(Case(document))]


# Sheet 0 is the cover; sheet n prints n.
@pytest.mark.parametrize(
    ("order", "says"),
    [
        ((0, 1, 2, 3, 4, 5), []),
        ((0, 1, 2, 4, 5), ["缺少第3页：第2页之后是第4页。"]),
        ((0, 1, 2, 5), ["缺少第3–4页：第2页之后是第5页。"]),
        ((0, 1, 2, 3, 3, 4, 5), ["第3页重复出现：PDF第5张与第4张内容相同，重复的一份没有计入。"]),
        # A copy that was put in elsewhere.
        ((0, 1, 2, 3, 4, 2, 5), ["第2页重复出现：PDF第6张与第3张内容相同，重复的一份没有计入。"]),
        ((0, 1, 3, 2, 4, 5), ["页码顺序有误：第3页之后是第2页。"]),
    ],
    ids=["whole", "one lost", "two lost", "doubled", "copy elsewhere", "swapped"],
)
def test_printed_page_numbers(order: Sequence[int], says: list[str], tmp_path: Path) -> None:
    assert page_findings(NUMBERED, order, tmp_path) == says


def test_a_doubled_page_says_nothing_else(tmp_path: Path) -> None:
    """Its rows are not reported as doubled one by one, nor does a row that goes on over its end break."""
    layout = replace(NUMBERED, breaks="anywhere")
    assert [rule for rule, _ in findings(layout, (0, 1, 2, 3, 3, 4, 5, 6, 7), tmp_path)][:1] == [
        "page-order"
    ]


def test_a_doubled_page_without_a_number(tmp_path: Path) -> None:
    found = page_findings(replace(NUMBERED, folio=""), (0, 1, 2, 2, 3, 4, 5), tmp_path)
    assert found == ["PDF第3张重复出现：PDF第4张与第3张内容相同，重复的一份没有计入。"]


def test_a_list_numbered_for_itself_that_lacks_its_first_page(tmp_path: Path) -> None:
    layout = replace(NUMBERED, restart=True, paper=(595.3, 400), front=())
    data = to_pdf(make_list(11, 0.6), layout)
    (tmp_path / "v1.pdf").write_bytes(data)
    document = normalise(read_source(tmp_path / "v1.pdf"), "made-up", "v1")
    sheet = document.lists[1].place.sheet
    assert sheet is not None
    assert document.printed_pages[sheet - 1] == 1
    order = [index for index in range(len(document.printed_pages)) if index != sheet - 1]
    [found] = page_findings(layout, order, tmp_path)
    assert found.startswith("缺少第1页")
