"""The table of readers: what each takes, told by content and not by name; what it needs; how it reads.

`docs/formats.md` is written from it, and the tests of damaged and hostile files go through it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.source import Source
from pipeline.read.sample import Sample

Reader = Callable[[Path], Source]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `suffixes`: what its files are usually called; `name`: as `list.json` calls it.

    `read` is None for what is known and not read; `advice` then says what to do. `needs`: a program
    or an extra without which it cannot be read.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    takes: Callable[[Sample], bool]
    read: Reader | None
    needs: str = ""
    advice: str = ""


def format_of(path: Path) -> Format:
    """What a file is, by its content.

    Raises SourceError for an empty file, and for one of no kind that is known; OSError.
    """
    sample = Sample(path)
    if not sample.head.strip():
        raise SourceError("the file is empty", str(path))
    if sample.is_zip and not sample.parts:
        raise SourceError("damaged or cut off", str(path))
    found = next((f for f in FORMATS if f.takes(sample)), None)
    if found is None:
        raise SourceError(f"of no kind that is read; {_ANY_ADVICE}", str(path))
    return found


def advice(path: Path) -> str:
    """What to do with a file that lies among the sources and is none by its name."""
    kind = next((f for f in FORMATS if f.read is None and path.suffix.lower() in f.suffixes), None)
    return kind.advice if kind else _ANY_ADVICE


# Each is loaded when it is first needed: a text list does not pay for the PDF library.
def _pdf(path: Path) -> Source:
    from pipeline.read.pdf import read_pdf

    return read_pdf(path)


def _docx(path: Path) -> Source:
    from pipeline.read.docx import read_docx

    return read_docx(path)


def _text(path: Path) -> Source:
    from pipeline.read.text import read_text

    return read_text(path)


def _html(path: Path) -> Source:
    from pipeline.read.html import read_html

    return read_html(path)


def _mht(path: Path) -> Source:
    from pipeline.read.html import read_mht

    return read_mht(path)


def _xlsx(path: Path) -> Source:
    from pipeline.read.spreadsheet import read_xlsx

    return read_xlsx(path, _name(path, "xlsx", "et"))


def _xls(path: Path) -> Source:
    from pipeline.read.spreadsheet import read_xls

    return read_xls(path, _name(path, "xls", "et"))


def _ods(path: Path) -> Source:
    from pipeline.read.spreadsheet import read_ods

    return read_ods(path)


def _name(path: Path, usual: str, *others: str) -> str:
    """A format's name: programs that write the same format call it by names of their own."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in others else usual


_ANY_ADVICE = "save the list as .docx, .xlsx, .pdf or .txt"
# The first that takes a file reads it.
FORMATS: tuple[Format, ...] = (
    Format(
        "toml",
        "settings of this program",
        (".toml",),
        lambda s: s.suffix == ".toml",
        None,
        advice="they belong beside a source",
    ),
    Format("pdf", "PDF", (".pdf",), lambda s: b"%PDF-" in s.head[:1024], _pdf),
    Format("docx", "Word", (".docx",), lambda s: s.has_part("word/"), _docx),
    Format("xlsx", "Excel", (".xlsx", ".xlsm"), lambda s: s.has_part("xl/"), _xlsx),
    Format(
        "xls",
        "old Excel or WPS",
        (".xls", ".et"),
        lambda s: bool(s.streams & {"Workbook", "Book"}),
        _xls,
    ),
    Format("ods", "OpenDocument workbook", (".ods",), lambda s: s.has_type("spreadsheet"), _ods),
    Format("mht", "a saved web page", (".mht", ".mhtml"), lambda s: s.is_mime, _mht),
    Format("html", "a web page", (".html", ".htm"), lambda s: s.is_html, _html),
    Format("txt", "text", (".txt",), lambda s: s.is_text, _text),
)
SUFFIXES = tuple(suffix for kind in FORMATS if kind.read for suffix in kind.suffixes)
"""What files are called that are looked for in a folder of sources."""
