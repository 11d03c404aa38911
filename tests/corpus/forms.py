"""The forms in which other places publish the same list: each takes a plain made-up list and prints it otherwise.

What has to be read back changes with it: `Formed.truth` is as `printed.truth` has it, and besides `extra`,
`subsection`, `receiving_departments` and `measures` of items, `notes` and `others`.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.model.numerals import numeral
from tests.corpus.files import WRITERS
from tests.corpus.printed import Paragraphs, PrintedDocument, PrintedList, PrintedRow, truth

Truth = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Formed:
    """A printed document with what has to be read back, and the rules that may tell of it."""

    document: PrintedDocument
    truth: Truth
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `kind`: forms of one kind exclude one another. `formats`: those it can be written to."""

    name: str
    kind: str
    make: Callable[[Formed, random.Random], Formed]
    formats: tuple[str, ...] = tuple(WRITERS)


def formed(document: PrintedDocument, forms: Sequence[Form], rng: random.Random) -> Formed:
    """The document in all these forms at once."""
    result = Formed(document, truth(document) | {"notes": [], "others": []})
    for form in forms:
        result = form.make(result, rng)
    return result


def random_forms(rng: random.Random, format_: str) -> list[Form]:
    """One to four forms that go together."""
    own = [form for form in FORMS if format_ in form.formats]
    rng.shuffle(own)
    chosen: dict[str, Form] = {}
    for form in own:
        chosen.setdefault(form.kind, form)
    picked = sorted(rng.sample(sorted(chosen), rng.randint(1, 4)))
    # In the order in which they are listed: what changes sections comes first.
    return [form for form in FORMS if form in [chosen[kind] for kind in picked]]


def with_remarks(document: PrintedDocument, seed: int) -> PrintedDocument:
    """The document with what stands beside its rows: none, one or several of notice, totals, notes …"""
    rng = random.Random(seed)
    kinds = ("notice", "totals", "units", "notes", "signature", "titles")
    own = [form for form in FORMS if form.kind in kinds and form.name != "short titles"]
    forms = rng.sample(own, rng.randint(0, 4))
    return formed(document, forms, rng).document


def in_other_forms(document: PrintedDocument, seed: int) -> PrintedDocument:
    """The document in up to four forms that leave its columns and its numbers as they are, so that the same
    damage can be done to it."""
    rng = random.Random(seed)
    own = [form for form in FORMS if form.name not in _OTHER_COLUMNS]
    rng.shuffle(own)
    chosen = {form.kind: form for form in own}
    kinds = rng.sample(sorted(chosen), rng.randint(1, 4))
    return formed(document, [f for f in FORMS if f in [chosen[k] for k in kinds]], rng).document


# Section rows


def _each_section(
    formed: Formed, change: Callable[[int, dict[str, Any]], PrintedRow], **told: Any
) -> Formed:
    """The document with other section rows; `told` are the keys of their truth that change."""
    lists, data = [], copy.deepcopy(formed.truth)
    for own in formed.document.lists:
        sections = data["lists"][own.id]["sections"]
        rows, at = [], 0
        for row in own.rows:
            if row.kind == "section":
                rows.append(change(at, sections[at]))
                sections[at] |= told
                at += 1
            else:
                rows.append(row)
        lists.append(replace(own, rows=tuple(rows)))
    return replace(formed, document=_with(formed.document, lists), truth=data)


def _section(*cells: str) -> PrintedRow:
    return PrintedRow("section", tuple((cell,) for cell in cells))


def _sizes(formed: Formed, rng: random.Random) -> Formed:
    size = rng.choice(
        ("（{}）", "（{}条）", "（{}个）", "【{}项】", "{}项", "共{}项", "：{}项", "（共计{}项）")
    )
    return _each_section(
        formed,
        lambda _, s: _section(f"{s['no']}、{s['name']}{size.format(s['declared'])}"),
    )


