"""The words that a finding is about are marked in its excerpt, and nothing of it is lost."""

from __future__ import annotations

import pytest

from pipeline.render.marked import marked


@pytest.mark.parametrize(
    ("excerpt", "message", "hits"),
    [
        ("核查反馈。 。", "此处标点“。 。”重复。", ["。 。"]),
        ("编（制规划", "“（”不成对。", ["（"]),
        ("区卫健委", "“区卫健委”与“区卫健局”。", []),  # all of it
        ("民政局、县民政局", "“县民政局”与“民政局”。", ["民政局", "县民政局"]),  # the longer first
        ("甲乙", "没有引号。", []),
        ("a+b(c", "“+”和“(”", ["+", "("]),
        ("", "“甲”", []),
    ],
)
def test_quoted_words_are_marked(excerpt: str, message: str, hits: list[str]) -> None:
    pieces = marked(excerpt, message)
    assert "".join(piece for piece, _ in pieces) == excerpt
    assert [piece for piece, hit in pieces if hit] == hits
