"""The comparison of two versions as JSON, as a page, and as a few lines for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jinja2

from pipeline.compare.pieces import Piece, pieces
from pipeline.compare.read_list import as_text
from pipeline.schema import list_schemas

KIND_NAMES = {"moved": "移动", "added": "新增", "removed": "删除", "changed": "修改"}
SECTION_KIND_NAMES = {
    "renamed": "更名",
    "split": "拆分",
    "resized": "项数变化",
    "added": "新增",
    "removed": "删除",
}
COUNT_NAMES = {**KIND_NAMES, "renumbered": "仅序号变化", "unchanged": "未变"}
_DERIVED_TITLES = {
    "receiving_departments": "承接部门",
    "measures": "履职方式及工作措施",
    "disposition": "处理方式",
}
_DISPOSITIONS = {"transferred": "由上级部门承接", "discontinued": "不再开展"}


def render_changes_json(comparison: dict[str, Any]) -> str:
    """The comparison as JSON text."""
    return json.dumps(comparison, ensure_ascii=False, indent=1) + "\n"


def render_changes_html(comparison: dict[str, Any]) -> str:
    """The comparison as a self-contained page."""
    groups = [(title, list(_of_group(comparison, kind))) for kind, title in _GROUPS.items()]
    return (
        _environment()
        .get_template("changes.html")
        .render(
            **comparison,
            groups=[(title, changes) for title, changes in groups if changes],
            count_names=COUNT_NAMES,
            section_kinds=SECTION_KIND_NAMES,
            titles=_titles(),
        )
    )


def summarise(comparison: dict[str, Any]) -> str:
    """The comparison in lines for a terminal: one per change and section."""
    return "\n".join(_lines(comparison))


_GROUPS = {
    "relisted": "移到其他清单的事项",
    "moved": "移到其他分类的事项",
    "added": "新增的事项",
    "removed": "删除的事项",
    "changed": "修改的事项",
}


def _of_group(comparison: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    for change in comparison["changes"]:
        if _group(change) == kind:
            yield change | {"texts": list(_texts(change["fields"]))}


def _group(change: dict[str, Any]) -> str:
    moved = change["kind"] == "moved" and change["old"]["list"] != change["new"]["list"]
    return "relisted" if moved else str(change["kind"])


def _texts(fields: list[dict[str, Any]]) -> Iterator[tuple[str, list[Piece]]]:
    """Title and marked text of each field; a column whose parts are told apart is not told twice."""
    derived = any(field["field"] in _DERIVED_TITLES for field in fields)
    titles = {c.field: c.title for s in list_schemas() for c in s.columns} | _DERIVED_TITLES
    for field in fields:
        if field["field"] != "arrangement" or not derived:
            old, new = (_shown(field["field"], field[side]) for side in ("old", "new"))
            yield titles[field["field"]], pieces(old, new)


def _shown(field: str, value: object) -> str:
    text = as_text(value)
    return _DISPOSITIONS.get(text, text) if field == "disposition" else text


def _lines(comparison: dict[str, Any]) -> Iterator[str]:
    old, new, counts = comparison["old"], comparison["new"], comparison["summary"]
    yield f"{old['list_id']}/{old['version']} → {new['list_id']}/{new['version']}"
    yield "，".join(f"{name}{counts[key]}项" for key, name in COUNT_NAMES.items())
    for section in comparison["sections"]:
        names = [side["name"] or "（无标题）" for side in (section["old"], section["new"]) if side]
        sizes = [str(side["items"]) for side in (section["old"], section["new"]) if side]
        told = " → ".join(dict.fromkeys(names))
        kind, title = SECTION_KIND_NAMES[section["kind"]], _titles()[section["list"]]
        yield f"[分类{kind}] {title} {told}（{' → '.join(sizes)}项）"
    for change in comparison["changes"]:
        places = [_place(change[side]) for side in ("old", "new") if change[side]]
        name = (change["new"] or change["old"])["item_name"]
        fields = "；".join(title for title, _ in _texts(change["fields"]))
        told = f"（{fields}）" if fields else ""
        yield f"[{KIND_NAMES[change['kind']]}] {' → '.join(dict.fromkeys(places))} {name}{told}"


def _place(side: dict[str, Any]) -> str:
    number = f"第{side['seq']}项" if side["seq"] is not None else "（无序号）"
    return f"{_titles()[side['list']]}·{side['section'] or '（无标题）'}·{number}"


@cache
def _titles() -> dict[str, str]:
    return {schema.id: schema.title for schema in list_schemas()}


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["place"] = _place
    return environment
