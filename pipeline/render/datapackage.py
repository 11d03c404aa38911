"""`datapackage.json`: the CSVs described as a Tabular Data Package (v1), from the schemas that validate."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.model.document import Document
from pipeline.model.fields import fields_in, published_schemas
from pipeline.model.schema import Field, ListSchema

_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]")
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


def render_datapackage(
    document: Document, tables: Mapping[str, pd.DataFrame], csvs: Mapping[str, bytes]
) -> str:
    """The descriptor as JSON text; `csvs` are the files by name, `tables` their rows by list id."""
    resources = [
        _resource(
            schema, fields_in(document, schema.id), tables[schema.id], csvs[f"{schema.id}.csv"]
        )
        for schema in published_schemas(document)
    ]
    data = {
        "profile": "tabular-data-package",
        "name": package_name(document.list_id, document.version),
        "title": document.title or f"{document.list_id} {document.version}",
        "description": "履行职责事项清单的数据：每张清单一个CSV，一行一个事项，文字照原文。"
        "单元格中的段落用换行隔开，部门用英文分号隔开；会被电子表格当作公式的单元格前加了撇号。",
        "sources": [{"title": document.file}],
        "resources": resources,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def package_name(list_id: str, version: str) -> str:
    """A name as the standard wants it: lower-case ASCII; any other character by its code point."""
    name = f"{list_id}-{version}".lower()
    return _NOT_IN_NAMES.sub(lambda match: f"u{ord(match[0]):04x}", name)


def _resource(
    schema: ListSchema, fields: Sequence[Field], table: pd.DataFrame, csv: bytes
) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": schema.id,
        "path": f"{schema.id}.csv",
        "title": schema.title,
        "description": schema.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "bytes": len(csv),
        "hash": f"sha256:{hashlib.sha256(csv).hexdigest()}",
        "schema": _table_schema(fields, table),
    }


def _table_schema(fields: Sequence[Field], table: pd.DataFrame) -> dict[str, Any]:
    data: dict[str, Any] = {"fields": [_field(field) for field in fields]}
    data["missingValues"] = [""]
    # A list whose numbers are defective has no key; the findings say why.
    if table["seq"].notna().all() and table["seq"].is_unique:
        data["primaryKey"] = ["seq"]
    return data


def _field(field: Field) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": field.type,
    }
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if field.enum:
        constraints["enum"] = list(field.enum)
    return data | ({"constraints": constraints} if constraints else {})
