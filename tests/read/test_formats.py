"""The table of readers: content decides, not the suffix; archives with one list; old files by LibreOffice."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read import SUFFIXES, advice, read_source
from pipeline.read.formats import FORMATS
from tests import ROOT
from tests.documents import SMALL
from tests.programs import program
from tests.read.word_files import p, tbl, tr, word

LIST = p("基本履职事项清单") + tbl(tr("序号", "事项名称"), tr("1", "甲。"), grid=(1000, 4000))
PAGE = (
    "<html><h2>基本履职事项清单</h2><table><tr><td>序号<td>事项名称<tr><td>1<td>甲。</table></html>"
)


def workbook() -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in (["基本履职事项清单"], ["序号", "事项名称"], [1, "甲。"]):
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


LYING = [
    ("v1.pdf", word(LIST), "docx"),
    ("v1.txt", word(LIST), "docx"),
    ("v1.docx", SMALL.encode(), "txt"),
    ("v1.doc", PAGE.encode(), "html"),  # as systems export "Word files"
    ("v1.xls", PAGE.encode("gb18030"), "html"),
    ("v1.pdf", PAGE.encode("utf-16"), "html"),
    (
        "v1.html",
        PAGE.removeprefix("<html>").replace("h2>", "p>").removesuffix("</html>").encode(),
        "html",
    ),
    (
        "v1.txt",
        PAGE.replace("<html><h2>", "# ").replace("</h2>", "\n").removesuffix("</html>").encode(),
        "txt",
    ),
    ("v1.docx", workbook(), "xlsx"),
    ("v1.dat", (ROOT / "tests/samples/xijiao.word-portrait.pdf").read_bytes(), "pdf"),
]


@pytest.mark.parametrize(("name", "data", "kind"), LYING, ids=[f"{n} is {k}" for n, _, k in LYING])
def test_a_file_is_read_for_what_it_is(name: str, data: bytes, kind: str, tmp_path: Path) -> None:
    source = read_source(put(tmp_path, name, data))
    assert (source.format, source.file) == (kind, name)
    assert normalise(source, "x", "v1").lists[0].items


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
REFUSED = [
    ("nothing", b" \n", "the file is empty"),
    (
        "a picture that is damaged",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        "damaged or cut off|make scan",
    ),
    ("another picture", b"GIF89a" + bytes(100), "a picture: not read; save it as .png"),
    ("another archive", b"Rar!\x1a\x07\x00" + bytes(100), "unpack it first"),
    ("slides", zipped(**{"ppt/presentation__xml": b"<x/>"}), "slides: not read"),
    ("a compound file that is damaged", OLE, "of no kind that is read"),
    ("bytes", bytes(range(256)) * 40, "of no kind that is read"),
    ("an archive cut off", zipped(a__docx=word(LIST))[:-10], "damaged or cut off"),
]


@pytest.mark.parametrize(("data", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_of_no_kind_is_told(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=message):
        read_source(put(tmp_path, "v1.docx", data))


def test_what_lies_among_sources_gets_advice() -> None:
    assert advice(Path("raw/x/v1.pptx")) == "save the list as .docx or .xlsx"
    assert advice(Path("raw/x/v1.pages")) == "save the list as .docx, .xlsx, .pdf or .txt"


def test_an_archive_with_exactly_one_list_is_read(tmp_path: Path) -> None:
    data = zipped(
        a__docx=word(p("会议纪要")), b__xlsx=workbook(), c__png=b"x", **{"__MACOSX/__b__xlsx": b"y"}
    )
    source = read_source(put(tmp_path, "v1.zip", data))
    assert (source.format, source.file) == ("zip", "v1.zip")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert [item.item_name for item in normalise(source, "x", "v1").lists[0].items] == ["甲。"]


ARCHIVES = [
    (
        "two lists",
        zipped(a__docx=word(LIST), b__xlsx=workbook()),
        r"holds 2 lists \(a.docx, b.xlsx\)",
    ),
    ("none", zipped(a__docx=word(p("会议纪要"))), "holds no duty list"),
    ("one that is damaged", zipped(a__docx=word(LIST)[:300]), "a.docx: damaged or cut off"),
    ("another archive", zipped(a__zip=zipped(a__docx=word(LIST))), "holds no duty list"),
    ("many", zipped(**{f"{n}__docx": b"x" for n in range(60)}), "holds 60 documents"),
    ("a way out", zipped(**{"../../../../etc/x__docx": word(p("x"))}), "holds no duty list"),
]


@pytest.mark.parametrize(
    ("data", "message"), [c[1:] for c in ARCHIVES], ids=[c[0] for c in ARCHIVES]
)
def test_other_archives_are_told(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=message):
        read_source(put(tmp_path, "v1.zip", data))
    assert not list(Path(tempfile.gettempdir()).glob("dutylist-zip-*"))


def test_an_archive_of_very_many_parts_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = zipped(**{f"{n:060}": b"" for n in range(45_000)})
    path = put(tmp_path, "v1.zip", data)
    monkeypatch.setattr("zipfile.ZipFile", None)
    with pytest.raises(SourceError, match="too many parts"):
        read_source(path)


def test_the_table_names_each_suffix_once() -> None:
    every = [suffix for kind in FORMATS for suffix in kind.suffixes]
    assert len(set(every)) == len(every) - (len(SUFFIXES) - len(set(SUFFIXES)))
    assert {".docx", ".pdf", ".txt", ".html", ".xlsx", ".doc", ".zip"} <= set(SUFFIXES)


def test_without_libreoffice_old_files_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        SourceError, match=r"read where LibreOffice is installed .* save the file as \.docx"
    ):
        read_source(put(tmp_path, "v1.rtf", b"{\\rtf1 x}"))


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice = put(tmp_path, "soffice", b"#!/bin/sh\nsleep 1000\n")
    soffice.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("pipeline.read.office._TIMEOUT", 0.2)
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    with pytest.raises(SourceError, match="took more than"):
        read_source(put(tmp_path, "v1.rtf", b"{\\rtf1 x}"))
    assert not list(own.glob("dutylist-office-*/"))


@pytest.mark.parametrize(
    ("kind", "name"), [("doc", "v1.wps"), ("odt", "v1.odt"), ("rtf", "v1.rtf")]
)
def test_old_files_say_what_the_word_file_says(kind: str, name: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("基本履职事项清单")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("序号", "事项名称", "1", "甲。"), strict=True):
        cell.text = text
    document.add_paragraph()  # a table at the very end is lost in .doc
    document.save(str(tmp_path / "v1.docx"))
    subprocess.run(
        [program("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
         "--outdir", tmp_path, tmp_path / "v1.docx"], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = (tmp_path / f"v1.{kind}").read_bytes()
    source = read_source(put(tmp_path, name, data))
    assert (source.format, source.file) == (name.removeprefix("v1."), name)
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.blocks == read_source(tmp_path / "v1.docx").blocks


def test_an_old_file_that_is_damaged_is_told(tmp_path: Path) -> None:
    program("soffice")
    with pytest.raises(SourceError, match=r"v1\.odt: (damaged|LibreOffice cannot read it)"):
        read_source(
            put(tmp_path, "v1.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"))
        )
