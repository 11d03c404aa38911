"""The way from a report to the files that belong to it: data, letter, source."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.model.task import Folders, Task
from pipeline.render.wording import list_titles

if TYPE_CHECKING:
    from pipeline.batch.judge import Judged

# From reports/<list>/<version>/ up to the folder that `reports` lies in, and no farther: what lies elsewhere
# on a machine is nobody else's, and a report does not name its folders.
_HIGHEST = 3


def links_of(task: Task, folders: Folders, judged: Judged) -> dict[str, str]:
    """What a report links beside itself: an address relative to it, by what people call the file."""
    return dict(_links(task, folders, judged))


def _links(task: Task, folders: Folders, judged: Judged) -> Iterator[tuple[str, str]]:
    parsed, reports = folders.of(task)
    titles = list_titles()
    files = [("工作簿", parsed.path / "list.xlsx")]
    files += [(f"{titles[own]}（CSV）", parsed.path / f"{own}.csv") for own in judged.tables]
    files += [("致公布单位的函", reports.path / "letter.docx"), ("源文件", task.source)]
    for name, path in files:
        if (address := _address(path, reports.path)) is not None:
            yield name, address


def _address(path: Path, start: Path) -> str | None:
    """The address of a file from a folder; None where it does not lie near enough."""
    try:
        way = Path(os.path.relpath(os.path.abspath(path), os.path.abspath(start)))
    except ValueError:  # another drive
        return None
    if way.parts.count("..") > _HIGHEST:
        return None
    return quote(os.fsencode(way.as_posix()))
