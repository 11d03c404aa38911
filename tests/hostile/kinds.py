"""What a working folder may hold beside a good list, made by somebody who means harm or knows no better.

A kind lays something into a folder that has `raw/good/v1.txt`, and says what a user is to be told of it (a part
of the sentence; empty where it costs nothing and nothing need be told) and how `run` and `check` then end.
Devices, pipes and files of gigabytes are made here and never kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.model.task import MOST_SOURCE
from tests.documents import SMALL

GIGABYTES = 8 * 2**30
WAIVER = '[[waiver]]\nrule = "section-count"\nreason = "x"\n'


@dataclass(frozen=True)
class Kind:
    """One way of a folder to be hostile; `of_check` where `check` ends otherwise than `run` before it."""

    name: str
    lay: Callable[[Path], None]
    told: str
    status: int
    of_check: int | None = None

    @property
    def check_status(self) -> int:
        """The exit status of `check`."""
        return self.status if self.of_check is None else self.of_check


def put(path: Path, data: bytes | str = b"") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def sparse(path: Path) -> None:
    """A file of gigabytes that takes no place."""
    put(path)
    try:
        os.truncate(path, GIGABYTES)
    except OSError:
        pytest.skip("no files of gigabytes here")


def pipe(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def named(path: bytes, data: str) -> None:
    """A file whose name is no UTF-8, where the system has such names."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data.encode())
    except OSError:
        pytest.skip("no such names here")


def nested(folder: Path, name: str, depth: int) -> None:
    """Folders in one another, deeper than any path is long, a list in the last."""
    with chdir(folder):
        for _ in range(depth):
            os.mkdir(name)
            os.chdir(name)
        Path("v1.txt").write_text(SMALL, encoding="utf-8")


def bad(*texts: str) -> Callable[[Path], None]:
    """A list with these waivers, and one that is good but for lying beside it."""

    def lay(work: Path) -> None:
        put(work / "raw/bad/v1.txt", SMALL)
        put(work / "raw/bad/waivers.toml", "".join(texts))

    return lay


def beside(lay: Callable[[Path], None], name: str) -> Callable[[Path], None]:
    """A list with something else in the place of its waivers."""

    def both(work: Path) -> None:
        put(work / "raw/bad/v1.txt", SMALL)
        lay(work / "raw/bad" / name)

    return both


# In the place of a document, whatever its format. {} is the document's name.
SOURCES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a pipe that nobody writes to": (pipe, "raw/bad/{}: a named pipe, no file; not read"),
    "a device without end": (lambda p: link(p, "/dev/zero"), "raw/bad/{}: a device, no file"),
    "a link in a circle": (lambda p: link(p, p.name), "raw/bad/{}: cannot be read (Too many levels"),
    "a link to nowhere": (lambda p: link(p, "gone"), "raw/bad/{}: cannot be read (No such file"),
    "a link to a folder": (lambda p: link(p, ".."), "raw/bad/{}: a folder, no file; not read"),
    "gigabytes": (sparse, f"raw/bad/{{}}: larger than {MOST_SOURCE // 2**20} MiB; not read"),
    "nothing": (put, "raw/bad/{}: the file is empty"),
}  # fmt: skip

WAIVERS = (
    Kind("a pipe", beside(pipe, "waivers.toml"), "waivers.toml: a named pipe, no file", 3),
    Kind("gigabytes", beside(sparse, "waivers.toml"), "waivers.toml: larger than 1 MiB", 3),
    Kind("a device", beside(lambda p: link(p, "/dev/zero"), "waivers.toml"), "a device, no file", 3),
    Kind("a folder", beside(lambda p: p.mkdir(), "waivers.toml"), "a folder, no file", 3),
    Kind("headers in a text", bad(WAIVER.replace('"x"', '"""\n' + "[[waiver]]\n" * 80_000 + '"""')), "", 0),
    Kind("headers", bad("[[waiver]]\n" * 90_000), "waivers.toml:1: 豁免必须写明理由", 3),
    Kind("a key of 300,000 parts", bad(WAIVER, ".".join("a" * 300_000), " = 1\n"), "第4行过长", 3),
    Kind("a number of 5,000 digits", bad(WAIVER, "seq = ", "1" * 5000), "第4行过长", 3),
    Kind("a number of 3,900 digits", bad(WAIVER, "seq = ", "1" * 3900), "seq 的值应为整数", 3),
    Kind("a number of 3,900 sixteenths", bad(WAIVER, "seq = 0x", "f" * 3900), "seq 的值应为整数", 3),
    Kind("lists in lists", bad(WAIVER, "seq = ", *["[" * 3000 + "\n"] * 30), "嵌套过深", 3),
    Kind("as many as fit", bad(*[f"{WAIVER}seq = {n}\n" for n in range(9_000)]), "", 0),
)  # fmt: skip


