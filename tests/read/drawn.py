"""Draws a small table the many ways in which programs draw tables, for tests that read it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.source import Line, Row, Source
from pipeline.read import read_source

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

ROWS = (
    ("序号", "事项名称"),
    ("一、党的建设（2项）",),
    ("1", "加强党支部建设。"),
    ("2", "做好党员发展工作。"),
)
"""The rows of the table; one cell: merged over both columns."""
TITLE = "基本履职事项清单"

Span = tuple[float, float, float, float]
Rules = Callable[[Canvas, "Box"], None]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its sides in points, y upwards, and what it says."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def sides(self) -> tuple[Span, Span, Span, Span]:
        """Top, bottom, left and right, as lines."""
        x0, y0, x1, y1 = self.x0, self.y0, self.x1, self.y1
        return (x0, y1, x1, y1), (x0, y0, x1, y0), (x0, y0, x0, y1), (x1, y0, x1, y1)


@dataclass(slots=True)
class Drawing:
    """A PDF in the making, A4 upright unless told otherwise."""

    path: Path
    size: tuple[float, float] = (595, 842)
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        self.canvas = Canvas(str(self.path), pagesize=self.size)

    def read(self) -> Source:
        """The document as read."""
        self.canvas.save()
        return read_source(self.path)


def boxes(left: float = 80, top: float = 700) -> list[Box]:
    """The cells of the table, from a corner on."""
    columns, height = (left, left + 60, left + 360), 24
    found: list[Box] = []
    for number, row in enumerate(ROWS):
        y1 = top - number * height
        edges = columns if len(row) == 2 else (columns[0], columns[2])
        found += [
            Box(x0, y1 - height, x1, y1, text)
            for x0, x1, text in zip(edges, edges[1:], row, strict=False)
        ]
    return found


def lines(canvas: Canvas, box: Box) -> None:
    """Rules as lines on all sides."""
    for side in box.sides:
        canvas.line(*side)


def write(canvas: Canvas, rules: Rules | None = lines, size: float = 11) -> None:
    """Title and table: the text, and the rules of each cell."""
    canvas.setFont(FONT, 16)
    canvas.drawString(180, 740, TITLE)
    canvas.setFont(FONT, size)
    for box in boxes():
        if rules:
            rules(canvas, box)
        canvas.drawString(box.x0 + 5, box.y0 + 8, box.text)


def rows(source: Source) -> list[tuple[str, ...]]:
    """The rows as read, without cells that a merged one covers."""
    return [
        tuple(cell.text for cell in block.cells if cell.paragraphs)
        for block in source.blocks
        if isinstance(block, Row)
    ]


def texts(source: Source) -> list[str]:
    """The lines outside of every table."""
    return [block.text for block in source.blocks if isinstance(block, Line)]
