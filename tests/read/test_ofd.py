"""OFD files: the places of text and rules, templates, odd paths and namespaces, hostile ones."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from pipeline.model.errors import SourceError
from pipeline.model.source import Ink, Line, Row, Source
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests import ROOT

SAMPLES = ROOT / "tests/samples/ofd"
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(x: float, y: float, words: str, more: str = "", size: float = 4) -> str:
    """Words whose first base line begins here, in millimetres."""
    steps = f"g {len(words) - 1} {size}" if len(words) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 100 {size}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0 + 0.2} {y1 - y0 + 0.2}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


GRID = "".join(rule(20, y, 180, y) for y in (40, 50, 60, 70)) + "".join(
    rule(x, 40, x, 70) for x in (20, 40, 180)
)
TITLE = text(80, 30, "基本履职事项清单")
TABLE = (
    GRID + text(24, 47, "序号") + text(60, 47, "事项名称") + text(28, 57, "1") + text(60, 57, "甲。")
    + text(28, 67, "2") + text(60, 67, "乙。")
)  # fmt: skip


def page(inner: str, more: str = "") -> str:
    return (
        f"<ofd:Page {NS}>{more}<ofd:Content><ofd:Layer>{inner}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def ofd(*pages: str, common: str = "", location: str = "Pages/P%d.xml", **parts: str) -> bytes:
    """An OFD of these pages; `parts` are others of the document's folder, "__" for a dot."""
    uses = "".join(f'<ofd:Page ID="{n}" BaseLoc="{location % n}"/>' for n in range(len(pages)))
    files = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{uses}</ofd:Pages></ofd:Document>",
    } | {f"Doc_0/Pages/P{n}.xml": each for n, each in enumerate(pages)}
    files |= {f"Doc_0/{name.replace('__', '.')}": part for name, part in parts.items()}
    return archive(files)


