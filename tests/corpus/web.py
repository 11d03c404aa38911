"""Lays a printed list out as a web page, and as Markdown, as publishers' systems and converters write them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from html import escape

from tests.corpus.printed import PrintedDocument, PrintedList, PrintedRow

_STYLE = (
    "table{border-collapse:collapse} td,th{border:1px solid #888;padding:4px} .quiet{display:none}"
)


def to_html(document: PrintedDocument, seed: int = 0) -> bytes:
    """The document as a page of a publisher's site; the seed decides how it is marked up."""
    rng = random.Random(seed)
    content = "".join(_blocks(document, rng))
    bare = rng.random() < 0.3
    around = ("", "") if bare else (
        '<div class="nav"><ul><li><a href="/">网站首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>'
        '<div class="main"><div class="article">',
        '</div></div><div class="foot"><p>主办单位：人民政府办公室</p><p>网站标识码：1234567890</p></div>',
    )  # fmt: skip
    charset = rng.choice(("utf-8", "gb18030"))
    page = (
        f'<!doctype html><html><head><meta charset="{charset}"><title>信息公开</title>'
        f"<style>{_STYLE}</style></head><body>{content.join(around)}</body></html>"
    )
    return page.encode(charset)


def _blocks(document: PrintedDocument, rng: random.Random) -> Iterator[str]:
    yield f"<h1>{escape(document.title)}</h1>"
    yield from _lines(document.front)
    apart = rng.random() < 0.5
    for printed in document.lists:
        yield f"<p><b>{escape(printed.title)}</b></p>"
        yield from _lines(printed.above)
        wrap = rng.choice(("{}", "<p>{}</p>", "<span>{}</span>"))
        yield f"<table>{''.join(_rows(printed, wrap, '<br>' if apart else '</p><p>'))}</table>"
        yield from _lines(printed.below)


def _lines(lines: Sequence[str]) -> Iterator[str]:
    return (f"<p>{escape(line)}</p>" for line in lines)


def _rows(printed: PrintedList, wrap: str, between: str) -> Iterator[str]:
    yield f"<tr>{''.join(f'<th>{escape(heading)}</th>' for heading in printed.headings)}</tr>"
    for number, row in enumerate(printed.rows):
        cells = list(_cells(printed, number, row))
        yield f"<tr>{''.join(f'<td{span}>{_cell(text, wrap, between)}</td>' for span, text in cells)}</tr>"


def _cells(
    printed: PrintedList, number: int, row: PrintedRow
) -> Iterator[tuple[str, Sequence[str]]]:
    width = len(printed.headings)
    for index, cell in enumerate(row.cells):
        if index == row.joined:
            continue
        last = index == len(row.cells) - 1
        across = width - index if last else 1
        down = 1
        for below in printed.rows[number + 1 :]:
            if below.joined != index:
                break
            down += 1
        spans = (f' colspan="{across}"' * (across > 1), f' rowspan="{down}"' * (down > 1))
        yield "".join(spans), cell


def _cell(paragraphs: Sequence[str], wrap: str, between: str) -> str:
    texts = [escape(text) for text in paragraphs]
    if len(texts) > 1 and between != "<br>":
        return f"<p>{between.join(texts)}</p>"
    return wrap.format("<br>".join(texts))


def to_markdown(document: PrintedDocument, seed: int = 0) -> bytes:
    """The document as Markdown with pipe tables, in which a cell that is merged downwards stands in its
    first row only."""
    lines = [f"# {document.title}", "", *_spaced(document.front)]
    for printed in document.lists:
        width = len(printed.headings)
        lines += [f"## {printed.title}", "", *_spaced(printed.above)]
        lines += [_pipes(printed.headings, width), "|" + "---|" * width]
        for row in printed.rows:
            cells = ["" if i == row.joined else "<br>".join(c) for i, c in enumerate(row.cells)]
            lines.append(_pipes(cells, width))
        lines += ["", *_spaced(printed.below)]
    return ("\n".join(lines) + "\n").encode()


def _spaced(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield from (line, "")


def _pipes(cells: Sequence[str], width: int) -> str:
    filled = [*cells, *[""] * (width - len(cells))]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in filled)} |"
