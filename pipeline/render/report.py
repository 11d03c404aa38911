"""The HTML reports: one page per version, and one that lists them all. Self-contained files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import jinja2

from pipeline.document import Document, Item
from pipeline.render.findingsjson import summary
from pipeline.schema import Column, list_schemas, schema_of
from pipeline.validate.findings import Finding

SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One version on the index page; `state` is the sentence of `state_of`."""

    list_id: str
    version: str
    title: str
    items: int
    counts: dict[str, int]


def render_report(document: Document, findings: Sequence[Finding]) -> str:
    """The report of one version."""
    by_item: dict[str, list[Finding]] = {}
    for finding in findings:
        by_item.setdefault(finding.item_id or "", []).append(finding)
    return (
        _environment()
        .get_template("report.html")
        .render(
            document=document,
            findings=findings,
            counts=summary(findings),
            by_item=by_item,
            columns={duty_list.id: _shown(duty_list.id) for duty_list in document.lists},
            titles={schema.id: schema.title for schema in list_schemas()},
            fields={c.field: c.title for s in list_schemas() for c in s.columns},
        )
    )


def render_index(entries: Sequence[IndexEntry]) -> str:
    """The page that links every version's report, with its state."""
    return _environment().get_template("index.html").render(entries=entries)


def state_of(counts: dict[str, int]) -> str:
    """A version's state in one line."""
    parts = [f"{counts[s]}个{name}" for s, name in SEVERITY_NAMES.items() if counts[s]]
    waived = f"（另有{counts['waived']}个已豁免）" if counts["waived"] else ""
    return ("发现" + "、".join(parts) if parts else "未发现缺陷") + waived


def _shown(list_id: str) -> tuple[Column, ...]:
    """The columns that the report's tables show beside number and name."""
    return schema_of(list_id).printed_columns[2:]


def _paragraphs(item: Item, field: str) -> tuple[str, ...]:
    value = getattr(item, field)
    return value if isinstance(value, tuple) else (str(value),)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"paragraphs": _paragraphs, "state": state_of}
    environment.globals["severity_names"] = SEVERITY_NAMES
    return environment
