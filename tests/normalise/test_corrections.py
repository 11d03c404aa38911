"""What a person read in a scan: put in where it fits, told where it does not, refused where it cannot be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.document import Document
from pipeline.model.errors import CorrectionError
from pipeline.model.listdata import list_data
from pipeline.model.source import Doubt, Place, Recognition
from pipeline.normalise import normalise
from pipeline.normalise.correction_file import corrections_of
from pipeline.normalise.corrections import corrected
from pipeline.read import read_source
from pipeline.validate import validate
from pipeline.validate.case import Case
from tests.commands.test_cli import dutylist, put
from tests.documents import SMALL

DOUBT = Doubt(Place(sheet=1), "加强", "党", "的领导", "觉")
ENTRY = """[[correction]]
item = "basic-001"
field = "item_name"
was = "加强"
now = "坚持"
by = "张三"
"""


def scan(folder: Path) -> Document:
    """The small list as if it were a scan with a doubt in its first item."""
    path = folder / "v1.txt"
    path.write_text(SMALL, encoding="utf-8")
    document = normalise(read_source(path), "ding", "v1")
    return replace(document, recognition=Recognition("made up", "0", 100, (DOUBT,)))


def after(text: str, folder: Path) -> Document:
    file = folder / "corrections.toml"
    file.write_text(text, encoding="utf-8")
    return corrected(scan(folder), corrections_of(file, "v1"))


def told(document: Document) -> list[str]:
    return [f.message for f in validate(Case(document)) if f.rule == "unused-correction"]


def test_words_of_an_item_are_put_in(tmp_path: Path) -> None:
    before = scan(tmp_path).lists[0].items[0].item_name
    document = after(ENTRY, tmp_path)
    assert document.lists[0].items[0].item_name == before.replace("加强", "坚持")
    assert told(document) == []
    assert list_data(document)["reading"]["corrected"] == 1


def test_what_a_correction_decides_is_no_longer_in_doubt(tmp_path: Path) -> None:
    name = scan(tmp_path).lists[0].items[0].item_name
    at = name.index("党")
    decided = ENTRY.replace('was = "加强"', f'was = "{name[at]}"').replace(
        'now = "坚持"', 'now = "觉"'
    )
    doubt = replace(DOUBT, before=name[:at], after=name[at + 1 :])
    for text, left in ((decided, 0), (ENTRY, 1)):
        file = tmp_path / "corrections.toml"
        file.write_text(text, encoding="utf-8")
        document = replace(scan(tmp_path), recognition=Recognition("made up", "0", 100, (doubt,)))
        found = corrected(document, corrections_of(file, "v1"))
        if name.count("党") == 1:
            assert found.recognition is not None
            assert len(found.recognition.doubts) == left


def test_an_arrangement_is_read_again(tmp_path: Path) -> None:
    entry = ENTRY.replace("basic-001", "reclaimed-001").replace("item_name", "arrangement")
    entry = entry.replace('"加强"', '"县住建局"').replace('"坚持"', '"县城管局"')
    item = after(entry, tmp_path).lists[2].items[0]
    assert item.receiving_departments == ("县城管局",)


@pytest.mark.parametrize(
    ("field", "was", "now", "wanted"),
    [
        ("section", "党的建设", "党建工作", ("一", "党建工作", 3)),
        ("declared_count", "3", "8", ("一", "党的建设", 8)),
    ],
)
def test_a_section_row(
    field: str, was: str, now: str, wanted: tuple[str, str, int], tmp_path: Path
) -> None:
    entry = f'[[correction]]\nlist = "basic"\nsection_no = "一"\nfield = "{field}"\n'
    entry += f'was = "{was}"\nnow = "{now}"\nby = "张三"\n'
    section = after(entry, tmp_path).lists[0].sections[0]
    assert (section.no, section.name, section.declared_count) == wanted


def test_one_that_does_not_fit_is_told_and_does_nothing(tmp_path: Path) -> None:
    document = after(ENTRY.replace("加强", "不在此处"), tmp_path)
    assert document.lists == scan(tmp_path).lists
    [message] = told(document)
    assert "第1条没有用上（basic-001 item_name）" in message


def test_one_of_another_version_is_left_alone(tmp_path: Path) -> None:
    document = after(f'{ENTRY}version = "v2"\n', tmp_path)
    assert (document.lists, told(document)) == (scan(tmp_path).lists, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("correction = 3", "entries only"),
        ("[[correction]", "is no TOML"),
        (ENTRY.replace('by = "张三"\n', ""), "correction 1: by is required"),
        (ENTRY.replace("was", "wsa"), "correction 1: wsa is not known"),
        (ENTRY.replace('item = "basic-001"\n', ""), "name either an item"),
        (ENTRY.replace('"张三"', "3"), "have to be texts"),
    ],
)
def test_what_cannot_be_understood_is_told(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=message):
        after(text, tmp_path)


def test_a_source_with_text_of_its_own_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "ding/v1.txt", SMALL)
    assert dutylist(tmp_path, "run").returncode == 0
    put(tmp_path, "ding/corrections.toml", ENTRY)
    result = dutylist(tmp_path, "run")
    assert result.returncode == 3
    assert "raw/ding/corrections.toml: is for scans only; v1.txt has text" in result.stderr
