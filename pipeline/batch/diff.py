"""`dutylist diff`: compares two files in a worker, and writes or tells what changed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.batch.files import write_files
from pipeline.batch.hands import in_order, load_for_documents, run_here
from pipeline.batch.workers import Lost
from pipeline.model.errors import DutyListError, attempt
from pipeline.model.sentence import Sentence
from pipeline.model.task import OutputFolder
from pipeline.system.processes import stops_held


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions, each a source or a `list.json`, and the files that are asked for."""

    old: Path
    new: Path
    json_file: Path | None = None
    html_file: Path | None = None
    xlsx_file: Path | None = None


def diff(pair: Pair, timeout: float) -> list[str]:
    """Writes the files, or gives the changes in lines where none is asked for.

    Raises DutyListError where a version cannot be read, or a file written.
    """
    with closing(run_here(_compared, [pair], _load, processes=1, timeout=timeout)) as results:
        [result] = in_order(results)
    if isinstance(result, Lost):
        raise DutyListError(
            Sentence("given up: {reason}", reason=result.reason), f"{pair.old}, {pair.new}"
        )
    if isinstance(result, DutyListError):
        raise result
    return result


def _compared(pair: Pair) -> list[str] | DutyListError:
    return attempt(partial(_compare, pair), f"{pair.old}, {pair.new}")


def _compare(pair: Pair) -> list[str]:
    from pipeline.compare.changes import compare
    from pipeline.compare.read_list import read_list
    from pipeline.compare.side import side_of
    from pipeline.render.changes.adjustment import render_adjustment
    from pipeline.render.changes.data import render_changes_json
    from pipeline.render.changes.lines import summarise
    from pipeline.render.changes.page import render_changes_html

    comparison = compare(side_of(read_list(pair.old)), side_of(read_list(pair.new)))
    if pair.json_file:
        _write(pair.json_file, render_changes_json(comparison))
    if pair.html_file:
        _write(pair.html_file, render_changes_html(comparison))
    if pair.xlsx_file:
        _write(pair.xlsx_file, render_adjustment(comparison))
    asked = pair.json_file or pair.html_file or pair.xlsx_file
    return [] if asked else summarise(comparison).split("\n")


def _write(file: Path, content: str | bytes) -> None:
    with stops_held():
        write_files(OutputFolder(file.parent), {file.name: content})


def _load(pairs: Sequence[Pair]) -> None:
    load_for_documents(path for pair in pairs for path in (pair.old, pair.new))