def _size_cells(formed: Formed, rng: random.Random) -> Formed:
    size = rng.choice(("{}项", "{}", "（{}项）", "共{}项"))
    return _each_section(
        formed, lambda _, s: _section(f"{s['no']}、{s['name']}", size.format(s["declared"]))
    )


def _unnumbered(formed: Formed, rng: random.Random) -> Formed:
    size = rng.choice(("（{}项）", "({}项)", "（{}）"))
    return _each_section(
        formed, lambda _, s: _section(f"{s['name']}{size.format(s['declared'])}"), no=None
    )


def _spaced(formed: Formed, rng: random.Random) -> Formed:
    space = rng.choice((" ", "　"))
    return _each_section(
        formed, lambda _, s: _section(f"{s['no']}{space}{s['name']}（{s['declared']}项）")
    )


def _sizeless(formed: Formed, rng: random.Random) -> Formed:
    return _each_section(formed, lambda _, s: _section(f"{s['no']}、{s['name']}"), declared=None)


def _two_levels(formed: Formed, rng: random.Random) -> Formed:
    mark = rng.choice(("（{}）", "({})"))
    names = rng.sample(("综合事务", "专项工作", "日常管理", "监督检查", "宣传服务"), 3)
    lists, data = [], copy.deepcopy(formed.truth)
    for own in formed.document.lists:
        rows: list[PrintedRow] = []
        told = iter(data["lists"][own.id]["items"])
        for head, items in _sections(own.rows):
            parts = min(len(items), 2 + rng.randrange(2))
            cuts = [len(items) * n // parts for n in range(parts + 1)]
            rows.append(head)
            for n in range(parts):
                size = cuts[n + 1] - cuts[n]
                rows.append(_section(f"{mark.format(numeral(n + 1))}{names[n]}（{size}项）"))
                rows += items[cuts[n] : cuts[n + 1]]
                for _ in range(size):
                    next(told)["subsection"] = names[n]
        lists.append(replace(own, rows=tuple(rows)))
    return replace(formed, document=_with(formed.document, lists), truth=data)


def _by_category(formed: Formed, rng: random.Random, *, merged: bool) -> Formed:
    heading = rng.choice(("类别", "事项类型", "一级事项", "所属领域", "职责类别"))
    first = rng.random() < 0.3
    at = 0 if first else 1
    lists, data = [], copy.deepcopy(formed.truth)
    for own in formed.document.lists:
        sections = data["lists"][own.id]["sections"]
        rows: list[PrintedRow] = []
        for section, (_, items) in zip(sections, _sections(own.rows), strict=True):
            for index, row in enumerate(items):
                cells = (*row.cells[:at], (section["name"],), *row.cells[at:])
                rows.append(PrintedRow("item", cells, at if merged and index else None))
            section |= {"no": None, "declared": None}
        headings = (*own.headings[:at], heading, *own.headings[at:])
        lists.append(replace(own, headings=headings, rows=tuple(rows)))
    return replace(formed, document=_with(formed.document, lists), truth=data)


# Numbers


def _renumber(formed: Formed, number: Callable[[int, int], str]) -> Formed:
    """The items numbered within their section: `number` of the section's and the item's place."""
    lists, data = [], copy.deepcopy(formed.truth)
    for own in formed.document.lists:
        rows: list[PrintedRow] = []
        told = iter(data["lists"][own.id]["items"])
        for place, (head, items) in enumerate(_sections(own.rows), 1):
            rows.append(head)
            for n, row in enumerate(items, 1):
                rows.append(replace(row, cells=((number(place, n),), *row.cells[1:])))
                next(told)["seq"] = n
        lists.append(replace(own, rows=tuple(rows)))
    return replace(formed, document=_with(formed.document, lists), truth=data)


def _restart(formed: Formed, rng: random.Random) -> Formed:
    return _renumber(formed, lambda _, n: str(n))


def _two_parts(formed: Formed, rng: random.Random) -> Formed:
    mark = rng.choice(("-", "-", "－", "."))
    return _renumber(formed, lambda place, n: f"{place}{mark}{n}")


# Columns


def _further(formed: Formed, rng: random.Random) -> Formed:
    heading, texts = rng.choice(
        (
            ("备注", ("试点期间执行", "按年度开展", "长期")),
            ("法律依据", ("《中华人民共和国行政处罚法》第二十四条", "《黑土地保护条例》第三条")),
            ("事项编码", ("A103", "B241")),
            ("具体内容", ("按上级部署开展相关工作。", "做好日常管理和服务。")),
        )
    )
    lists, data = [], copy.deepcopy(formed.truth)
    for own in formed.document.lists:
        told = iter(data["lists"][own.id]["items"])
        rows = []
        for row in own.rows:
            if row.kind == "item":
                text = rng.choice(texts)
                next(told)["extra"] = {heading: text}
                row = replace(row, cells=(*row.cells, (text,)))
            rows.append(row)
        lists.append(replace(own, headings=(*own.headings, heading), rows=tuple(rows)))
    return replace(formed, document=_with(formed.document, lists), truth=data)


def _arranged(
    formed: Formed,
    headings: tuple[str, ...],
    cells: Callable[[str, str], tuple[Paragraphs, ...]],
    gone: Callable[[str], tuple[Paragraphs, ...]],
) -> Formed:
    """The reclaimed list with its last column in other words, of who has taken over and how."""
    lists, data = [], copy.deepcopy(formed.truth)
    for own in formed.document.lists:
        if own.id != "reclaimed":
            lists.append(own)
            continue
        rows = []
        told = iter(data["lists"][own.id]["items"])
        for row in own.rows:
            if row.kind == "item":
                item = next(told)
                who, _, how = "\n".join(row.cells[-1]).partition("\n")
                if how:
                    names = who.removeprefix("承接部门：")
                    way = how.partition("：")[2]
                    new = cells(names, way)
                    item |= {"receiving_departments": names.split("、"), "measures": way}
                else:
                    new = gone(who)
                    item |= {"receiving_departments": []}
                item["arrangement"] = [text for cell in new for text in cell]
                row = replace(row, cells=(*row.cells[:-1], *new))
            rows.append(row)
        lists.append(replace(own, headings=(*own.headings[:-1], *headings), rows=tuple(rows)))
    return replace(formed, document=_with(formed.document, lists), truth=data)


def _in_columns(formed: Formed, rng: random.Random) -> Formed:
    headings = rng.choice(
        (("承接部门", "工作方式"), ("承接单位", "履职方式"), ("收回后承接部门", "工作措施"))
    )
    nobody = rng.choice(("无", "/", "——"))
    return _arranged(
        formed, headings, lambda who, how: ((who,), (how,)), lambda text: ((nobody,), (text,))
    )


def _in_brackets(formed: Formed, rng: random.Random) -> Formed:
    return _arranged(
        formed,
        ("承接部门及工作方式",),
        lambda who, how: ((f"【承接部门】{who}", f"【工作方式】{how}"),),
        lambda text: ((text,),),
    )


def _in_a_sentence(formed: Formed, rng: random.Random) -> Formed:
    verb = rng.choice(("承接", "负责", "承担", "牵头组织实施"))
    return _arranged(
        formed,
        ("承接部门及工作方式",),
        # A point stands behind a full stop.
        lambda who, how: ((f"由{who}{verb}{'。' if how[:1].isdigit() else '，'}{how}",),),
        lambda text: ((text,),),
    )


# Titles


def _short_titles(formed: Formed, rng: random.Random) -> Formed:
    names = {
        "basic": "基本履职事项",
        "cooperative": "配合履职事项",
        "reclaimed": "上级部门收回事项",
    }
    return _titled(formed, lambda n, own: f"{numeral(n)}、{names[own.id]}")


def _long_titles(formed: Formed, rng: random.Random) -> Formed:
    place = formed.document.title.split()[0]
    before = rng.choice(("", place, place[-7:], f"2025年{place[-7:]}"))
    behind = rng.choice(("（试行）", "（2025年版）", "（共{n}项）", ""))
    return _titled(
        formed,
        lambda _, own: (
            before + own.title + behind.format(n=sum(r.kind == "item" for r in own.rows))
        ),
    )


def _titled(formed: Formed, title: Callable[[int, PrintedList], str]) -> Formed:
    ours = ("basic", "cooperative", "reclaimed")
    lists, data = [], copy.deepcopy(formed.truth)
    for n, own in enumerate(formed.document.lists, 1):
        if own.id not in ours:
            lists.append(own)
            continue
        lists.append(replace(own, title=title(n, own)))
        data["lists"][own.id]["title"] = lists[-1].title
    return replace(formed, document=_with(formed.document, lists), truth=data)


# Beside the lists


def _notice(formed: Formed, rng: random.Random) -> Formed:
    lines = (
        "各村民委员会，各站所：",
        "现将本清单印发给你们，请认真贯彻执行。",
        "说明",
        "一、本清单所称上级部门，是指县级党政部门及其派出机构。",
        "二、本清单实行动态调整，每年修订一次。",
    )[: rng.randint(2, 5)]
    return _in_front(formed, lines)


def _totals(formed: Formed, rng: random.Random) -> Formed:
    counts = {
        own.id: sum(row.kind == "item" for row in own.rows)
        for own in formed.document.lists
        if own.id in formed.truth["lists"]
    }
    say = numeral if rng.random() < 0.4 else str
    told = "、".join(
        f"{name}{say(counts[list_id])}项"
        for list_id, name in (
            ("basic", "基本履职事项"),
            ("cooperative", "配合履职事项"),
            ("reclaimed", "上级部门收回事项"),
        )
    )
    return _in_front(formed, (f"本清单共{say(sum(counts.values()))}项，其中{told}。",))


def _in_front(formed: Formed, lines: tuple[str, ...]) -> Formed:
    data = copy.deepcopy(formed.truth)
    data["notes"] += lines
    document = replace(formed.document, front=(*formed.document.front, *lines))
    return replace(formed, document=document, truth=data)


def _beside(formed: Formed, **lines: Callable[[PrintedList], tuple[str, ...]]) -> Formed:
    """Lines above or below the tables of the lists."""
    data = copy.deepcopy(formed.truth)
    lists = []
    for own in formed.document.lists:
        for name, make in lines.items():
            told = make(own)
            data["notes"] += told
            more: dict[str, Any] = {name: (*getattr(own, name), *told)}
            own = replace(own, **more)
        lists.append(own)
    return replace(formed, document=_with(formed.document, lists), truth=data)


def _units(formed: Formed, rng: random.Random) -> Formed:
    line = rng.choice(
        ("单位：项", "（单位：项）", "填报单位：城关镇人民政府", "编制日期：2025年4月")
    )
    return _beside(formed, above=lambda _: (line,))


def _notes_below(formed: Formed, rng: random.Random) -> Formed:
    lines = rng.choice(
        (
            ("注：1. 本表所列部门以机构改革后的名称为准。", "2. 带星号的为新增事项。"),
            ("备注：本清单自印发之日起施行。",),
            ("说明：本清单由县委编办负责解释。",),
        )
    )
    return _beside(formed, below=lambda own: lines if own.id != "basic" else ())


def _signature(formed: Formed, rng: random.Random) -> Formed:
    last = formed.document.lists[-1]
    lines = rng.choice(
        (("丽水县城关镇人民政府", "2025年4月1日"), ("中共丽水县城关镇委员会",), ("2025年4月",))
    )
    return _beside(formed, below=lambda own: lines if own is last else ())


def _total_rows(formed: Formed, rng: random.Random) -> Formed:
    words = rng.choice(("合计：{}项", "总计（{}项）", "共计{}项"))
    lists = [
        replace(own, rows=(*own.rows, PrintedRow("merged", ((words.format(count),),))))
        for own in formed.document.lists
        for count in [sum(row.kind == "item" for row in own.rows)]
    ]
    return replace(formed, document=_with(formed.document, lists))


def _table_each(formed: Formed, rng: random.Random) -> Formed:
    lists = []
    for own in formed.document.lists:
        header = PrintedRow("header", tuple((heading,) for heading in own.headings))
        parts = [(header, head, *items) for head, items in _sections(own.rows)]
        lists.append(replace(own, rows=tuple(row for part in parts for row in part)[1:]))
    return replace(formed, document=_with(formed.document, lists))


def _another(formed: Formed, rng: random.Random) -> Formed:
    title = rng.choice(("乡镇公共服务事项清单", "行政执法事项目录", "便民服务事项清单"))
    rows = [
        PrintedRow("item", ((str(n),), (name,), (whom,)))
        for n, (name, whom) in enumerate(
            (("城乡居民基本养老保险参保登记", "城乡居民"), ("就业困难人员认定", "劳动者")), 1
        )
    ]
    other = PrintedList("other", title, ("序号", "服务名称", "服务对象"), tuple(rows))
    data = copy.deepcopy(formed.truth)
    data["others"].append((title, len(rows)))
    return replace(
        formed,
        document=_with(formed.document, [*formed.document.lists, other]),
        truth=data,
        told=formed.told | {"other-list"},
    )


def _with(document: PrintedDocument, lists: Sequence[PrintedList]) -> PrintedDocument:
    return replace(document, lists=tuple(lists))


def _sections(rows: Sequence[PrintedRow]) -> Iterator[tuple[PrintedRow, list[PrintedRow]]]:
    """Each section row with the items under it."""
    head: PrintedRow | None = None
    items: list[PrintedRow] = []
    for row in rows:
        if row.kind == "section":
            if head is not None:
                yield head, items
            head, items = row, []
        else:
            items.append(row)
    if head is not None:
        yield head, items


# Forms in which a row has other cells, a list other numbers, or a section neither numeral nor size; and another list,
# of whose rows nothing is asked.
_OTHER_COLUMNS = (
    "sections without numerals",
    "sections in two levels",
    "sizes in a cell of their own",
    "sections without sizes",
    "numbers begin again in each section",
    "numbers in two parts",
    "a category column, merged",
    "a category column, repeated",
    "departments and ways in two columns",
    "a further column",
    "a table for each section",
    "another list",
)
_TYPED = ("txt", "docx", "html", "md", "xlsx")
FORMS = (
    Form("sizes in other spellings", "sections", _sizes),
    Form("sizes in a cell of their own", "sections", _size_cells),
    Form("sections without numerals", "sections", _unnumbered),
    Form("sections with a space for the mark", "sections", _spaced),
    Form("sections without sizes", "sections", _sizeless),
    Form("numbers begin again in each section", "numbers", _restart),
    Form("numbers in two parts", "numbers", _two_parts),
    Form("a category column, merged", "sections", lambda f, r: _by_category(f, r, merged=True), _TYPED),
    Form("a category column, repeated", "sections", lambda f, r: _by_category(f, r, merged=False)),
    Form("sections in two levels", "sections", _two_levels),
    Form("departments and ways in two columns", "arrangement", _in_columns),
    Form("departments and ways in brackets", "arrangement", _in_brackets),
    Form("departments in a sentence", "arrangement", _in_a_sentence),
    Form("a further column", "columns", _further),
    Form("a table for each section", "sections", _table_each, _TYPED),
    Form("short titles", "titles", _short_titles),
    Form("titles with place, year and total", "titles", _long_titles),
    Form("a notice in front", "notice", _notice),
    Form("totals in front", "totals", _totals),
    Form("totals in rows", "total rows", _total_rows),
    Form("units above the tables", "units", _units),
    Form("notes below the tables", "notes", _notes_below),
    Form("another list", "another", _another),
    Form("a signature at the end", "signature", _signature),
)  # fmt: skip
