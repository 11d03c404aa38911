"""What one list brings along: the values of its `list.json` and `findings.json` as rows.

Files of other programs may lack what is not needed; what is there has to be of the kind that it should be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.place_names import place_words
from pipeline.together.departments import Bodies
from pipeline.together.values import Extract, Named, Row
from pipeline.together.wording import bare, content

Data = Mapping[str, Any]
KINDS = ("basic", "cooperative", "reclaimed")
"""The lists that are collected, in their order."""

_TOWN_KINDS = {"乡": "乡", "镇": "镇", "街道": "街道"}
_LARGEST = 2**53
_ROLES = (("departments", "superior"), ("receiving_departments", "receiving"))
_TEXTS = ("superior_duties", "township_duties", "arrangement")
# 《中华人民共和国土地管理法》第七十四条第一款、第七十五条.
_LAW = re.compile("《(?P<law>[^《》]{2,60}(?:法|条例|规定|办法|决定|规则|细则|典|通知|意见))》")
_ARTICLES = re.compile(
    "[^《。；]{0,6}?(?P<all>第[〇零一二三四五六七八九十百\\d]+条(?:[第之〇零一二三四五六七八九十百\\d条款项、和及,，]*))"
)
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]+条(?:之[一二三四五六七八九十])?")


def extract(list_id: str, version: str, data: Data, findings: Data) -> Extract:
    """The rows of one list. Raises KeyError, TypeError or AttributeError where the data are of another shape.

    Of two items of one id the second gets another one.
    """
    place = {k: v for k, v in (data.get("place") or {}).items() if isinstance(v, str)}
    own, bodies = place_words(place), Bodies(place)
    found = [*_items(data)]
    ids = _unique([str(item["id"]) for _, _, item in found])
    items = tuple(
        _row(list_id, id_, kind, section, item)
        for id_, (kind, section, item) in zip(ids, found, strict=True)
    )
    return Extract(
        row=(
            *(list_id, version, str(data.get("title") or "")),
            *(place.get(part) for part in ("province", "city", "county", "town")),
            _kind(place),
            len(items),
        ),
        items=items,
        contents=tuple(_contents(items, own)),
        departments=tuple(_departments(found, bodies)),
        citations=tuple(_citations(items)),
        findings=tuple(_finding(f) for f in findings.get("findings", ())),
        own=own,
    )


def _items(data: Data) -> Iterator[tuple[str, str, Data]]:
    for part in data["lists"]:
        if part["id"] in KINDS:
            for section in part["sections"]:
                for item in section["items"]:
                    yield part["id"], _text(section.get("name")) or "", item


def _row(list_id: str, id_: str, kind: str, section: str, item: Data) -> Row:
    texts = ("\n".join(_texts(item.get(field))) or None for field in _TEXTS)
    name = _text(item["item_name"]) or ""
    return (
        *(list_id, id_, kind, _integer(item.get("seq")), section, name, *texts),
        *(_text(item.get("disposition")), _integer(item.get("page_start"))),
    )


def _contents(items: tuple[Row, ...], own: tuple[str, ...]) -> Iterator[str]:
    """The content of each item; of two names of one content that stand in one list the second as it is."""
    names: dict[tuple[object, str], str] = {}
    for row in items:
        kind, name = row[2], str(row[5])
        text = content(name, own)
        first = names.setdefault((kind, text), name)
        yield text if bare(first) == bare(name) else bare(name)


def _unique(ids: list[str]) -> list[str]:
    times: Counter[str] = Counter()
    found = []
    for id_ in ids:
        times[id_] += 1
        found.append(id_ if times[id_] == 1 else f"{id_}-{times[id_]}")
    return found


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(value)


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return value
    raise TypeError(value)


def _integer(value: object) -> int | None:
    """A number that a database can hold."""
    if value is None:
        return None
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    raise TypeError(value)


def _kind(place: Mapping[str, str]) -> str | None:
    said = place.get("kind") or ""
    return next((kind for end, kind in _TOWN_KINDS.items() if said.endswith(end)), None) or next(
        (kind for end, kind in _TOWN_KINDS.items() if place.get("town", "").endswith(end)), None
    )


def _departments(found: list[tuple[str, str, Data]], bodies: Bodies) -> Iterator[Named]:
    for index, (_, _, item) in enumerate(found):
        for field, role in _ROLES:
            for place, name in enumerate(dict.fromkeys(_texts(item.get(field)))):
                body = bodies.of(name)
                yield Named(index, body.department, body.level, name, role, place == 0, body.known)


def _citations(items: tuple[Row, ...]) -> Iterator[tuple[int, str, str]]:
    for index, row in enumerate(items):
        text = "\n".join(str(row[at]) for at in range(5, 9) if row[at])
        seen: dict[tuple[str, str], None] = {}
        for match in _LAW.finditer(text):
            after = _ARTICLES.match(text, match.end())
            articles = _ARTICLE.findall(after["all"]) if after else [""]
            seen |= {(match["law"], article): None for article in articles}
        yield from ((index, law, article) for law, article in seen)


def _finding(finding: Data) -> Row:
    texts = ("rule", "severity", "message", "list", "section_no")
    return (
        *(_text(finding.get(key)) for key in texts),
        _integer(finding.get("seq")),
        _text(finding.get("field")),
        *(_integer(finding.get(key)) for key in ("page", "line")),
        *(_text(finding.get(key)) for key in ("excerpt", "fingerprint")),
        int(bool(finding.get("waived"))),
        _text(finding.get("reason")),
    )
