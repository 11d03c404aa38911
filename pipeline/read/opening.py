"""The first lines of a file: its title, without the work of reading all of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.characters import unify
from pipeline.model.errors import SourceError, reading
from pipeline.model.source import Line
from pipeline.model.task import MOST_SOURCE
from pipeline.read.formats import format_of
from pipeline.system.plain import require_plain

_LINES, _SHEETS = 100, 3


def opening_lines(path: Path) -> tuple[str, ...]:
    """Lines in which the title is; none where the file cannot be read."""
    try:
        with reading(path):
            require_plain(path.stat(), MOST_SOURCE)
            kind = format_of(path)
            if kind.name == "pdf":
                return tuple(_of_sheets(path))
            if kind.read is not None:
                lines = (b.text for b in kind.read(path).blocks[:_LINES] if isinstance(b, Line))
                return tuple(lines)
    except SourceError:
        pass
    return ()


def _of_sheets(path: Path) -> list[str]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as book:
            texts = [
                book[at].get_textpage().get_text_bounded() for at in range(min(_SHEETS, len(book)))
            ]
    except pypdfium2.PdfiumError as error:
        raise SourceError("damaged", str(path)) from error
    return [unify(line) for text in texts for line in text.splitlines()]
