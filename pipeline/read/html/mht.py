"""Web pages in one file (MHT): a mail message whose parts are the page, its style sheets and pictures."""

from __future__ import annotations

import email
import email.errors
import email.policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from pipeline.model.errors import SourceError
from pipeline.read.charset import decode
from pipeline.read.html.text import declared_charsets

_MOST_PARTS = 10_000


class Page(NamedTuple):
    """A page as text, and the style sheets that came with it."""

    text: str
    styles: tuple[str, ...]


def page_of(data: bytes, path: Path) -> Page:
    """The page that a message holds: its first part that is HTML.

    Raises SourceError where it holds none.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    page, styles = None, []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise SourceError("holds too many parts; this is no duty list", str(path))
        assert isinstance(part, EmailMessage)
        kind = part.get_content_type()
        if kind == "text/html" and page is None:
            content = _content(part)
            charset = part.get_content_charset()
            declared = [*([charset] if charset else []), *declared_charsets(content)]
            page = decode(content, path, declared)
        elif kind == "text/css":
            styles.append(_content(part).decode("utf-8", "replace"))
    if page is None:
        raise SourceError("a message without a web page; damaged", str(path))
    return Page(page, tuple(styles))


def _content(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return content if isinstance(content, bytes) else b""
