"""The page that finds duties without a network, and the scripts with what it looks through.

A page that is opened as a file can load a script that lies beside it, and nothing else. So the data are scripts:
one with all duties, and one for each page of them with who has them, loaded when somebody asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.render.together import Page, page
from pipeline.render.together.duties import PER_PAGE
from pipeline.render.wording import list_titles
from pipeline.together.atlas import Atlas

_MOST_WORDINGS, _MOST_TEXT = 8, 300


def search_pages(atlas: Atlas, texts: dict[str, str]) -> Iterator[Page]:
    """The page and its scripts; `texts` is what lists say of a duty beside its name."""
    yield page(
        "search.html", "site_search", "查找", scripts=True, titles=list_titles(), per=PER_PAGE
    )
    duties = [
        {
            "id": duty.duty,
            "kind": duty.kind,
            "name": duty.item_name,
            "lists": duty.lists,
            "departments": [*dict.fromkeys(name for name, _, _ in duty.departments[:4])],
            "words": [w for w in duty.wordings[:_MOST_WORDINGS] if w != duty.item_name],
            "text": texts.get(duty.duty, "")[:_MOST_TEXT],
        }
        for duty in atlas.duties
    ]
    data = {"per": PER_PAGE, "titles": {**list_titles()}, "duties": duties}
    yield Page("search", "duties.js", f"window.dutylist = {_json(data)};\n")
    for part, start in enumerate(range(0, len(atlas.duties), PER_PAGE)):
        rows = [_who(atlas, n) for n in range(start, min(start + PER_PAGE, len(atlas.duties)))]
        script = f"window.dutylist.where({part}, {_json(rows)});\n"
        yield Page("search", f"where-{part:04}.js", script)


def _who(atlas: Atlas, number: int) -> str:
    groups = atlas.by_county(atlas.holders[number])
    return "；".join(
        f"{group.name}（{len(own)}）：{'、'.join(atlas.lists[n].name for n in own)}"
        for group, own in groups
    )


def _json(value: object) -> str:
    """As a script has it; U+2028 would end a line in older browsers."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
