"""Tables of Word files: what a cell says, which cells a row has, which rows are one duty."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise import normalise
from tests.read.word_files import p, run, tbl, tc, tr
from tests.read.word_reading import BASIC, DELETED, FIRST, HEADER, MORE, SPAN, read, shown

TWO_WAYS = (
    "<w:r><mc:AlternateContent>"
    f'<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{p("框")}</w:txbxContent></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
RUBY = f"<w:r><w:ruby><w:rt>{run('mín')}</w:rt><w:rubyBase>{run('民')}</w:rubyBase></w:ruby></w:r>"
CELLS = [
    ("paragraphs stay apart", p("甲。") + p("乙。"), "甲。\n乙。"),
    ("a line break ends a line that a reader sees end", p(run("甲") + "<w:r><w:br/></w:r>" + run("乙")), "甲\n乙"),
    ("a page break inside a cell as well", p(run("甲") + '<w:r><w:br w:type="page"/></w:r>' + run("乙")), "甲\n乙"),
    ("a tab is a space", p(run("甲") + "<w:r><w:tab/></w:r>" + run("乙")), "甲 乙"),
    ("runs join without a seam", p(run("区财") + run("政局")), "区财政局"),
    ("a soft hyphen is no character", p("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>"), "coop"),
    ("a hyphen that does not break is one", p("<w:r><w:t>GB</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>"), "GB-2"),
    ("a sign of a symbol font", p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "✓"),
    ("a sign in a font of letters", p('<w:r><w:sym w:font="宋体" w:char="F041"/></w:r>'), "A"),
    # Nobody but the font knows what it looks like: kept, and reported as unreadable.
    ("an unknown sign", p('<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>'), "\uf041"),
    ("a look-alike code point", p("⺠政局"), "民政局"),
    ("characters nobody sees", p("区\u200b财\ufeff政\u2060局"), "区财政局"),
    ("a field's result, not its instruction", p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("7")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "7"),
    ("a simple field", p(f'<w:fldSimple w:instr="PAGE">{run("8")}</w:fldSimple>'), "8"),
    ("a hyperlink", p(f'<w:hyperlink r:id="x">{run("甲")}</w:hyperlink>'), "甲"),
    ("smart tags and custom XML", p(f'<w:smartTag><w:customXml>{run("甲")}</w:customXml></w:smartTag>'), "甲"),
    ("a content control in a paragraph", p(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>"), "甲"),
    ("a content control around two", f"<w:sdt><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>", "甲\n乙"),
    ("inserted and deleted", p(run("区") + DELETED + f"<w:ins>{run('执法')}</w:ins>" + run("局")), "区执法局"),
    ("moved", p(f'<w:moveFrom>{run("甲")}</w:moveFrom>' + run("乙") + f'<w:moveTo>{run("甲")}</w:moveTo>'), "乙甲"),
    ("a paragraph whose mark is deleted goes on", p("前半", "<w:rPr><w:del/></w:rPr>") + p("后半"), "前半后半"),
    ("hidden text", p(run("甲") + run("隐", "<w:vanish/>") + run("乙")), "甲乙"),
    ("not hidden after all", p(run("甲", '<w:vanish w:val="0"/>')), "甲"),
    # Hidden only where there are no pages: the page numbers of a table of contents.
    ("hidden in the web view only", p(run("甲", "<w:webHidden/>")), "甲"),
    ("ruby: the text, not its reading", p(RUBY + run("政")), "民政"),
    ("a text box", p(run("甲") + f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框')}</w:txbxContent>"
                     "</v:textbox></v:shape></w:pict></w:r>"), "甲\n框"),
    ("a text box in two ways is one", p(run("甲") + TWO_WAYS), "甲\n框"),
    ("word art of old, whose text is an attribute", p(
        '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'), "艺术字"),
    ("a table inside a cell", tbl(tr("甲", "乙"), tr("丙", p("丁") + p("戊"))) + p("己"), "甲\n乙\n丙\n丁\n戊\n己"),
    ("white space in the file is none of the text", p("<w:r>\n <w:t>甲</w:t>\n </w:r>"), "甲"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "text"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_what_a_cell_says(xml: str, text: str, tmp_path: Path) -> None:
    body = BASIC + tbl(tr("序号", "事项名称"), tr("1", tc(xml)))
    assert shown(read(tmp_path, body))[2] == ["1", text]


ROWS = [
    (
        "a merged section row has its text in the first cell",
        tbl(HEADER, tr(tc("一、民生服务（2项）", SPAN % 5)), grid=(1, 3, 2, 5, 5)),
        [["一、民生服务（2项）", "", "", "", ""]],
    ),
    (
        "a merged section row after an empty number",
        tbl(HEADER, tr("", tc("一、民生服务（2项）", SPAN % 4)), grid=(1, 3, 2, 5, 5)),
        [["", "一、民生服务（2项）", "", "", ""]],
    ),
    (
        "rows with edges of their own: a cell belongs where it covers most",
        tbl(
            tr("序号", "事项名称", tc("对应上级部门", SPAN % 2), "上级部门职责", "乡镇配合职责"),
            tr("1", tc("甲", SPAN % 2), "乙", tc("丙", SPAN % 2)),
            grid=(500, 900, 100, 800, 900, 900),
        ),
        [["1", "甲", "乙", "丙", ""]],
    ),
    (
        "a cell whose edge is a little off",
        tbl(
            tr(tc("序号", SPAN % 2), "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"),
            tr("1", tc("甲", SPAN % 2), tc("乙", SPAN % 3)),
            grid=(480, 20, 900, 800, 900, 900),
        ),
        [["1", "甲", "乙", "", ""]],
    ),
    (
        "a row that starts further right",
        tbl(HEADER, tr("乙", "丙", properties='<w:gridBefore w:val="2"/>'), grid=(1, 3, 2, 5, 5)),
        [["", "", "乙", "丙", ""]],
    ),
    (
        "a department merged over several duties is each one's",
        tbl(
            HEADER,
            tr("1", "甲", tc("县民政局", FIRST), "丙", "丁"),
            tr("2", "戊", tc("", MORE), "己", "庚"),
        ),
        [["1", "甲", "县民政局", "丙", "丁"], ["2", "戊", "县民政局", "己", "庚"]],
    ),
    (
        "a number merged over several rows makes them one duty",
        tbl(
            HEADER,
            tr(tc("1", FIRST), tc("甲", FIRST), "县民政局", "丙", tc("丁", FIRST)),
            tr(tc("", MORE), tc("", MORE), "县财政局", "戊", tc("", MORE)),
        ),
        [["1", "甲", "县民政局", "丙", "丁"], ["", "", "县财政局", "戊", ""]],
    ),
    (
        "a row without a number goes on with a merged cell, which stands once",
        tbl(
            HEADER,
            tr("1", "甲", tc("县民政局", FIRST), "丙", "丁"),
            tr("", "", tc("", MORE), "戊", ""),
        ),
        [["1", "甲", "县民政局", "丙", "丁"], ["", "", "", "戊", ""]],
    ),
    (
        "what is left in a covered cell is not shown",
        tbl(
            HEADER, tr("1", tc("甲", FIRST), "a", "b", "c"), tr("2", tc("旧", MORE), "d", "e", "f")
        ),
        [["1", "甲", "a", "b", "c"], ["2", "甲", "d", "e", "f"]],
    ),
    (
        "a merged cell ends where another one stands, and starts anew at the top of a table",
        tbl(
            HEADER,
            tr("1", "甲", tc("县民政局", FIRST), "丙", "丁"),
            tr(tc("二、民生服务（1项）", SPAN % 5)),
            tr("2", "戊", tc("县财政局", MORE), "己", "庚"),
            tr("3", "辛", tc("", MORE), "壬", "癸"),
            grid=(1, 1, 1, 1, 1),
        ),
        [
            ["1", "甲", "县民政局", "丙", "丁"],
            ["二、民生服务（1项）", "", "", "", ""],
            ["2", "戊", "县财政局", "己", "庚"],
            ["3", "辛", "县财政局", "壬", "癸"],
        ],
    ),
    (
        "a small table in a duty is part of the duty",
        tbl(HEADER, tr("1", "甲", "乙", tc(tbl(tr("序号", "材料"), tr("1", "申请表"))), "丁")),
        [["1", "甲", "乙", "序号\n材料\n1\n申请表", "丁"]],
    ),
    (
        "rows and cells in content controls",
        tbl(
            HEADER,
            f"<w:sdt><w:sdtContent>{tr('1', '甲', '乙', '丙', '丁')}</w:sdtContent></w:sdt>",
            tr("2", f"<w:sdt><w:sdtContent>{tc('甲')}</w:sdtContent></w:sdt>", "乙", "丙", "丁"),
        ),
        [["1", "甲", "乙", "丙", "丁"], ["2", "甲", "乙", "丙", "丁"]],
    ),
    (
        "a deleted row is gone, an inserted one is there",
        tbl(
            HEADER,
            tr("1", "旧", "乙", "丙", "丁", properties="<w:del/>"),
            tr("1", "新", "乙", "丙", "丁", properties="<w:ins/>"),
        ),
        [["1", "新", "乙", "丙", "丁"]],
    ),
    (
        "a hidden row is not read",
        tbl(
            HEADER,
            tr("1", "甲", "乙", "丙", "丁", properties="<w:hidden/>"),
            tr("1", "a", "", "", ""),
        ),
        [["1", "a", "", "", ""]],
    ),
    (
        "a table that only lays out the page",
        tbl(tr(tc(tbl(HEADER, tr("1", "甲", "乙", "丙", "丁")) + p()))),
        [["1", "甲", "乙", "丙", "丁"]],
    ),
    (
        "a cell too many is told, not lost",
        tbl(HEADER, tr("1", "甲", "乙", "丙", "丁", "多余"), grid=(1, 1, 1, 1, 1)),
        [["1", "甲", "乙", "丙", "丁", "多余"]],
    ),
]


@pytest.mark.parametrize(("table", "rows"), [c[1:] for c in ROWS], ids=[c[0] for c in ROWS])
def test_what_a_row_says(table: str, rows: list[list[str]], tmp_path: Path) -> None:
    source = read(tmp_path, p("配合履职事项清单") + table)
    assert shown(source)[2:] == rows


def test_a_header_in_two_rows(tmp_path: Path) -> None:
    """职责划分 over two columns, their own headings under it; the other headings merged downwards."""
    table = tbl(
        tr(*(tc(t, FIRST) for t in ("序号", "事项名称", "对应上级部门")), tc("职责划分", SPAN % 2)),
        tr(tc("", MORE), tc("", MORE), tc("", MORE), "上级部门职责", "乡镇配合职责"),
        tr("1", "甲", "县民政局", "丙", "丁"),
        grid=(1, 1, 1, 1, 1),
    )
    source = read(tmp_path, p("配合履职事项清单") + table)
    [item] = normalise(source, "x", "v1").lists[0].items
    assert (item.departments, item.texts("superior_duties"), item.texts("township_duties")) == (
        ("县民政局",),
        ("丙",),
        ("丁",),
    )


def test_a_duty_in_several_rows(tmp_path: Path) -> None:
    """A merged number: the departments and their duties of all its rows are the item's."""
    table = tbl(
        HEADER,
        tr(tc("1", FIRST), tc("养老服务", FIRST), "县民政局", "负责指导。", tc("配合。", FIRST)),
        tr(tc("", MORE), tc("", MORE), "县财政局", "负责资金保障。", tc("", MORE)),
    )
    [item] = normalise(read(tmp_path, p("配合履职事项清单") + table), "x", "v1").lists[0].items
    assert item.departments == ("县民政局", "县财政局")
    assert item.texts("superior_duties") == ("负责指导。", "负责资金保障。")
    assert item.texts("township_duties") == ("配合。",)


