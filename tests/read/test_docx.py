"""The Word reader: what stands in the file is read as it would be printed, and all of it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.model.characters import count
from pipeline.model.document import Document
from pipeline.model.listdata import list_data
from pipeline.model.source import Row
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests import ROOT
from tests.corpus.docx import to_docx
from tests.corpus.make import make_list
from tests.corpus.printed import FIELDS, truth
from tests.read.docx_noise import with_noise
from tests.read.word_files import p, run, save, tbl, tc, tr
from tests.read.word_reading import BASIC, DELETED, SPAN, balanced, read, shown

SAMPLE = ROOT / "tests/samples/xijiao.word-portrait.docx"


def document(path: Path) -> Document:
    return normalise(balanced(read_source(path)), "xijiao", "v1")


def without_pages(data: Any) -> Any:
    """Everything that a text export and a Word file of one list must agree in."""
    places = {"page_start", "page_end", "page", "line"}
    if isinstance(data, dict):
        return {key: without_pages(value) for key, value in data.items() if key not in places}
    return [without_pages(value) for value in data] if isinstance(data, list) else data


def test_the_text_export_and_the_word_file_agree() -> None:
    """The same lists, cell by cell and paragraph by paragraph; only pages and lines differ."""
    word_file = document(SAMPLE)
    text = list_data(document(ROOT / "raw/xijiao/v1.txt"))
    assert without_pages(list_data(word_file)["lists"]) == without_pages(text["lists"])
    assert list_data(word_file)["title"] == text["title"]
    assert word_file.accounting.unaccounted == 0
    assert word_file.pages is None


@pytest.mark.parametrize("seed", range(12))
def test_made_up_lists_are_read_back(seed: int, tmp_path: Path) -> None:
    """Tables whole or split by hand into one a page, with title and header again; and the same after
    editing that left its traces, none of which a reader sees."""
    printed = make_list(seed, scale=0.5)
    wanted = truth(printed)["lists"]
    clean = to_docx(printed, seed)
    noisy, unseen = with_noise(clean, seed)
    for data, markup in ((clean, 0), (noisy, unseen)):
        found = document(save(data, tmp_path))
        assert (found.accounting.unaccounted, found.accounting.markup) == (0, markup)
        for read_list in list_data(found)["lists"]:
            keys = ("seq", "section", *FIELDS[read_list["id"]])
            items = [i | {"section": s["name"]} for s in read_list["sections"] for i in s["items"]]
            assert [[item[key] for key in keys] for item in items] == [
                [item[key] for key in keys] for item in wanted[read_list["id"]]["items"]
            ]


def test_a_basic_list_that_is_no_table(tmp_path: Path) -> None:
    lines = ["基本履职事项清单", "一、党的建设（2项）", "1.加强党支部建设。", "2、发展党员。"]
    lines += ["二、经济发展（1项）", "3 编制规划。"]
    contents = p("目录") + p("1.基本履职事项清单…1") + p("2.配合履职事项清单…3")
    found = normalise(read(tmp_path, contents + "".join(map(p, lines))), "x", "v1")
    assert [(s.name, [(i.seq, i.item_name) for i in s.items]) for s in found.lists[0].sections] == [
        ("党的建设", [(1, "加强党支部建设。"), (2, "发展党员。")]),
        ("经济发展", [(3, "编制规划。")]),
    ]
    assert found.accounting.unaccounted == 0


def test_numbered_lines_beside_a_table_are_no_duties(tmp_path: Path) -> None:
    table = tbl(tr("序号", "事项名称"), tr("1", "甲。"))
    body = BASIC + p("1.本清单按类别排列。") + table + p("2.本清单自印发之日起施行。")
    found = normalise(read(tmp_path, body), "x", "v1")
    assert [item.item_name for item in found.lists[0].items] == ["甲。"]
    assert len(found.leftovers) == 2


HEADERS = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:headerReference w:type="first" r:id="header2"/>'
    '<w:footerReference w:type="default" r:id="footer1"/>%s</w:sectPr>'
)


@pytest.mark.parametrize(("first", "seen"), [("", False), ("<w:titlePg/>", True)])
def test_headers_and_footers(first: str, seen: bool, tmp_path: Path) -> None:
    """A list's title may stand in the header only; one for a first page that differs from no other
    is not shown."""
    body = p("西郊乡履行职责事项清单") + p("目录") + p("基本履职事项清单…1")
    body += (
        p("一、党的建设（1项）") + tbl(tr("序号", "事项名称"), tr("1", "甲。")) + HEADERS % first
    )
    source = read(
        tmp_path, body, header1=p("基本履职事项清单"), header2=p("首页"), footer1=p("— 1 —")
    )
    found = normalise(source, "x", "v1")
    assert [(s.name, len(s.items)) for s in found.lists[0].sections] == [("党的建设", 1)]
    assert found.accounting.unaccounted == 0
    assert ("首页" in shown(source)) is seen
    assert len(found.contents) == 1


def test_a_title_under_a_header_that_is_none(tmp_path: Path) -> None:
    """After the contents a title opens its list, though a header and a footer stand in between."""
    body = p("目录") + p("基本履职事项清单…1") + BASIC
    body += tbl(tr("序号", "事项名称"), tr("1", "甲。")) + HEADERS % ""
    source = read(tmp_path, body, header1=p("西郊乡"), header2=p("首页"), footer1=p("— 1 —"))
    found = normalise(source, "x", "v1")
    assert len(found.contents) == 1
    # The place between a title and its table is a note, also where Word has it in a header.
    assert [note.text for note in found.notes] == ["西郊乡"]
    assert found.accounting.running == count("基本履职事项清单序号事项名称—1—")


def test_notes_are_told_and_comments_are_no_text(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="5"/></w:r>'
    body = BASIC + tbl(tr("序号", "事项名称"), tr("1", tc(p(run("甲。") + mark))))
    note = f'<w:footnote w:id="%d">{p("%s")}</w:footnote>'
    source = read(
        tmp_path,
        body,
        footnotes=note % (2, "脚注。") + note % (3, "没有引用。"),
        comments=f'<w:comment w:id="5">{p("请核实")}</w:comment>',
    )
    assert shown(source)[2:] == [["1", "甲。"], "脚注。"]
    found = normalise(source, "x", "v1")
    assert [leftover.text for leftover in found.leftovers] == ["脚注。"]
    assert [(c.kind, c.text, c.list, c.seq) for c in found.asides] == [
        ("comment", "请核实", "basic", 1)
    ]


def test_contents_that_word_made(tmp_path: Path) -> None:
    """Its leaders are tab stops, its sections stand in it too."""
    tab = "<w:r><w:tab/></w:r>"
    lines = [("基本履职事项清单", 1), ("一、党的建设（1项）", 1), ("配合履职事项清单", 2)]
    toc = "".join(p(run(text) + tab + run(str(page))) for text, page in lines)
    body = f"<w:sdt><w:sdtContent>{p('目  录')}{toc}</w:sdtContent></w:sdt>{BASIC}"
    body += tbl(tr("序号", "事项名称"), tr(tc("一、党的建设（1项）", SPAN % 2)), tr("1", "甲。"))
    found = normalise(read(tmp_path, body), "x", "v1")
    assert [(e.list, e.page) for e in found.contents] == [("basic", 1), ("cooperative", 2)]
    assert found.accounting.unaccounted == 0


def test_a_title_in_a_text_box_and_in_a_table(tmp_path: Path) -> None:
    title = p("西郊乡履行职责事项清单")
    box = f"<w:r><w:pict><w:txbxContent>{title}</w:txbxContent></w:pict></w:r>"
    table = tbl(tr(tc("基本履职事项清单", SPAN % 2)), tr("序号", "事项名称"), tr("1", "甲。"))
    found = normalise(read(tmp_path, p(box) + table), "x", "v1")
    assert (found.title, found.lists[0].title) == ("西郊乡履行职责事项清单", "基本履职事项清单")


def test_places_are_unknown(tmp_path: Path) -> None:
    source = read(tmp_path, BASIC + tbl(tr("序号", "事项名称"), tr("1", "甲。")))
    assert {(b.place.line, b.place.page, b.place.sheet) for b in source.blocks} == {
        (None, None, None)
    }
    assert all(isinstance(b, Row) for b in source.blocks[1:])


def test_asides_are_told_at_their_items(tmp_path: Path) -> None:
    """What is deleted is no text of the document, and not lost silently either: also a whole row."""
    table = tbl(
        tr("序号", "事项名称"),
        tr("1", tc(p(run("区") + DELETED + f"<w:ins>{run('执法')}</w:ins>" + run("局")))),
        tr("2", "旧事项。", properties="<w:del/>"),
        # Emptied, but not deleted.
        tr("", tc(p(DELETED))),
    )
    source = read(tmp_path, p(f"<w:moveTo>{run('封面')}</w:moveTo>") + BASIC + table)
    found = normalise(source, "x", "v1")
    assert [(c.kind, c.text, c.list, c.seq) for c in found.asides] == [
        ("inserted", "封面", None, None),
        ("deleted", "城管", "basic", 1),
        ("inserted", "执法", "basic", 1),
        ("deleted", "2旧事项。", "basic", 1),
        ("deleted", "城管", "basic", 1),
    ]
    assert found.accounting.markup == count("城管2旧事项。城管")
