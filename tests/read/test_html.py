"""Web pages: what a browser shows of a list, wherever on the page it is and however its tables are made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.errors import SourceError
from pipeline.model.source import Source
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.read.word_reading import balanced, shown

HEADER = "<tr><th>序号<th>事项名称<th>对应上级部门<th>上级部门职责<th>乡镇配合职责"
TITLE = "<h2>配合履职事项清单</h2>"


def read(folder: Path, page: str | bytes, name: str = "v1.html") -> Source:
    path = folder / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return balanced(read_source(path))


def rows(folder: Path, body: str) -> list[Any]:
    """What is read of a table with these rows below the header."""
    page = f"<!doctype html><meta charset=utf-8>{TITLE}<table>{HEADER}</tr>{body}</table>"
    return shown(read(folder, page))[2:]


def table(*names: str) -> str:
    body = "".join(f"<tr><td>{n}<td>{name}" for n, name in enumerate(names, 1))
    return f"<h3>基本履职事项清单</h3><table><tr><th>序号<th>事项名称{body}</table>"


RECLAIMED = (
    "<h3>上级部门收回事项清单</h3><table><tr><th>序号<th>事项名称<th>承接部门及工作方式"
    "<tr><td>1<td>丙。<td>不再开展此项工作。</table>"
)


CELLS = [
    ("paragraphs", "<p>1. 甲。</p><p>2. 乙。</p>", "1. 甲。\n2. 乙。"),
    ("unclosed paragraphs", "<p>1. 甲。<p>2. 乙。", "1. 甲。\n2. 乙。"),
    ("blocks", "<div>甲</div><div>乙</div>", "甲\n乙"),
    ("line breaks", "甲<br>乙<br/>丙", "甲\n乙\n丙"),
    ("white space of the file is one space", "区\n  财政局", "区 财政局"),
    ("but in a <pre> line ends are", "<pre>甲\n乙</pre>", "甲\n乙"),
    ("a span for each character", "<span>区</span><span>财</span><b>政</b><font>局</font>", "区财政局"),
    ("entities", "&ldquo;甲&rdquo;&nbsp;乙&#21644;丙&amp;丁", "“甲” 乙和丙&丁"),
    ("an entity once, not twice", "&amp;ldquo;", "&ldquo;"),
    ("characters nobody sees", "区&#8203;财&shy;政\ufeff局", "区财政局"),
    ("look-alikes", "⺠政局", "民政局"),
    ("a numbered list", "<ol><li>甲。<li>乙。</ol>", "1. 甲。\n2. 乙。"),
    ("… that starts later, in letters", '<ol start=2 type=a><li>甲<li>乙</ol>', "b. 甲\nc. 乙"),
    ("… without numbers", '<ol style="list-style:none"><li>1. 甲<li>2. 乙</ol>', "1. 甲\n2. 乙"),
    ("a list with bullets", "<ul><li>甲<li>乙</ul>", "甲\n乙"),
    ("the text of ruby, not its reading", "<ruby>民<rt>mín</rt></ruby>政", "民政"),
    ("scripts and comments", "甲<script>x()</script><!-- 乙 --><style>p{}</style>", "甲"),
    ("what is typed in a field", '<input value="甲">', "甲"),
    ("a table in a cell", "<table><tr><td>材料<td>份数<tr><td>申请表<td>1</table>", "材料\n份数\n申请表\n1"),
    ("a nought", "甲\x00乙", "甲\ufffd乙"),
]  # fmt: skip


def test_what_a_style_sheet_saved_beside_the_page_hides(tmp_path: Path) -> None:
    folder = tmp_path / "v1_files"
    folder.mkdir()
    (folder / "site.css").write_text(".quiet { display: none }")
    (tmp_path / "other.css").write_text("td { display: none }")
    links = (
        '<link rel="stylesheet" href="./v1_files/site.css"><link rel=stylesheet href="other.css">'
    )
    links += '<link rel="stylesheet" href="https://example.org/x.css">'
    links += '<link rel=stylesheet href="v1_files/../other.css">'
    body = "<tr><td>1<td>甲<span class=quiet>暗</span><td>区民政局<td>丙。<td>丁。"
    source = read(tmp_path, f"<!doctype html>{links}{TITLE}<table>{HEADER}</tr>{body}</table>")
    [row] = shown(source)[2:]
    assert row[1] == "甲"


@pytest.mark.parametrize(("cell", "text"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_what_a_cell_says(cell: str, text: str, tmp_path: Path) -> None:
    assert rows(tmp_path, f"<tr><td>1<td>{cell}<td>区民政局<td>丙<td>丁") == [
        ["1", text, "区民政局", "丙", "丁"]
    ]


ROWS = [
    ("unclosed cells", "<tr><td>1<td>甲<td>乙<td>丙<td>丁<tr><td>2<td>戊<td>己<td>庚<td>辛",
     [["1", "甲", "乙", "丙", "丁"], ["2", "戊", "己", "庚", "辛"]]),
    ("a section row", "<tr><td colspan=5>一、民生服务（2项）", [["一、民生服务（2项）", "", "", "", ""]]),
    ("a department merged over two duties is each one's",
     "<tr><td>1<td>甲<td rowspan=2>乙<td>丙<td>丁<tr><td>2<td>戊<td>己<td>庚",
     [["1", "甲", "乙", "丙", "丁"], ["2", "戊", "乙", "己", "庚"]]),
    ("a number merged over two rows makes them one duty",
     "<tr><td rowspan=2>1<td rowspan=2>甲<td>乙<td>丙<td rowspan=2>丁<tr><td>戊<td>己",
     [["1", "甲", "乙", "丙", "丁"], ["", "", "戊", "己", ""]]),
    ("rowspan 0 reaches to the end", "<tr><td>1<td>甲<td rowspan=0>乙<td>丙<td>丁<tr><td>2<td>a<td>b<td>c",
     [["1", "甲", "乙", "丙", "丁"], ["2", "a", "乙", "b", "c"]]),
    ("spans that are none", "<tr><td rowspan=x>1<td colspan=-3>甲<td>乙<td>丙<td>丁",
     [["1", "甲", "乙", "丙", "丁"]]),
    ("the foot comes last", "<tfoot><tr><td>2<td>a<td>b<td>c<td>d</tfoot><tbody><tr><td>1<td>e<td>f<td>g<td>h",
     [["1", "e", "f", "g", "h"], ["2", "a", "b", "c", "d"]]),
    ("a hidden row", "<tr hidden><td>1<td>旧<td>乙<td>丙<td>丁<tr><td>1<td>甲<td>乙<td>丙<td>丁",
     [["1", "甲", "乙", "丙", "丁"]]),
    ("a hidden cell takes no place", "<tr><td>1<td style='display:none'>旧<td>甲<td>乙<td>丙<td>丁",
     [["1", "甲", "乙", "丙", "丁"]]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), [c[1:] for c in ROWS], ids=[c[0] for c in ROWS])
def test_what_a_row_says(body: str, wanted: list[list[str]], tmp_path: Path) -> None:
    assert rows(tmp_path, body) == wanted


AROUND = (
    "<!doctype html><html><head><title>西郊乡履行职责事项清单</title></head><body>"
    "<div class=top><ul><li><a href=/>首页</a><li><a href=/x>基本履职事项清单</a></ul></div>%s"
    "<div class=footer>版权所有 鸡冠区人民政府</div></body></html>"
)
PAGES = [
    ("in an article", "<div class=a><h1>西郊乡履行职责事项清单</h1><p>来源：区政府</p><div class=zoom>%s</div></div>",
     "西郊乡履行职责事项清单"),
    ("in layout tables", "<table><tr><td><table><tr><td><p>西郊乡履行职责事项清单</p>%s</table></table>",
     "西郊乡履行职责事项清单"),
    ("at the top", "<h1>西郊乡履行职责事项清单</h1>%s", "西郊乡履行职责事项清单"),
    ("in a <center>", "<center><font><b>西郊乡履行职责事项清单</b></font>%s</center>", "西郊乡履行职责事项清单"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "title"), [c[1:] for c in PAGES], ids=[c[0] for c in PAGES])
def test_the_list_is_found_among_what_is_around_it(page: str, title: str, tmp_path: Path) -> None:
    lists = table("甲。", "乙。") + RECLAIMED
    found = normalise(read(tmp_path, AROUND % (page % lists)), "x", "v1")
    assert [[i.item_name for i in lst.items] for lst in found.lists] == [["甲。", "乙。"], ["丙。"]]
    assert found.title == title
    assert found.leftovers == ()
    assert "版权所有" not in str(found)


def test_a_stray_line_among_the_lists_is_told(tmp_path: Path) -> None:
    page = f"<div>{table('甲。')}<p>此处待核实</p>{RECLAIMED}</div>"
    found = normalise(read(tmp_path, AROUND % page), "x", "v1")
    assert [left.text for left in found.leftovers] == ["此处待核实"]


MISPLACED = [
    ("text in a row", "<tr>甲乙<td>1<td>丙<td>丁<td>戊<td>己", "甲乙"),
    ("text in a table", "甲乙<tr><td>1<td>丙<td>丁<td>戊<td>己", "甲乙"),
    ("a line in a table", "<p>甲乙</p><tr><td>1<td>丙<td>丁<td>戊<td>己", "甲乙"),
    (
        "a table in a table",
        "<table><tr><td>甲<td>乙</table><tr><td>1<td>丙<td>丁<td>戊<td>己",
        ["甲", "乙"],
    ),
]


@pytest.mark.parametrize(
    ("body", "stray"), [c[1:] for c in MISPLACED], ids=[c[0] for c in MISPLACED]
)
def test_what_stands_in_no_cell_is_not_lost(body: str, stray: Any, tmp_path: Path) -> None:
    page = f"<!doctype html>{TITLE}<table>{HEADER}</tr>{body}</table>"
    found = shown(read(tmp_path, page))
    assert stray in found
    assert ["1", "丙", "丁", "戊", "己"] in found


def test_rows_in_a_form_are_rows(tmp_path: Path) -> None:
    page = f"<!doctype html>{TITLE}<table><form>{HEADER}</tr><tr><td>1<td>丙<td>丁<td>戊<td>己</form></table>"
    assert ["1", "丙", "丁", "戊", "己"] in shown(read(tmp_path, page))


STYLES = [
    ("hidden", "", "hidden"),
    ("an inline style", "", "style='display: none !important'"),
    ("nothing high", "", "style='font-size:0px'"),
    ("a class", ".a{color:red}.b , .c{display:none}", "class='x c'"),
    ("an identifier", "#d{visibility:hidden}", "id=d"),
    ("a path", "table .z > b.q{display:none}", "class=q"),
    ("an attribute", "b[data-x]{display:none}", "data-x=1"),
    ("on a screen", "@media screen{.c{display:none}}", "class=c"),
]


@pytest.mark.parametrize(
    ("sheet", "attribute"), [c[1:] for c in STYLES], ids=[c[0] for c in STYLES]
)
def test_what_is_hidden_is_told_and_no_data(sheet: str, attribute: str, tmp_path: Path) -> None:
    cell = f"甲<span class=z><b {attribute}>旧</b></span>"
    page = f"<!doctype html><style>{sheet}</style>{table(cell)}"
    source = read(tmp_path, page)
    assert shown(source)[2] == ["1", "甲"]
    assert [(a.kind, a.text) for b in source.blocks for a in b.asides] == [("unseen", "旧")]


SEEN = [
    ("on paper only", "@media print{.c{display:none}}", "class=c"),
    ("on small windows only", "@media (max-width:600px){.c{display:none}}", "class=c"),
    ("shown by a stronger rule", "b.c{display:inline}.c{display:none}", "class=c"),
    ("shown by a later rule", ".c{display:none}.c{display:block}", "class=c"),
    ("shown by its own style", ".c{display:none}", "class=c style='display:inline'"),
    ("elsewhere", "p .c{display:none}", "class=c"),
    ("a sheet that is broken", "}}{.c{{display:none", "class=y"),
]


@pytest.mark.parametrize(("sheet", "attribute"), [c[1:] for c in SEEN], ids=[c[0] for c in SEEN])
def test_what_is_shown_after_all(sheet: str, attribute: str, tmp_path: Path) -> None:
    page = f"<!doctype html><style>{sheet}</style>{table(f'甲<b {attribute}>乙</b>')}"
    assert shown(read(tmp_path, page))[2] == ["1", "甲乙"]


def test_a_picture_in_a_cell_is_told(tmp_path: Path) -> None:
    page = "<!doctype html>" + table('甲<img src=x.png width=300><img src=dot.gif width="1">')
    source = read(tmp_path, page)
    assert [(a.kind, a.text) for b in source.blocks for a in b.asides] == [("unread", "图片")]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("gb18030", "<meta charset=gb2312>"),  # which holds no 镕: a page says less than it is
        ("gb18030", '<meta http-equiv=Content-Type content="text/html; charset=GBK">'),
        ("gb18030", "<meta charset=utf-8>"),  # and may lie
        ("gb18030", ""),
    ],
)
def test_every_encoding_reads_the_same(encoding: str, meta: str, tmp_path: Path) -> None:
    page = f"<html><head>{meta}</head><body>{table('朱镕基批示㐂')}</body></html>"
    assert shown(read(tmp_path, page.encode(encoding)))[2] == ["1", "朱镕基批示㐂"]


def test_a_page_saved_in_one_file(tmp_path: Path) -> None:
    page = f'<html><link rel=stylesheet href="cid:css-1">{table("甲<b class=c>旧</b>")}</html>'
    data = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="X"\r\n\r\n\r\n--X\r\nContent-Type: text/html; charset=utf-8\r\n'
        "Content-Transfer-Encoding: 8bit\r\n\r\n" + page + "\r\n--X\r\nContent-Type: text/css\r\n"
        "Content-Location: cid:css-1\r\n\r\n.c{display:none}\r\n--X--\r\n"
    )
    source = read(tmp_path, data, "v1.mht")
    assert (source.format, shown(source)[2]) == ("mht", ["1", "甲"])


REFUSED = [
    ("no page in the message", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X--", "mht",
     "without a web page"),
    ("another page", "<html><body><p>会议纪要</p></body></html>", "html", "not a duty list"),
    ("only a frame", "<html><iframe src=清单></iframe></html>", "html", "holds no text"),
    ("elements without end", "<html>清单" + "<div>" * 5000 + "甲", "html", "nested too deeply"),
    ("a million elements", "<html>清单" + "<b></b>" * 1_000_001, "html", "more than 1000000 elements"),
    ("a row without end", "<html>清单<table><tr><td>序号" + "<td>x" * 300, "html", "more than 256 columns"),
    ("cells that multiply", f"<html>清单<table><tr><th>序号<th>甲<tr><td>1<td rowspan=0>{'甲' * 3000}"
     + "<tr><td>2" * 1000, "html", "millions of characters"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "suffix", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_is_refused(page: str, suffix: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / f"v1.{suffix}"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_source(path)


def test_entities_of_a_page_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    source = read(tmp_path, f"{doctype}<html>{table('甲&a;')}</html>")
    assert "root:" not in json.dumps(shown(source))
