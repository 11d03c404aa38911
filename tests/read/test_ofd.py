"""OFD files: the places of text and rules, templates, odd paths and namespaces, hostile ones."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline import findings, parse
from pipeline.model.errors import SourceError
from pipeline.model.source import Ink, Line, Row, Source
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.ofd.clip import clips
from pipeline.render.evidence import gather
from tests import ROOT
from tests.corpus.font import boxes

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


def ofd(*pages: str, common: str = "", location: str = "Pages/P%d.xml", **parts: Any) -> bytes:
    """An OFD of these pages; `parts` are others of the document's folder, "__" for a dot."""
    uses = "".join(f'<ofd:Page ID="{n}" BaseLoc="{location % n}"/>' for n in range(len(pages)))
    files: dict[str, Any] = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{uses}</ofd:Pages></ofd:Document>",
    } | {f"Doc_0/Pages/P{n}.xml": each for n, each in enumerate(pages)}
    files |= {f"Doc_0/{name.replace('__', '.')}": part for name, part in parts.items()}
    return archive(files)


def archive(files: Mapping[str, Any]) -> bytes:
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


def area(x: float, y: float, width: float, height: float, colour: str, more: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width} {height}" Fill="true" Stroke="false" {more}>'
        f'<ofd:FillColor Value="{colour}"/><ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def inside(words: str, first: str) -> str:
    """A text object with something before its characters."""
    return words.replace("<ofd:TextCode", f"{first}<ofd:TextCode")


OLD = text(80, 57, "旧")
WHITE, BLUE = "255 255 255", "0 0 160"
CUT = "<ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</ofd:AbbreviatedData>"
AREA = f"<ofd:Area><ofd:Path Boundary='0 20 9 9'>{CUT}</ofd:Path></ofd:Area>"
ELSEWHERE = f"<ofd:Clips><ofd:Clip>{AREA}</ofd:Clip></ofd:Clips>"
OVER = '<ofd:ImageObject Boundary="79 52 8 7" CTM="8 0 0 7 0 0" ResourceID="3"/>'
HIDDEN = [
    ("not visible", text(80, 57, "旧", 'Visible="false"')),
    ("in a layer that is not visible", f'<ofd:PageBlock Visible="false">{OLD}</ofd:PageBlock>'),
    ("without opacity", text(80, 57, "旧", 'Alpha="0"')),
    ("neither filled nor drawn", text(80, 57, "旧", 'Fill="false"')),
    ("white on paper", inside(OLD, f'<ofd:FillColor Value="{WHITE}"/>')),
    ("of the colour of its ground", area(79, 52, 8, 7, BLUE) + inside(OLD, f'<ofd:FillColor Value="{BLUE}"/>')),
    ("under a white area", OLD + area(79, 52, 8, 7, WHITE)),
    ("under a picture", OLD + OVER),
    ("cut away", inside(OLD, ELSEWHERE)),
    ("outside of its boundary", OLD.replace(' 100 4"', ' 100 0.1"').replace('Y="4"', 'Y="9"')),
    ("off the sheet", text(80, 320, "旧")),
    ("tiny", text(80, 57, "旧", size=0.3)),
]  # fmt: skip


@pytest.mark.parametrize("hidden", [c[1] for c in HIDDEN], ids=[c[0] for c in HIDDEN])
def test_text_that_nobody_sees_is_no_data(hidden: str, tmp_path: Path) -> None:
    source = read(
        tmp_path, ofd(page(TITLE + TABLE + hidden), **picture_of(Image.new("RGB", (8, 7), "white")))
    )
    assert rows(source) == WANTED
    assert source.ink is not None
    assert [line.text for line in source.ink.unseen] == ["旧"]


SEEN = [
    ("light on dark", area(79, 52, 8, 7, BLUE) + inside(OLD, f'<ofd:FillColor Value="{WHITE}"/>')),
    ("over a white area", area(79, 52, 8, 7, WHITE) + OLD),
    ("under a pale area", OLD + area(79, 52, 8, 7, BLUE, 'Alpha="60"')),
    ("under a seal that one sees through", OLD + OVER),
    ("twice, for bold print", OLD + text(80.1, 57, "旧")),
    ("a boundary that is a hair too small", OLD.replace(' 100 4"', ' 100 3.5"')),
    ("a boundary without height", OLD.replace(' 100 4"', ' 100 0"')),
]  # fmt: skip


