"""Reads `waivers.toml`. Anybody may have written it: it is read in time and memory that grow with its size."""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.errors import WaiverError, reading
from pipeline.model.schema import list_schemas
from pipeline.model.task import MOST_WAIVERS
from pipeline.system.plain import read_plain
from pipeline.validate.rules import RULES, RULES_ON_MANY_LISTS
from pipeline.validate.waivers import Waiver

# What a waiver says besides the fields that a finding must have.
_OWN_KEYS = {"reason", "until", "version"}
_INTEGERS = {"seq", "page", "line"}
_TEXTS = {
    *("rule", "severity", "message", "list", "section_no", "section", "item_name"),
    *("field", "excerpt", "fingerprint"),
}
# An entry's header, and what may hold one without being one: comments and texts, over several lines too.
_HEADER_OR_TEXT = re.compile(
    r"""^[ \t]*(?P<header>\[\[\s*["']?waiver["']?\s*\]\])
    | \#[^\n]*
    | \"{3}(?:\\.|[^\\])*?"{3,} | '{3}.*?'{3,}
    | "(?:\\.|[^"\\\n])*" | '[^'\n]*'""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_TOML_LINE = re.compile(r"at line (\d+)")
_ENCODING = "无法读取：不是 UTF-8 编码，请存为 UTF-8"
# What an input method for Chinese gives in place of " and ': reason = “已核实”
_FULL_WIDTH = re.compile("[“”‘’＂＇]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# Characters. TOML's keys of many parts take the square of their length to read.
_LONGEST_LINE = 4000
_LARGEST = 10**9
_LONGEST_QUOTED = 60
_ON_MANY_LISTS = {rule.id for rule in RULES_ON_MANY_LISTS}
_RULES = {rule.id for rule in RULES} | _ON_MANY_LISTS


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; none when there is no such file.

    Raises WaiverError, which names file and line, for a waiver that cannot be understood or that
    gives no reason.
    """
    if not os.path.lexists(path):
        return ()
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(error, path, text) from error
    except RecursionError as error:
        raise WaiverError("无法读取：嵌套过深", str(path)) from error
    except ValueError as error:  # of Python, for a number of thousands of digits
        raise WaiverError("无法读取：有过长的数字", str(path)) from error
    entries = data.get("waiver", [])
    if set(data) - {"waiver"} or not isinstance(entries, list):
        raise WaiverError("只能有 [[waiver]] 条目", str(path))
    lines = [*_header_lines(text), *[1] * len(entries)]  # 1 where written in another way
    return tuple(_waiver(e, path, n) for e, n in zip(entries, lines, strict=False))


def waivers_of(path: Path, version: str, *, on_many_lists: bool = False) -> tuple[Waiver, ...]:
    """The waivers of a file that are for one version of the list: of what it shows alone, or, where asked,
    of what only many lists show."""
    return tuple(
        waiver
        for waiver in read_waivers(path)
        if waiver.version in (None, version)
        and (waiver.fields.get("rule") in _ON_MANY_LISTS) == on_many_lists
    )


def _text(path: Path) -> str:
    try:
        with reading(path, WaiverError):
            text = read_plain(path, MOST_WAIVERS).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise WaiverError(_ENCODING, str(path)) from error
    if "\0" in text:  # UTF-16 without its mark
        raise WaiverError(_ENCODING, str(path))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            raise WaiverError(f"无法读取：第{number}行过长", str(path), str(number))
    return text


def _not_toml(error: tomllib.TOMLDecodeError, path: Path, text: str) -> WaiverError:
    """What is wrong with a line, as one who does not know TOML needs to hear it."""
    lines = text.split("\n")
    match = _TOML_LINE.search(str(error))
    number = int(match[1]) if match else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if _FULL_WIDTH.search(_QUOTED.sub("", line)):
        message = f'第{number}行：请用英文引号 "'
    else:
        message = f"无法读取：第{number}行不合 TOML 格式（{error}）"
    return WaiverError(message, str(path), str(number))


def _header_lines(text: str) -> Iterator[int]:
    """The line of each entry's [[waiver]]."""
    line, at = 1, 0
    for found in _HEADER_OR_TEXT.finditer(text):
        if found["header"]:
            line += text.count("\n", at, found.start())
            at = found.start()
            yield line


def _waiver(entry: object, path: Path, line: int) -> Waiver:
    def reject(message: str) -> WaiverError:
        return WaiverError(message, str(path), str(line))

    if not isinstance(entry, dict):
        raise reject("只能有 [[waiver]] 条目")
    reason, until, version = entry.get("reason"), entry.get("until"), entry.get("version")
    if not isinstance(reason, str) or not reason.strip():
        raise reject("豁免必须写明理由（reason）")
    if until is not None and type(until) is not datetime.date:
        raise reject("until 应为日期，例如 2027-06-30")
    if version is not None and not isinstance(version, str):
        raise reject('version 应为文字，例如 "v1"')
    unknown = set(entry) - _INTEGERS - _TEXTS - _OWN_KEYS
    if unknown:
        raise reject(f"不认识的字段：{_short('、'.join(sorted(unknown)))}")
    if "rule" not in entry and "fingerprint" not in entry:
        raise reject("豁免必须写明规则（rule）")
    fields = {name: value for name, value in entry.items() if name not in _OWN_KEYS}
    for name, value in fields.items():
        if type(value) is not (int if name in _INTEGERS else str) or (
            isinstance(value, int) and abs(value) > _LARGEST
        ):
            raise reject(f"{name} 的值应为{'整数' if name in _INTEGERS else '文字（加引号）'}")
    if "rule" in fields and fields["rule"] not in _RULES:
        raise reject(f"没有这条规则：{_short(fields['rule'])}（dutylist rules 列出全部规则）")
    lists = [schema.id for schema in list_schemas()]
    if "list" in fields and fields["list"] not in lists:
        raise reject(f"没有这张清单：{_short(fields['list'])}（{'、'.join(lists)}）")
    return Waiver(fields, reason.strip(), until, line, version)


def _short(text: object) -> str:
    """As much of what somebody wrote as a sentence can take."""
    whole = str(text)
    return whole if len(whole) <= _LONGEST_QUOTED else f"{whole[:_LONGEST_QUOTED]}…"
