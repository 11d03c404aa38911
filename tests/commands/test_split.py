"""Files that hold the lists of several places: told with the places, taken apart, never merged."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from pipeline.commands.cli import cli
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.corpus.layout import Layout
from tests.corpus.make import make_list
from tests.corpus.pdf import to_pdf
from tests.corpus.printed import PrintedDocument
from tests.corpus.text import to_text
from tests.documents import SMALL

TOWNS = ("石桥镇", "柳林乡", "建设路街道")


def _documents() -> list[PrintedDocument]:
    """The lists of three towns of one county."""
    return [
        replace(make_list(seed, 0.2), title=f"甲川省乙陵市丙阳县{town} 履行职责事项清单")
        for seed, town in enumerate(TOWNS, 1)
    ]


def _text() -> bytes:
    return "\n".join(to_text(document, 1) for document in _documents()).encode()


def _pdf() -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for document in _documents():
        whole.import_pages(pypdfium2.PdfDocument(to_pdf(document, Layout())))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_towns_of_one_name_in_two_counties_are_two(tmp_path: Path) -> None:
    counties = ("丙阳县", "丁山县")
    texts = [
        to_text(
            replace(make_list(seed, 0.2), title=f"甲川省乙陵市{county}城关镇 履行职责事项清单"), 1
        )
        for seed, county in enumerate(counties)
    ]
    (tmp_path / "乙陵市.txt").write_text("\n".join(texts), encoding="utf-8")
    assert _run("split", tmp_path / "乙陵市.txt", tmp_path / "parts").exit_code == 0
    for county, text in zip(counties, texts, strict=True):
        alone = tmp_path / f"{county}.txt"
        alone.write_text(text, encoding="utf-8")
        part = normalise(read_source(tmp_path / f"parts/{county}城关镇.txt"), "x", "v1")
        assert part.lists[0].items[0].item_name == (
            normalise(read_source(alone), "x", "v1").lists[0].items[0].item_name
        )


@pytest.mark.parametrize(("suffix", "make"), [("txt", _text), ("pdf", _pdf)])
def test_a_file_of_several_places_is_told_and_taken_apart(
    suffix: str, make: Callable[[], bytes], tmp_path: Path
) -> None:
    file = tmp_path / f"丙阳县.{suffix}"
    file.write_bytes(make())
    outputs = ["--parsed", tmp_path / "parsed", "--reports", tmp_path / "reports"]
    told = _run("run", file, *outputs)
    assert told.exit_code == 3
    assert all(town in told.output for town in TOWNS)
    assert ("page" if suffix == "pdf" else "line") in told.output
    assert not list(tmp_path.glob("parsed/*/*/list.json"))

    assert _run("split", file, tmp_path / "raw").exit_code == 0
    for town, printed in zip(TOWNS, _documents(), strict=True):
        part = normalise(read_source(tmp_path / "raw" / f"{town}.{suffix}"), "x", "v1")
        assert part.locality.town == town
        for own, made in zip(part.lists, printed.lists, strict=True):
            names = ["".join(row.cells[1]) for row in made.rows if row.kind == "item"]
            assert [item.item_name for item in own.items] == names
        assert part.accounting.unaccounted == 0


def test_of_a_word_file_the_places_are_told(tmp_path: Path) -> None:
    book = docx.Document()
    for town in TOWNS[:2]:
        book.add_paragraph(f"丙阳县{town}履行职责事项清单")
        for title in ("基本履职事项清单", "上级部门收回事项清单"):
            book.add_paragraph(title)
            table = book.add_table(2, 2)
            for cell, text in zip(
                [*table.rows[0].cells, *table.rows[1].cells],
                ("序号", "事项名称", "1", f"做好{town}的工作"),
                strict=True,
            ):
                cell.text = text
    book.save(str(tmp_path / "v1.docx"))
    told = _run("split", tmp_path / "v1.docx", tmp_path)
    assert told.exit_code == 3
    # A Word file has no pages: which of its lists they are.
    assert "石桥镇 (lists 1–2), 柳林乡 (lists 3–4)" in told.output
    assert list(tmp_path.iterdir()) == [tmp_path / "v1.docx"]


def test_a_file_of_one_place_is_not_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "v1.txt").write_text(SMALL, encoding="utf-8")
    told = _run("split", tmp_path / "v1.txt", tmp_path / "raw")
    assert (told.exit_code, "one place" in told.output) == (3, True)
    assert not (tmp_path / "raw").exists()
