"""Damaged files of every kind that the table of readers reads without a program: refused in a sentence or
read, never a crash, a hang, or characters that are in no class.

`make fuzz` tries more of each.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline.model.errors import SourceError
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.formats import FORMATS
from tests.documents import SMALL
from tests.programs import program
from tests.read.test_html import HEADER, RECLAIMED, TITLE
from tests.read.test_ofd import TABLE, ofd, page
from tests.read.test_ofd import TITLE as OFD_TITLE
from tests.read.word_files import p, tbl, tr, word

EXAMPLES = int(os.environ.get("DUTYLIST_FUZZ", "60")) // 2
ROWS = "".join(
    f"<tr><td>{n}<td>甲<td rowspan={n}>区民政局<td><p>1. 丙。<p>2. 丁。<td>戊" for n in (1, 2, 3)
)
PAGE = (
    "<!doctype html><style>.x{display:none}</style><ul><li><a href=/>首页</a></ul>"
    f"{TITLE}<table>{HEADER}{ROWS}</table>{RECLAIMED}"
)
DOCX = word(p("基本履职事项清单") + tbl(tr("序号", "事项名称"), tr("1", "甲。"), tr("2", "乙。")))


def workbook() -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in (["基本履职事项清单"], ["序号", "事项名称"], [1, "甲。"], [2, "乙。"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(buffer)
    return buffer.getvalue()


def zipped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.docx", data)
    return buffer.getvalue()


def ods() -> bytes:
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    rows = "".join(
        f"<t:table-row><t:table-cell><x:p>{a}</x:p></t:table-cell><t:table-cell><x:p>{b}</x:p></t:table-cell></t:table-row>"
        for a, b in (("序号", "事项名称"), ("1", "甲。"), ("2", "乙。"))
    )
    content = f'<c xmlns:t="{table}" xmlns:x="{text}"><t:table t:name="基本履职事项清单">{rows}</t:table></c>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


MHT = (
    "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n"
    f"--X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--X--\r\n"
)
PIPES = "## 基本履职事项清单\n\n|序号|事项名称|\n|---|---|\n|1|**甲**。|\n|2|乙。|\n"
MADE = {
    "txt": SMALL.encode(),
    "md": PIPES.encode(),
    "html": PAGE.encode(),
    "mht": MHT.encode(),
    "docx": DOCX,
    "xlsx": workbook(),
    "ods": ods(),
    "ofd": ofd(page(OFD_TITLE + TABLE)),
    "zip": zipped(DOCX),
}
# Read by programs or from samples that a byte's change makes slow to judge; they have tests of their own.
ELSEWHERE = {"pdf", "picture", "xls", "doc", "rtf", "odt", "xml"}
TRAPS = (
    *(b"<", b">", b"&", b'"', b"|", b"  ", b"\x00", b"\r", b"\xff\xfe"),
    *(b"99999999999", b"-1", b"<table>", b"rowspan=9999 "),
)


def test_every_format_is_tried() -> None:
    read = {kind.name for kind in FORMATS if kind.read is not None}
    assert read - ELSEWHERE == set(MADE)


@pytest.mark.parametrize("kind", MADE)
def test_the_file_itself_is_read(kind: str, tmp_path: Path) -> None:
    assert judge(MADE[kind], kind, tmp_path)


@pytest.mark.parametrize("kind", MADE)
def test_damage_is_refused_or_accounted_for(kind: str, tmp_path: Path) -> None:
    rng = random.Random(kind)
    for _ in range(EXAMPLES):
        judge(damaged(MADE[kind], rng), kind, tmp_path)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ods", "ofd"])
def test_damage_inside_an_archive_is_refused_or_accounted_for(kind: str, tmp_path: Path) -> None:
    """The archive is whole, so that its checksums tell nothing; one of its parts is damaged."""
    rng = random.Random(kind)
    with zipfile.ZipFile(io.BytesIO(MADE[kind])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(EXAMPLES):
        name = rng.choice([name for name in parts if name != "mimetype"])
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for other, data in parts.items():
                archive.writestr(other, damaged(data, rng) if other == name else data)
        judge(buffer.getvalue(), kind, tmp_path)


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with some lost, doubled, changed or slipped in."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(4):
            case 0:
                data = data[:at] + data[at + rng.randint(1, 40) :]
            case 1:
                data = data[:at] + data[max(0, at - rng.randint(1, 40)) :]
            case 2:
                data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
            case 3:
                data = data[:at] + rng.choice(TRAPS) + data[at:]
    return data


def judge(data: bytes, kind: str, folder: Path) -> bool:
    """Whether a file is read; its characters are then each in one class."""
    path = folder / f"v1.{kind}"
    path.write_bytes(data)
    try:
        accounting = normalise(read_source(path), "x", "v1").accounting
    except SourceError as error:
        named = error.file
    else:
        classes = [getattr(accounting, name) for name in accounting.__dataclass_fields__]
        assert sum(classes) == 2 * accounting.characters
        assert min(classes) >= 0
        return True
    assert named in (str(path), path.name)
    return False


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_damage_to_an_old_file_is_refused_or_accounted_for(kind: str, tmp_path: Path) -> None:
    """Each takes LibreOffice seconds, so that these are few."""
    (tmp_path / "made.docx").write_bytes(DOCX)
    subprocess.run(
        [program("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
         "--outdir", tmp_path, tmp_path / "made.docx"], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    rng = random.Random(kind)
    for _ in range(max(1, EXAMPLES // 60)):
        judge(damaged((tmp_path / f"made.{kind}").read_bytes(), rng), kind, tmp_path)
