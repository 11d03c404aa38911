"""The rule on scans: characters on which two readings differ are for a person to settle."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.document import PlacedItem
from pipeline.model.source import Doubt
from pipeline.model.text import squeeze
from pipeline.validate.case import Case
from pipeline.validate.findings import Defect, lasting_name
from pipeline.validate.rules.rule import DocumentRule

# Characters around a doubt that the excerpt shows, and by which its column is found.
_AROUND = 8


def _doubtful(case: Case) -> Iterator[Defect]:
    for doubt in case.document.recognition.doubts if case.document.recognition else ():
        row = case.row_at(doubt.place)
        excerpt = excerpt_of(doubt)
        yield Defect(
            _message(doubt),
            doubt.place,
            row.duty_list.id if row else None,
            row.section if row else None,
            row.item if row else None,
            field=_field(row, doubt) if row else None,
            excerpt=excerpt,
            key=f"{lasting_name(row.item) if row else doubt.place.sheet}|{excerpt}|{doubt.other}",
        )


def excerpt_of(doubt: Doubt) -> str:
    """The words that are in doubt, with some around them."""
    return f"{doubt.before[-_AROUND:]}{doubt.read}{doubt.after[:_AROUND]}"


def _message(doubt: Doubt) -> str:
    if not doubt.read and not doubt.other:
        return "扫描件此处有笔迹，两次识别都没有读出文字。请对照图片核实。"
    if not doubt.read:
        return f"扫描件此处两次识别不一致：一次没有读出文字，另一次读作“{doubt.other}”。请对照图片核实。"
    other = f"另一次读作“{doubt.other}”" if doubt.other else "另一次没有读出文字"
    return f"扫描件此处两次识别不一致：读作“{doubt.read}”，{other}。请对照图片核实。"


def _field(row: PlacedItem, doubt: Doubt) -> str | None:
    """The column in which the words around a doubt stand."""
    near = squeeze(excerpt_of(doubt))
    item = row.item
    return next((name for name in item.cells if near in squeeze("".join(item.texts(name)))), None)


DOUBTFUL_READING = DocumentRule(
    id="doubtful-reading",
    severity="warning",
    meaning="扫描件中两次识别不一致的文字，或有笔迹而没有读出文字之处：数据取其中一种读法，须由人对照图片核实。",
    example="事项名称读作“区位建局”，另一次读作“区住建局”。",
    defects=_doubtful,
)
