"""Where on a page the document is: among navigation, breadcrumbs, related links and a footer.

It is the smallest element that holds all the lists' tables and titles, with the document's title where
that stands before it. Where that is the whole page, what is named as navigation or footer is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.model.schema import schema_of_title
from pipeline.read.html.hidden import Hidden
from pipeline.read.html.text import own_class
from pipeline.read.table.headings import is_heading

# The document's title: "黑龙江省鸡西市鸡冠区西郊乡履行职责事项清单".
_TITLE = re.compile(
    r"[^，。；：>》]{0,60}(?:履行?职|职责)[^，。；：>》]{0,20}清单(?:[（(].{1,20}[）)])?"
)
_LONGEST_TITLE = 90
_TITLED = (
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "div",
    "span",
    "strong",
    "b",
    "font",
    "td",
    "th",
    "caption",
    "center",
    "li",
)
_ASIDE = frozenset({"nav", "footer", "aside", "form", "button", "select", "menu"})
# Classes and identifiers of what is around a document: "footer", "site-nav", "breadcrumb", "share_box".
_ASIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|foot|footer|topbar|toolbar|sidebar|breadcrumbs?|crumbs?|"
    r"position|location|share|copyright|related|links?|pager|pagination|qrcode|search|login)(?:$|[\s_-])"
)


def content_of(root: Any, hidden: Hidden) -> list[Any]:
    """The elements that hold the document, in order; the whole body where there is no list."""
    body = root.find("body")
    body = root if body is None else body
    tables = [t for t in body.iter("table") if _heads_list(t) and not _is_hidden(t, hidden)]
    if not tables:
        return [body]
    titles = [e for e in body.iter(*_TITLED) if _is_list_title(e) and not _is_hidden(e, hidden)]
    core = _around([*tables, *_own_titles(titles, tables)])
    title = _document_title(body, core, hidden)
    return [core] if title is None else [title, core]


def is_around(element: Any) -> bool:
    """Whether an element is navigation, a footer and the like, and holds no list."""
    named = element.tag in _ASIDE or _ASIDE_NAME.search(own_class(element))
    if not named:
        return _leads_away(element)
    return not any(map(_heads_list, element.iter("table"))) and not _is_list_title(element)


def _leads_away(element: Any) -> bool:
    """Whether an element is nothing but links to other pages."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    if not any((link.get("href") or "#")[:1] != "#" for link in links):
        return False
    text = "".join("".join(element.itertext()).split())
    return text == "".join("".join(part for a in links for part in a.itertext()).split())


def _own_titles(titles: Sequence[Any], tables: Sequence[Any]) -> list[Any]:
    """The titles that stand above the tables, not those of links in a menu."""
    return [t for t in titles if (not any(a.tag == "a" or is_around(a) for a in (t, *t.iterancestors()))
            and t.find(".//a") is None) or any(table in set(t.iterancestors()) for table in tables)]  # fmt: skip


def _heads_list(table: Any) -> bool:
    """Whether one of a table's own rows heads a list."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            if is_heading([(_squeezed(cell),) for cell in cells]):
                return True
    return False


def _is_list_title(element: Any) -> bool:
    text = _squeezed(element)
    return 0 < len(text) <= _LONGEST_TITLE and schema_of_title(text) is not None


def _document_title(body: Any, core: Any, hidden: Hidden) -> Any | None:
    """The nearest element before the core that is the document's title."""
    inside = set(core.iter()) | set(core.iterancestors())
    nearest = None
    for element in body.iter(*_TITLED):
        if element is core:
            break
        if element in inside or element.find(".//a") is not None:
            continue
        text = _squeezed(element)
        is_title = len(text) <= _LONGEST_TITLE and _TITLE.fullmatch(text)
        # The outermost of several that say the same.
        if is_title and not _is_hidden(element, hidden) and nearest not in element.iterancestors():
            nearest = element
    return nearest


def _around(elements: Sequence[Any]) -> Any:
    """The smallest element around all of them."""
    paths = [[*reversed(list(e.iterancestors())), e] for e in elements]
    common = paths[0]
    for path in paths[1:]:
        length = next(
            (i for i, (a, b) in enumerate(zip(common, path, strict=False)) if a is not b),
            min(len(common), len(path)),
        )
        common = common[:length]
    return common[-1]


def _is_hidden(element: Any, hidden: Hidden) -> bool:
    return any(hidden.hides(e) for e in (element, *element.iterancestors()))


def _squeezed(element: Any) -> str:
    """An element's text without white space; of a long one, its beginning."""
    text = ""
    for part in element.itertext():
        text += "".join(part.split())
        if len(text) > _LONGEST_TITLE:
            break
    return text
