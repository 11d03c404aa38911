"""Which outputs are not as computed: someone edited one by hand, or forgot to commit. By file and item."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.batch.own_files import is_filled_in
from pipeline.batch.written import versions_in
from pipeline.model.errors import OutputError, reading
from pipeline.model.task import OutputFolder, Task
from pipeline.system.folders import Folder, open_folder
from pipeline.system.plain import MiB
from pipeline.validate.verdict import Difference

_MOST = 20
_MUCH_LARGER = 4
_CHANGED, _ADDED, _REMOVED = "与由源文件得到的结果不同", "结果中没有此项", "缺少此项"
_Located = tuple[str | None, str | None, str, int | None]
"""Item, field, what is wrong, line."""


def compare(
    where: OutputFolder, expected: Mapping[str, bytes], *, among_others: bool = False
) -> Iterator[Difference]:
    """Names each file, item and field in which a folder differs from what was computed.

    `among_others`: what else lies in the folder is due, too. A sheet that a person filled in differs rightly.
    Raises OutputError for a folder that cannot be read.
    """
    with reading(where.path, OutputError), open_folder(where.root, where.inside) as folder:
        for name, data in expected.items():
            if not (among_others and is_filled_in(folder, name)):
                yield from _compare_file(folder, name, data)
        if among_others:
            return
        others = [n for n in folder.names() if n not in expected and not n.startswith(".")]
        for name in others[:_MOST]:
            path = (where.path / name).as_posix()
            yield Difference(path, "多余：不是由源文件得到的结果。", severity="warning")
        if len(others) > _MOST:
            message = f"另有{len(others) - _MOST}个多余的文件。"
            yield Difference(where.path.as_posix(), message, severity="warning")


def orphans(
    parsed: Path, tasks: Iterable[Task], reports: Path = Path("reports")
) -> Iterator[Difference]:
    """The folders of versions whose source is gone."""
    known = {(task.list_id, task.version) for task in tasks}
    for list_id, version in versions_in(parsed):
        folder = parsed / list_id / version
        if (list_id, version) not in known:
            yield Difference(
                folder.as_posix(),
                f"已没有源文件：请删去此文件夹和 {(reports / folder.relative_to(parsed)).as_posix()}。",
                severity="warning",
            )


def _compare_file(folder: Folder, name: str, data: bytes) -> Iterator[Difference]:
    path = folder.path / name
    file = path.as_posix()
    try:
        # One that is much larger is another; nobody looks for the places.
        most = _MUCH_LARGER * len(data) + MiB
        found = b"".join(folder.pieces(name, most)) if folder.size(name) <= most else b""
    except FileNotFoundError:
        yield Difference(file, "缺少此文件。")
        return
    except OSError as error:
        yield Difference(file, f"无法读取（{error.strerror}）。")
        return
    if found == data:
        return
    located = _places(path.suffix, found, data) if found else ()
    places = list(located) or [(None, None, _CHANGED, None)]
    for item, field, message, line in places[:_MOST]:
        yield Difference(file, f"{message}。", item, field, line)
    if len(places) > _MOST:
        yield Difference(file, f"另有{len(places) - _MOST}处不同。")


def _places(suffix: str, found: bytes, wanted: bytes) -> Iterator[_Located]:
    try:
        if suffix == ".csv":
            yield from _csv_places(found.decode(), wanted.decode())
        elif suffix == ".json":
            yield from _json_places(json.loads(found), json.loads(wanted))
    except (ValueError, csv.Error, RecursionError):
        yield None, None, "已损坏，无法读取", None


def _csv_places(found: str, wanted: str) -> Iterator[_Located]:
    (fields, here), (wanted_fields, there) = _rows(found), _rows(wanted)
    if fields != wanted_fields:
        yield "表头", None, _CHANGED, 1
        return
    for key in [*there, *(key for key in here if key not in there)]:
        if key not in there:
            yield _named(key), None, _ADDED, here[key][0]
        elif key not in here:
            yield _named(key), None, _REMOVED, None
        else:
            line, row = here[key]
            for field in _differing(fields, row, there[key][1]):
                yield _named(key), field, _CHANGED, line
    if here.keys() == there.keys() and list(here) != list(there):
        yield None, None, "行的顺序不同", None


_Key = tuple[str, int]


def _rows(text: str) -> tuple[list[str], dict[_Key, tuple[int, list[str]]]]:
    """Header, and each row with its line by number and how often the number stood before."""
    reader = csv.reader(io.StringIO(text, newline=""))
    fields = next(reader, [])
    seen: Counter[str] = Counter()
    rows: dict[_Key, tuple[int, list[str]]] = {}
    line = reader.line_num + 1
    for row in reader:
        number = row[0] if row else ""
        rows[number, seen[number]] = line, row
        seen[number] += 1
        line = reader.line_num + 1
    return fields, rows


def _named(key: _Key) -> str:
    number, before = key
    return f"第{number or '？'}项" + (f"（第{before + 1}个）" if before else "")


def _differing(fields: Sequence[str], row: Sequence[str], wanted: Sequence[str]) -> list[str]:
    if len(row) != len(wanted):
        return ["列数"]
    return [f for f, value, due in zip(fields, row, wanted, strict=True) if value != due]


def _json_places(found: Any, wanted: Any) -> Iterator[_Located]:
    """Where two JSON documents differ; inside an object that has an identity, by that."""
    return _walk(found, wanted, None, "")


def _walk(found: Any, wanted: Any, item: str | None, path: str) -> Iterator[_Located]:
    if isinstance(found, dict) and isinstance(wanted, dict):
        own = _identity(wanted)
        if own is not None:
            item, path = own, ""
        for key in [*wanted, *(key for key in found if key not in wanted)]:
            inner = f"{path}.{key}" if path else key
            if key not in wanted:
                yield item, inner, _ADDED, None
            elif key not in found:
                yield item, inner, _REMOVED, None
            else:
                yield from _walk(found[key], wanted[key], item, inner)
    elif isinstance(found, list) and isinstance(wanted, list):
        yield from _walk_lists(found, wanted, item, path)
    elif found != wanted or type(found) is not type(wanted):
        yield item, path or None, _CHANGED, None


def _walk_lists(
    found: list[Any], wanted: list[Any], item: str | None, path: str
) -> Iterator[_Located]:
    here, there = _by_identity(found), _by_identity(wanted)
    if here is None or there is None:
        if len(found) != len(wanted) or not any(isinstance(v, dict) for v in wanted):
            if found != wanted:
                yield item, path or None, _CHANGED, None
            return
        here, there = ({str(n): v for n, v in enumerate(values)} for values in (found, wanted))
    for key in [*there, *(key for key in here if key not in there)]:
        if key not in there:
            yield key, None, _ADDED, None
        elif key not in here:
            yield key, None, _REMOVED, None
        else:
            yield from _walk(here[key], there[key], item, f"{path}[{key}]")


def _by_identity(values: list[Any]) -> dict[str, Any] | None:
    named = [(_identity(value), value) for value in values]
    result = {name: value for name, value in named if name is not None}
    return result if len(result) == len(values) else None


def _identity(value: Any) -> str | None:
    """What an object of an output goes by: an item's or list's id, a finding's fingerprint, a
    section's numeral, a table's or column's name."""
    if not isinstance(value, dict):
        return None
    for key in ("id", "fingerprint", "name"):
        if isinstance(value.get(key), str):
            rule = value.get("rule")
            number = value.get("no")
            if isinstance(number, str):
                return f"{number}、{value[key]}"
            return f"{rule} {value[key]}" if isinstance(rule, str) else str(value[key])
    return None
