"""Folders that belong to a file: what a browser saves beside a page is named after it."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from itertools import islice
from pathlib import Path

FOLDER_ENDINGS = ("_files", ".files")
"""What browsers and office programs add to a page's name for its folder."""

LARGEST_SHEET = 2**20
"""Bytes that a style sheet has at most."""

_MOST_FILES = 1000


def companions_of(page: Path) -> list[Path]:
    """The files of a page's folders, in a fixed order, among which its style sheets are; none for any other file."""
    return sorted(islice(_files(page), _MOST_FILES))


def _files(page: Path) -> Iterator[Path]:
    for end in FOLDER_ENDINGS:
        for folder, _, names in os.walk(page.parent / f"{page.stem}{end}"):
            for name in names:
                path = Path(folder, name)
                if path.is_file() and path.stat().st_size <= LARGEST_SHEET:
                    yield path


def belongs_to_page(folder: str, beside: Container[str]) -> bool:
    """Whether a folder of this name holds style sheets, pictures and scripts of a page among the names beside it."""
    return any(
        f"{folder.removesuffix(end)}{suffix}" in beside
        for end in FOLDER_ENDINGS
        if folder.endswith(end)
        for suffix in (".html", ".htm")
    )
