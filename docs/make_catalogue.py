"""The catalogue of what the program says of itself: `python -m docs.make_catalogue` brings it up to date.

Collects the messages of the program, adds those that are missing to `dutylist.po` for somebody to translate, and
compiles it to `dutylist.mo`, which is what the program asks.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import io
import re
import sys
from collections.abc import Iterator

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pipeline.commands.cli import cli
from pipeline.model.sentence import DOMAIN, LOCALES
from pipeline.read.formats import FORMATS
from tests import ROOT

FOLDER = LOCALES / "zh_CN" / "LC_MESSAGES"
PO, MO = FOLDER / f"{DOMAIN}.po", FOLDER / f"{DOMAIN}.mo"
# What takes a message as its first argument.
_TAKERS = {
    *("Sentence", "SourceError", "DutyListError", "WaiverError", "OutputError", "InternalError"),
    *("CorrectionError", "reject"),
    *("told", "NotPlainError", "kind"),
}
# Chinese in itself: what only pages say, and what is said of waivers.
_CHINESE = re.compile("[\u4e00-\u9fff]")
_NO_DATE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def messages() -> Iterator[str]:
    """What the program says, in English."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in _TAKERS:
                yield from (text for text in _texts(node.args[0]) if not _is_chinese(text))
    for kind in FORMATS:
        yield kind.title
        yield from [kind.text] if kind.read is None else []
    yield from _helps(cli)


def _is_chinese(text: str) -> bool:
    return bool(_CHINESE.search(text.replace("清单", "")))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))


def _helps(command: click.Command) -> Iterator[str]:
    if command.help:
        yield inspect.cleandoc(command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _helps(inner)


def catalogue() -> Catalog:
    """The translations as they stand in the file."""
    with PO.open("rb") as file:
        found = read_po(file, locale="zh_CN", domain=DOMAIN)
    found.creation_date = found.revision_date = _NO_DATE
    found.msgid_bugs_address = ""
    return found


def compiled(found: Catalog) -> bytes:
    """What the program asks."""
    buffer = io.BytesIO()
    write_mo(buffer, found)
    return buffer.getvalue()


def main() -> int:
    """1 where messages wait for a translation."""
    found = catalogue()
    for message in messages():
        if message not in found:
            found.add(message)
    with PO.open("wb") as file:
        write_po(file, found, sort_output=True, width=120)
    MO.write_bytes(compiled(found))
    missing = [message.id for message in found if message.id and not message.string]
    print(*(f"no translation: {message!r}" for message in missing), sep="\n")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
