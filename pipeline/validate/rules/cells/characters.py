"""The rule on characters that nobody can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, at_item, at_section
from pipeline.validate.rules.rule import DocumentRule

# U+FFFD stands for bytes that could not be decoded; private-use code points for glyphs that only
# their own font knows; control characters for damage, U+202E for text that is shown backwards, U+FFFC
# for an object that is no text. Tab and line end are none of these.
_UNREADABLE = re.compile(
    "[\\ufffc\\ufffd\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202e\\ue000-\\uf8ff"
    "\\U000f0000-\\U0010ffff]"
)
_MARGIN = 20
"""Characters that the excerpt shows on either side."""


def _unreadable(case: Case) -> Iterator[Defect]:
    for row in case.rows:
        item = row.item
        for field, text in (("number", item.number), *((f, item.text(f)) for f in item.cells)):
            found = list(_UNREADABLE.finditer(text))
            if found:
                codes = "、".join(
                    f"U+{ord(char):04X}" for char in dict.fromkeys(m[0] for m in found)
                )
                at = found[0].start()
                yield at_item(
                    row,
                    f"有{len(found)}个无法辨认的字符（{codes}）。",
                    field=field,
                    excerpt=text[max(0, at - _MARGIN) : at + 1 + _MARGIN],
                    key=field,
                )
    for own in case.lists:
        for section in own.duty_list.sections:
            if _UNREADABLE.search(section.name or ""):
                yield at_section(own.duty_list, section, "分类标题中有无法辨认的字符。")


UNREADABLE_CHARACTER = DocumentRule(
    id="unreadable-character",
    severity="error",
    meaning="有无法辨认的字符：解码失败、控制字符或私用区字符。",
    example="“区财\ufffd局”。",
    defects=_unreadable,
)
