"""Word files that are damaged, hostile or no Word files: one sentence each, in bounded time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests import ROOT
from tests.read.word_files import (
    MACRO,
    archive,
    definition,
    level,
    numbered,
    p,
    save,
    tbl,
    tc,
    tr,
    use,
    word,
)

SAMPLE = (ROOT / "tests/samples/xijiao.word-portrait.docx").read_bytes()
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
SMALL = p("基本履职事项清单") + tbl(tr("序号", "事项名称"), tr("1", "甲。"))
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def changed(part: str, old: str, new: str, data: bytes) -> bytes:
    """The archive with a text replaced in one of its parts; a part that becomes empty is left out."""
    files = parts(data)
    assert old in files[part]
    files[part] = files[part].replace(old, new)
    return archive({name: text for name, text in files.items() if text})


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(257):
            package.writestr(f"word/media/{number}.png", bytes(2**20))
    return buffer.getvalue()


def spoilt_lzma() -> bytes:
    """A part packed in a way that no Office program does, and damaged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as package:
        for name, text in parts(word(SMALL)).items():
            package.writestr(name, text)
        start = package.getinfo("word/document.xml").header_offset
    data = bytearray(buffer.getvalue())
    begin = start + 30 + len("word/document.xml") + 20
    data[begin : begin + 40] = bytes(40)
    return bytes(data)


def in_document(doctype: str) -> bytes:
    data = changed("word/document.xml", "?><w:document", f"?>{doctype}<w:document", word(SMALL))
    return changed("word/document.xml", "甲。", "&a;", data)


