"""Running heads and feet: what stands in the margin of several sheets and differs in digits at most.

Browsers print the date and the page's title above, its address and "2/40" below, where nobody asked
them not to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.read.pdf.folios import in_margin
from pipeline.read.pdf.values import Page, TextLine

# On so many sheets, or on this share of a short document's.
_OFTEN, _USUAL = 3, 1 / 2
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")


def running_heads(pages: Sequence[Page]) -> frozenset[int]:
    """The `id` of every line that is part of a running head or foot; a page's own number is none."""
    counts = Counter(text for page in pages for text in {text for _, text in _in_margin(page)})
    least = max(2, min(_OFTEN, _USUAL * len(pages)))
    return frozenset(
        id(line) for page in pages for line, text in _in_margin(page) if counts[text] >= least
    )


def _in_margin(page: Page) -> Iterator[tuple[TextLine, str]]:
    for part in page.parts:
        if not isinstance(part, TextLine) or part is page.folio:
            continue
        text = _DIGITS.sub("0", "".join(part.text.split()))
        if in_margin((part.top + part.bottom) / 2, page.height) and _LETTER.search(text):
            yield part, text
