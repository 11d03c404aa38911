"""What of a Word file a person sees: hidden, white and tiny text, bound controls, pictures in place of text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.model.source import Source
from pipeline.read import read_source
from tests.read.word_files import archive, p, run, save, tbl, tc, tr, word
from tests.read.word_reading import BASIC, FIRST, HEADER, MORE, balanced, read, shown

WHITE = '<w:color w:val="FFFFFF"/>'
SHADE = '<w:shd w:val="clear" w:fill="%s"/>'
STYLES = (
    '<w:style w:type="character" w:styleId="Pale"><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Small"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Banded"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
)


def asides(source: Source) -> list[tuple[str, str]]:
    return [(aside.kind, aside.text) for block in source.blocks for aside in block.asides]


def cell_of(folder: Path, xml: str, cell: str = "", table: str = "") -> Source:
    """A list with one duty whose name is this; properties of its cell and its table."""
    rows = tr("序号", "事项名称") + tr("1", tc(p("甲") + xml, cell))
    body = BASIC + tbl(rows).replace("<w:tblPr/>", f"<w:tblPr>{table}</w:tblPr>")
    return read(folder, body, styles=STYLES)


UNSEEN = [
    ("hidden", p(run("乙", "<w:vanish/>"))),
    ("white", p(run("乙", WHITE))),
    ("white by its style", p(run("乙", '<w:rStyle w:val="Pale"/>'))),
    ("a point high", p(run("乙", '<w:sz w:val="2"/>'))),
    ("tiny by its style", p(run("乙"), '<w:pStyle w:val="Small"/>')),
    ("grey on the same grey", p(run("乙", '<w:color w:val="D9D9D9"/>' + SHADE % "D9D9D9"))),
    ("white on a white highlight", p(run("乙", WHITE + '<w:highlight w:val="white"/>'))),
    ("white on white shading", p(run("乙", WHITE), SHADE % "FFFFFF")),
]


@pytest.mark.parametrize("xml", [c[1] for c in UNSEEN], ids=[c[0] for c in UNSEEN])
def test_text_that_nobody_sees_is_told_and_no_data(xml: str, tmp_path: Path) -> None:
    source = cell_of(tmp_path, xml)
    assert shown(source)[2] == ["1", "甲"]
    assert asides(source) == [("unseen", "乙")]


SEEN = [
    ("white on a dark run", p(run("乙", WHITE + SHADE % "1F4E79")), "", ""),
    ("white on a highlight", p(run("乙", WHITE + '<w:highlight w:val="red"/>')), "", ""),
    ("white in a dark paragraph", p(run("乙", WHITE), SHADE % "000000"), "", ""),
    ("white in a dark cell", p(run("乙", WHITE)), SHADE % "4472C4", ""),
    ("white in a patterned cell", p(run("乙", WHITE)), '<w:shd w:val="pct50" w:fill="FFFFFF"/>', ""),
    ("white in a dark table", p(run("乙", WHITE)), "", SHADE % "4472C4"),
    ("white in a table of a style with colours", p(run("乙", WHITE)), "", '<w:tblStyle w:val="Banded"/>'),
    ("the colour that the program chooses", p(run("乙", '<w:color w:val="auto"/>')), SHADE % "000000", ""),
    ("red", p(run("乙", '<w:color w:val="FF0000"/>')), "", ""),
    ("not hidden after all", p(run("乙", '<w:vanish w:val="0"/>')), "", ""),
    ("small, but to be read", p(run("乙", '<w:sz w:val="9"/>')), "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "cell", "table"), [c[1:] for c in SEEN], ids=[c[0] for c in SEEN])
def test_text_that_is_seen(xml: str, cell: str, table: str, tmp_path: Path) -> None:
    source = cell_of(tmp_path, xml, cell, table)
    assert shown(source)[2] == ["1", "甲\n乙"]
    assert asides(source) == []


def test_a_hidden_row_is_told(tmp_path: Path) -> None:
    rows = (
        HEADER,
        tr("1", "甲", "乙", "丙", "丁", properties="<w:hidden/>"),
        tr("1", "a", "b", "c", "d"),
    )
    source = read(tmp_path, p("配合履职事项清单") + tbl(*rows))
    assert asides(source) == [("unseen", "1甲乙丙丁")]


CIRCLED = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
TYPED = [
    ("private code points in Wingdings", run("\uf081", CIRCLED) + run("宣传。"), "①宣传。"),
    ("letters in Wingdings", run("\u00fcl", CIRCLED), "✓●"),
    ("ideographs are shown in another font", run("宣传", CIRCLED), "宣传"),
    ("letters in Symbol", run("mg", '<w:rFonts w:ascii="Symbol"/>'), "μγ"),
    ("a sign that nobody knows stays unreadable", run("\uf037", CIRCLED), "\uf037"),
    ("another font", run("\uf081", '<w:rFonts w:ascii="宋体"/>'), "\uf081"),
]


@pytest.mark.parametrize(("xml", "text"), [c[1:] for c in TYPED], ids=[c[0] for c in TYPED])
def test_signs_that_are_typed(xml: str, text: str, tmp_path: Path) -> None:
    assert shown(cell_of(tmp_path, p(xml)))[2] == ["1", f"甲\n{text}"]


def test_rows_cells_and_text_in_several_ways(tmp_path: Path) -> None:
    def either(chosen: str, other: str = "") -> str:
        fallback = f"<mc:Fallback>{other}</mc:Fallback>" if other else ""
        return f'<mc:AlternateContent><mc:Choice Requires="w14">{chosen}</mc:Choice>{fallback}</mc:AlternateContent>'

    body = BASIC + tbl(
        tr("序号", "事项名称"),
        either(tr("1", "甲"), tr("1", "旧")),
        tr("2", tc(p(either(run("乙"))))),
        either("", tr("3", tc(either(p("丙"), p("丙"))))),
    )
    assert shown(read(tmp_path, body))[2:] == [["1", "甲"], ["2", "乙"], ["3", "丙"]]


def test_cells_that_old_files_merge_sideways(tmp_path: Path) -> None:
    first, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    body = p("配合履职事项清单") + tbl(
        HEADER,
        tr(tc("一、民生服务（1项）", first), *[tc("旧", more)] * 4),
        tr("1", tc("甲", FIRST), "乙", tc("丙", first), tc("", more)),
        tr("2", tc("", MORE), "丁", "戊", "己"),
    )
    assert shown(read(tmp_path, body))[2:] == [
        ["一、民生服务（1项）", "", "", "", ""],
        ["1", "甲", "乙", "丙", ""],
        ["2", "甲", "丁", "戊", "己"],
    ]


STORE = "{8A8FBAFB-8B6B-4E4E-9B8B-000000000001}"


def bound(content: str, path: str, more: str = "") -> str:
    return (
        f"<w:sdt><w:sdtPr>{more}<w:dataBinding w:prefixMappings=\"xmlns:n='urn:x'\" "
        f'w:xpath="{path}" w:storeItemID="{STORE}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def with_data(data: bytes, xml: str) -> bytes:
    """The Word file with custom XML."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="x" Type="{relations}/customXml" Target="../customXml/item1.xml"/></Relationships>',
    )
    files["customXml/item1.xml"] = xml
    files["customXml/_rels/item1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="y" Type="{relations}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    files["customXml/itemProps1.xml"] = (
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{STORE}"/>'
    )
    return archive(files)


ENTRIES = '<w:dropDownList><w:listItem w:displayText="区财政局" w:value="07"/></w:dropDownList>'
BOUND = [
    ("the data is shown", bound(p("点击输入文字"), "/n:root[1]/n:name[1]"), "加强党建"),
    ("in a paragraph", p(run("甲") + bound(run("旧"), "/n:root/n:name") + run("。")), "甲加强党建。"),
    ("an empty control", p(run("甲") + bound("", "/n:root/n:name")), "甲加强党建"),
    ("an attribute", p(bound(run("旧"), "/n:root/n:name/@code")), "3-1"),
    ("the entry of a drop-down", p(bound(run("旧"), "/n:root/n:dept[2]", ENTRIES)), "区财政局"),
    ("the second of two", p(bound(run("旧"), "/n:root/n:dept[1]")), "区水务局"),
    ("data that is not there", p(bound(run("旧"), "/n:root/n:none[1]")), "旧"),
    ("empty data", p(bound(run("旧"), "/n:root/n:empty")), "旧"),
    ("a path that is none", p(bound(run("旧"), "//*[contains(.,'x')]")), "旧"),
    ("a date is written as the control has it", p(bound(run("2025年4月"), "/n:root/n:name", "<w:date/>")), "2025年4月"),
]  # fmt: skip
DATA = '<root xmlns="urn:x"><name code="3-1">加强党建</name><dept>区水务局</dept><dept>07</dept><empty/></root>'


@pytest.mark.parametrize(("xml", "text"), [c[1:] for c in BOUND], ids=[c[0] for c in BOUND])
def test_bound_controls_show_their_data(xml: str, text: str, tmp_path: Path) -> None:
    body = BASIC + tbl(tr("序号", "事项名称"), tr("1", tc(xml)))
    source = balanced(read_source(save(with_data(word(body), DATA), tmp_path)))
    assert shown(source)[2] == ["1", text]


def test_data_that_cannot_be_read_harms_no_more_than_its_controls(tmp_path: Path) -> None:
    body = BASIC + tbl(tr("序号", "事项名称"), tr("1", tc(bound(p("旧"), "/n:root/n:name"))))
    for xml in ("<root", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><root>&a;</root>'):
        source = read_source(save(with_data(word(body), xml), tmp_path))
        assert shown(source)[2] == ["1", "旧"]


def picture(width: float, height: float, around: str = "wp:inline", more: str = "") -> str:
    return (
        f'<w:r><w:drawing><{around}{more}><wp:extent cx="{int(width * 12700)}" cy="{int(height * 12700)}"/>'
        f'<a:graphic><a:blip r:embed="rId9"/></a:graphic></{around}></w:drawing></w:r>'
    )


OBJECT = '<w:r><w:object><v:shape style="width:90pt;height:40pt"/></w:object></w:r>'
BOX = f"<w:r><w:drawing><wp:inline><w:txbxContent>{p('乙')}</w:txbxContent></wp:inline></w:drawing></w:r>"
OLD = (
    '<w:r><w:pict><v:shape style="width:%dpt;height:%dpt%s"><v:imagedata/></v:shape></w:pict></w:r>'
)
TOLD = [
    ("a screenshot", p(picture(150, 40)), ["图片"]),
    ("a rare character", p(run("王") + picture(12, 12)), ["图片"]),
    ("a picture of old", p(OLD % (150, 40, "")), ["图片"]),
    ("an embedded table", p(OBJECT), ["嵌入的对象"]),
    ("a spacer", p(picture(1, 1)), []),
    ("a seal", p(picture(119, 119, "wp:anchor")), []),
    ("a seal of old", p(OLD % (119, 119, ";position:absolute")), []),
    ("a ground behind the text", p(picture(400, 600, "wp:anchor", ' behindDoc="1"')), []),
    ("a text box is no picture", p(BOX), []),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "told"), [c[1:] for c in TOLD], ids=[c[0] for c in TOLD])
def test_pictures_where_text_would_be(xml: str, told: list[str], tmp_path: Path) -> None:
    assert asides(cell_of(tmp_path, xml)) == [("unread", what) for what in told]


@pytest.mark.parametrize(
    ("size", "told"), [((400, 500), True), ((400, 3), False), ((119, 119), False)]
)
def test_pictures_between_tables(size: tuple[float, float], told: bool, tmp_path: Path) -> None:
    """A table may be a picture; a line or a seal is none."""
    source = read(tmp_path, BASIC + tbl(tr("序号", "事项名称"), tr("1", "甲")) + p(picture(*size)))
    assert bool(asides(source)) == told
