"""Documents to render: the shipped list, and small ones with one thing wrong."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from pipeline.batch.judge import Judged, Outputs, judge, render
from pipeline.model.task import Task
from tests import ROOT

TODAY = datetime.date(2026, 1, 1)

# Two items have the number 1; the names and the department would be formulas in a spreadsheet.
HOSTILE = """\
甲乡 履行职责事项清单

基本履职事项清单

序号\t事项名称
一、党的建设（2项）\t
1\t=1+1
1\thttp://example.org/<b>&amp;\x01

配合履职事项清单

序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责
一、民生服务（1项）\t
1\t@SUM(A1)\t-县民政局\t+负责指导。\t=cmd|'/c calc'!A1
"""


@cache
def shipped() -> Judged:
    """The shipped list."""
    return judge(Task(ROOT / "raw/xijiao/v1.txt", "xijiao", "v1"), TODAY)


@cache
def shipped_outputs() -> Outputs:
    """What is written for the shipped list."""
    return render(shipped())


def judge_text(folder: Path, text: str, waivers: str = "") -> Judged:
    """A text export, judged as version v1 of the list 西郊."""
    source = folder / "v1.txt"
    source.write_text(text, encoding="utf-8")
    (folder / "waivers.toml").write_text(waivers, encoding="utf-8")
    return judge(Task(source, "西郊", "v1"), TODAY)


def write(outputs: dict[str, bytes], folder: Path) -> None:
    """Writes outputs as they lie in parsed/."""
    for name, content in outputs.items():
        (folder / name).write_bytes(content)
