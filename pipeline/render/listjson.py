"""`list.json`: the whole document as data."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.model.document import Document
from pipeline.model.listdata import list_data


def render_list_json(document: Document) -> Iterator[str]:
    """The document as JSON text, in pieces; keys in a fixed order, a line end at the end."""
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(list_data(document))
    yield "\n"
