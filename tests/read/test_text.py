"""The text reader: encodings, leftovers of HTML, and files that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model.characters import count
from pipeline.model.errors import SourceError
from pipeline.model.source import Line, Source
from pipeline.normalise import normalise
from pipeline.read.text import read_text
from tests.documents import SMALL


def read(data: bytes, folder: Path) -> Source:
    path = folder / "v1.txt"
    path.write_bytes(data)
    return read_text(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_reads_the_same(encoding: str, line_end: str, tmp_path: Path) -> None:
    wanted = read(SMALL.encode(), tmp_path)
    got = read(SMALL.replace("\n", line_end).encode(encoding), tmp_path)
    assert got.blocks == wanted.blocks
    assert got.characters == wanted.characters


@pytest.mark.parametrize(
    ("cell", "paragraphs"),
    [
        ("<p>1. 甲。</p> <p>2. 乙。</p>", ("1. 甲。", "2. 乙。")),
        ("<p>1. 甲。<p>2. 乙。", ("1. 甲。", "2. 乙。")),  # unclosed
        ('<ul style="list-style-type: none;"> 1. 甲。 2. 乙。', ("1. 甲。 2. 乙。",)),
        ('<ol class="x">甲。乙。', ("甲。乙。",)),
        ("甲<br/>乙", ("甲", "乙")),
        ("<span>甲</span>乙", ("甲乙",)),
        # Not markup, but what the document says.
        ("<script>alert(1)</script>", ("<script>alert(1)</script>",)),
        ("x<3且y>2", ("x<3且y>2",)),
        ("", ()),
        ("  ", ()),
    ],
)
def test_markup_in_cells(cell: str, paragraphs: tuple[str, ...], tmp_path: Path) -> None:
    source = read(f"清单\n1\t{cell}\n".encode(), tmp_path)
    row = source.blocks[1]
    assert not isinstance(row, Line)
    assert row.cells[1].paragraphs == paragraphs


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n\t ", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(64)) * 20, "binary"),
        ("床前明月光".encode(), "not a duty list"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=message):
        read(data, tmp_path)


def test_a_broken_byte_is_kept_as_unreadable(tmp_path: Path) -> None:
    data = bytearray(SMALL.encode())
    data[data.index("残联".encode())] = 0xFF
    assert "\ufffd" in "".join(map(str, read(bytes(data), tmp_path).blocks))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    noise=st.text(
        alphabet=st.sampled_from("\t\n 1二、（项）承接部门：清单<p></p>甲。\u3000\ufffd\x0b"),
        max_size=300,
    )
)
def test_the_accounting_always_balances(noise: str, tmp_path: Path) -> None:
    """Whatever is slipped in: every character is in exactly one class, and nothing crashes."""
    source = read((SMALL + noise + SMALL).encode(), tmp_path)
    accounting = normalise(source, "ding", "v1").accounting
    assert accounting.characters == count(SMALL + noise + SMALL)
    document = normalise(source, "ding", "v1")
    told = sum(count(leftover.text) for leftover in document.leftovers)
    assert accounting.unaccounted == told
