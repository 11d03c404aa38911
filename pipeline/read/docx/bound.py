"""Content controls that are bound to data in the file: Word shows the data, whatever the control holds.

ECMA-376 part 1, 17.5.2.6 (dataBinding).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pipeline.model.characters import count
from pipeline.read.docx.markup import P, all_text, count_text
from pipeline.read.docx.names import child, tag, value

# One step of "/ns0:root[1]/ns0:name[1]", "@id".
_STEP = re.compile(r"(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)(?:\[(?P<nth>\d{1,6})\])?")
# Of "xmlns:ns0='urn:x' xmlns:ns1='urn:y'".
_MAPPING = re.compile(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]*)['\"]")
# Their data is no text as it is shown.
_NO_TEXT = tuple(map(tag, ("w:date", "w:picture", "w:richText", "w:docPartObj")))
_TEXT = tag("w:t")


class Bound(NamedTuple):
    """How many characters the controls held that are not shown, and how many are shown for them."""

    markup: int
    added: int


def show_bound(root: Any, data: Callable[[], Mapping[str, Any]]) -> Bound:
    """Puts into each bound control of a part what it is bound to; `data` gives roots by identifier."""
    markup = added = 0
    bindings = list(root.iter(tag("w:dataBinding")))
    stores = data() if bindings else {}
    for control in (binding.getparent().getparent() for binding in bindings):
        properties, content = child(control, "w:sdtPr"), child(control, "w:sdtContent")
        shown = _bound_text(properties, stores) if content is not None else None
        if shown is None or _same(shown, all_text(content)):
            continue
        held = count_text(content)
        if _put(content, shown):
            markup, added = markup + held, added + count(shown)
    return Bound(markup, added)


def _bound_text(properties: Any | None, stores: Mapping[str, Any]) -> str | None:
    """What a control shows, or None where it is not bound, or to nothing."""
    binding = child(properties, "w:dataBinding")
    if binding is None or properties is None or any(e.tag in _NO_TEXT for e in properties):
        return None
    store = stores.get((value(binding, "w:storeItemID") or "").lower())
    found = (
        None
        if store is None
        else _find(store, value(binding, "w:xpath") or "", value(binding, "w:prefixMappings") or "")
    )
    if not found or not found.strip():
        return None
    for entry in properties.iter(tag("w:listItem")):
        if value(entry, "w:value") == found:
            return value(entry, "w:displayText") or found
    return found


def _find(root: Any, path: str, mappings: str) -> str | None:
    namespaces = dict(_MAPPING.findall(mappings))
    steps = path.strip("/").split("/")
    found: Any = None
    for index, text in enumerate(steps):
        if text == "text()" and index == len(steps) - 1:
            break
        step = _STEP.fullmatch(text.removeprefix("@"))
        if step is None or (step["prefix"] and step["prefix"] not in namespaces):
            return None
        namespace = namespaces.get(step["prefix"], "")
        name = f"{{{namespace}}}{step['name']}" if namespace else step["name"]
        if text.startswith("@"):
            return None if found is None else found.get(name)
        nodes = [root] if found is None else found.findall(name)
        nth = int(step["nth"] or 1)
        if not 1 <= nth <= len(nodes) or nodes[nth - 1].tag != name:
            return None
        found = nodes[nth - 1]
    return None if found is None else "".join(found.itertext())


def _put(content: Any, shown: str) -> bool:
    """Makes a text all that a control holds; whether there is a place for it."""
    texts = list(content.iter(_TEXT))
    if not texts:
        paragraph = next(
            content.iter(P), content if content.getparent().getparent().tag == P else None
        )
        if paragraph is None:
            return False
        run = paragraph.makeelement(tag("w:r"))
        texts = [run.makeelement(_TEXT)]
        run.append(texts[0])
        paragraph.append(run)
    for text in texts:
        text.text = ""
    texts[0].text = shown
    return True


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
