"""What the published codes are called in Chinese, on every page and sheet alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.model.document import Section
from pipeline.model.schema import csv_fields, list_schemas, two_level_fields

SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}
LEVEL_NAMES = SEVERITY_NAMES | {"waived": "已豁免"}
"""What a finding counts as: its severity, unless it is waived."""
DISPOSITION_NAMES = {"transferred": "由上级部门承接", "discontinued": "不再开展"}
ACCOUNTING_NAMES = {
    "items": "事项（序号和各栏文字）",
    "headings": "文件标题和分类标题",
    "running": "清单标题、表头、页眉、页脚和页码",
    "contents": "目录",
    "notes": "清单之外的说明、附注、合计和落款",
    "others": "文件中的其他清单",
    "markup": "排版标记",
    "unaccounted": "未归类",
}


NO_SECTION = "（无分类标题）"
# Of a section, which is no row of a CSV.
_SECTION_FIELD_TITLES = {"declared_count": "标明项数"}


@cache
def list_titles() -> Mapping[str, str]:
    """The title of each list, by its id."""
    return {schema.id: schema.title for schema in list_schemas()}


@cache
def field_titles() -> Mapping[str, str]:
    """The title of each field of an item or a section, by its name."""
    fields = [field for schema in list_schemas() for field in csv_fields(schema.id)]
    titles = {field.name: field.title for field in (*fields, *two_level_fields())}
    return titles | _SECTION_FIELD_TITLES


def section_label(section: Section) -> str:
    """A section's name, whatever it lacks."""
    return section.name or section.no or NO_SECTION


def section_heading(section: Section) -> str:
    """A section's numeral and name, whatever it lacks."""
    return section.heading or section_label(section)


def state_of(counts: Mapping[str, int]) -> str:
    """A version's state in one line."""
    parts = [f"{counts[s]}个{name}" for s, name in SEVERITY_NAMES.items() if counts[s]]
    waived = f"（另有{counts['waived']}个已豁免）" if counts["waived"] else ""
    return ("发现" + "、".join(parts) if parts else "未发现缺陷") + waived