@pytest.mark.parametrize(
    ("head", "tail", "paragraphs"),
    [
        ("负责辖区内养老机构的统", "筹规划。", ("负责辖区内养老机构的统筹规划。",)),
        ("1. 负责辖区内养老机构的规划。", "2. 负责监督。", ("1. 负责辖区内养老机构的规划。", "2. 负责监督。")),
        ("1. 负责辖区内养老机构的规划", "2. 负责监督", ("1. 负责辖区内养老机构的规划", "2. 负责监督")),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "between", ["", p("配合履职事项清单"), "header"], ids=["nothing", "title", "header"]
)
def test_a_row_split_by_hand(
    head: str, tail: str, paragraphs: tuple[str, ...], between: str, tmp_path: Path
) -> None:
    """Half of it on one page's table and half on the next one's, under an empty number."""
    rest = tr("", "", "", tail, "")
    following = (
        p("配合履职事项清单") + tbl(HEADER, rest) if between == "header" else between + tbl(rest)
    )
    first = tbl(HEADER, tr("1", "养老服务", "县民政局", head, "配合。"))
    source = read(tmp_path, p("配合履职事项清单") + first + p() + following)
    [item] = normalise(source, "x", "v1").lists[0].items
    assert item.texts("superior_duties") == paragraphs


def test_rows_of_one_table_are_not_cut(tmp_path: Path) -> None:
    """Points without a full stop, each in a row of its own under one number."""
    table = tbl(
        HEADER,
        tr("1", "养老服务", "县民政局", "负责养老机构的规划和指导", "配合。"),
        tr("", "", "县财政局", "负责养老机构的资金保障", ""),
    )
    [item] = normalise(read(tmp_path, p("配合履职事项清单") + table), "x", "v1").lists[0].items
    assert item.texts("superior_duties") == ("负责养老机构的规划和指导", "负责养老机构的资金保障")
