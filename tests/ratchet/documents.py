"""Every document at hand that has a truth: those that are committed, and made-up ones of fixed seeds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.corpus.docx import to_docx
from tests.corpus.make import make_list
from tests.corpus.pdf import print_pdf, random_layout
from tests.corpus.printed import PrintedDocument, truth
from tests.corpus.text import to_text

SAMPLES = Path(__file__).parent.parent / "samples"
_REPOSITORY = SAMPLES.parent.parent
_SUFFIXES = ("txt", "docx", "pdf", "html", "xlsx", "ofd")
_SCALE = 0.4
# Seeds of made-up lists by format: a PDF takes half a second, the others a tenth.
_MADE_UP = {"pdf": range(1, 31), "docx": range(1, 11), "txt": range(1, 11)}

Cell = tuple[str, int, int]
"""List, number and column (the first is 1) of a cell."""


@dataclass(frozen=True, slots=True)
class Given:
    """A document as bytes, and what is true of it: `truth` as the hand-checked one of the sample has it,
    `vague` the cells whose paragraphs nothing on paper tells apart."""

    data: bytes
    truth: Mapping[str, Any]
    vague: frozenset[Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """A document by name, whose last part is its format; it is read or made when it is asked for."""

    name: str
    make: Callable[[], Given]

    @property
    def suffix(self) -> str:
        """Its format as a file's ending."""
        return "." + self.name.rpartition(".")[2]


def documents() -> dict[str, Named]:
    """All of them by name, in the order of the file of outcomes."""
    found = [*_samples(), *_cases(), *_layouts(), *_made_up()]
    return {document.name: document for document in found}


def _samples() -> Iterator[Named]:
    hand_checked = SAMPLES / "xijiao.truth.json"
    yield _file("xijiao.txt", _REPOSITORY / "raw/xijiao/v1.txt", hand_checked)
    for suffix in ("docx", "pdf"):
        yield _file(f"xijiao.{suffix}", SAMPLES / f"xijiao.word-portrait.{suffix}", hand_checked)
    yield _file("list.ofd", SAMPLES / "ofd/list.ofd", SAMPLES / "ofd/list.truth.json")


def _cases() -> Iterator[Named]:
    """A folder each, with `list.*`, `truth.json`, and `expected.md`, which says what is special."""
    for folder in sorted((SAMPLES / "cases").iterdir()):
        for path in sorted(folder.glob("list.*")):
            if path.suffix[1:] in _SUFFIXES:
                yield _file(f"cases/{folder.name}{path.suffix}", path, folder / "truth.json")


def _layouts() -> Iterator[Named]:
    """One list as many programs and people lay it out, each with its truth beside it."""
    for told in sorted((SAMPLES / "layouts").glob("*.truth.json")):
        name = told.name.removesuffix(".truth.json")
        for suffix in _SUFFIXES:
            if (path := told.with_name(f"{name}.{suffix}")).exists():
                yield _file(f"layouts/{name}.{suffix}", path, told)


def _made_up() -> Iterator[Named]:
    for suffix, seeds in _MADE_UP.items():
        for seed in seeds:
            yield Named(f"made-up/{seed:02}.{suffix}", partial(_printed, seed, suffix))


def _file(name: str, path: Path, told: Path) -> Named:
    return Named(
        name, lambda: Given(path.read_bytes(), json.loads(told.read_text(encoding="utf-8")))
    )


def _printed(seed: int, suffix: str) -> Given:
    printed: PrintedDocument = make_list(seed, _SCALE)
    match suffix:
        case "pdf":
            paper = print_pdf(printed, random_layout(seed))
            return Given(paper.data, truth(printed), paper.vague)
        case "docx":
            return Given(to_docx(printed, seed), truth(printed))
    return Given(to_text(printed, seed).encode(), truth(printed))