def archive(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def read(folder: Path, data: bytes) -> Source:
    path = folder / "v1.ofd"
    path.write_bytes(data)
    return read_source(path)


def rows(source: Source) -> list[list[str]]:
    return [
        [cell.text for cell in block.cells] for block in source.blocks if isinstance(block, Row)
    ]


WANTED = [["序号", "事项名称"], ["1", "甲。"], ["2", "乙。"]]
UNIT = "<ofd:Res {ns}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='7'><ofd:Content>{inner}</ofd:Content>"
UNIT += "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
USE = '<ofd:CompositeObject ResourceID="7" Boundary="0 0 210 297"/>'
RES = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
MATRIX = "<ofd:TextObject Boundary='60 0 100 100' Size='1' CTM='4 0 0 4 0 57'><ofd:TextCode X='0' Y='0' DeltaX='1'>甲。</ofd:TextCode></ofd:TextObject>"  # noqa: E501
READ = [
    ("as it is", ofd(page(TITLE + TABLE))),
    ("in blocks in blocks", ofd(page(f"<ofd:PageBlock><ofd:PageBlock>{TITLE}{TABLE}</ofd:PageBlock></ofd:PageBlock>"))),
    ("rules in a template", ofd(
        page(TITLE + TABLE.removeprefix(GRID), '<ofd:Template TemplateID="9"/>'),
        common='<ofd:TemplatePage ID="9" BaseLoc="T.xml"/>', T__xml=page(GRID))),
    ("in a composite object", ofd(page(USE), common=RES, Res__xml=UNIT.format(ns=NS, inner=TITLE + TABLE))),
    ("scaled by a matrix", ofd(page(TITLE + TABLE.replace(text(60, 57, "甲。"), MATRIX)))),
    ("paths from the root", ofd(page(TITLE + TABLE), location="/Doc_0/Pages/P%d.xml")),
    ("another namespace", ofd(page(TITLE + TABLE).replace("http://www.ofdspec.org/2016", "urn:other"))),
    ("no namespace", ofd(page(TITLE + TABLE).replace(NS, ""))),
    ("a box that begins elsewhere", ofd(
        page(TITLE + TABLE, "<ofd:Area><ofd:PhysicalBox>10 20 200 277</ofd:PhysicalBox></ofd:Area>"))),
]  # fmt: skip


@pytest.mark.parametrize("data", [c[1] for c in READ], ids=[c[0] for c in READ])
def test_what_is_read(data: bytes, tmp_path: Path) -> None:
    source = read(tmp_path, data)
    assert source.format == "ofd"
    assert rows(source) == WANTED
    assert [b.text for b in source.blocks if isinstance(b, Line)] == ["基本履职事项清单"]
    assert normalise(source, "x", "v1").accounting.unaccounted == 0


HIDDEN = [
    ("not visible", 'Visible="false"', ""),
    ("without opacity", 'Alpha="0"', ""),
    ("white on paper", "", '<ofd:FillColor Value="255 255 255"/>'),
]


@pytest.mark.parametrize(("more", "colour"), [c[1:] for c in HIDDEN], ids=[c[0] for c in HIDDEN])
def test_text_that_nobody_sees_is_no_data(more: str, colour: str, tmp_path: Path) -> None:
    hidden = text(80, 57, "旧", more).replace("<ofd:TextCode", f"{colour}<ofd:TextCode")
    source = read(tmp_path, ofd(page(TITLE + TABLE + hidden)))
    assert rows(source) == WANTED
    assert source.ink is not None
    assert [line.text for line in source.ink.unseen] == ["旧"]


IMAGE = '<ofd:ImageObject Boundary="%s" ResourceID="5"/>'
LETTERS = "".join(
    f'<ofd:PathObject Boundary="{60 + n % 20 * 4} {52 + n // 20 * 5} 4 4" Fill="true" Stroke="false">'
    "<ofd:AbbreviatedData>M 0 2 L 2 0 L 4 2 L 2 4 C</ofd:AbbreviatedData></ofd:PathObject>"
    for n in range(60)
)
SHOWN = [
    ("a screenshot", IMAGE % "60 52 80 6", 1),
    ("a seal", IMAGE % "120 60 42 42", 0),
    ("a line", IMAGE % "20 80 160 1", 0),
    ("words as outlines", LETTERS, 1),
    ("rules only", "", 0),
]


@pytest.mark.parametrize(("drawn", "places"), [c[1:] for c in SHOWN], ids=[c[0] for c in SHOWN])
def test_what_may_be_words_and_is_no_text_is_told(drawn: str, places: int, tmp_path: Path) -> None:
    source = read(tmp_path, ofd(page(TITLE + TABLE + drawn)))
    assert source.ink is not None
    assert len(source.ink.unread) == places


def test_the_list_from_a_converter_is_read_cell_by_cell() -> None:
    wanted = json.loads((SAMPLES / "list.truth.json").read_text(encoding="utf-8"))["lists"]
    found = normalise(read_source(SAMPLES / "list.ofd"), "x", "v1")
    assert found.accounting.unaccounted == 0
    assert read_source(SAMPLES / "list.ofd").ink == Ink(16, (), ())
    for lst in found.lists:
        for item, true in zip(lst.items, wanted[lst.id]["items"], strict=True):
            for field, texts in true.items():
                if field in item.cells and field != "departments":
                    assert squeezed(item.text(field)) == squeezed(texts)


def squeezed(texts: str | list[str]) -> str:
    return "".join("".join(texts).split())


ODD = sorted((SAMPLES / "real").glob("*.ofd"))


@pytest.mark.parametrize("path", ODD, ids=[path.stem for path in ODD])
def test_odd_files_of_other_programs_open_and_are_told(path: Path) -> None:
    with pytest.raises(SourceError, match=r"not a duty list|no text layer"):
        normalise(read_source(path), "x", "v1")


LOOP = UNIT.format(ns=NS, inner=USE * 2)
REFUSED = [
    ("no document", archive({"OFD.xml": f"<ofd:OFD {NS}/>"}), "holds no page"),
    ("a document that is not there", archive({
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>x.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"}),
     "its document is not there"),
    ("a page that is not there", ofd(page(TITLE), location="Pages/Q%d.xml"), "a page is not there"),
    ("objects in themselves", ofd(page(USE), common=RES, Res__xml=LOOP), "nested too deeply|more objects"),
    ("entities", ofd('<!DOCTYPE a [<!ENTITY b "c">]>' + page(TITLE)), "declares a document type"),
    ("no XML", ofd("<ofd:Page>"), "no well-formed XML"),
    ("encrypted", ofd(page(TITLE), Encryptions__xml="x"), "encrypted"),
    ("no text", ofd(page(GRID)), "no text layer"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_refused(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, data)


BROKEN = [
    'Boundary="x"',
    'Boundary=""',
    'CTM="1 2"',
    'CTM="9e9 0 0 1 0 0"',
    'Size="-1"',
    'HScale="0"',
]


@pytest.mark.parametrize("attribute", BROKEN)
def test_attributes_that_are_none_do_no_harm(attribute: str, tmp_path: Path) -> None:
    name = attribute.partition("=")[0]
    words = (
        text(60, 100, "丙")
        .replace(f"{name}=", f"Old{name}=")
        .replace("<ofd:TextObject", f"<ofd:TextObject {attribute}")
    )
    found = rows(read(tmp_path, ofd(page(TITLE + TABLE + words))))
    assert found == WANTED or found
