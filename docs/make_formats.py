"""Writes docs/formats.md from the table of readers; `--check` only says whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.read.formats import FORMATS

PAGE = Path(__file__).parent / "formats.md"
_HEAD = """\
# Formats

Generated from the table of readers (`pipeline/read/formats.py`).

The content decides, not the name: a Word document that is called .pdf is read as a Word document. By their
names files are only looked for in a folder; one that is named on the command line may be called anything.
"""
_FOOT = """
## Not read

Such a file is told, with what to do. So is any other: save the list as .docx, .xlsx, .pdf or .txt.

"""


def page() -> str:
    """The page as the table gives it."""
    read = [
        f"| {_names(kind.suffixes)} | {kind.title} | {kind.text} | {kind.needs} |"
        for kind in FORMATS
        if kind.read
    ]
    others = [
        f"| {_names(kind.suffixes)} | {kind.title} | {kind.advice} |"
        for kind in FORMATS
        if not kind.read
    ]
    return "\n".join(
        [
            *(_HEAD, "| usual names | kind | what is read | needs |", "|---|---|---|---|", *read),
            *(_FOOT.rstrip("\n"), "", "| usual names | kind | advice |", "|---|---|---|", *others),
            "",
        ]
    )


def _names(suffixes: tuple[str, ...]) -> str:
    return " ".join(suffixes)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
