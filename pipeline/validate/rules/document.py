"""Rules on the document: lists that are there, pages in order, nothing left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.model.characters import count
from pipeline.model.document import Document, DutyList, Item, Section
from pipeline.model.schema import list_schemas
from pipeline.model.source import Place
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.types import DocumentRule

# U+FFFD stands for bytes that could not be decoded; private-use code points for glyphs that only
# their own font knows; control characters for damage, U+202E for text that is shown backwards, U+FFFC
# for an object that is no text. Tab and line end are none of these.
_UNREADABLE = re.compile(
    "[\\ufffc\\ufffd\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202e\\ue000-\\uf8ff"
    "\\U000f0000-\\U0010ffff]"
)


def _missing_lists(document: Document) -> Iterator[Defect]:
    present = {duty_list.id for duty_list in document.lists if duty_list.items}
    titled = {duty_list.id for duty_list in document.lists}
    for schema in list_schemas():
        if schema.id not in present:
            told = "清单中没有事项：" if schema.id in titled else "文件中没有"
            yield Defect(f"{told}《{schema.title}》。", list=schema.id, key=schema.id)


def _scanned(document: Document) -> Iterator[Defect]:
    for sheet in document.scanned_sheets:
        page = document.printed_pages[sheet - 1]
        printed = f"（页码{page}）" if page is not None else ""
        yield Defect(
            f"PDF第{sheet}张{printed}是扫描图像，没有文字层，其中的内容没有读入；请先做文字识别（OCR）。",
            Place(sheet=sheet, page=page),
            key=f"{sheet}",
        )


def _unaccounted(document: Document) -> Iterator[Defect]:
    for leftover in document.leftovers:
        yield Defect(
            f"此处文字不属于任何事项、标题或目录：“{leftover.text[:60]}”。",
            leftover.place,
            leftover.list,
            excerpt=leftover.text,
            key=leftover.text,
        )
    told = sum(count(leftover.text) for leftover in document.leftovers)
    if document.accounting.unaccounted != told:
        yield Defect(
            f"有{document.accounting.unaccounted - told}个字符没有进入任何一类，"
            "请报告此问题：这是本程序的错误。",
            key="residue",
        )


def _unreadable(document: Document) -> Iterator[Defect]:
    for duty_list, section, item in each_item(document):
        for field, text in (("number", item.number), *((f, item.text(f)) for f in item.cells)):
            found = _UNREADABLE.findall(text)
            if found:
                codes = "、".join(f"U+{ord(char):04X}" for char in dict.fromkeys(found))
                yield at_item(
                    duty_list,
                    section,
                    item,
                    f"有{len(found)}个无法辨认的字符（{codes}）。",
                    field=field,
                    excerpt=_around(text, _UNREADABLE),
                    key=field,
                )
    for duty_list in document.lists:
        for section in duty_list.sections:
            if section.name and _UNREADABLE.search(section.name):
                yield Defect(
                    "分类标题中有无法辨认的字符。",
                    section.place,
                    duty_list.id,
                    section,
                    excerpt=section.name,
                    key=section.name,
                )


def each_item(document: Document) -> Iterator[tuple[DutyList, Section, Item]]:
    """Every item with its list and section, in printed order."""
    for duty_list in document.lists:
        for section in duty_list.sections:
            for item in section.items:
                yield duty_list, section, item


def _around(text: str, pattern: re.Pattern[str], margin: int = 20) -> str:
    match = pattern.search(text)
    assert match is not None
    return text[max(0, match.start() - margin) : match.end() + margin]


RULES: Iterable[DocumentRule] = (
    DocumentRule(
        "missing-list",
        "error",
        "三张清单中缺少一张，或清单中没有事项。",
        "文件到《配合履职事项清单》为止，没有《上级部门收回事项清单》。",
        _missing_lists,
    ),
    DocumentRule(
        "scanned-page",
        "error",
        "PDF中有的页面只是扫描图像，没有文字层，其中的内容没有读入。",
        "五十页中第12、13张是插入的扫描件。",
        _scanned,
    ),
    DocumentRule(
        "unaccounted-text",
        "error",
        "有文字不属于任何事项、标题、目录或页眉页脚。",
        "两个事项之间多出一行与清单无关的文字。",
        _unaccounted,
    ),
    DocumentRule(
        "unreadable-character",
        "error",
        "有无法辨认的字符：解码失败、控制字符或私用区字符。",
        "“区财\ufffd局”。",
        _unreadable,
    ),
)
