"""The rows of all lists together, as every output has them: the tables of `duties.sqlite` and of the Parquet files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "real"]
Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with what they hold, its keys as SQL has them, its indexes, and what it is for."""

    name: str
    title: str
    columns: Mapping[str, Kind]
    keys: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


TABLES: tuple[Table, ...] = (
    Table(
        "lists",
        "清单：每个乡镇（街道）一份，取最新版本",
        {
            **dict.fromkeys(("list", "version", "title", "province", "city"), "text"),
            **dict.fromkeys(("county", "town", "kind"), "text"),
            "items": "integer",
        },
        ("PRIMARY KEY (list)",),
        ("county",),
    ),
    Table(
        "duties",
        "职责：各清单中的同一件事为一项职责，名称取最常见的写法",
        {
            **dict.fromkeys(("duty", "kind", "item_name"), "text"),
            "lists": "integer",
            "share": "real",
            "sections": "text",
        },
        ("PRIMARY KEY (duty)",),
        ("kind, lists",),
    ),
    Table(
        "items",
        "事项：各清单的每一项，照原文",
        {
            **dict.fromkeys(("list", "item", "kind"), "text"),
            "seq": "integer",
            **dict.fromkeys(("section", "item_name", "superior_duties"), "text"),
            **dict.fromkeys(("township_duties", "arrangement", "disposition"), "text"),
            "page_start": "integer",
            "duty": "text",
        },
        (
            "PRIMARY KEY (list, item)",
            "FOREIGN KEY (list) REFERENCES lists (list)",
            "FOREIGN KEY (duty) REFERENCES duties (duty)",
        ),
        ("duty", "kind, section"),
    ),
    Table(
        "departments",
        "部门：规范名称、层级和各清单的写法",
        {**dict.fromkeys(("department", "name", "level"), "text"), "items": "integer"},
        ("PRIMARY KEY (department, name)",),
    ),
    Table(
        "item_departments",
        "事项与部门：对应的上级部门（superior）和承接部门（receiving）",
        {
            **dict.fromkeys(("list", "item", "department", "name", "role"), "text"),
            "first": "integer",
        },
        (
            "PRIMARY KEY (list, item, role, name)",
            "FOREIGN KEY (list, item) REFERENCES items (list, item)",
            "FOREIGN KEY (department, name) REFERENCES departments (department, name)",
        ),
        ("department, role",),
    ),
    Table(
        "findings",
        "缺陷：各清单自身的和清单之间的",
        {
            **dict.fromkeys(("list", "rule", "severity", "message", "kind", "section_no"), "text"),
            "seq": "integer",
            "field": "text",
            **dict.fromkeys(("page", "line"), "integer"),
            **dict.fromkeys(("excerpt", "fingerprint"), "text"),
            "waived": "integer",
            "reason": "text",
        },
        ("FOREIGN KEY (list) REFERENCES lists (list)",),
        ("list", "rule"),
    ),
    Table(
        "wordings",
        "写法：每项职责在各清单中的名称",
        {"duty": "text", "wording": "text", "lists": "integer"},
        ("PRIMARY KEY (duty, wording)", "FOREIGN KEY (duty) REFERENCES duties (duty)"),
    ),
    Table(
        "near",
        "相近：可能是同一件事、没有把握的两项职责，没有合并",
        {"duty": "text", "other": "text", "likeness": "real"},
        (
            "PRIMARY KEY (duty, other)",
            "FOREIGN KEY (duty) REFERENCES duties (duty)",
            "FOREIGN KEY (other) REFERENCES duties (duty)",
        ),
        ("other",),
    ),
    Table(
        "counterparts",
        "对应：一类清单中的职责在另一类清单中的同一件事",
        {"duty": "text", "other": "text", "likeness": "real"},
        (
            "PRIMARY KEY (duty, other)",
            "FOREIGN KEY (duty) REFERENCES duties (duty)",
            "FOREIGN KEY (other) REFERENCES duties (duty)",
        ),
        ("other",),
    ),
    Table(
        "citations",
        "依据：事项中引用的法律法规和条款",
        {**dict.fromkeys(("list", "item", "law", "article"), "text")},
        (
            "PRIMARY KEY (list, item, law, article)",
            "FOREIGN KEY (list, item) REFERENCES items (list, item)",
        ),
        ("law",),
    ),
    Table(
        "unmatched",
        "未识别：词典中没有的部门写法",
        {"name": "text", "items": "integer"},
        ("PRIMARY KEY (name)",),
    ),
)
"""In the order in which rows can be put in: what is referred to comes first."""


@dataclass(frozen=True, slots=True)
class Named:
    """A department of an item: the item's index, the body and its level, the list's wording, its role,
    whether it is the first of its column, and whether the dictionary knows it."""

    item: int
    department: str
    level: str | None
    name: str
    role: str
    first: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """What one list gives: its row, its items' rows without `duty`, and what was read out of them.

    `contents` has the content of each item's name, by which it is compared; `citations` and `findings`
    are rows of their tables without the list; `own` are the words for its own place.
    """

    row: Row
    items: tuple[Row, ...]
    contents: tuple[str, ...]
    departments: tuple[Named, ...]
    citations: tuple[tuple[int, str, str], ...]
    findings: tuple[Row, ...]
    own: tuple[str, ...]

    @property
    def list(self) -> str:
        """Its id."""
        return str(self.row[0])


def column(table: str, name: str) -> int:
    """The place of a column in the rows of a table."""
    return [*_TABLE[table].columns].index(name)


def item_columns() -> tuple[str, ...]:
    """The columns of an item that its list gives: all but its duty."""
    return tuple(_TABLE["items"].columns)[:-1]


_TABLE = {table.name: table for table in TABLES}
