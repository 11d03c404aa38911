"""The letter to the publisher: each defect with its place and words, what is asked, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.render.letter import render_letter
from pipeline.validate import validate
from pipeline.validate.case import Case
from pipeline.validate.findings import Finding, with_fingerprints
from tests.documents import SMALL


def letter(text: str, folder: Path) -> tuple[bytes, list[str], list[list[str]], list[str]]:
    """The letter's bytes, paragraphs, rows of defects, and the words that it marks."""
    path = folder / "v1.txt"
    path.write_text(text, encoding="utf-8")
    document = normalise(read_source(path), "ding", "v1")
    findings: tuple[Finding, ...] = with_fingerprints(validate(Case(document)))
    data = render_letter(document, findings, "v1.txt")
    assert render_letter(document, findings, "v1.txt") == data
    book = docx.Document(io.BytesIO(data))
    *tables, _ = book.tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]
    runs = (
        run
        for table in tables
        for row in table.rows
        for cell in row.cells
        for run in cell.paragraphs[0].runs
    )
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    return data, [p.text for p in book.paragraphs], rows, marked


def test_a_clean_list_gets_a_letter_that_says_so(tmp_path: Path) -> None:
    _, paragraphs, rows, _ = letter(SMALL, tmp_path)
    assert rows == []
    assert any("未发现需要改正的问题" in text for text in paragraphs)


def test_each_defect_stands_with_place_words_and_request(tmp_path: Path) -> None:
    text = SMALL.replace("党的建设（3项）", "党的建设（4项）").replace("编制", "编（制")
    _, paragraphs, rows, marked = letter(text, tmp_path)
    assert any("发现以下2处问题" in text for text in paragraphs)
    assert "《基本履职事项清单》" in paragraphs
    [[number, place, words, message, asked], other] = rows
    assert (number, words) == ("1", "一、党的建设")
    assert place.startswith("分类一、党的建设\n第1页")
    assert message == "【错误】“一、党的建设”标明4项，实有3项。"
    assert asked == "请核对该分类的项数：补上遗漏的事项，或改正标明的项数。"
    assert "第4项" in other[1]
    # Words that are all that is shown need no mark.
    assert marked == ["（"]


@pytest.mark.parametrize("words", ["\x1b[31m", "\u202e", "<w:p/>", "&amp;"])
def test_any_text_can_stand_in_it(words: str, tmp_path: Path) -> None:
    _, _, rows, _ = letter(SMALL.replace("\n2\t做好", f"\n无关{words}\n2\t做好", 1), tmp_path)
    assert any("无关" in row[2] for row in rows)
