"""Folders that belong to a file: what a browser saves beside a page is named after it."""

from __future__ import annotations

from collections.abc import Container

FOLDER_ENDINGS = ("_files", ".files")
"""What browsers and office programs add to a page's name for its folder."""


def belongs_to_page(folder: str, beside: Container[str]) -> bool:
    """Whether a folder of this name holds style sheets, pictures and scripts of a page among the names beside it."""
    return any(
        f"{folder.removesuffix(end)}{suffix}" in beside
        for end in FOLDER_ENDINGS
        if folder.endswith(end)
        for suffix in (".html", ".htm")
    )
