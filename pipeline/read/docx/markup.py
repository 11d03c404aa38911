"""Which elements carry text, which wrap others and which are to be passed over; and how much text there is.

`count_text` looks at the elements alone and knows nothing of how they are read: what the reading
loses shows as a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model.characters import count
from pipeline.read.docx.names import child, tag, value
from pipeline.read.docx.symbols import sign

P, TBL, TR, TC = tag("w:p"), tag("w:tbl"), tag("w:tr"), tag("w:tc")
DELETED = frozenset({tag("w:del"), tag("w:moveFrom")})
INSERTED = frozenset({tag("w:ins"), tag("w:moveTo")})
TEXT_BOX = tag("w:txbxContent")
_TEXT = frozenset({tag("w:t"), tag("w:delText"), tag("m:t"), tag("a:t")})
_SYMBOL, _HYPHEN, _WORD_ART = tag("w:sym"), tag("w:noBreakHyphen"), tag("v:textpath")
_CARRIERS = (*_TEXT, _SYMBOL, _HYPHEN, _WORD_ART)
# Properties hold no text of today: formatting, and how things were before a change.
_PROPERTIES = frozenset(
    map(tag, ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:sectPr",
              "w:tblGrid", "w:tblPrEx", "w:customXmlPr", "w:smartTagPr", "w:rubyPr"))
)  # fmt: skip
_WHITE_SPACE = str.maketrans("\n\r\v\f", "    ")


def text_of(element: Any) -> str:
    """The text that one element carries by itself."""
    if element.tag in _TEXT:
        # A line end in the file is a space; the only breaks are elements.
        return (element.text or "").translate(_WHITE_SPACE)
    if element.tag == _SYMBOL:
        return sign(value(element, "w:char"), value(element, "w:font"))
    if element.tag == _WORD_ART:
        return f"\n{element.get('string', '')}\n"
    return "-" if element.tag == _HYPHEN else ""


def count_text(root: Any) -> int:
    """The non-space characters of every element below, shown or not."""
    return sum(count(text_of(e)) for e in root.iter(*_CARRIERS))


def has_text(root: Any) -> bool:
    """Whether any element below carries text."""
    return any(text_of(e).strip() for e in root.iter(*_CARRIERS))


def all_text(root: Any) -> str:
    """The text of every element below, run together."""
    return "".join(text_of(e) for e in root.iter(*_CARRIERS))


def parts(element: Any) -> Iterator[Any]:
    """The children that are content."""
    return (e for e in element if e.tag not in _PROPERTIES)


def changed(properties: Any | None, names: frozenset[str]) -> bool:
    """Whether a row's or a paragraph mark's properties say that it was inserted or deleted."""
    return properties is not None and any(e.tag in names for e in properties)


def span(cell: Any) -> str | None:
    """How many columns of the grid a cell covers, as written."""
    return value(child(cell, "w:tcPr", "w:gridSpan"))
