"""Makes many lists whose duties' families are known: base duties, worded anew for each county and list.

The base is the shipped list and what made-up lists consist of, with look-alikes of some duties beside them.
An item's `family` says which duty it is; no program reads it. `strength` 1 is what offices do to a model that
they follow (place, level, verbs, punctuation, a clause more or less); 2 changes several words and clauses.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.compare.trials.words import CLAUSES, FRAMES, SYNONYMS
from tests.corpus import words

Item = dict[str, Any]
_COUNTIES = "丙阳 青溪 白河 松涧 云岭 临江 安平 永宁 华阴 武川 兴安 宝泉 金塔 东明 西和 南乐 北票 新津 长兴 广灵"
_LEVELS = "县县区县旗市区县县县区县县区县市区县县区"
_TOWNS = (
    "石桥镇 柳林乡 建设路街道 龙泉湖镇 和平里街道 马家沟乡 太平镇 双河镇 "
    "红旗街道 青山乡 大营镇 小店乡 三里铺镇 朝阳街道 板桥镇 沙河乡"
)
# What a duty's look-alike has in place of a word: it is another duty.
_OTHERS = (
    *(("人口", "畜牧业"), ("经济", "工业"), ("农业", "林业"), ("残疾", "孤儿"), ("老年人", "儿童")),
    *(("临时", "长期"), ("养老", "医疗"), ("房屋", "桥梁"), ("消防", "防汛"), ("秸秆", "荒草")),
    *(("垃圾", "污水"), ("森林", "湿地"), ("耕地", "园地"), ("动物", "植物"), ("退役军人", "归侨")),
    *(("食品", "药品"), ("燃气", "供热"), ("党员", "团员"), ("道路", "航道"), ("文物", "古籍")),
    *(("未经批准", "超过批准期限"), ("擅自占用", "擅自拆除"), ("滥伐", "盗伐"), ("出让", "赠与")),
)
_PUNCTUATION = (("，", "、"), ("、", "和"), ("，", "；"), ("。", ""), ("，", ""))
_VERBS = re.compile("^(?:开展|做好|加强|负责|组织实施|组织开展|落实|推进|抓好)")
_OTHER_VERBS = ("开展", "做好", "加强", "负责", "组织实施", "组织开展", "落实", "推进", "抓好", "")


@dataclass(frozen=True, slots=True)
class Duty:
    """A base duty: its family, its list, its section and its item as the shipped list has it."""

    family: str
    kind: str
    section: str
    item: Item


@cache
def base() -> tuple[Duty, ...]:
    """Every duty that there is: of the shipped list, of the made-up ones, and look-alikes of them."""
    data = json.loads((ROOT / "parsed/xijiao/v1/list.json").read_text(encoding="utf-8"))
    found = [
        Duty(f"{part['id']}/{item['item_name']}", part["id"], section["name"], item)
        for part in data["lists"]
        for section in part["sections"]
        for item in section["items"]
    ]
    rng = random.Random(18)
    found += [
        _made("basic", rng.choice(words.SECTIONS), f"做好{thing}工作") for thing in words.OBJECTS
    ]
    found += [_made("reclaimed", "平安法治", f"对{what}的行为进行处罚") for what in words.OFFENCES]
    return (*found, *_look_alikes(found))


def _look_alikes(duties: Sequence[Duty]) -> Iterator[Duty]:
    names = {duty.item["item_name"] for duty in duties}
    for duty in duties:
        name = duty.item["item_name"]
        for word, other in _OTHERS:
            changed = name.replace(word, other)
            if word in name and changed not in names:
                names.add(changed)
                item = {**duty.item, "item_name": changed}
                yield Duty(f"{duty.kind}/{changed}", duty.kind, duty.section, item)
                break


def _made(kind: str, section: str, name: str) -> Duty:
    cells: Item = {"item_name": name}
    if kind == "reclaimed":
        cells |= {
            "arrangement": ["承接部门：区城管局", "履职方式及工作措施：依法查处。"],
            "receiving_departments": ["区城管局"],
            "measures": "依法查处。",
            "disposition": "transferred",
        }
    return Duty(f"{kind}/{name}", kind, section, cells)


def lists(count: int, strength: int, seed: int = 1, own: int = 4) -> Iterator[dict[str, Any]]:
    """The data of so many lists, a county's one after the other; `own` are duties that only one list has."""
    rng = random.Random(f"{seed}/{strength}")
    counties = list(zip(_COUNTIES.split(), _LEVELS, strict=True))
    towns = _TOWNS.split()
    share = {duty.family: rng.choice((0.97, 0.9, 0.75, 0.4, 0.1)) for duty in base()}
    model: dict[str, str] = {}
    for number in range(count):
        if number % len(towns) == 0:
            model = {d.family: _reworded(d.item["item_name"], rng, strength) for d in base()}
        county, level = counties[(number // len(towns)) % len(counties)]
        place = {
            "province": "甲川省",
            "city": f"乙陵{'' if number < 320 else number // 320}市",
            "county": county + level,
            "town": towns[number % len(towns)],
            "kind": _kind(towns[number % len(towns)]),
        }
        taken = [duty for duty in base() if rng.random() < share[duty.family]]
        names = {
            d.family: model[d.family]
            if rng.random() < 0.5
            else _reworded(model[d.family], rng, strength)
            for d in taken
        }
        yield _data(f"list{number:05}", place, taken, names, rng, own)


@cache
def _characters() -> tuple[str, ...]:
    """Of which names are made that one list only has: every character of the base."""
    return tuple(sorted({c for duty in base() for c in duty.item["item_name"] if c > "\u4e00"}))


def _kind(town: str) -> str:
    return "街道" if town.endswith("街道") else town[-1]


def _data(
    list_id: str,
    place: dict[str, str],
    taken: Sequence[Duty],
    names: dict[str, str],
    rng: random.Random,
    own: int,
) -> dict[str, Any]:
    level, short, kind = place["county"][-1], place["county"][:-1], place["kind"]

    def here(text: str) -> str:
        text = text.replace("鸡冠区", place["county"]).replace("鸡冠", short)
        text = text.replace("鸡西市", place["city"]).replace("西郊乡", place["town"])
        text = re.sub(
            "区(?=[委政住财人城教民农市卫应发文统退医残妇司营信审交商红投工档直])", level, text
        )
        return text.replace("本乡", f"本{kind}").replace("乡党委", f"{kind}党委")

    parts: dict[str, dict[str, list[Item]]] = {"basic": {}, "cooperative": {}, "reclaimed": {}}
    for duty in taken:
        item = json.loads(here(json.dumps(duty.item, ensure_ascii=False)))
        item |= {"item_name": here(names[duty.family]), "family": duty.family}
        parts[duty.kind].setdefault(duty.section, []).append(item)
    for number in range(own):
        name = rng.choice(FRAMES["basic"]).format("".join(rng.sample(_characters(), 9)))
        item = {"item_name": name, "family": f"{list_id}/{number}"}
        parts["basic"].setdefault("经济发展", []).append(item)
    return {
        "schema_version": 1,
        "list_id": list_id,
        "version": "v1",
        "title": "".join(v for k, v in place.items() if k != "kind") + " 履行职责事项清单",
        "source": {"file": "v1.txt", "sha256": "0" * 64, "format": "txt", "pages": 60},
        "contents": [],
        "lists": [_part(kind, sections) for kind, sections in parts.items()],
        "place": place,
        "notes": [],
        "others": [],
        "accounting": {},
    }


def _part(kind: str, sections: dict[str, list[Item]]) -> dict[str, Any]:
    number = 0
    found = []
    for name, items in sections.items():
        rows = []
        for item in items:
            number += 1
            own = {"id": f"{kind}-{number:03}", "number": str(number), "seq": number}
            rows.append({**item, **own, "position": number, "page_start": number // 8 + 1})
        found.append({"no": "一", "name": name, "declared_count": len(rows), "items": rows})
    return {"id": kind, "title": kind, "page_start": 1, "page_end": 9, "sections": found}


def _reworded(name: str, rng: random.Random, strength: int) -> str:
    """The name as another office would write it."""
    if rng.random() < 0.5:
        name = _VERBS.sub(rng.choice(_OTHER_VERBS), name)
    for _ in range(1 if strength == 1 else 3):
        if rng.random() < 0.5:
            fitting = [pair for pair in SYNONYMS if pair[0] in name and pair[1] not in name]
            if fitting:
                name = name.replace(*rng.choice(fitting), 1)
    if rng.random() < 0.3:
        name = name.replace(*rng.choice(_PUNCTUATION), 1)
    for _ in range(strength):
        if rng.random() < 0.15 * strength:
            name = _clauses(name, rng)
    return name


def _clauses(name: str, rng: random.Random) -> str:
    parts = re.split("(?<=[，；。])", name.rstrip("。"))
    if len(parts) > 2 and rng.random() < 0.5:
        del parts[rng.randrange(1, len(parts))]
        return "".join(parts).rstrip("，；。")
    clause = rng.choice(CLAUSES)
    return name if clause in name else name.rstrip("。") + clause


def write(folder: Path, count: int, strength: int = 1, seed: int = 1) -> None:
    """Puts made lists under a folder as `dutylist run` would; each without findings."""
    empty = {"error": 0, "warning": 0, "info": 0, "waived": 0}
    findings = {"schema_version": 1, "summary": empty, "findings": []}
    for data in lists(count, strength, seed):
        target = folder / data["list_id"] / data["version"]
        target.mkdir(parents=True)
        for name, content in (("list.json", data), ("findings.json", findings)):
            (target / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
