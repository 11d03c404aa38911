"""A report links the files that belong to it, by the way from its own folder, and nothing farther off."""

from __future__ import annotations

from pathlib import Path

from pipeline.batch.beside import links_of
from pipeline.model.task import Folders, Task
from tests.documents import SMALL
from tests.render.samples import judge_text


def _links(folder: Path, source: Path) -> dict[str, str]:
    judged = judge_text(folder, SMALL)
    folders = Folders(folder / "parsed", folder / "reports")
    return links_of(Task(source, "西 郊", "v1"), folders, judged)


def test_data_letter_and_source_are_linked(tmp_path: Path) -> None:
    data = "../../../parsed/%E8%A5%BF%20%E9%83%8A/v1/"
    assert _links(tmp_path, tmp_path / "raw/a#b.txt") == {
        "工作簿": f"{data}list.xlsx",
        "基本履职事项清单（CSV）": f"{data}basic.csv",
        "配合履职事项清单（CSV）": f"{data}cooperative.csv",
        "上级部门收回事项清单（CSV）": f"{data}reclaimed.csv",
        "致公布单位的函": "letter.docx",
        "源文件": "../../../raw/a%23b.txt",
    }


def test_a_source_elsewhere_on_the_machine_is_not(tmp_path: Path) -> None:
    assert "源文件" not in _links(tmp_path, tmp_path.parent / "v1.txt")
