"""Content that a file has in several ways (`mc:AlternateContent`), each for other programs: one is read."""

from __future__ import annotations

from typing import Any

from pipeline.read.docx.markup import count_text, has_text
from pipeline.read.docx.names import tag

_ALTERNATES, _OPTIONS = tag("mc:AlternateContent"), (tag("mc:Choice"), tag("mc:Fallback"))


def choose(root: Any) -> int:
    """Puts the alternative that is read in the place of each of a part's alternates, whatever they
    stand in: text, paragraphs, rows of a table.

    Returns how many characters the others have, which say the same once more.
    """
    markup = 0
    # Inner ones first.
    for alternates in reversed(list(root.iter(_ALTERNATES))):
        options = [element for element in alternates if element.tag in _OPTIONS]
        chosen = next(filter(has_text, options), next(iter(options), None))
        markup += count_text(alternates) - (count_text(chosen) if chosen is not None else 0)
        around = alternates.getparent()
        if around is None:
            continue
        index = around.index(alternates)
        around[index : index + 1] = list(chosen) if chosen is not None else []
    return markup
