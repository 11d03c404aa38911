"""A kind of list that is published besides the three costs one schema and no code: it is read, judged, written."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import ROOT
from tests.documents import SMALL

SCHEMA = """\
id = "entrusted"
order = 9
title = "委托事项清单"
description = "上级部门委托乡镇实施的事项"
optional = true
title_long = '委托事项(?:清单|目录)'
title_short = '委托事项'
title_examples = ["委托事项清单"]
title_others = ["基本履职事项清单"]
short_name = '委托(?:事项)?'
short_name_examples = ["委托事项"]
short_name_others = ["基本履职事项"]
"""
# field, title, type, whether each item must have it
COLUMNS = [
    ("seq", "序号", "integer", True),
    ("item_name", "事项名称", "string", True),
    ("entrusting_departments", "委托部门", "departments", True),
    ("grounds", "委托依据", "paragraphs", False),
]
TEXT = (
    SMALL.replace(
        "3.上级部门收回事项清单.....\t4\n",
        "3.上级部门收回事项清单.....\t4\n4.委托事项清单.....\t5\n",
    )
    + """
委托事项清单

序号\t事项名称\t委托部门\t委托依据
一、农业农村（3项）\t
1\t违法占地查处\t县农业农村局 县自然资源局\t<p>1. 《土地管理法》。</p> <p>3. 《实施条例》。</p>
2\t动物防疫\t县农业农村局 县财政局 县财政局\t
3\t秸秆禁烧\t\t
"""
)


def _project(folder: Path) -> Path:
    """The program as it is, with one schema more."""
    for part in ("pipeline", "schemas"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    columns = "".join(
        f'\n[[columns]]\nfield = "{field}"\ntitle = "{title}"\ndescription = "{title}"\n'
        f'heading = \'{title}\'\nexamples = ["{title}"]\ntype = "{kind}"\n'
        f"required = {'true' if required else 'false'}\n"
        for field, title, kind, required in COLUMNS
    )
    (folder / "schemas/entrusted.toml").write_text(SCHEMA + columns, encoding="utf-8")
    (folder / "raw/ding").mkdir(parents=True)
    (folder / "raw/ding/v1.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_fourth_list_costs_a_schema_and_no_code(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "raw"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    parsed = folder / "parsed/ding/v1"
    with (parsed / "entrusted.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["entrusting_departments"] for row in rows] == [
        "县农业农村局;县自然资源局",
        "县农业农村局;县财政局;县财政局",
        "",
    ]
    assert rows[0]["grounds"] == "1. 《土地管理法》。\n3. 《实施条例》。"
    lists = json.loads((parsed / "list.json").read_text(encoding="utf-8"))["lists"]
    assert [own["id"] for own in lists] == ["basic", "cooperative", "reclaimed", "entrusted"]
    findings = json.loads((parsed / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert sorted((f["rule"], f["list"], f["seq"], f["field"]) for f in findings) == [
        ("duplicate-department", "entrusted", 2, "entrusting_departments"),
        ("missing-value", "entrusted", 3, "entrusting_departments"),
        ("point-numbering", "entrusted", 1, "grounds"),
    ]
    page = (folder / "reports/ding/v1/index.html").read_text(encoding="utf-8")
    assert 'data-label="委托依据"><p>1. 《土地管理法》。</p>' in page
