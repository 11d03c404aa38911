"""`dutylist check`: judges documents and compares what they give with what lies in parsed/."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.process import judge, render_parsed
from pipeline.tasks import Task
from pipeline.validate.findings import SEVERITIES, Finding, Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `check` found of one document; `differences` name the outputs that are not as computed."""

    task: Task
    findings: tuple[Finding, ...]
    differences: tuple[str, ...]

    def fails(self, level: Severity) -> bool:
        """Whether an unwaived finding reaches the level, or an output differs."""
        worst = SEVERITIES[: SEVERITIES.index(level) + 1]
        return bool(self.differences) or any(
            f.severity in worst and not f.waived for f in self.findings
        )


def check(task: Task, parsed: Path, today: datetime.date, *, outputs_due: bool) -> Verdict:
    """Judges one document. Where `outputs_due`, outputs that are not there count as differing."""
    judged = judge(task, today)
    folder = parsed / task.list_id / task.version
    differences: tuple[str, ...] = ()
    if outputs_due or folder.is_dir():
        differences = tuple(compare(folder, render_parsed(judged)))
    return Verdict(task, judged.findings, differences)


def compare(folder: Path, expected: Mapping[str, bytes]) -> Iterator[str]:
    """Names each file that differs from what was computed, and the items in which list.json does."""
    for name, data in expected.items():
        path = folder / name
        if not path.is_file():
            yield f"{path}: 缺少此文件"
        elif path.read_bytes() != data:
            items = _differing_items(path, data) if name == "list.json" else ""
            yield f"{path}: 与由源文件得到的结果不同{items}"


def _differing_items(path: Path, data: bytes) -> str:
    try:
        found, wanted = (
            _items(json.loads(path.read_text(encoding="utf-8"))),
            _items(json.loads(data)),
        )
    except (ValueError, KeyError, TypeError):
        return ""
    ids = [i for i in (*wanted, *(set(found) - set(wanted))) if found.get(i) != wanted.get(i)]
    return f"（{'、'.join(ids[:10])}{' 等' if len(ids) > 10 else ''}）" if ids else ""


def _items(data: dict[str, Any]) -> dict[str, Any]:
    return {
        item["id"]: item
        for duty_list in data["lists"]
        for section in duty_list["sections"]
        for item in section["items"]
    }
