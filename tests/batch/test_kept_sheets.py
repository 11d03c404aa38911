"""Sheets that were read are kept beside the records: looked up again, never trusted when damaged, dropped when gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.batch.kept_sheets import sheets_kept
from pipeline.model.task import Task
from pipeline.read.pdf import scans
from pipeline.read.pdf.contents import Contents, DoubtAt, Stroke, Style
from pipeline.read.pdf.glyphs import Glyph, Glyphs

pytestmark = pytest.mark.skipif(not scans.is_installed(), reason="needs the extra scan: make scan")

ONE, OTHER = (np.full((4, 3, 3), shade, np.uint8) for shade in (255, 250))


class _Reader:
    """Reads any sheet as one word, and counts."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def __call__(self, _pixels: Any, _dpi: float, number: int) -> Contents:
        self.read.append(number)
        glyph = Glyph("乡", 1.1, 2.2, 11.3, 12.4)
        doubt = DoubtAt((1.1, 2.2, 11.3, 12.4), "", "乡", "", "多")
        style, stroke = Style(10.2, 10.2, 0), Stroke(0.1, 5, 90, 5)
        glyphs, which = Glyphs.of([glyph]), np.zeros(1, np.int64)
        return Contents(
            number,
            100.5,
            200,
            1,
            glyphs,
            [style],
            which,
            [stroke],
            (),
            recognised=True,
            doubts=[doubt],
        )


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> _Reader:
    found = _Reader()
    monkeypatch.setattr("pipeline.read.pdf.scan.kept.read_sheet", found)
    return found


def _ask(parsed: Path, *sheets: Any, version: str = "v1", writing: bool = True) -> list[Contents]:
    from pipeline.read.pdf.scan.kept import read_once

    task = Task(Path(f"raw/ding/{version}.pdf"), "ding", version)
    with sheets_kept(parsed, task, writing=writing):
        return [read_once(sheet, 200, number) for number, sheet in enumerate(sheets, 1)]


def _files(parsed: Path) -> list[Path]:
    return sorted((parsed / ".dutylist/sheets").rglob("*.json"))


def test_a_sheet_is_read_once_wherever_it_stands(tmp_path: Path, reader: _Reader) -> None:
    (first,) = _ask(tmp_path, ONE)
    _, again = _ask(tmp_path, OTHER, ONE)
    assert reader.read == [1, 1]
    assert (again.number, again.width, again.turn) == (2, 100.5, 1)
    assert again.glyphs.boxes.tolist() == first.glyphs.boxes.tolist()
    for name in ("styles", "strokes", "doubts", "recognised"):
        assert getattr(again, name) == getattr(first, name)


def test_what_is_damaged_or_changed_is_read_again(tmp_path: Path, reader: _Reader) -> None:
    _ask(tmp_path, ONE)
    (file,) = _files(tmp_path)
    whole = json.loads(file.read_text())
    for content in ("", "{}", "[]", json.dumps(whole).replace("\\u4e61", "\\u591a")):
        file.write_text(content)
        assert _ask(tmp_path, ONE)[0].glyphs.texts == ["乡"]
    assert len(reader.read) == 5


def test_what_a_version_no_longer_has_is_dropped(tmp_path: Path, reader: _Reader) -> None:
    _ask(tmp_path, ONE, OTHER)
    _ask(tmp_path, ONE, version="v2")
    _ask(tmp_path, OTHER)
    assert len(_files(tmp_path)) == 2
    assert len(reader.read) == 3


def test_checking_writes_nothing(tmp_path: Path, reader: _Reader) -> None:
    _ask(tmp_path, ONE, writing=False)
    assert _files(tmp_path) == []
    assert reader.read == [1]
