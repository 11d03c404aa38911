"""The questions that the database answers: views, and the named queries of `metadata.json`."""

from __future__ import annotations

from collections.abc import Mapping

VIEWS: Mapping[str, str] = {
    "core_duties": "SELECT * FROM duties WHERE share >= 0.9 ORDER BY kind, lists DESC, duty",
    "own_duties": "SELECT i.list, l.county, l.town, i.item, i.item_name, d.duty FROM duties d"
    " JOIN items i ON i.duty = d.duty JOIN lists l ON l.list = i.list WHERE d.lists = 1",
    "department_load": "SELECT d.department, r.role, i.section, count(DISTINCT i.duty) AS duties,"
    " count(*) AS items, count(DISTINCT i.list) AS lists FROM item_departments r"
    " JOIN items i ON i.list = r.list AND i.item = r.item"
    " JOIN departments d ON d.department = r.department AND d.name = r.name"
    " GROUP BY d.department, r.role, i.section",
    "departments_unmatched": "SELECT name, items FROM unmatched ORDER BY items DESC, name",
    "contradictions": "SELECT a.list AS list, a.item AS item, a.item_name AS item_name, b.list AS other_list,"
    " b.item AS other_item, b.kind AS other_kind, b.item_name AS other_name FROM counterparts c"
    " JOIN items a ON a.duty = c.duty JOIN items b ON b.duty = c.other"
    " JOIN lists la ON la.list = a.list JOIN lists lb ON lb.list = b.list"
    " WHERE a.kind = 'basic' AND b.kind = 'reclaimed' AND la.county IS lb.county AND la.city IS lb.city",
    "receiving_differs": "SELECT i.duty, d.item_name, l.city, l.county,"
    " count(DISTINCT r.department) AS departments, group_concat(DISTINCT r.department) AS named"
    " FROM item_departments r JOIN items i ON i.list = r.list AND i.item = r.item"
    " JOIN lists l ON l.list = i.list JOIN duties d ON d.duty = i.duty"
    " WHERE r.role = 'receiving' AND r.first = 1 GROUP BY i.duty, l.city, l.county"
    " HAVING count(DISTINCT r.department) > 1",
    "sizes": "SELECT l.list, l.city, l.county, l.town, i.kind, i.section, count(*) AS items"
    " FROM items i JOIN lists l ON l.list = i.list GROUP BY l.list, i.kind, i.section",
}
