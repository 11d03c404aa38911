"""Fields of Word files: results are read, instructions are not, and what Word shows without storing it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read.docx.fields.equation import UNKNOWN, equation
from tests.read.word_files import p, run, tbl, tc, tr
from tests.read.word_reading import BASIC, read, shown


def mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(instruction: str, result: str | None = None, form: str = "") -> str:
    """A field; `instruction` and `result` are text or runs."""
    inner = instruction if instruction.startswith("<") else code(instruction)
    stored = "" if result is None else mark("separate") + (run(result) if result else "")
    return mark("begin", form) + inner + stored + mark("end")


CHOICES = '<w:listEntry w:val="区水务局"/><w:listEntry w:val="区农业农村局"/>'
NESTED = (
    code(" IF ") + field(" MERGEFIELD 码 ", "区水务局") + code(' = "07" "区水务局" "区财政局" ')
)
CELLS = [
    ("a result, not its instruction", field(" REF a ", "甲"), "甲"),
    ("a field in an instruction is none of the text", field(NESTED, "区财政局"), "区财政局"),
    ("a field in a result is", mark("begin") + code("QUOTE") + mark("separate") + run("甲")
     + field("REF b", "乙") + mark("end"), "甲乙"),
    ("the value of a variable is kept, not shown", field(" SET x ", "甲") + run("乙"), "乙"),
    ("a circled number", field(r" eq \o\ac(○,1)") + run("宣传。"), "①宣传。"),
    ("in pieces, as Word writes it", mark("begin") + code(r" eq \o\ac(") + code("○") + code(",") + code("12")
     + code(")") + mark("end"), "⑫"),
    ("its result where there is one", field(r" EQ \o\ac(○,1)", "①"), "①"),
    ("in one element", r'<w:fldSimple w:instr="EQ \o\ac(○,3)"/>', "③"),
    ("a counted number in a circle", field(code(r" EQ \o\ac(○,") + field("SEQ a", "4") + code(")")), "④"),
    ("numbers that are counted", "".join(field(r" AUTONUM \* Arabic ") for _ in range(3)), "1.2.3."),
    ("… with another mark or none", field(r"AUTONUM \s 、") + field(r"AUTONUM \s "), "1、2"),
    ("… in Chinese", field(r"AUTONUM \* CHINESENUM3 \s 、"), "一、"),
    ("a sequence without results", field("SEQ a") + field("SEQ b") + field("SEQ a"), "112"),
    ("… goes on after one that has", field("SEQ a", "6") + field("SEQ a"), "67"),
    ("a drop-down shows what is chosen", field(
        " FORMDROPDOWN ", form=f'<w:ffData><w:ddList><w:result w:val="1"/>{CHOICES}</w:ddList></w:ffData>'),
     "区农业农村局"),
    ("… or its first entry", field(
        " FORMDROPDOWN ", form=f"<w:ffData><w:ddList>{CHOICES}</w:ddList></w:ffData>"), "区水务局"),
    ("a form field's text", field(" FORMTEXT ", "甲"), "甲"),
    ("a sign by its number", field(r" SYMBOL 252 \f Wingdings "), "✓"),
    ("a button's words", field(" MACROBUTTON NoMacro 点此填写 "), "点此填写"),
    # A mark without its fellow is damage: it takes no text along.
    ("a field that never ends", mark("begin") + code("IF") + run("甲") + run("乙"), "甲乙"),
    ("an end without a beginning", run("甲") + mark("separate") + mark("end") + run("乙"), "甲乙"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "text"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_what_a_field_shows(xml: str, text: str, tmp_path: Path) -> None:
    body = BASIC + tbl(tr("序号", "事项名称"), tr("1", tc(p(xml))))
    assert shown(read(tmp_path, body))[2] == ["1", text]


def test_a_field_that_does_not_end_in_its_cell_takes_no_text_along(tmp_path: Path) -> None:
    body = BASIC + tbl(
        tr("序号", "事项名称"), tr("1", tc(p(mark("begin") + run("甲")))), tr("2", "乙")
    )
    body += p(mark("end"))
    assert shown(read(tmp_path, body))[2:] == [["1", "甲"], ["2", "乙"]]


def test_automatic_numbers_begin_anew_under_a_heading(tmp_path: Path) -> None:
    heading = p("基本履职事项清单", '<w:outlineLvl w:val="0"/>')
    number = p(field(r"AUTONUM \s "))
    body = number + number + heading + number
    assert shown(read(tmp_path, body)) == ["1", "2", "基本履职事项清单", "1"]


@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        (r"\o\ac(○,10)", "⑩"),
        (r"\o \ac(○;1)", "①"),  # arguments apart as some systems do
        (r"\o\ac(1,○)", "①"),
        (r"\o\ac(○,\s\do 2(1))", "①"),
        (r"\o\ac(○,一)", "㊀"),
        (r"\o\ac(○,99)", "○99"),  # Unicode has no such sign
        (r"\o\ac(□,优)", "□优"),
        (r'\* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(mín),民)', "民"),  # a phonetic guide
        (r"\o\ad(\s\up 5(县),\s\do 2(区))", "县区"),  # combined characters
        (r"\f(1,2)", "1/2"),
        (r"\r(2)", "√2"),
        (r"\x(甲)", "甲"),
        (r"\o(a\,b,c)", "a,bc"),
        ("甲", "甲"),
        (r"\i(1,2,x)", UNKNOWN),
        (r"\o\ac(" * 5000, UNKNOWN),
        (r"\o\ac(○,1", "①"),  # never closed
        ("", ""),
    ],
)
def test_equations(instruction: str, text: str) -> None:
    assert equation(instruction) == text
