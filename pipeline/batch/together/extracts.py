"""What each list gives, kept from run to run: a list that has not changed is not read again.

One SQLite file in the folder of outputs. It can be lost or damaged at any time: it is then made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.batch.index import MOST_OUTPUT
from pipeline.batch.state import program
from pipeline.model.errors import DutyListError, OutputError, SourceError, reading
from pipeline.model.sentence import Sentence
from pipeline.system.plain import read_plain
from pipeline.together.extract import extract
from pipeline.together.values import Extract, Named

_FILE = "extracts.sqlite"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list to be read, and what is known of it: the digest of its files as they were."""

    parsed: Path
    list_id: str
    version: str
    known: str


@dataclass(frozen=True, slots=True)
class Read:
    """The digest of a list's files, and what they give; nothing where the digest is the known one."""

    digest: str
    text: str | None


def read_one(wanted: Wanted) -> Read | DutyListError:
    """Reads the files of one list, if they have changed."""
    folder = wanted.parsed / wanted.list_id / wanted.version
    try:
        with reading(folder / "list.json"):
            data = read_plain(folder / "list.json", MOST_OUTPUT)
        beside = folder / "findings.json"
        with reading(beside):
            findings = read_plain(beside, MOST_OUTPUT) if os.path.lexists(beside) else b"{}"
    except SourceError as error:
        return error
    digest = hashlib.sha256(program().encode() + data + b"|" + findings).hexdigest()
    if digest == wanted.known:
        return Read(digest, None)
    try:
        found = extract(wanted.list_id, wanted.version, json.loads(data), json.loads(findings))
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return SourceError("is no list.json with its findings.json", str(folder))
    return Read(digest, _to_text(found))


class Extracts:
    """The file, open. Raises OutputError where it cannot be."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        try:
            self._file = self._opened()
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self._path.unlink()
            try:
                self._file = self._opened()
            except sqlite3.DatabaseError as error:
                raise OutputError(
                    Sentence("cannot be written ({reason})", reason=error), str(self._path)
                ) from error

    def _opened(self) -> sqlite3.Connection:
        file = sqlite3.connect(self._path)
        file.execute(
            "CREATE TABLE IF NOT EXISTS extracts"
            " (list TEXT, version TEXT, digest TEXT, text TEXT, PRIMARY KEY (list))"
        )
        file.execute("SELECT list, version, digest, text FROM extracts LIMIT 1").fetchall()
        return file

    def known(self) -> dict[tuple[str, str], str]:
        """The digest of each list and version that is kept."""
        rows = self._file.execute("SELECT list, version, digest FROM extracts")
        return {(list_id, version): digest for list_id, version, digest in rows}

    def keep(self, wanted: Wanted, read: Read) -> None:
        """Keeps what a list gives."""
        if read.text is not None:
            row = (wanted.list_id, wanted.version, read.digest, read.text)
            self._file.execute("INSERT OR REPLACE INTO extracts VALUES (?, ?, ?, ?)", row)

    def forget(self, lists: set[str]) -> None:
        """Drops lists that are gone."""
        self._file.executemany("DELETE FROM extracts WHERE list = ?", [(x,) for x in sorted(lists)])

    def done(self) -> None:
        """Puts on the disk what was kept and dropped."""
        self._file.commit()

    def each(self, lists: list[str]) -> Iterator[Extract]:
        """What these lists give, in this order."""
        for list_id in lists:
            [(text,)] = self._file.execute(
                "SELECT text FROM extracts WHERE list = ?", (list_id,)
            ).fetchall()
            yield _of_text(text)

    def close(self) -> None:
        """What is not done is lost."""
        self._file.close()


def _to_text(found: Extract) -> str:
    named = [
        [d.item, d.department, d.level, d.name, d.role, d.first, d.known] for d in found.departments
    ]
    parts = (found.row, found.items, found.contents, named, found.citations, found.findings)
    text = json.dumps([*parts, found.own], ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()


def _of_text(text: str) -> Extract:
    data: list[Any] = json.loads(text)
    row, items, contents, named, citations, findings, own = data
    return Extract(
        row=tuple(row),
        items=tuple(map(tuple, items)),
        contents=tuple(contents),
        departments=tuple(Named(*d) for d in named),
        citations=tuple((at, law, article) for at, law, article in citations),
        findings=tuple(map(tuple, findings)),
        own=tuple(own),
    )
