"""Markup that an export of a web table leaves in its cells, undone: entities, tags, written-out line ends."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from pipeline.model.characters import count, unify, without_invisible

CELL_BREAK = "\x1f"
"""Stands for a line end inside a cell."""

# "&ldquo;", "&nbsp;", "&#21644;", "&#x201C;"; of an export that escaped twice "&amp;ldquo;".
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MOST_ESCAPES = 3
# Tags that exports of web tables leave behind: "<p>", "</p>", '<ul style="list-style-type: none;">',
# "<o:p>", "<!--StartFragment-->", "<![endif]-->". Only these are markup; a "<script>" or "<3 万元" in a cell is the
# document's own text.
_BLOCKS = "p|ul|ol|li|br|hr|div|h[1-6]|table|thead|tbody|tfoot|tr|td|th|dl|dt|dd|center|blockquote|pre|section"
_INLINES = "span|b|strong|i|em|u|s|strike|del|ins|font|a|sub|sup|small|big|mark|label|o:p|st1:[a-z]+|w:[a-z]+"
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_INLINES})(?:\s[^<>]*)?/?>|<!(?:--|\[)[^<>]*>", re.I)
_PARAGRAPH_TAG = re.compile(rf"</?(?:{_BLOCKS})\b", re.I)
# A line end that was written out: "1. 宣传。\n2. 巡查。"; not "C:\new".
_WRITTEN_BREAK = re.compile(r"(?<![\\A-Za-z:])(?:\\r)?\\[nr](?![a-z])")
# U+2028, U+2029 and U+0085 end a line inside a cell, as the web page's <br> did.
_BREAKS = str.maketrans(dict.fromkeys(f"{CELL_BREAK}\u2028\u2029\x85", "\n"))


class Cleaned(NamedTuple):
    """What a cell says, a string a paragraph, and how many of its characters were markup."""

    paragraphs: tuple[str, ...]
    markup: int


def cleaned(cell: str) -> Cleaned:
    """A cell without its markup: block tags end a paragraph, inline tags vanish."""
    text = without_invisible(_unescaped(cell))
    broken = _WRITTEN_BREAK.sub("\n", text)
    tags = sum(map(count, _TAG.findall(broken)))
    plain = _TAG.sub(lambda tag: "\n" if _PARAGRAPH_TAG.match(tag[0]) else "", broken)
    lines = (" ".join(line.split()) for line in unify(plain).translate(_BREAKS).split("\n"))
    return Cleaned(tuple(line for line in lines if line), count(cell) - count(broken) + tags)


def _unescaped(text: str) -> str:
    for _ in range(_MOST_ESCAPES):
        shown = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
        if shown == text:
            break
        text = shown
    return text
