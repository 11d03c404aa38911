"""What every stage takes texts apart by: white space, and what sentences end in."""

from __future__ import annotations

SENTENCE_END = "。；;：:！？!?"
"""What a sentence ends in, or the part of one that stands before a list."""


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())
