"""The table of kinds, by each command: the good list is processed, the bad thing is told, nothing else changes."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.commands.cli import cli
from pipeline.read import SUFFIXES
from tests.commands.test_cli import dutylist, files
from tests.documents import SMALL
from tests.hostile.kinds import KINDS, SOURCES, Kind, put

SECONDS = 60


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """Whatever waits without end fails."""

    def late(*_: object) -> None:
        raise TimeoutError(f"not done in {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the good list gives where nothing is hostile."""
    work = tmp_path_factory.mktemp("undisturbed")
    put(work / "raw/good/v1.txt", SMALL)
    dutylist(work, "run")
    return files(work / "parsed/good/v1") | files(work / "reports/good/v1")


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Path]:
    put(tmp_path / "raw/good/v1.txt", SMALL)
    yield tmp_path
    # Folders deeper than Python can take away would fail the clean-up of later runs.
    subprocess.run(["rm", "-rf", tmp_path / "raw"], check=False)


def calm(said: str) -> bool:
    """Whether all that went wrong was told in sentences, none of them a command to a CI system."""
    return "Traceback" not in said and "internal error" not in said and "::" not in said


def holds_good(work: Path, undisturbed: dict[str, bytes]) -> bool:
    folders = (work / "parsed/good/v1", work / "reports/good/v1")
    return all(
        any(
            (folder / name).is_file() and (folder / name).read_bytes() == data for folder in folders
        )
        for name, data in undisturbed.items()
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_it_costs_itself_only(kind: Kind, work: Path, undisturbed: dict[str, bytes]) -> None:
    kind.lay(work)
    others = files(work / "victim")
    result = dutylist(work, "run")
    said = result.stdout + result.stderr
    assert (result.returncode, kind.told in said, calm(said)) == (kind.status, True, True), said
    assert holds_good(work, undisturbed)
    assert "good/v1/index.html" in (work / "reports/index.html").read_text(encoding="utf-8")
    for command, status in (("run", kind.status), ("check", kind.check_status)):
        result = dutylist(work, command)
        said = result.stdout + result.stderr
        assert (result.returncode, calm(said)) == (status, True), said
    assert files(work / "victim") == others


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_in_the_place_of_a_document(suffix: str, work: Path, undisturbed: dict[str, bytes]) -> None:
    """Of every format there is a reader for."""
    (work / "raw/bad").mkdir()
    names = [f"v{number}{suffix}" for number in range(len(SOURCES))]
    for name, (lay, _) in zip(names, SOURCES.values(), strict=True):
        lay(work / "raw/bad" / name)
    for command in ("run", "check"):
        result = dutylist(work, command)
        assert (result.returncode, calm(result.stdout + result.stderr)) == (3, True)
        for name, (_, told) in zip(names, SOURCES.values(), strict=True):
            assert told.format(name) in result.stderr
    assert holds_good(work, undisturbed)
    for name, (_, told) in zip(names, SOURCES.values(), strict=True):
        result = dutylist(work, "diff", "raw/good/v1.txt", f"raw/bad/{name}")
        assert (result.returncode in (2, 3), calm(result.stderr)) == (True, True)
        assert told.format(name) in result.stderr or "is a folder; name a source" in result.stderr
        result = dutylist(work, "split", f"raw/bad/{name}", "parts")
        assert (result.returncode, told.format(name) in result.stderr) == (3, True)


@pytest.mark.parametrize("text", ["[" * 200_000, "1" * 5000, "5", '{"lists": 5}', "\0"])
def test_diff_of_a_list_by_anybody(text: str, work: Path) -> None:
    put(work / "list.json", text)
    result = dutylist(work, "diff", "raw/good/v1.txt", "list.json")
    assert (result.returncode, result.stderr.startswith("list.json: is no ")) == (3, True)
    assert calm(result.stderr)


def test_every_command_that_reads_files_is_in_the_table() -> None:
    """A command to come is tried here too. `collect` reads outputs, not sources: tests/together does that."""
    reading = {
        name
        for name, command in cli.commands.items()
        if any(
            isinstance(p, click.Argument) and isinstance(p.type, click.Path) for p in command.params
        )
    }
    assert reading == {"run", "check", "diff", "split", "collect"}
