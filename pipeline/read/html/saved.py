"""What a browser saves beside a page: a folder named after it, with the page's style sheets, pictures and scripts."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.read.companions import FOLDER_ENDINGS, LARGEST_SHEET

_LINK = re.compile(r"<link\b[^>]*>", re.I)
_ATTRIBUTE = re.compile(r"""\b(rel|href|media)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_MOST_SHEETS = 50


def styles_beside(page: Path, text: str) -> tuple[str, ...]:
    """The style sheets of a saved page that lie in its folder; those of the net and elsewhere are not looked at."""
    found: list[str] = []
    for link in _LINK.findall(text)[:_MOST_SHEETS]:
        told = {
            m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(link)
        }
        if "stylesheet" not in told.get("rel", "").lower() or told.get("media", "all") == "print":
            continue
        if sheet := _beside(page, told.get("href", "")):
            found.append(sheet.read_text(encoding="utf-8", errors="replace"))
    return tuple(found)


def _beside(page: Path, reference: str) -> Path | None:
    try:
        parts = urlsplit(reference)
        if parts.scheme or parts.netloc:
            return None
        sheet = (page.parent / unquote(parts.path)).resolve()
        folders = [(page.parent / f"{page.stem}{end}").resolve() for end in FOLDER_ENDINGS]
        inside = any(sheet.is_relative_to(folder) for folder in folders)
        return (
            sheet if inside and sheet.is_file() and sheet.stat().st_size <= LARGEST_SHEET else None
        )
    except (OSError, ValueError):
        return None
