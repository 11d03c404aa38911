"""The table of readers: what each takes, told by content and not by name; what it needs; how it reads.

`docs/formats.md` is written from it, and the tests of damaged and hostile files go through it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence, series
from pipeline.model.source import Source
from pipeline.read import readers
from pipeline.read.sample import Sample


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `suffixes`: what its files are usually called; `name`: as `list.json` calls it;
    `text`: what is read of it.

    `read` is None for what is known and not read; `text` then says what to do. `needs`: a program
    or an extra without which it cannot be read.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    takes: Callable[[Sample], bool]
    read: readers.Reader | None
    text: str
    needs: str = ""

    @property
    def advice(self) -> str:
        """What to do with a file of a kind that is not read."""
        return self.text if self.read is None else ""


def format_of(path: Path) -> Format:
    """What a file is, by its content.

    Raises SourceError for an empty file, a damaged archive, and what is of no kind that is known; OSError.
    """
    sample = Sample(path)
    if not sample.head.strip():
        raise SourceError("the file is empty", str(path))
    if sample.is_zip and not sample.parts:
        raise SourceError("damaged or cut off", str(path))
    found = next((kind for kind in FORMATS if kind.takes(sample)), None)
    if found is None:
        raise SourceError(
            Sentence("of no kind that is read; {advice}", advice=Sentence(_ANY_ADVICE)), str(path)
        )
    return found


def advice(path: Path) -> str:
    """What to do with a file that lies among the sources and is none by its name, in English (`Sentence`)."""
    kind = next((f for f in FORMATS if f.read is None and path.suffix.lower() in f.suffixes), None)
    return kind.advice if kind else _ANY_ADVICE


def _archive(path: Path) -> Source:
    """The only list in an archive. SourceError where there is none, or more than one."""
    from pipeline.read.zipped import holds_list, unpacked

    lists: list[tuple[str, Source]] = []
    reasons: list[str] = []
    with unpacked(path, set(SUFFIXES) - {".zip", *_LOOSE_SHEETS}) as members:
        for member in members:
            try:
                kind = format_of(member.path)
                if kind.read not in (None, _archive):
                    assert kind.read is not None
                    source = kind.read(member.path)
                    lists += [(member.name, source)] if holds_list(source) else []
            except SourceError as error:
                reasons.append(
                    Sentence("; {name}: {why}", name=member.name, why=Sentence(error.message))
                )
    if len(lists) > 1:
        names = ", ".join(name for name, _ in lists)
        reason = Sentence(
            "holds {count} lists ({names}); unpack it, each list under a name of its own",
            count=len(lists),
            names=names,
        )
        raise SourceError(reason, str(path))
    if not lists:
        reason = Sentence("holds no duty list that can be read{more}", more=series(reasons[:1]))
        raise SourceError(reason, str(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(lists[0][1], file=path.name, sha256=digest, format="zip")


def _is_slides(sample: Sample) -> bool:
    return sample.has_part("ppt/") or "PowerPoint Document" in sample.streams


_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OTHER_PICTURES = (b"GIF8", b"BM", b"RIFF")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
# Beside a document in an archive they are what it shows, and of scans each would be but a sheet of the list.
_LOOSE_SHEETS = (".png", ".jpg", ".jpeg")
_OFFICE = "LibreOffice (`soffice` on PATH)"
_ANY_ADVICE = "save the list as .docx, .xlsx, .pdf or .txt"
# The first that takes a file reads it.
FORMATS: tuple[Format, ...] = (
    Format("toml", "settings of this program", (".toml",), lambda s: s.suffix == ".toml",
           None, "they belong beside a source"),
    Format("pdf", "PDF", (".pdf",), lambda s: b"%PDF-" in s.head[:1024],
           readers.pdf, "glyphs and rules; text that nobody sees is told, writing that is no text too"),
    Format("docx", "Word", (".docx",), lambda s: s.has_part("word/"),
           readers.docx, "as it would be printed, see docx.md"),
    Format("ofd", "OFD", (".ofd",), lambda s: "ofd.xml" in s.parts,
           readers.ofd, "as of a PDF; pictures of places where it holds its fonts; seals are not verified"),
    Format("xlsx", "Excel", (".xlsx", ".xlsm"), lambda s: s.has_part("xl/"),
           readers.xlsx, "a sheet each list, or all in one; hidden sheets, rows and columns are told"),
    Format("xls", "old Excel or WPS", (".xls", ".et"), lambda s: bool(s.streams & {"Workbook", "Book"}),
           readers.xls, "as of Excel"),
    Format("ods", "OpenDocument workbook", (".ods",), lambda s: s.has_type("spreadsheet"),
           readers.ods, "as of Excel"),
    Format("doc", "old Word or WPS", (".doc", ".wps"), lambda s: "WordDocument" in s.streams,
           readers.doc, "turned into Word", _OFFICE),
    Format("rtf", "rich text", (".rtf",), lambda s: s.plain.lstrip().startswith(b"{\\rtf"),
           readers.rtf, "turned into Word", _OFFICE),
    Format("odt", "OpenDocument text", (".odt",), lambda s: s.has_type("text"),
           readers.odt, "turned into Word", _OFFICE),
    Format("xml", "Excel as XML", (), lambda s: s.is_office_xml and b"Excel" in s.plain,
           readers.excel_xml, "turned into Excel", _OFFICE),
    Format("xml", "Word as XML", (), lambda s: s.is_office_xml,
           readers.word_xml, "turned into Word", _OFFICE),
    Format("encrypted", "an encrypted document", (), lambda s: "EncryptedPackage" in s.streams,
           None, "remove the password first"),
    Format("slides", "slides", (".ppt", ".pptx", ".dps"), _is_slides,
           None, "save the list as .docx or .xlsx"),
    Format("picture", "a scan as a picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
           lambda s: s.head.startswith(_PICTURES),
           readers.picture, "by recognition, see scans.md; of a TIFF all sheets", "the extra `scan` (`make scan`)"),
    Format("other_picture", "a picture", (".bmp", ".gif", ".webp"),
           lambda s: s.head.startswith(_OTHER_PICTURES) and not s.is_text, None, "save it as .png"),
    Format("archive", "an archive", (".rar", ".7z", ".gz", ".tar"), lambda s: s.head.startswith(_ARCHIVES),
           None, "unpack it first"),
    Format("zip", "ZIP archive", (".zip",), lambda s: bool(s.parts),
           _archive, "the list in it, where there is exactly one"),
    Format("mht", "saved web page", (".mht", ".mhtml"), lambda s: s.is_mime,
           readers.mht, "as a web page, with the style sheets in it"),
    Format("html", "web page", (".html", ".htm"), lambda s: s.is_html,
           readers.html, "as a browser shows it, without navigation and footer; what is hidden is told"),
    Format("md", "Markdown", (".md",), lambda s: s.is_markdown,
           readers.markdown, "pipe tables, and tables of HTML inside"),
    Format("txt", "text", (".txt",), lambda s: s.is_text,
           readers.text, "UTF-8, UTF-16 or GB18030; cells apart by tabs, bars, spaces or alignment"),
)  # fmt: skip
SUFFIXES = tuple(suffix for kind in FORMATS if kind.read for suffix in kind.suffixes)
"""What files are called that are looked for in a folder of sources."""
