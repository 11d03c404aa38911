"""The words that a finding is about, found in its excerpt: those that its message quotes."""

from __future__ import annotations

import re

# What a message quotes: “一、党的建设”.
_QUOTED = re.compile("“([^“”]+)”")


def marked(excerpt: str, message: str) -> tuple[tuple[str, bool], ...]:
    """The excerpt in pieces, each with whether the message quotes it; joined, they are the excerpt.

    Words that are all of the excerpt need no mark.
    """
    quoted = sorted(set(_QUOTED.findall(message)) - {excerpt}, key=len, reverse=True)
    pattern = "|".join(re.escape(words) for words in quoted if words in excerpt)
    pieces = re.split(f"({pattern})", excerpt) if pattern else [excerpt]
    return tuple((piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece)
