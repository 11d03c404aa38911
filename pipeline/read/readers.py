"""A function a format, from a file to a `Source`; what a reader needs is loaded when it is first used, so that
a text list does not pay for the PDF library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.source import Source

Reader = Callable[[Path], Source]


def pdf(path: Path) -> Source:
    from pipeline.read.pdf import read_pdf

    return read_pdf(path)


def picture(path: Path) -> Source:
    from pipeline.read.pdf import read_pictures

    return read_pictures(path)


def ofd(path: Path) -> Source:
    from pipeline.read.ofd import read_ofd

    return read_ofd(path)


def docx(path: Path) -> Source:
    from pipeline.read.docx import read_docx

    return read_docx(path)


def text(path: Path) -> Source:
    from pipeline.read.text import read_text

    return read_text(path)


def markdown(path: Path) -> Source:
    from pipeline.read.markdown import read_markdown

    return read_markdown(path)


def html(path: Path) -> Source:
    from pipeline.read.html import read_html

    return read_html(path)


def mht(path: Path) -> Source:
    from pipeline.read.html import read_mht

    return read_mht(path)


def xlsx(path: Path) -> Source:
    from pipeline.read.spreadsheet import read_xlsx

    return read_xlsx(path, _name(path, "xlsx", "et"))


def xls(path: Path) -> Source:
    from pipeline.read.spreadsheet import read_xls

    return read_xls(path, _name(path, "xls", "et"))


def ods(path: Path) -> Source:
    from pipeline.read.spreadsheet import read_ods

    return read_ods(path)


def doc(path: Path) -> Source:
    return _converted(path, ".doc", _name(path, "doc", "wps"))


def rtf(path: Path) -> Source:
    return _converted(path, ".rtf", "rtf")


def odt(path: Path) -> Source:
    return _converted(path, ".odt", "odt")


def word_xml(path: Path) -> Source:
    return _converted(path, ".xml", "xml")


def excel_xml(path: Path) -> Source:
    from pipeline.read.office import converted
    from pipeline.read.spreadsheet import read_xlsx

    with converted(path, ".xml", "xlsx") as made:
        return _as(path, "xml", read_xlsx, made)


def _converted(path: Path, suffix: str, name: str) -> Source:
    from pipeline.read.docx import read_docx
    from pipeline.read.office import converted

    with converted(path, suffix, "docx") as made:
        return _as(path, name, read_docx, made)


def _as(path: Path, name: str, read: Reader, made: Path) -> Source:
    """What was made of a file, read as the file itself: its name, its digest."""
    try:
        source = read(made)
    except SourceError as error:
        raise SourceError(error.message, str(path)) from error
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(source, file=path.name, sha256=digest, format=name)


def _name(path: Path, usual: str, *others: str) -> str:
    """A format's name: programs that write the same format call it by names of their own."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in others else usual