@pytest.mark.parametrize("shown", [c[1] for c in SEEN], ids=[c[0] for c in SEEN])
def test_text_that_is_seen_is_data(shown: str, tmp_path: Path) -> None:
    clear = Image.new("RGBA", (80, 70), (255, 255, 255, 0))
    source = read(tmp_path, ofd(page(TITLE + TABLE + shown), **picture_of(clear)))
    assert [cell for row in rows(source) for cell in row if "旧" in cell]
    assert source.ink is not None
    assert not source.ink.unseen


def picture_of(image: Image.Image) -> dict[str, Any]:
    """The parts of a document that has this picture as number 3."""
    data = io.BytesIO()
    image.save(data, "PNG")
    resources = (
        f'<ofd:Res {NS} BaseLoc="Media"><ofd:MultiMedias><ofd:MultiMedia ID="3" Type="Image"><ofd:MediaFile>a.png'
        "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    return {"common": RES, "Res__xml": resources, "Media/a__png": data.getvalue()}


def test_a_picture_of_words_is_told_and_one_of_a_colour_is_not(tmp_path: Path) -> None:
    words = Image.new("L", (400, 40), "white")
    for letter in range(9):
        for x, y, width, height in BARS:
            left, top = 10 + 40 * letter + 9 * x, 2 + 9 * y
            words.paste(0, (int(left), int(top), int(left + 9 * width), int(top + 9 * height)))
    use = '<ofd:ImageObject Boundary="60 80 80 8" CTM="80 0 0 8 0 0" ResourceID="3"/>'
    for image, places in ((words, 1), (Image.new("L", (400, 40), 200), 0)):
        source = read(tmp_path, ofd(page(TITLE + TABLE + use), **picture_of(image)))
        assert source.ink is not None
        assert len(source.ink.unread) == places


def with_font(font: bytes, more: str = "") -> bytes:
    """The table, its letters of a font that is in the file."""
    words = (TITLE + TABLE).replace("<ofd:TextObject", '<ofd:TextObject Font="4"')
    font_file = "<ofd:FontFile>a.ttf</ofd:FontFile>"
    resources = (
        f"<ofd:Res {NS}><ofd:Fonts><ofd:Font ID='4'>{font_file}</ofd:Font></ofd:Fonts></ofd:Res>"
    )
    return ofd(page(words + more), common=RES, Res__xml=resources, a__ttf=font)


FONT = boxes("Boxes", "基本履职事项清单序号名称甲乙。12").getvalue()
# In points: 甲 of the first row, and the empty end of that row.
NAME, EMPTY = (1, 170.0, 147.0, 182.0, 163.0), (1, 400.0, 147.0, 440.0, 163.0)


def test_a_place_is_drawn_with_the_fonts_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "v1.ofd"
    path.write_bytes(with_font(FONT))
    shades = [
        Image.open(io.BytesIO(png or b"")).convert("L").getextrema()
        for png in clips(path, [NAME, EMPTY])
    ]
    assert shades == [(0, 255), (255, 255)]


UNDRAWN = [
    ("no font", ofd(page(TITLE + TABLE))),
    ("a damaged font", with_font(FONT[:200])),
    ("a font without the letter", with_font(boxes("Boxes", "基本履职事项清单").getvalue())),
    ("a letter of another font", with_font(FONT, text(60, 90, "甲"))),
]


@pytest.mark.parametrize("data", [c[1] for c in UNDRAWN], ids=[c[0] for c in UNDRAWN])
def test_a_page_with_a_letter_that_cannot_be_drawn_is_not_drawn(
    data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "v1.ofd"
    path.write_bytes(data)
    assert clips(path, [NAME]) == [None]


def test_the_report_has_pictures_of_an_ofd(tmp_path: Path) -> None:
    path = tmp_path / "v1.ofd"
    path.write_bytes(with_font(FONT, text(80, 90, "甲乙甲乙", 'Font="4"')))
    document = parse(path)
    told = gather(path, document, findings(document))
    assert any(told.pictures.values())


IMAGE = '<ofd:ImageObject Boundary="%s" ResourceID="5"/>'
# A letter's strokes: 王 with a line on each side.
BARS = [(0.4, y, 3.2, 0.4) for y in (0.3, 1.8, 3.3)] + [(x, 0.3, 0.4, 3.4) for x in (0.4, 1.8, 3.2)]
LETTERS = "".join(
    f'<ofd:PathObject Boundary="{60 + n % 20 * 4} {52 + n // 20 * 5} 4 4" Fill="true" Stroke="false">'
    "<ofd:AbbreviatedData>"
    + "".join(f"M {x} {y} L {x + w} {y} L {x + w} {y + h} L {x} {y + h} C " for x, y, w, h in BARS)
    + "</ofd:AbbreviatedData></ofd:PathObject>"
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
