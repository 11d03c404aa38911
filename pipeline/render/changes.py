"""The comparison of two versions as JSON, as a page, and as a few lines for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Any

from pipeline.compare.pieces import Piece, pieces
from pipeline.compare.read_list import as_text
from pipeline.model.schema import list_schemas
from pipeline.render.pages import render_page
from pipeline.render.wording import DISPOSITION_NAMES

KIND_NAMES = {"moved": "移动", "added": "新增", "removed": "删除", "changed": "修改"}
SECTION_KIND_NAMES = {
    "renamed": "更名",
    "split": "拆分",
    "resized": "项数变化",
    "added": "新增",
    "removed": "删除",
}
# A line of a terminal tells which item and gives an idea of the edit; the page has all of it.
_NAME_LENGTH, _EDIT_LENGTH, _EDITS = 40, 16, 2
_DERIVED_TITLES = {
    "receiving_departments": "承接部门",
    "measures": "履职方式及工作措施",
    "disposition": "处理方式",
}


def render_changes_json(comparison: dict[str, Any]) -> str:
    """The comparison as JSON text."""
    return json.dumps(comparison, ensure_ascii=False, indent=1) + "\n"


def render_changes_html(comparison: dict[str, Any], *, linked: bool = False) -> str:
    """The comparison as a page that needs no other file.

    `linked`: it will lie in `reports/<list>/changes/`, and links both versions' reports.
    """
    groups = [(kind, title, list(_of_group(comparison, kind))) for kind, title in _GROUPS.items()]
    return render_page(
        "changes",
        **comparison,
        headline=_sentence(comparison),
        groups=[group for group in groups if group[2]],
        linked=linked,
        section_kinds=SECTION_KIND_NAMES,
        titles=_titles(),
        place=_place,
    )


def summarise(comparison: dict[str, Any]) -> str:
    """The comparison in lines for a terminal: one per change and section."""
    return "\n".join(_lines(comparison))


def paragraphs(found: Sequence[Piece]) -> list[int | list[Piece]]:
    """A marked text by paragraph; a number stands for so many paragraphs in which nothing changed."""
    parts: list[list[Piece]] = [[]]
    for piece in found:
        first, *others = piece.text.split("\n") if piece.kind == "same" else [piece.text]
        parts[-1] += [Piece(piece.kind, first)] if first else []
        parts += [[Piece("same", text)] if text else [] for text in others]
    result: list[int | list[Piece]] = []
    for changed, run in groupby(parts, lambda part: any(piece.kind != "same" for piece in part)):
        if changed:
            result += run
        else:
            result.append(len(list(run)))
    return result


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
            texts = [(title, paragraphs(found)) for title, found in _texts(change["fields"])]
            yield change | {"texts": texts, "name": _name(change)}


def _name(change: dict[str, Any]) -> list[Piece]:
    """The item's name, with what changed in it."""
    old, new = change["old"] or change["new"], change["new"] or change["old"]
    return pieces(old["item_name"], new["item_name"])


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
    return DISPOSITION_NAMES.get(text, text) if field == "disposition" else text


def _lines(comparison: dict[str, Any]) -> Iterator[str]:
    old, new = comparison["old"], comparison["new"]
    yield f"{old['list_id']}/{old['version']} → {new['list_id']}/{new['version']}"
    yield _sentence(comparison)
    for section in comparison["sections"]:
        names = [side["name"] or "（无标题）" for side in (section["old"], section["new"]) if side]
        sizes = [str(side["items"]) for side in (section["old"], section["new"]) if side]
        told = " → ".join(dict.fromkeys(names))
        kind, title = SECTION_KIND_NAMES[section["kind"]], _titles()[section["list"]]
        yield f"[分类{kind}] {title} {told}（{' → '.join(sizes)}项）"
    for change in comparison["changes"]:
        places = [_place(change[side]) for side in ("old", "new") if change[side]]
        name = _short((change["new"] or change["old"])["item_name"], _NAME_LENGTH)
        fields = "；".join(f"{title}{_edits(found)}" for title, found in _texts(change["fields"]))
        told = f"（{fields}）" if fields else ""
        yield f"[{KIND_NAMES[change['kind']]}] {' → '.join(dict.fromkeys(places))} {name}{told}"


def _sentence(comparison: dict[str, Any]) -> str:
    """How many items became what, what did not happen left out."""
    counts = comparison["summary"]
    still = f"{counts['renumbered']}项只是序号变化，{counts['unchanged']}项未变。"
    told = [f"{name}{counts[kind]}项" for kind, name in KIND_NAMES.items() if counts[kind]]
    relisted = sum(_group(change) == "relisted" for change in comparison["changes"])
    if relisted:
        told[0] += f"（其中{relisted}项移到其他清单）"
    if told:
        return f"{'，'.join(told)}；{still}"
    return f"事项{'' if comparison['sections'] else '和分类'}没有变化；{still}"


def _edits(found: list[Piece]) -> str:
    """The first edits to a field: what went, what came."""
    edits: list[str] = []
    for before, piece in pairwise([None, *found]):
        assert piece is not None
        text = f"“{_short(piece.text, _EDIT_LENGTH)}”"
        if piece.kind == "del":
            edits.append(f"删{text}")
        elif piece.kind == "ins" and before and before.kind == "del":
            edits[-1] = f"改{edits[-1].removeprefix('删')}为{text}"
        elif piece.kind == "ins":
            edits.append(f"增{text}")
    more = f"等{len(edits)}处" if len(edits) > _EDITS else ""
    return "、".join(edits[:_EDITS]) + more


def _short(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _place(side: dict[str, Any]) -> str:
    number = f"第{side['seq']}项" if side["seq"] is not None else "（无序号）"
    return f"{_titles()[side['list']]}·{side['section'] or '（无标题）'}·{number}"


@cache
def _titles() -> dict[str, str]:
    return {schema.id: schema.title for schema in list_schemas()}
