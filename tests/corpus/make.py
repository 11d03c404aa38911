"""Writes the content of a made-up list, from a seed: every document differs in place, wording and size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.numerals import numeral
from tests.corpus import words
from tests.corpus.printed import Paragraphs, PrintedDocument, PrintedList, PrintedRow

_TITLES = {
    "basic": "基本履职事项清单",
    "cooperative": "配合履职事项清单",
    "reclaimed": "上级部门收回事项清单",
}


@dataclass(frozen=True, slots=True)
class _House:
    """What one document does the same way throughout."""

    rng: random.Random
    county: str
    level: str
    township: str
    kind: str
    sections: tuple[str, ...]
    brackets: str
    departments: tuple[str, ...]
    gone: str


def make_list(seed: int, scale: float = 1.0) -> PrintedDocument:
    """A clean document; at `scale` 1 it has about 40 + 30 + 20 items, at 3 as many as real ones."""
    rng = random.Random(seed)
    province, city, county, level = rng.choice(words.PLACES)
    township, kind = rng.choice(words.TOWNSHIPS)
    prefix = rng.choice((level, county + level)) if level != "市" else county + level
    fields = rng.sample(words.FIELDS, 12)
    house = _House(
        rng=rng,
        county=county,
        level=level,
        township=township,
        kind=kind,
        sections=tuple(rng.sample(words.SECTIONS, rng.randint(5, 11))),
        brackets=rng.choice(("（%d项）", "(%d项)", "（共%d项）")),
        departments=tuple(prefix + f + "局" for f in fields)
        + tuple(prefix + b for b in rng.sample(words.BODIES, 2))
        + tuple(_bodies(rng, county, level)),
        gone=rng.choice(("不再开展此项工作。", "取消此项工作，不再开展。")),
    )
    title = f"{province}{city}{county}{level}{township}{kind} 履行职责事项清单"
    sizes = {"basic": 40, "cooperative": 30, "reclaimed": 20}
    makers = {"basic": _basic, "cooperative": _cooperative, "reclaimed": _reclaimed}
    lists = tuple(
        PrintedList(
            list_id,
            _TITLES[list_id],
            _headings(house, list_id),
            tuple(_rows(house, max(3, round(size * scale)), makers[list_id](house))),
        )
        for list_id, size in sizes.items()
    )
    return PrintedDocument(title, lists)


def _bodies(rng: random.Random, county: str, level: str) -> Iterator[str]:
    """Party bodies, branches of the city's bureaus, and one office with a second name."""
    drawn = rng.sample(words.PARTY, 2) + rng.sample(words.BRANCHES, 3)
    for name in [*drawn, rng.choice(words.SECOND_NAMES)]:
        yield name.format(level=level, county=county)


def _headings(house: _House, list_id: str) -> tuple[str, ...]:
    rng, kind = house.rng, house.kind
    superior = rng.choice(("上级部门", f"{house.level}级部门"))
    return {
        "basic": ("序号", "事项名称"),
        "cooperative": (
            *("序号", rng.choice(("事项名称", "配合事项", "履职事项名称"))),
            rng.choice(("对应上级部门", f"{superior}名称", "牵头部门")),
            f"{superior}职责",
            rng.choice((f"{kind}配合职责", "乡镇（街道）配合职责", "配合职责")),
        ),
        "reclaimed": ("序号", "事项名称", rng.choice(("承接部门及工作方式", "承接部门及履职方式"))),
    }[list_id]


def _rows(
    house: _House, size: int, items: Iterator[tuple[Paragraphs, ...]]
) -> Iterator[PrintedRow]:
    sections = house.sections[: max(1, min(len(house.sections), size // 3))]
    cuts = sorted(house.rng.sample(range(1, size), len(sections) - 1))
    number = 0
    for index, (start, end) in enumerate(zip([0, *cuts], [*cuts, size], strict=True), 1):
        name = f"{numeral(index)}、{sections[index - 1]}{house.brackets % (end - start)}"
        yield PrintedRow("section", ((name,),))
        for _ in range(end - start):
            number += 1
            yield PrintedRow("item", ((str(number),), *next(items)))


def _names(house: _House, stop: str) -> Iterator[str]:
    """Names that differ from one another in more than one word."""
    rng, seen = house.rng, set[str]()
    while True:
        objects = list(words.OBJECTS)
        rng.shuffle(objects)
        odd = {objects[0]: rng.choice(words.ODD_NAMES), objects[9]: rng.choice(words.ODD_NAMES)}
        for thing in objects:
            name = rng.choice(words.ACTIONS) + thing + rng.choice(words.TAILS) + stop
            name = odd[thing] + stop if thing in odd else name
            if name not in seen:
                seen.add(name)
                yield name


def _basic(house: _House) -> Iterator[tuple[Paragraphs, ...]]:
    for name in _names(house, "。"):
        yield ((name,),)


def _cooperative(house: _House) -> Iterator[tuple[Paragraphs, ...]]:
    rng = house.rng
    for name in _names(house, ""):
        listed = tuple(rng.sample(house.departments, rng.choice((1, 1, 2, 2, 3, 5))))
        if len(listed) > 1 and rng.random() < 0.7:
            superior = _numbered(
                [f"{name}{rng.choice(('负责', '牵头'))}{_duty(rng)}" for name in listed]
            )
        else:
            superior = _duties(rng, words.SUPERIOR)
        if len(listed) > 2 and rng.random() < 0.2:  # 甲局 乙局 丙局等相关部门
            listed = (*listed[:-1], listed[-1] + rng.choice(words.OPEN_ENDED))
        yield ((name,), listed, superior, _duties(rng, words.TOWNSHIP))


def _duties(rng: random.Random, plain: tuple[str, ...]) -> Paragraphs:
    """One to five numbered points, or a cell that reads otherwise."""
    if rng.random() < 0.3:
        return rng.choice(words.ODD_CELLS)
    return _numbered(rng.sample(plain, rng.randint(1, 5)))


def _duty(rng: random.Random) -> str:
    """What a department is told to do, after 负责 or 牵头."""
    return rng.choice(words.OBJECTS) + rng.choice(("的指导和监督", "的组织实施", "的资金保障"))


def _numbered(texts: list[str]) -> Paragraphs:
    if len(texts) == 1:
        return (f"{texts[0]}。",)
    return tuple(f"{n}. {text}。" for n, text in enumerate(texts, 1))


def _reclaimed(house: _House) -> Iterator[tuple[Paragraphs, ...]]:
    rng = house.rng
    for number in range(10**6):
        round_, index = divmod(number, len(words.OFFENCES))
        manner = ("的行政处罚", "行为的监督检查", "等违法行为的调查取证")[round_ % 3]
        name = f"对{words.OFFENCES[index]}{manner}" + (f"（{round_}）" if round_ > 2 else "")
        if rng.random() < 0.1:
            yield ((name,), (house.gone,))
        else:
            taking = "、".join(rng.sample(house.departments, rng.choice((1, 1, 1, 2))))
            manner = rng.choice(words.ODD_WAYS if rng.random() < 0.2 else words.WAYS)
            way = f"履职方式及工作措施：{manner}。"
            yield ((name,), (f"承接部门：{taking}", way))
