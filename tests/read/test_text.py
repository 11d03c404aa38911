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
from tests.documents import SMALL, findings


def read(data: bytes, folder: Path) -> Source:
    path = folder / "v1.txt"
    path.write_bytes(data)
    return read_text(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_encoding_reads_the_same(encoding: str, line_end: str, tmp_path: Path) -> None:
    wanted = read(SMALL.encode(), tmp_path)
    got = read(SMALL.replace("\n", line_end).encode(encoding), tmp_path)
    assert got.blocks == wanted.blocks
    assert got.characters == wanted.characters


@pytest.mark.parametrize("line_end", ["\u2028", "\u2029", "\x85"])
def test_rare_line_ends_end_rows_where_there_is_no_other(line_end: str, tmp_path: Path) -> None:
    wanted = read(SMALL.encode(), tmp_path)
    assert read(SMALL.replace("\n", line_end).encode(), tmp_path).blocks == wanted.blocks


@pytest.mark.parametrize(
    ("cell", "paragraphs"),
    [
        ("<p>1. 甲。</p> <p>2. 乙。</p>", ("1. 甲。", "2. 乙。")),
        ("<p>1. 甲。<p>2. 乙。", ("1. 甲。", "2. 乙。")),  # unclosed
        ('<ul style="list-style-type: none;"> 1. 甲。 2. 乙。', ("1. 甲。 2. 乙。",)),
        ('<ol class="x">甲。乙。', ("甲。乙。",)),
        ("甲<br/>乙", ("甲", "乙")),
        ("<span>甲</span>乙", ("甲乙",)),
        ("<o:p>甲</o:p><!--EndFragment-->", ("甲",)),  # pasted from Word
        ("<a href='x'>甲</a><h3>乙</h3>", ("甲", "乙")),
        ("&ldquo;甲&rdquo;&nbsp;乙&#21644;&#x4e19;", ("“甲” 乙和丙",)),
        ("&amp;ldquo;甲&amp;rdquo;", ("“甲”",)),  # escaped twice
        ("&lt;p&gt;甲&lt;/p&gt;乙", ("甲", "乙")),  # tags, escaped
        ("x&lt;3且y&gt;2", ("x<3且y>2",)),
        ("A&B；甲&乙；AT&T", ("A&B；甲&乙；AT&T",)),
        (r"1. 甲。\n2. 乙。\r\n3. 丙。", ("1. 甲。", "2. 乙。", "3. 丙。")),
        (r"C:\new", (r"C:\new",)),
        (
            "1. 甲。\u20282. 乙。\u20293. 丙。\x854. 丁。",
            ("1. 甲。", "2. 乙。", "3. 丙。", "4. 丁。"),
        ),
        # Nobody sees them: zero width, joiners, inner byte order mark, soft hyphen, variation selector.
        (
            "区\u200b财\u2060政\u200d局\ufeff、区\u00ad教\ufe0f育局&#8203;&shy;",
            ("区财政局、区教育局",),
        ),
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


def test_a_ctrl_z_at_the_end_is_no_text(tmp_path: Path) -> None:
    source = read(f"{SMALL}\x1a".encode(), tmp_path)
    assert source.blocks == read(SMALL.encode(), tmp_path).blocks
    assert (source.characters, source.markup) == (count(SMALL) + 1, 7 * 2 + 1)


@pytest.mark.parametrize("char", ["\x00", "\ue000", "\u202e", "\ufffc", "\U000f0001"])
def test_what_cannot_be_read_stays_and_is_told(char: str, tmp_path: Path) -> None:
    told = findings(SMALL.replace("县残联", f"县{char}残联"), tmp_path)
    assert "unreadable-character" in [finding.rule for finding in told]


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
    noisy = SMALL + noise + SMALL
    source = read(noisy.encode(), tmp_path)
    accounting = normalise(source, "ding", "v1").accounting
    assert accounting.characters == count(noisy)
    document = normalise(source, "ding", "v1")
    told = sum(count(leftover.text) for leftover in document.leftovers)
    assert accounting.unaccounted == told
