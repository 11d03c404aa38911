"""The damage test in small: every kind found, at its place, and nothing told of clean lists.

`make damage` runs many more cases and prints the table of docs/integrity.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.forms import with_remarks
from tests.corpus.make import make_list
from tests.damage.formats import Format, findings, formats
from tests.damage.kinds import Kind
from tests.damage.lines import LineKind
from tests.damage.measure import KINDS, AnyKind, Tally, measure
from tests.damage.pages import PageKind
from tests.damage.real import real_list

FORMATS = {form.id: form for form in formats()}
# Reading a PDF takes a second: of these, the kinds that the layout of a page has a part in.
IN_PDF = (
    *("row lost in a section", "last row of a section lost", "number lost", "section row lost"),
    *("page lost", "page doubled", "pages swapped", "cell lost: cooperative departments"),
)
# The list that comes with the project, 3 times as large and with defects of its own.
IN_REAL = ("row lost in a section", "row doubled", "section row lost", "page lost", "row moved")


def _run(kind: AnyKind, form: Format, seeds: range, folder: Path, *, real: bool = False) -> Tally:
    scale = 0.5 if form.id == "pdf" else 0.3
    draw = (
        (lambda _: real_list())
        if real
        else (lambda seed: with_remarks(make_list(seed, scale), seed))
    )
    [tally] = measure([kind], [form], draw, seeds, folder)
    return tally


def _all_told(tally: Tally, beside: frozenset[str] = frozenset()) -> None:
    shown = "\n".join(tally.failures)
    assert (tally.detected, tally.placed) == (tally.cases, tally.cases), shown
    assert not set(tally.extra) - beside, shown


def _kinds(form: str) -> list[AnyKind]:
    return [kind for kind in KINDS if form in kind.formats and not kind.hidden]


@pytest.mark.parametrize("kind", _kinds("txt"), ids=lambda kind: kind.name)
def test_damage_to_a_text_is_told_once_at_its_place(kind: AnyKind, tmp_path: Path) -> None:
    _all_told(_run(kind, FORMATS["txt"], range(1, 3), tmp_path))


@pytest.mark.skipif("docx" not in FORMATS, reason="Word files are not read yet")
@pytest.mark.parametrize("kind", _kinds("docx")[::3], ids=lambda kind: kind.name)
def test_damage_to_a_word_file_is_told_once_at_its_place(kind: AnyKind, tmp_path: Path) -> None:
    _all_told(_run(kind, FORMATS["docx"], range(1, 2), tmp_path))


@pytest.mark.parametrize("name", IN_PDF)
def test_damage_to_a_pdf_is_told_once_at_its_place(name: str, tmp_path: Path) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    # An even seed's rows stay whole: a page that is lost takes no half of a row with it.
    _all_told(_run(kind, FORMATS["pdf"], range(8, 9), tmp_path))


@pytest.mark.parametrize("name", IN_REAL)
def test_damage_to_the_shipped_list_is_told_beside_its_own_defects(
    name: str, tmp_path: Path
) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    # Of two spellings that occur equally often the other becomes the usual one.
    flips = frozenset({"section-variant", "department-variant"})
    _all_told(_run(kind, FORMATS["txt"], range(2, 3), tmp_path, real=True), flips)


@pytest.mark.parametrize("seed", range(30))
def test_a_clean_list_has_no_finding(seed: int, tmp_path: Path) -> None:
    data = FORMATS["txt"].render(make_list(seed, 0.2 + seed % 4 * 0.3), seed)
    assert findings(data, "txt", tmp_path) == ()


def test_kinds_are_named_apart() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert {Kind, PageKind, LineKind} == {type(kind) for kind in KINDS}
