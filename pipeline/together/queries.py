"""The questions that the database answers: views, and named queries with what they are about, for Datasette.

A parameter stands as `:name`. Every query runs on plain SQLite; a test runs each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.together.values import TABLES

VIEWS: Mapping[str, str] = {
    "core_duties": "SELECT * FROM duties WHERE share >= 0.9 ORDER BY kind, lists DESC, duty",
    "own_duties": "SELECT i.list, l.county, l.town, i.item, i.item_name, d.duty FROM duties d"
    " JOIN items i ON i.duty = d.duty JOIN lists l ON l.list = i.list WHERE d.lists = 1",
    "duty_counties": "SELECT i.duty, i.kind, l.province, l.city, l.county, count(DISTINCT i.list) AS lists"
    " FROM items i JOIN lists l ON l.list = i.list GROUP BY i.duty, l.province, l.city, l.county",
    "county_sizes": "SELECT province, city, county, count(*) AS lists FROM lists"
    " GROUP BY province, city, county",
    "department_load": "SELECT r.department, r.role, i.section, count(DISTINCT i.duty) AS duties,"
    " count(*) AS items, count(DISTINCT i.list) AS lists FROM item_departments r"
    " JOIN items i ON i.list = r.list AND i.item = r.item GROUP BY r.department, r.role, i.section",
    "departments_unmatched": "SELECT name, items FROM unmatched ORDER BY items DESC, name",
    "contradictions": "SELECT a.county, d.item_name AS basic, a.lists AS basic_in,"
    " o.item_name AS reclaimed, b.lists AS reclaimed_in, c.duty, c.other, c.likeness"
    " FROM counterparts c JOIN duties d ON d.duty = c.duty JOIN duties o ON o.duty = c.other"
    " JOIN duty_counties a ON a.duty = c.duty JOIN duty_counties b ON b.duty = c.other"
    " AND b.county = a.county AND b.city IS a.city"
    " WHERE d.kind = 'basic' AND o.kind = 'reclaimed'",
    "receiving_differs": "SELECT l.county, d.item_name, count(DISTINCT r.department) AS departments,"
    " group_concat(DISTINCT r.department) AS named, i.duty FROM item_departments r"
    " JOIN items i ON i.list = r.list AND i.item = r.item JOIN lists l ON l.list = i.list"
    " JOIN duties d ON d.duty = i.duty WHERE r.role = 'receiving' AND r.first = 1"
    " GROUP BY i.duty, l.city, l.county HAVING count(DISTINCT r.department) > 1",
    "sizes": "SELECT l.list, l.city, l.county, l.town, i.kind, i.section, count(*) AS items"
    " FROM items i JOIN lists l ON l.list = i.list GROUP BY l.list, i.kind, i.section",
}


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its title and the SQL that answers it."""

    title: str
    sql: str


# A text typed by a person as a phrase of its characters: '高龄' → '"高 龄"'.
_PHRASE = (
    "WITH RECURSIVE typed (at, phrase) AS (SELECT 1, substr(:text, 1, 1) UNION ALL"
    " SELECT at + 1, phrase || ' ' || substr(:text, at + 1, 1) FROM typed WHERE at < length(:text))"
)

