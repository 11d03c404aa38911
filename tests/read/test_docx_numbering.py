"""Numbers that Word prints and the file does not hold: counted as Word counts, in its formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.source import Line
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.read.docx.numerals import printed
from tests.read.word_files import definition, level, numbered, p, run, save, tbl, tc, tr, use, word

PLAIN = definition(1, level(0, "%1."), level(1, "%1.%2"), level(2, "（%3）", "chineseCounting"))


def lines(folder: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    source = read_source(save(word(body, numbering=numbering, styles=styles), folder))
    return [block.text for block in source.blocks if isinstance(block, Line)]


def items(*places: tuple[int, int]) -> str:
    """Paragraphs x, each with its list and level."""
    return "".join(p("x", numbered(*place)) for place in places)


START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="%d"/></w:lvlOverride>'
COUNTS = [
    ("one level", PLAIN + use(1, 1), [(1, 0)] * 3, ["1. x", "2. x", "3. x"]),
    (
        "a deeper level starts anew under each number",
        PLAIN + use(1, 1),
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["1. x", "1.1 x", "1.2 x", "2. x", "2.1 x"],
    ),
    # Word counts a level that no paragraph has come to from its start.
    ("a level left out", PLAIN + use(1, 1), [(1, 1), (1, 2)], ["1.1 x", "（一） x"]),
    (
        "two lists of one definition go on counting",
        PLAIN + use(1, 1) + use(2, 1),
        [(1, 0), (1, 0), (2, 0)],
        ["1. x", "2. x", "3. x"],
    ),
    (
        "a list that starts anew does so once",
        PLAIN + use(1, 1) + use(2, 1, START % 1),
        [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)],
        ["1. x", "2. x", "1. x", "2. x", "3. x"],
    ),
    (
        "a list starts at another number",
        PLAIN + use(1, 1, START % 5),
        [(1, 0), (1, 0)],
        ["5. x", "6. x"],
    ),
    (
        "a level redefined for one list",
        PLAIN + use(1, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "%1、", "chineseCounting", 3)}</w:lvlOverride>'),
        [(1, 0), (1, 0)],
        ["三、 x", "四、 x"],
    ),
    (
        "a level that never starts anew",
        definition(1, level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>')) + use(1, 1),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["1. x", "1) x", "2. x", "2) x"],
    ),
    (
        "a level that starts anew under the first one only",
        definition(1, level(0, "%1."), level(1, "%2)"), level(2, "%3]", more='<w:lvlRestart w:val="1"/>')) + use(1, 1),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
        ["1. x", "1) x", "1] x", "2) x", "2] x", "2. x", "1] x"],
    ),
    (
        "Arabic figures for the levels above",
        definition(1, level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")) + use(1, 1),
        [(1, 0), (1, 1)],
        ["第一章 x", "1.1 x"],
    ),
    (
        "no gap after the number",
        definition(1, level(0, "%1、", "chineseCounting", more='<w:suff w:val="nothing"/>')) + use(1, 1),
        [(1, 0)],
        ["一、x"],
    ),
    ("a bullet of a symbol font", definition(1, level(0, "\uf0b7", "bullet")) + use(1, 1), [(1, 0)], ["• x"]),
    ("no number at all", definition(1, level(0, "", "none")) + use(1, 1), [(1, 0)], ["x"]),
    (
        "noughts before the number",
        definition(1, level(0, "%1").replace(
            '<w:numFmt w:val="decimal"/>',
            "<mc:AlternateContent><mc:Choice Requires='w14'><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/>"
            "</mc:Choice><mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent>",
        )) + use(1, 1),
        [(1, 0), (1, 0)],
        ["001 x", "002 x"],
    ),
    ("a list that is not defined", PLAIN, [(9, 0)], ["x"]),
    ("list 0 is none", PLAIN + use(1, 1), [(0, 0)], ["x"]),
    (
        "a definition that stands for a numbering style's",
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="S"/>{level(0, "%1)")}</w:abstractNum>'
        + use(1, 1),
        [(1, 0)],
        ["1) x"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("numbering", "places", "expected"), [c[1:] for c in COUNTS], ids=[c[0] for c in COUNTS]
)
def test_counting(
    numbering: str, places: list[tuple[int, int]], expected: list[str], tmp_path: Path
) -> None:
    assert lines(tmp_path, items(*places), numbering) == expected


def test_numbers_that_a_style_gives(tmp_path: Path) -> None:
    """By its own list and level, by the level that names the style, by the style it is based on; a
    paragraph may opt out."""
    numbering = definition(
        1, level(0, "%1."), level(1, "%1.%2", more='<w:pStyle w:val="B"/>')
    ) + use(1, 1)
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:pPr>{numbered(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="A"/></w:style>'
    )
    body = "".join(p("x", f'<w:pStyle w:val="{style}"/>') for style in "ABC")
    body += p("x", f'<w:pStyle w:val="A"/>{numbered(0)}')
    assert lines(tmp_path, body, numbering, styles) == ["1. x", "1.1 x", "2. x", "x"]


def test_hidden_and_deleted_paragraphs_take_no_number(tmp_path: Path) -> None:
    gone = f"<w:del>{run('旧')}</w:del>"
    body = p("甲", numbered()) + p(
        run("隐", "<w:vanish/>"), numbered() + "<w:rPr><w:vanish/></w:rPr>"
    )
    body += p(gone, numbered() + "<w:rPr><w:del/></w:rPr>") + p("乙", numbered())
    assert lines(tmp_path, body, PLAIN + use(1, 1)) == ["1. 甲", "2. 乙"]


def test_a_list_numbered_by_word(tmp_path: Path) -> None:
    """Its sections, its 序号 column and the points in its cells: no number of them is in the file."""
    numbering = (
        definition(1, level(0, "%1", more='<w:suff w:val="nothing"/>'))
        + definition(2, level(0, "%1、", "chineseCounting", more='<w:suff w:val="nothing"/>'))
        + definition(3, level(0, "%1."))
        + use(1, 1) + use(2, 2) + use(3, 3) + use(4, 3, START % 1)
    )  # fmt: skip
    header = tr("序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责")
    number = tc(p("", numbered(1)))

    def section(name: str) -> str:
        return tr(tc(p(name, numbered(2)), '<w:gridSpan w:val="5"/>'))

    def points(list_id: int) -> str:
        return tc(p("负责指导。", numbered(list_id)) + p("负责监督。", numbered(list_id)))

    body = p("配合履职事项清单") + tbl(
        header,
        section("民生服务（1项）"),
        tr(number, "养老", "县民政局", points(3), "配合。"),
        section("平安法治（1项）"),
        tr(number, "信访", "县信访局", points(4), "配合。"),
    )
    source = read_source(save(word(body, numbering=numbering), tmp_path))
    found = normalise(source, "x", "v1")
    assert [(s.no, s.name, [i.seq for i in s.items]) for s in found.lists[0].sections] == [
        ("一", "民生服务", [1]),
        ("二", "平安法治", [2]),
    ]
    for item in found.lists[0].items:
        assert item.texts("superior_duties") == ("1. 负责指导。", "2. 负责监督。")
    # Two numbers of duties, four of points with their stops, two of sections.
    in_file = source.characters - 2 - 2 * 4 - 2 * 2
    assert in_file == sum(not c.isspace() for c in "配合履职事项清单序号事项名称对应上级部门上级部门职责"
        "乡镇配合职责民生服务（1项）养老县民政局负责指导。负责监督。配合。"
        "平安法治（1项）信访县信访局负责指导。负责监督。配合。")  # fmt: skip
    assert found.accounting.unaccounted == 0


@pytest.mark.parametrize(
    ("number_format", "numbers"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("001", {1: "001", 1000: "1000"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("numberInDash", {7: "- 7 -"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
        (
            "chineseCountingThousand",
            {10: "十", 15: "十五", 100: "一百", 101: "一百零一", 110: "一百一十", 1010: "一千零一十",
             10000: "一万", 10001: "一万零一", 101010: "十万一千零一十"},
        ),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁", 105: "壹佰零伍"}),
        ("japaneseCounting", {10: "十", 23: "二十三", 100: "百", 105: "百五"}),
        ("ideographDigital", {1: "一", 10: "一〇", 21: "二一"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("none", {5: ""}),
        ("some format of the future", {5: "5"}),
    ],
)  # fmt: skip
def test_formats(number_format: str, numbers: dict[int, str]) -> None:
    assert {number: printed(number, number_format) for number in numbers} == numbers