# What JSON by anybody may be, in the place of records and of other lists' outputs.
JSON = {
    "a summary that is none": '{"list_id": "x0", "version": "v1", "title": "t", "lists": [], "summary": 5}',
    "200,000 lists in each other": "[" * 200_000,
    "a number of 5,000 digits": "1" * 5000,
    "values of other types": '{"list_id": [], "version": 2, "title": {}, "lists": [{"sections": 5}]}',
    "no object": "null",
    "no JSON": "\x00\xff",
}
ENTRY = {"list_id": "good", "version": "v1", "title": "t", "items": "5", "counts": [1]}
RECORDED = {
    **JSON,
    "fields of other types": json.dumps({"inputs": 5, "outputs": 5, "days": [1], "entry": ENTRY}),
    "a NUL": json.dumps({"list_id": "z", "version": "v", "reason": "", "source": "\0.txt"}),
}


def outputs_by_anybody(work: Path) -> None:
    """Outputs of lists without sources."""
    for number, text in enumerate(JSON.values()):
        for file in ("list.json", "findings.json"):
            put(work / f"parsed/x{number}/v1" / file, text)


def recorded(text: str) -> Callable[[Path], None]:
    """The same in the place of each kind of record."""

    def lay(work: Path) -> None:
        for key in ("versions/good/v1", "failures/good/v1", "changes/good/v1..v2", "index"):
            put(work / f"parsed/.dutylist/{key}.json", text)

    return lay


GONE = "parsed/x{}/v1: 已没有源文件"
RECORDS = (
    *(Kind(f"recorded: {name}", recorded(text), "", 0) for name, text in RECORDED.items()),
    Kind("recorded: gigabytes", lambda w: sparse(w / "parsed/.dutylist/index.json"), "", 0),
    Kind("recorded: a pipe", lambda w: pipe(w / "parsed/.dutylist/versions/good/v1.json"), "", 0),
    Kind("other lists: by anybody", outputs_by_anybody, GONE.format(5), 0),
    Kind(
        "other lists: gigabytes", lambda w: sparse(w / "parsed/x/v1/list.json"), GONE.format(""), 0
    ),
    Kind("other lists: a pipe", lambda w: pipe(w / "parsed/x/v1/list.json"), "", 0),
)


LONG = "关于印发某某市某某区某某镇履行职责事项清单的通知及其附件全文与配套说明材料汇编修订本"  # 126 bytes


def list_called(*names: str) -> Callable[[Path], None]:
    def lay(work: Path) -> None:
        for name in names:
            put(work / f"raw/{name}.txt", SMALL)

    return lay


NAMES = (
    Kind(
        "a version that is no UTF-8",
        lambda w: named(os.fsencode(w) + b"/raw/bad/v\xff1.txt", SMALL),
        r"raw/bad/v\xff1.txt: the name of the version is not UTF-8",
        3,
    ),
    Kind(
        "a list that is no UTF-8",
        lambda w: named(os.fsencode(w) + b"/raw/b\xff/v1.txt", SMALL),
        r"raw/b\xff/v1.txt: the name of the list is not UTF-8",
        3,
    ),
    Kind("the index's name", list_called("index.html/v1"), "a list cannot be called index.html", 3),
    # What is hidden is no source.
    Kind("the records' name", list_called(".dutylist/v1"), "", 0),
    Kind(
        "the comparisons' name", list_called("l/Changes"), "a version cannot be called Changes", 3
    ),
    Kind(
        "127 bytes twice",
        list_called(f"bad/{LONG}1", f"bad/{LONG}2"),
        "too long to stand together",
        3,
        0,
    ),
    Kind("251 and 255 bytes", list_called(f"{'b' * 255}/{'a' * 251}"), "", 0),
    Kind(
        "a CI command",
        list_called("::stop-commands::x/##[error]v1"),
        r":\x3astop-commands:\x3ax/#\x23[error]v1: ",
        0,
    ),
    Kind("1,800 folders in each other", lambda w: nested(w / "raw", "d", 1800), "", 0),
    Kind(
        "a path longer than any",
        lambda w: nested(w / "raw", "d" * 250, 20),
        "cannot be read (File name too long)",
        3,
    ),
    Kind(
        "a circle of folders",
        lambda w: link(w / "raw/bad/loop", ".."),
        "raw/bad/loop: left out",
        0,
        of_check=1,
    ),
)


