"""The goals, a function each: what is measured against what, and the most or least it may come to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.corpus import REAL_SIZE, write_copy, write_many, write_pdf, write_repeated
from bench.measure import Figure, Usage, figure, ratio, side_by_side, typical

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
DUTYLIST = str(Path(PYTHON).parent / "dutylist")
SAMPLE = str(ROOT / "tests/samples/xijiao.word-portrait.pdf")
_TIMES = 20
_TABLES = f"""
import pdfplumber
with pdfplumber.open({SAMPLE!r}) as pdf:
    for page in pdf.pages:
        page.extract_tables()
        page.close()
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, how much, the goal, and the figures behind it."""

    what: str
    value: float
    goal: float
    figures: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def run(work: Path, *sources: str) -> list[str]:
    """`dutylist run` that does everything anew."""
    folders = ["--parsed", str(work / "parsed"), "--reports", str(work / "reports")]
    return [DUTYLIST, "run", *sources, *folders, "--force"]


def one_pdf(work: Path, rounds: int) -> Iterator[Row]:
    """Everything for one PDF, against finding its tables alone as pdfplumber does."""
    commands = {"all": run(work, SAMPLE), "tables": [PYTHON, "-c", _TABLES]}
    taken = side_by_side(commands, work, rounds)
    cpu = [typical(taken, "cpu", name) for name in commands]
    yield Row(
        "one PDF, everything: CPU / pdfplumber.extract_tables()",
        ratio(taken, "cpu", "all", "tables"),
        0.4,
        "{:.2f} s / {:.2f} s".format(*cpu),
    )


def each_of_many(work: Path, rounds: int) -> Iterator[Row]:
    """The same PDF many times in one run, each of them against its tables found once: the work for a
    document, with what is loaded once spread over all."""
    for number in range(_TIMES):
        write_copy(work / f"raw/t{number:02}/v1.pdf", Path(SAMPLE))
    commands = {"all": run(work, str(work / "raw")), "tables": [PYTHON, "-c", _TABLES]}
    taken = side_by_side(commands, work, max(1, rounds // 2))
    cpu = [typical(taken, "cpu", name) for name in commands]
    yield Row(
        f"{_TIMES} PDFs in one run, each: CPU / pdfplumber.extract_tables()",
        ratio(taken, "cpu", "all", "tables") / _TIMES,
        0.22,
        f"{cpu[0] / _TIMES:.2f} s / {cpu[1]:.2f} s",
    )


def growth(work: Path, rounds: int) -> Iterator[Row]:
    """PDFs of ten times the pages: a list made up anew, with no font in the file, and the sample's
    sheets again and again, each time with their fonts."""
    one, ten, again = work / "growth/one.pdf", work / "growth/ten.pdf", work / "again/ten.pdf"
    write_pdf(one, REAL_SIZE)
    write_pdf(ten, 10 * REAL_SIZE)
    write_repeated(again, Path(SAMPLE), 10)
    yield from _grown("a PDF of ten times the pages", one, ten, work, rounds)
    yield from _grown("the sample ten times over", Path(SAMPLE), again, work, rounds)


def _grown(what: str, one: Path, ten: Path, work: Path, rounds: int) -> Iterator[Row]:
    """CPU and peak memory; what the interpreter and its imports take is not counted."""
    alone = [PYTHON, str(ROOT / "bench/alone.py")]
    commands = {"ten": [*alone, str(ten)], "one": [*alone, str(one)], "imports": alone}
    taken = side_by_side(commands, work, rounds)

    def beyond(usage: dict[str, Usage], what: Figure) -> float:
        base = figure(usage["imports"], what)
        return (figure(usage["ten"], what) - base) / (figure(usage["one"], what) - base)

    cpu = [typical(taken, "cpu", name) for name in commands]
    peak = [typical(taken, "peak", name) for name in commands]
    yield Row(
        f"{what}: CPU",
        median(beyond(usage, "cpu") for usage in taken),
        11.0,
        "{:.1f} s / {:.1f} s, imports {:.1f} s".format(*cpu),
    )
    yield Row(
        f"{what}: peak memory",
        median(beyond(usage, "peak") for usage in taken),
        1.5,
        "{:.0f} MiB / {:.0f} MiB, imports {:.0f} MiB".format(*peak),
    )


def many(work: Path, rounds: int) -> Iterator[Row]:
    """200 documents, half of them PDF, by one process and by two; and a quarter of them."""
    write_many(work / "all", 200)
    write_many(work / "quarter", 50)
    commands = {
        "two": [*run(work, str(work / "all")), "--jobs", "2"],
        "one": [*run(work, str(work / "all")), "--jobs", "1"],
        "quarter": [*run(work, str(work / "quarter")), "--jobs", "2"],
    }
    # Half a minute each: the machine's noise is small beside it.
    taken = side_by_side(commands, work, max(1, rounds // 3))
    wall = [typical(taken, "wall", name) for name in commands]
    yield Row(
        "200 documents: throughput of 2 processes / of 1",
        ratio(taken, "wall", "one", "two"),
        1.8,
        f"{200 / wall[0]:.1f} / {200 / wall[1]:.1f} a second",
        at_least=True,
    )
    peak = [typical(taken, "peak", name) for name in ("two", "quarter")]
    yield Row(
        "200 documents: peak memory of a process / with 50",
        ratio(taken, "peak", "two", "quarter"),
        1.1,
        "{:.0f} MiB / {:.0f} MiB".format(*peak),
    )


GOALS = {
    "pdf": one_pdf,
    "each": each_of_many,
    "growth": growth,
    "many": many,
}


def rows(names: list[str], work: Path, rounds: int) -> Iterator[Row]:
    """The rows of the goals that are named, each measured in an empty folder."""
    for name in names:
        folder = work / name
        folder.mkdir()
        yield from GOALS[name](folder, rounds)
        shutil.rmtree(folder)
