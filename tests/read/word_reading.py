"""Word files made by a test, read: what of them a test looks at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.model.characters import count
from pipeline.model.source import Line, Source
from pipeline.read import read_source
from tests.read.word_files import p, save, tr, word

SPAN = '<w:gridSpan w:val="%d"/>'
FIRST, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADER = tr("序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责")
BASIC = p("基本履职事项清单")
DELETED = "<w:del><w:r><w:delText>城管</w:delText></w:r></w:del>"


def balanced(source: Source) -> Source:
    """The source, after it was seen that blocks and markup are all of its characters."""
    texts = [
        b.text if isinstance(b, Line) else "".join(c.text for c in b.cells) for b in source.blocks
    ]
    assert sum(map(count, texts)) + source.markup == source.characters
    return source


def read(folder: Path, body: str, **parts: str) -> Source:
    return balanced(read_source(save(word(body, **parts), folder)))


def shown(source: Source) -> list[Any]:
    """Lines as text, rows as a list of their cells."""
    return [b.text if isinstance(b, Line) else [c.text for c in b.cells] for b in source.blocks]
