"""The first sheet of the workbook: what the document is, its state, and what its lists hold, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.model.document import Document, DutyList, Section
from pipeline.render.findingsjson import summary
from pipeline.render.wording import SEVERITY_NAMES, section_heading, state_of
from pipeline.validate.findings import SEVERITIES, Finding
from pipeline.validate.rules import RULES

OVERVIEW_SHEET = "概览"
OVERVIEW_HEADINGS = ("项目", "内容")

Row = tuple[str, str]
"""What is told, and what is said of it."""


def overview_rows(document: Document, findings: Sequence[Finding]) -> list[Row]:
    """The rows of the overview."""
    where = document.locality
    place = "".join(filter(None, (where.province, where.city, where.county, where.town)))
    pages = f"，{document.pages}页" if document.pages else ""
    return [
        ("标题", document.title),
        *([("地区", place)] if place else []),
        ("版本", f"{document.list_id} / {document.version}"),
        ("源文件", f"{document.file}{pages}"),
        ("SHA-256", document.sha256),
        ("核对结果", state_of(summary(findings))),
        ("字符", _accounted(document)),
        *((duty_list.title, _held(duty_list)) for duty_list in document.lists),
        *_kinds(findings),
    ]


def _accounted(document: Document) -> str:
    accounting = document.accounting
    lost = accounting.unaccounted
    rest = f"{lost}个不知归处" if lost else "全部有归处"
    return f"源文件共{accounting.characters}个，{rest}"


def _held(duty_list: DutyList) -> str:
    """How much a list holds, and which of its sections have another size than they say."""
    pages = [page for page in (duty_list.place.page, duty_list.page_end) if page is not None]
    span = f"，第{'–'.join(map(str, dict.fromkeys(pages)))}页" if pages else ""
    differing = [_differing(section) for section in duty_list.sections if section.differs]
    counted = "；".join(differing) if differing else "各分类标明与实有的项数相符"
    if all(section.declared_count is None for section in duty_list.sections):
        counted = "各分类没有标明项数"
    size = f"{len(duty_list.items)}个事项，{len(duty_list.sections)}个分类{span}"
    return f"{size}\n{counted}"


def _differing(section: Section) -> str:
    heading = section_heading(section)
    return f"“{heading}”标明{section.declared_count}项，实有{len(section.items)}项"


def _kinds(findings: Sequence[Finding]) -> Iterator[Row]:
    """How many findings there are of each kind, the gravest first; those that are waived are not counted."""
    headlines = {rule.id: rule.headline for rule in RULES}
    counts = Counter((finding.severity, finding.rule) for finding in findings if not finding.waived)
    for severity, rule in sorted(counts, key=lambda kind: (SEVERITIES.index(kind[0]), kind[1])):
        number = counts[severity, rule]
        yield f"{SEVERITY_NAMES[severity]} {rule}", f"{number}处：{headlines[rule]}"