def victim(work: Path) -> Path:
    """A folder of somebody's beside the outputs."""
    put(work / "victim/a..b.json", "mine")
    put(work / "victim/v1/basic.csv", "mine")
    return work / "victim"


def led_away(place: str) -> Callable[[Path], None]:
    """A link to somebody's folder in the place of one of ours."""

    def lay(work: Path) -> None:
        put(work / "raw/bad/v1.txt", SMALL)
        put(work / "raw/bad/v2.txt", SMALL.replace("养老", "敬老"))
        path = work / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(victim(work), target_is_directory=True)

    return lay


def stray(lay: Callable[[Path], None]) -> Callable[[Path], None]:
    """Something in every folder of outputs that is none of them."""

    def everywhere(work: Path) -> None:
        for folder in (
            "parsed",
            "reports",
            "parsed/good/v1",
            "reports/good/v1",
            "parsed/.dutylist",
        ):
            (work / folder).mkdir(parents=True, exist_ok=True)
            lay(work / folder)

    return everywhere


def folder_for_a_file(work: Path) -> None:
    put(work / "raw/bad/v1.txt", SMALL)
    (work / "parsed/bad/v1/list.json/inside").mkdir(parents=True)


def in_place(*names: str) -> Callable[[Path], None]:
    """Links to somebody's file in the place of files of ours."""

    def lay(work: Path) -> None:
        for name in names:
            path = work / name
            link(path, os.path.relpath(victim(work) / "a..b.json", path.parent))

    return lay


TEMPORARY = ".dutylist-0123456789abcdef.tmp"
OUTPUTS = (
    Kind(
        "a link for a version's data",
        led_away("parsed/bad/v1"),
        "parsed/bad/v1: cannot be written (a link",
        3,
    ),
    Kind(
        "a link for a list's data",
        led_away("parsed/bad"),
        "parsed/bad/v1: cannot be written (a link",
        3,
    ),
    Kind(
        "a link for a report",
        led_away("reports/bad/v2"),
        "reports/bad/v2: cannot be written (a link",
        3,
    ),
    Kind(
        "a link for comparisons",
        led_away("reports/bad/changes"),
        "reports/bad/changes: cannot be written (a link",
        3,
    ),
    Kind(
        "links for files",
        in_place("parsed/good/v1/basic.csv", "reports/index.html", "reports/good/v1/junit.xml"),
        "",
        0,
    ),
    Kind(
        "links for temporary files",
        in_place(f"parsed/good/v1/{TEMPORARY}", f"reports/{TEMPORARY}"),
        "",
        0,
    ),
    Kind(
        "a folder for a file",
        folder_for_a_file,
        "parsed/bad/v1: cannot be written (list.json is a folder",
        3,
        1,
    ),
    Kind("a stray pipe", stray(lambda d: pipe(d / "stray")), "", 0),
    Kind("a stray pipe of our names", stray(lambda d: pipe(d / TEMPORARY)), "", 0),
    Kind("a stray folder", stray(lambda d: (d / "stray").mkdir()), "", 0),
    Kind("a stray file of gigabytes", stray(lambda d: sparse(d / "stray")), "", 0),
    Kind("a pipe for the index", lambda w: pipe(w / "reports/index.html"), "", 0),
)

KINDS = (
    *(Kind(f"waivers: {k.name}", k.lay, k.told, k.status, k.of_check) for k in WAIVERS),
    *RECORDS,
    *(Kind(f"names: {k.name}", k.lay, k.told, k.status, k.of_check) for k in NAMES),
    *(Kind(f"outputs: {k.name}", k.lay, k.told, k.status, k.of_check) for k in OUTPUTS),
)
