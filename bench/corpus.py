"""The documents to measure with, made up when needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2

from tests.corpus.layout import Layout
from tests.corpus.make import make_list
from tests.corpus.pdf import to_pdf
from tests.corpus.text import to_text

REAL_SIZE = 3.0
"""The scale of the generator at which a list has as many items as a real one."""


def write_pdf(path: Path, scale: float) -> None:
    """One list as a PDF; its pages grow with the scale."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_pdf(make_list(1, scale), Layout()))


def write_copy(path: Path, source: Path) -> None:
    """The file once more, as the source of another list."""
    path.parent.mkdir(parents=True)
    shutil.copyfile(source, path)


def write_repeated(path: Path, source: Path, times: int) -> None:
    """A PDF with all sheets of another one after another, so many times; its fonts come along each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(source) as one, pypdfium2.PdfDocument.new() as many:
        for _ in range(times):
            many.import_pages(one)
        many.save(path)


def write_many(raw: Path, count: int) -> None:
    """That many lists of a third of a real one's size, every second one a PDF, the others text."""
    for seed in range(count):
        printed = make_list(seed, REAL_SIZE / 3)
        folder = raw / f"t{seed:05}"
        folder.mkdir(parents=True)
        if seed % 2:
            (folder / "v1.pdf").write_bytes(to_pdf(printed, Layout()))
        else:
            (folder / "v1.txt").write_text(to_text(printed, seed), encoding="utf-8")
