"""What of a web page's elements is text, and in which encoding the page says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# <meta charset="gb2312">, <meta http-equiv="Content-Type" content="text/html; charset=gbk">.
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.I)
_HEAD = 4096
# Elements that are never shown.
NO_TEXT = frozenset({
    "head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "datalist",
    "rp", "rt", "title", "meta", "link", "param", "canvas", "audio", "video", "map",
})  # fmt: skip


def declared_charsets(data: bytes) -> list[str]:
    """The encodings that a page says it is in, the more trustworthy first."""
    head = data[:_HEAD]
    found = (*_CHARSET.findall(head), *_XML_ENCODING.findall(head))
    return [name.decode("ascii") for name in found]


def text_nodes(root: Any) -> Iterator[str]:
    """Every text of a page, shown or not, but for scripts and style sheets."""
    skipped: Any = None
    for element in root.iter():
        if skipped is not None and _is_within(element, skipped):
            continue
        skipped = None
        if not isinstance(element.tag, str) or element.tag in NO_TEXT:
            skipped = element
            yield element.tail or ""
            continue
        yield element.text or ""
        if element is not root:
            yield element.tail or ""


def _is_within(element: Any, outer: Any) -> bool:
    return any(above is outer for above in element.iterancestors())


def own_class(element: Any) -> str:
    """An element's class and identifier, as words."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()