QUERIES: Mapping[str, Query] = {
    "search": Query(
        "查找：任何文字在哪些清单的哪些事项中",
        f"{_PHRASE} SELECT l.county, l.town, i.kind, i.section, i.item_name, i.page_start, i.list, i.item"
        " FROM items_fts f JOIN items i ON i.rowid = f.rowid JOIN lists l ON l.list = i.list"
        " WHERE items_fts MATCH (SELECT 'characters : \"' || phrase || '\"' FROM typed"
        " ORDER BY at DESC LIMIT 1) ORDER BY i.rowid",
    ),
    "model": Query(
        "一个县的样本：半数以上清单都有的职责，按多数的写法",
        "SELECT c.kind, d.sections, d.item_name, c.lists, s.lists AS of_lists FROM duty_counties c"
        " JOIN duties d ON d.duty = c.duty JOIN county_sizes s ON s.county = c.county AND s.city IS c.city"
        " WHERE c.county = :county AND c.lists * 2 > s.lists ORDER BY c.kind, c.lists DESC, d.duty",
    ),
    "core": Query(
        "共有的职责：九成以上的清单都有",
        "SELECT kind, item_name, lists, share, sections FROM core_duties",
    ),
    "own": Query(
        "独有的职责：只有一份清单有",
        "SELECT county, town, item_name, list, item FROM own_duties ORDER BY county, town, list, item",
    ),
    "missing": Query(
        "缺少的职责：同县多数清单有、这份清单没有的",
        "SELECT d.kind, d.item_name, c.lists FROM lists l JOIN duty_counties c"
        " ON c.county = l.county AND c.city IS l.city JOIN duties d ON d.duty = c.duty"
        " JOIN county_sizes s ON s.county = l.county AND s.city IS l.city"
        " WHERE l.list = :list AND c.lists * 2 > s.lists"
        " AND NOT EXISTS (SELECT 1 FROM items i WHERE i.list = l.list AND i.duty = c.duty)"
        " ORDER BY d.kind, c.lists DESC, d.duty",
    ),
    "alike": Query(
        "相似程度：一份清单与同县各份清单有多少相同的职责和写法",
        "SELECT o.list, o.town, count(DISTINCT i.duty) AS duties,"
        " count(DISTINCT CASE WHEN i.item_name = j.item_name THEN i.duty END) AS worded_alike,"
        " round(1.0 * count(DISTINCT i.duty) / min(l.items, o.items), 3) AS share"
        " FROM lists l JOIN lists o ON o.county = l.county AND o.city IS l.city AND o.list <> l.list"
        " JOIN items i ON i.list = l.list JOIN items j ON j.list = o.list AND j.duty = i.duty"
        " WHERE l.list = :list GROUP BY o.list ORDER BY share DESC, o.list",
    ),
    "copied": Query(
        "照抄的痕迹：事项中写着别处的名称",
        "SELECT l.county, l.town, f.kind, f.seq, f.message, f.excerpt, f.list FROM findings f"
        " JOIN lists l ON l.list = f.list WHERE f.rule = 'copied-place-name' ORDER BY f.rowid",
    ),
    "department": Query(
        "一个部门下放和收回的事项，在哪些乡镇",
        "SELECT r.role, d.item_name, count(DISTINCT i.list) AS lists, sum(r.first) AS first,"
        " group_concat(DISTINCT l.town) AS towns FROM item_departments r"
        " JOIN items i ON i.list = r.list AND i.item = r.item JOIN duties d ON d.duty = i.duty"
        " JOIN lists l ON l.list = i.list WHERE r.department = :department"
        " GROUP BY r.role, i.duty ORDER BY r.role DESC, lists DESC, i.duty",
    ),
    "department_wordings": Query(
        "一个部门的职责在各清单中的不同写法",
        "SELECT d.item_name AS duty, w.wording, w.lists FROM duties d JOIN wordings w ON w.duty = d.duty"
        " WHERE d.duty IN (SELECT i.duty FROM item_departments r JOIN items i ON i.list = r.list"
        " AND i.item = r.item WHERE r.department = :department) ORDER BY d.duty, w.lists DESC, w.wording",
    ),
    "department_missing": Query(
        "一个部门的职责在本县哪些清单中没有",
        "SELECT d.item_name, l.town, l.list FROM duties d JOIN lists l WHERE l.county = :county"
        " AND d.duty IN (SELECT i.duty FROM item_departments r JOIN items i ON i.list = r.list"
        " AND i.item = r.item JOIN lists x ON x.list = r.list WHERE r.department = :department"
        " AND x.county = :county) AND NOT EXISTS (SELECT 1 FROM items i WHERE i.list = l.list"
        " AND i.duty = d.duty) ORDER BY d.duty, l.list",
    ),
    "contradictions": Query(
        "矛盾：在这里是基本履职事项，在别处已由上级收回",
        "SELECT * FROM contradictions ORDER BY county, duty, other",
    ),
    "receiving_differs": Query(
        "矛盾：收回的同一件事由不同的部门承接",
        "SELECT * FROM receiving_differs ORDER BY county, duty",
    ),
    "figures": Query(
        "数字：各类清单的项数，最少、中位和最多",
        "WITH sized AS (SELECT i.list, i.kind, count(*) AS items FROM items i GROUP BY i.list, i.kind),"
        " ranked AS (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY items, list) AS place,"
        " count(*) OVER (PARTITION BY kind) AS lists FROM sized)"
        " SELECT kind, lists, min(items) AS least, round(avg(CASE WHEN place IN ((lists + 1) / 2,"
        " (lists + 2) / 2) THEN items END), 1) AS median, max(items) AS most FROM ranked GROUP BY kind",
    ),
    "sections": Query(
        "数字：清单 × 分类 × 项数", "SELECT * FROM sizes ORDER BY county, list, kind, section"
    ),
    "many_departments": Query(
        "对应的部门多而没有写明谁牵头的事项",
        "SELECT l.county, l.town, i.item_name, count(*) AS departments, i.list, i.item FROM items i"
        " JOIN item_departments r ON r.list = i.list AND r.item = i.item AND r.role = 'superior'"
        " JOIN lists l ON l.list = i.list WHERE instr(coalesce(i.superior_duties, ''), '牵头') = 0"
        " GROUP BY i.list, i.item HAVING count(*) >= 4 ORDER BY departments DESC, i.list, i.item",
    ),
    "vague": Query(
        "动词含糊的事项：名称只说指导、参与、协助",
        "SELECT l.county, l.town, i.kind, i.item_name, i.list, i.item FROM items i"
        " JOIN lists l ON l.list = i.list WHERE i.item_name LIKE '指导%' OR i.item_name LIKE '参与%'"
        " OR i.item_name LIKE '协助%' ORDER BY i.rowid",
    ),
    "laws": Query(
        "依据：引用的法律法规和条款，各有多少事项",
        "SELECT law, article, count(*) AS items, count(DISTINCT list) AS lists FROM citations"
        " GROUP BY law, article ORDER BY items DESC, law, article",
    ),
    "near": Query(
        "没有把握的：可能是同一件事的两项职责",
        "SELECT n.likeness, d.item_name AS one, o.item_name AS other, d.lists, o.lists AS other_lists,"
        " n.duty, n.other AS other_duty FROM near n JOIN duties d ON d.duty = n.duty"
        " JOIN duties o ON o.duty = n.other ORDER BY n.likeness DESC, n.duty",
    ),
    "unmatched": Query("词典中没有的部门写法", "SELECT * FROM departments_unmatched"),
}

_FACETS = {
    "lists": ["city", "county", "kind"],
    "items": ["kind", "section", "disposition"],
    "duties": ["kind"],
    "departments": ["level"],
    "item_departments": ["role", "department"],
    "findings": ["rule", "severity", "kind"],
    "citations": ["law"],
}
_LABELS = {"lists": "town", "duties": "item_name", "items": "item_name"}


def metadata() -> str:
    """`metadata.json`: titles, facets and named queries, as Datasette reads them."""
    tables = {}
    for table in TABLES:
        said: dict[str, object] = {"title": table.title}
        if table.name in _FACETS:
            said["facets"] = _FACETS[table.name]
        if table.name in _LABELS:
            said["label_column"] = _LABELS[table.name]
        if table.name == "items":
            said |= {"fts_table": "items_fts", "fts_pk": "rowid"}
        tables[table.name] = said
    queries = {name: {"title": q.title, "sql": q.sql} for name, q in QUERIES.items()}
    data = {
        "title": "履行职责事项清单汇总",
        "databases": {"duties": {"tables": tables, "queries": queries}},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