REFUSED = [
    ("empty", b"", "the file is empty"),
    ("another text", "会议纪要".encode(), "not a duty list"),
    ("no document inside", changed("_rels/.rels", "word/document.xml", "word/x.xml", word(SMALL)), "no Word document"),
    ("cut off", SAMPLE[: len(SAMPLE) // 2], "damaged or cut off"),
    ("the last byte only", SAMPLE[:-30], "damaged or cut off"),
    ("no XML", changed("word/document.xml", "</w:body>", "", word(SMALL)), "word/document.xml is no well-formed XML"),
    ("a part packed by LZMA, damaged", spoilt_lzma, "damaged: word/document.xml cannot be read"),
    ("inflates without end", zip_bomb, "inflates to more than 256 MiB"),
    ("one huge part", lambda: word(p("x") + " " * (33 * 2**20)), "word/document.xml is larger than 32 MiB"),
    ("entities in entities", in_document(BOMB), "declares a document type"),
    ("an entity from outside", in_document(OUTSIDE), "declares a document type"),
    ("a million paragraphs", lambda: word("<w:p/>" * 10**6), "more than 100000 paragraphs"),
    ("two million elements", lambda: word("<w:tc/>" * (2 * 10**6)), "more than 1000000 elements"),
    ("nothing in it", word(p()), "holds no text"),
    ("another document inside", word(SMALL + '<w:altChunk r:id="x"/>'), "another document by reference"),
    (
        "merged cells that multiply",
        word(tbl(
            tr("1", tc("甲" * 5000, '<w:vMerge w:val="restart"/>')),
            *[tr("1", tc("", "<w:vMerge/>"))] * 1000,
        )),
        "come to millions of characters",
    ),
    (
        "a number as long as a book",
        word(
            p("x", numbered()) * 1000,
            numbering=definition(1, level(0, "章" * 5000)) + use(1, 1),
        ),
        "come to millions of characters",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_refused(data: bytes | Callable[[], bytes], message: str, tmp_path: Path) -> None:
    path = save(data() if callable(data) else data, tmp_path)
    with pytest.raises(SourceError, match=re.escape(message)) as caught:
        read_source(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_scan_says_what_to_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(word(p()))) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    path = save(archive(files | {"word/media/image1.png": "x"}), tmp_path)
    with pytest.raises(SourceError, match="only pictures; run OCR first"):
        read_source(path)


def test_a_document_without_any_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"v1\.docx: not a duty list"):
        normalise(read_source(save(word(p("会议纪要")), tmp_path)), "x", "v1")


STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "officeDocument/relationships",
}


def strict() -> bytes:
    """As Word saves a Strict Open XML Document: the same, in namespaces of its own."""
    with zipfile.ZipFile(io.BytesIO(word(SMALL, styles=""))) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    for transitional, name in STRICT.items():
        for part, text in files.items():
            files[part] = text.replace(transitional, f"http://purl.oclc.org/ooxml/{name}")
    return archive(files)


NEST, UNNEST = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
READ = [
    ("macros", word(SMALL, MACRO)),
    ("strict", strict()),
    ("backslashes in the names", archive({
        name.replace("/", "\\"): text for name, text in parts(word(SMALL, styles="")).items()})),
    ("names in other letters", archive({name.upper(): text for name, text in parts(word(SMALL)).items()})),
    ("a picture that is not there", changed(
        "word/_rels/document.xml.rels", "</Relationships>",
        '<Relationship Id="i" Type="image" Target="../NULL"/></Relationships>', word(SMALL, styles=""))),
    ("a broken picture", changed(
        "word/_rels/document.xml.rels", "</Relationships>",
        '<Relationship Id="i" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        ' Target="http://127.0.0.1:9/x.png" TargetMode="External"/></Relationships>', word(SMALL, styles=""))),
    ("styles that are based on one another", word(
        SMALL.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="A"/>'),
        styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
               '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>')),
    ("numbers that are none", word(
        SMALL.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="x"/>', 1) + p("", numbered(7, 99)),
        numbering='<w:num w:numId="7"/>')),
    ("tables in tables in tables", word(SMALL + NEST * 40 + "<w:p/>" + UNNEST * 40)),
]  # fmt: skip


@pytest.mark.parametrize("data", [c[1] for c in READ], ids=[c[0] for c in READ])
def test_what_is_read_all_the_same(data: bytes, tmp_path: Path) -> None:
    found = normalise(read_source(save(data, tmp_path)), "x", "v1")
    assert [(i.seq, i.item_name) for i in found.lists[0].items] == [(1, "甲。")]
    assert found.accounting.unaccounted == 0


@pytest.mark.parametrize("width", [10**9, -1, 0])
def test_a_cell_of_absurd_width(width: int, tmp_path: Path) -> None:
    row = tr("1", tc("甲。", f'<w:gridSpan w:val="{width}"/>'))
    body = p("基本履职事项清单") + tbl(tr("序号", "事项名称"), row)
    found = normalise(read_source(save(word(body), tmp_path)), "x", "v1")
    assert [i.item_name for i in found.lists[0].items] == ["甲。"]


def test_every_cut_is_told(tmp_path: Path) -> None:
    for share in (0.01, 0.3, 0.7, 0.95, 0.999):
        with pytest.raises(SourceError, match="damaged or cut off"):
            read_source(save(SAMPLE[: int(len(SAMPLE) * share)], tmp_path))


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    """The archive's checksums tell; where they cannot, what is read is read."""
    told: list[str] = []
    for offset in range(40, len(SAMPLE), len(SAMPLE) // 40):
        data = bytearray(SAMPLE)
        data[offset] ^= 0xFF
        try:
            normalise(read_source(save(bytes(data), tmp_path)), "x", "v1")
        except SourceError as error:
            told.append(str(error))
    assert told
    assert all("v1.docx" in message for message in told)


def test_the_command_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    for name, data in (("bad", SAMPLE[:5000]), ("good", SAMPLE)):
        (tmp_path / "raw" / name).mkdir(parents=True)
        (tmp_path / "raw" / name / "v1.docx").write_bytes(data)
    result = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", tmp_path / "raw", "--parsed", tmp_path / "parsed",
         "--reports", tmp_path / "reports"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 3
    assert "bad/v1.docx: damaged or cut off" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "parsed/good/v1/list.json").is_file()
