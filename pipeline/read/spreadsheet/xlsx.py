"""Reads the sheets of an XLSX: ECMA-376 part 1, 18 (SpreadsheetML)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.errors import SourceError
from pipeline.read.archive import Archive
from pipeline.read.spreadsheet.number_format import BUILT_IN, GENERAL, shown
from pipeline.read.spreadsheet.sheet import MOST_CELLS, At, Merged, Sheet, require_bounds

_WORKBOOK = "xl/workbook.xml"
# "AB12", "$A$1".
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
# What a control character is written as: "_x000D_".
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
NOT_WORKED_OUT = "\ufffc"
"""Stands for what a formula shows that the program which wrote it has not worked out; it is reported."""
_MOST_SHEETS = 1000
_MOST_COLUMNS = 16_384


def xlsx_sheets(data: bytes, file: str) -> Iterator[Sheet]:
    """The sheets of a workbook in order. Raises SourceError for what cannot be read."""
    archive = Archive(data, file)
    if _WORKBOOK not in archive:
        raise SourceError("a workbook of a kind that is not read; save it as .xlsx", file)
    targets = {e.get("Id"): e for e in _relations(archive, _WORKBOOK)}
    texts = _Texts(_shared_strings(archive), _number_formats(archive), _since_1904(archive))
    sheets = [e for e in archive.parse(_WORKBOOK).iter() if _local(e) == "sheet"]
    for element in sheets[:_MOST_SHEETS]:
        key = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
        target = targets.get(key)
        if target is None or not target.get("Type", "").endswith("/worksheet"):
            continue  # a chart, or a sheet of macros
        part = _part(_WORKBOOK, target.get("Target", ""))
        hidden = element.get("state") in ("hidden", "veryHidden")
        yield _sheet(archive, part, element.get("name", ""), hidden, texts, file)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What cells refer to: strings, the format of numbers by style, whether days count from 1904."""

    shared: list[str]
    formats: Mapping[int, str]
    since_1904: bool


def _sheet(archive: Archive, part: str, name: str, hidden: bool, texts: _Texts, file: str) -> Sheet:
    root = archive.parse(part)
    cells: dict[At, str] = {}
    merged: list[Merged] = []
    rows: set[int] = set()
    columns: set[int] = set()
    row = column = -1
    for element in root.iter():
        match _local(element):
            case "row":
                row, column = _integer(element.get("r"), row + 2) - 1, -1
                if _is_on(element.get("hidden")):
                    rows.add(row)
            case "c":
                at = _at(element.get("r") or "")
                row, column = at if at else (row, column + 1)
                if text := _text(element, texts):
                    cells[row, column] = text
                if len(cells) > MOST_CELLS:
                    break
            case "mergeCell":
                ends = [_at(end) for end in (element.get("ref") or "").split(":")]
                if len(ends) == 2 and ends[0] and ends[1]:
                    merged.append(Merged(ends[0], ends[1]))
            case "col" if _is_on(element.get("hidden")):
                first, last = (_integer(element.get(key), 0) for key in ("min", "max"))
                columns |= set(range(max(first, 1) - 1, min(last, _MOST_COLUMNS)))
    require_bounds(cells.values(), file)
    pictures = _pictures(archive, part)
    return Sheet(name, hidden, cells, tuple(merged), frozenset(rows), frozenset(columns), pictures)


def _text(cell: Any, texts: _Texts) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return _unescaped(_string(cell))
    value = next((e.text or "" for e in cell if _local(e) == "v"), "")
    if not value and any(_local(e) == "f" for e in cell):
        return NOT_WORKED_OUT if kind == "n" else ""
    match kind:
        case "s":
            index = int(value) if value.strip().isdecimal() else -1
            return texts.shared[index] if 0 <= index < len(texts.shared) else ""
        case "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        case "n":
            code = texts.formats.get(_integer(cell.get("s"), 0), GENERAL)
            seen = shown(value, code, since_1904=texts.since_1904)
            return number_text(value) if seen is None else seen
    return _unescaped(value)


def number_text(value: str) -> str:
    """A number as a cell shows it without a format: 1 for 1.0."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def _number_formats(archive: Archive) -> dict[int, str]:
    """The code of each style's number format."""
    target = _related(archive, "/styles")
    if target is None:
        return {}
    codes = dict(BUILT_IN)
    found: dict[int, str] = {}
    for element in archive.parse(target).iter():
        match _local(element):
            case "numFmt":
                codes[_integer(element.get("numFmtId"), 0)] = element.get("formatCode") or GENERAL
            case "cellXfs":
                own = [e for e in element if _local(e) == "xf"]
                for index, style in enumerate(own):
                    found[index] = codes.get(_integer(style.get("numFmtId"), 0), GENERAL)
    return found


def _since_1904(archive: Archive) -> bool:
    properties = (e for e in archive.parse(_WORKBOOK).iter() if _local(e) == "workbookPr")
    return any(_is_on(element.get("date1904")) for element in properties)


def _related(archive: Archive, kind: str) -> str | None:
    """The part of a workbook of this kind."""
    target = next((e.get("Target", "") for e in _relations(archive, _WORKBOOK)
                   if e.get("Type", "").endswith(kind)), None)  # fmt: skip
    part = _part(_WORKBOOK, target) if target is not None else None
    return part if part is not None and part in archive else None


def _string(element: Any) -> str:
    """The text of a string's runs; how they are pronounced is none of it."""
    texts = (e for e in element.iter() if _local(e) == "t")
    return "".join(e.text or "" for e in texts if _local(e.getparent()) != "rPh")


def _shared_strings(archive: Archive) -> list[str]:
    part = _related(archive, "/sharedStrings")
    if part is None:
        return []
    return [_unescaped(_string(e)) for e in archive.parse(part) if _local(e) == "si"]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _pictures(archive: Archive, part: str) -> int:
    """How many pictures lie on a sheet."""
    drawings = (e for e in _relations(archive, part) if e.get("Type", "").endswith("/drawing"))
    found = 0
    for drawing in drawings:
        target = _part(part, drawing.get("Target", ""))
        if target in archive:
            found += sum(1 for e in archive.parse(target).iter() if _local(e) == "pic")
    return found


def _relations(archive: Archive, part: str) -> list[Any]:
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    return list(archive.parse(relations)) if relations in archive else []


def _part(source: str, target: str) -> str:
    joined = posixpath.join("/", posixpath.dirname(source), target.replace("\\", "/"))
    return posixpath.normpath(joined).lstrip("/")


def _at(reference: str) -> At | None:
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _local(element: Any) -> str:
    """An element's name without its namespace: Strict Open XML has another one."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
