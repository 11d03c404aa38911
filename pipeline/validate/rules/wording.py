"""Rules on wording: names with spaces inside, labels in two wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.model.document import Document
from pipeline.validate.findings import Defect, at_item
from pipeline.validate.rules.document import each_item
from pipeline.validate.rules.types import DocumentRule


def _name_spacing(document: Document) -> Iterator[Defect]:
    for duty_list, section, item in each_item(document):
        if item.printed_name != item.item_name:
            yield at_item(
                duty_list,
                section,
                item,
                f"事项名称中有多余的空格，已去掉：“{item.printed_name}”。",
                field="item_name",
                excerpt=item.printed_name,
            )


def _label_variants(document: Document) -> Iterator[Defect]:
    labelled = [(d, s, i) for d, s, i in each_item(document) if i.measures_label]
    labels = Counter(item.measures_label for _, _, item in labelled)
    if len(labels) < 2:
        return
    usual = max(labels, key=lambda label: (labels[label], label))
    for duty_list, section, item in labelled:
        if item.measures_label != usual:
            yield at_item(
                duty_list,
                section,
                item,
                f"写作“{item.measures_label}”，其他事项写作“{usual}”。",
                field="arrangement",
                excerpt=item.measures_label,
            )


RULES: Iterable[DocumentRule] = (
    DocumentRule(
        "name-spacing",
        "info",
        "事项名称中间有空格（多为换行留下），数据中已去掉。",
        "“上级部门审批建设 项目造成的违法图 斑整改”。",
        _name_spacing,
    ),
    DocumentRule(
        "label-variant",
        "info",
        "承接方式的标签与同一文件中通行的写法不同。",
        "“履责方式及工作措施”，其他事项写作“履职方式及工作措施”。",
        _label_variants,
    ),
)
