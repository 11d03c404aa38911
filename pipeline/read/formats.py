"""The table of readers: what each takes, told by content and not by name; what it needs; how it reads.

`docs/formats.md` is written from it, and the tests of damaged and hostile files go through it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
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


def _ofd(path: Path) -> Source:
    from pipeline.read.ofd import read_ofd

    return read_ofd(path)


def _docx(path: Path) -> Source:
    from pipeline.read.docx import read_docx

    return read_docx(path)


def _text(path: Path) -> Source:
    from pipeline.read.text import read_text

    return read_text(path)


def _markdown(path: Path) -> Source:
    from pipeline.read.markdown import read_markdown

    return read_markdown(path)


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


def _doc(path: Path) -> Source:
    return _converted(path, ".doc", _name(path, "doc", "wps"))


def _rtf(path: Path) -> Source:
    return _converted(path, ".rtf", "rtf")


def _odt(path: Path) -> Source:
    return _converted(path, ".odt", "odt")


def _word_xml(path: Path) -> Source:
    return _converted(path, ".xml", "xml")


def _excel_xml(path: Path) -> Source:
    from pipeline.read.office import converted
    from pipeline.read.spreadsheet import read_xlsx

    with converted(path, ".xml", "xlsx") as xlsx:
        return _as(path, "xml", read_xlsx, xlsx)


def _converted(path: Path, suffix: str, name: str) -> Source:
    from pipeline.read.docx import read_docx
    from pipeline.read.office import converted

    with converted(path, suffix, "docx") as docx:
        return _as(path, name, read_docx, docx)


def _as(path: Path, name: str, read: Reader, made: Path) -> Source:
    """What was made of a file, read as the file itself: its name, its digest."""
    try:
        source = read(made)
    except SourceError as error:
        raise SourceError(error.message, str(path)) from error
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(source, file=path.name, sha256=digest, format=name)


def _zip(path: Path) -> Source:
    from pipeline.read.zipped import holds_list, unpacked

    lists: list[tuple[str, Source]] = []
    told: list[str] = []
    with unpacked(path, set(SUFFIXES) - {".zip"}) as members:
        for member in members:
            try:
                kind = format_of(member.path)
                if kind.read is not None and kind.name != "zip":
                    source = kind.read(member.path)
                    lists += [(member.name, source)] if holds_list(source) else []
            except SourceError as error:
                told.append(f"{member.name}: {error.message}")
    if len(lists) > 1:
        names = ", ".join(name for name, _ in lists)
        reason = f"holds {len(lists)} lists ({names}); unpack it, each list under a name of its own"
        raise SourceError(reason, str(path))
    if not lists:
        reason = f"; {told[0]}" if told else ""
        raise SourceError(f"holds no duty list that can be read{reason}", str(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(lists[0][1], file=path.name, sha256=digest, format="zip")


def _is_slides(sample: Sample) -> bool:
    return sample.has_part("ppt/") or "PowerPoint Document" in sample.streams


def _name(path: Path, usual: str, *others: str) -> str:
    """A format's name: programs that write the same format call it by names of their own."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in others else usual


_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM", b"RIFF")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_OFFICE = "LibreOffice (`soffice` on PATH)"
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
    Format("ofd", "OFD", (".ofd",), lambda s: "ofd.xml" in s.parts, _ofd),
    Format("xlsx", "Excel", (".xlsx", ".xlsm"), lambda s: s.has_part("xl/"), _xlsx),
    Format(
        "xls",
        "old Excel or WPS",
        (".xls", ".et"),
        lambda s: bool(s.streams & {"Workbook", "Book"}),
        _xls,
    ),
    Format("ods", "OpenDocument workbook", (".ods",), lambda s: s.has_type("spreadsheet"), _ods),
    Format(
        "doc",
        "old Word or WPS",
        (".doc", ".wps"),
        lambda s: "WordDocument" in s.streams,
        _doc,
        _OFFICE,
    ),
    Format(
        "rtf",
        "rich text",
        (".rtf",),
        lambda s: s.plain.lstrip().startswith(b"{\\rtf"),
        _rtf,
        _OFFICE,
    ),
    Format("odt", "OpenDocument text", (".odt",), lambda s: s.has_type("text"), _odt, _OFFICE),
    Format(
        "xml",
        "Excel as XML",
        (),
        lambda s: s.is_office_xml and b"Excel" in s.plain,
        _excel_xml,
        _OFFICE,
    ),
    Format("xml", "Word as XML", (), lambda s: s.is_office_xml, _word_xml, _OFFICE),
    Format(
        "encrypted",
        "an encrypted document",
        (),
        lambda s: "EncryptedPackage" in s.streams,
        None,
        advice="remove the password first",
    ),
    Format(
        "slides",
        "slides",
        (".ppt", ".pptx", ".dps"),
        _is_slides,
        None,
        advice="save the list as .docx or .xlsx",
    ),
    Format(
        "picture",
        "a picture",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
        lambda s: s.head.startswith(_PICTURES) and not s.is_text,
        None,
        advice="run OCR first",
    ),
    Format(
        "archive",
        "an archive",
        (".rar", ".7z", ".gz", ".tar"),
        lambda s: s.head.startswith(_ARCHIVES),
        None,
        advice="unpack it first",
    ),
    Format("zip", "a ZIP archive with exactly one list", (".zip",), lambda s: bool(s.parts), _zip),
    Format("mht", "a saved web page", (".mht", ".mhtml"), lambda s: s.is_mime, _mht),
    Format("html", "a web page", (".html", ".htm"), lambda s: s.is_html, _html),
    Format("md", "Markdown", (".md",), lambda s: s.is_markdown, _markdown),
    Format("txt", "text", (".txt",), lambda s: s.is_text, _text),
)
SUFFIXES = tuple(suffix for kind in FORMATS if kind.read for suffix in kind.suffixes)
"""What files are called that are looked for in a folder of sources."""
