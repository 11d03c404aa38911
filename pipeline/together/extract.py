"""What one list brings along: the values of its `list.json` and `findings.json` as rows.

Files of other programs may lack what is not needed; what is there has to be of the kind that it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.together.departments import Bodies
from pipeline.together.values import Extract, Named, Row
from pipeline.together.wording import content, place_words

Data = Mapping[str, Any]
KINDS = ("basic", "cooperative", "reclaimed")
"""The lists that are collected, in their order."""

_TOWN_KINDS = {"乡": "乡", "镇": "镇", "街道": "街道"}
_ROLES = (("departments", "superior"), ("receiving_departments", "receiving"))
_TEXTS = ("superior_duties", "township_duties", "arrangement")
# 《中华人民共和国土地管理法》第七十四条第一款、第七十五条.
_LAW = re.compile("《(?P<law>[^《》]{2,60}(?:法|条例|规定|办法|决定|规则|细则|典|通知|意见))》")
_ARTICLES = re.compile(
    "[^《。；]{0,6}?(?P<all>第[〇零一二三四五六七八九十百\\d]+条(?:[第之〇零一二三四五六七八九十百\\d条款项、和及,，]*))"
)
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]+条(?:之[一二三四五六七八九十])?")


def extract(list_id: str, version: str, data: Data, findings: Data) -> Extract:
    """The rows of one list. Raises KeyError, TypeError or AttributeError where the data are of another shape."""
    place = {k: v for k, v in (data.get("place") or {}).items() if isinstance(v, str)}
    own, bodies = place_words(place), Bodies(place)
    found = [*_items(data)]
    items = tuple(_row(list_id, kind, section, item) for kind, section, item in found)
    return Extract(
        row=(
            *(list_id, version, str(data.get("title") or "")),
            *(place.get(part) for part in ("province", "city", "county", "town")),
            _kind(place),
            len(items),
        ),
        items=items,
        contents=tuple(content(item["item_name"] or "", own) for _, _, item in found),
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
                    yield part["id"], section.get("name") or "", item


def _row(list_id: str, kind: str, section: str, item: Data) -> Row:
    texts = ("\n".join(item.get(field) or ()) or None for field in _TEXTS)
    return (
        *(list_id, str(item["id"]), kind, item.get("seq"), section, item["item_name"] or ""),
        *texts,
        item.get("disposition"),
        item.get("page_start"),
    )


def _kind(place: Mapping[str, str]) -> str | None:
    said = place.get("kind") or ""
    return next((kind for end, kind in _TOWN_KINDS.items() if said.endswith(end)), None) or next(
        (kind for end, kind in _TOWN_KINDS.items() if place.get("town", "").endswith(end)), None
    )


def _departments(found: list[tuple[str, str, Data]], bodies: Bodies) -> Iterator[Named]:
    for index, (_, _, item) in enumerate(found):
        for field, role in _ROLES:
            for place, name in enumerate(dict.fromkeys(item.get(field) or ())):
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
    kept = ("rule", "severity", "message", "list", "section_no", "seq", "field", "page", "line")
    return (
        *(finding.get(key) for key in (*kept, "excerpt", "fingerprint")),
        int(bool(finding.get("waived"))),
        finding.get("reason"),
    )
