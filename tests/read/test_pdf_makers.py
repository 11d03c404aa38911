"""PDF files that LibreOffice prints of a Word file in several layouts: every cell of each."""

from __future__ import annotations

from pathlib import Path

from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.corpus.docx import to_docx
from tests.corpus.make import make_list
from tests.corpus.printed import truth
from tests.office import WordLayout, print_to_pdf, relaid
from tests.programs import program
from tests.read.trial import differences

LANDSCAPE = (841.9, 595.3)
LAYOUTS = {
    "landscape": WordLayout(size=LANDSCAPE),
    "rules between rows only": WordLayout(rules=("top", "bottom", "insideH")),
    # Numbers wrapped and cut by a page break; lines stretched to the cell's width.
    "narrow and justified": WordLayout(
        size=(612, 792), margin=100, font_size=14, align="justify", repeat_header=False, padding=3
    ),
    "indented, no outer rules": WordLayout(
        size=LANDSCAPE, indent=2, rules=("top", "bottom", "insideH", "insideV")
    ),
}


def test_every_cell_of_a_word_processors_pdfs(tmp_path: Path) -> None:
    soffice = program("soffice")
    printed = make_list(4)
    book = to_docx(printed)
    sources = []
    for name, layout in LAYOUTS.items():
        sources.append(tmp_path / f"{name}.docx")
        sources[-1].write_bytes(relaid(book, layout))
    for path in print_to_pdf(soffice, sources, tmp_path):
        document = normalise(read_source(path), "made-up", "v1")
        assert list(differences(document, truth(printed)["lists"])) == [], path.stem
        assert document.accounting.unaccounted == 0, path.stem
