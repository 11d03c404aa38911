"""Many lists at once: same outcome however many processes, whatever becomes of them, and after Ctrl-C."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.processes import (
    command,
    environment,
    finish,
    outputs,
    start,
    wait_until,
    workers_of,
    write_lists,
)

LISTS = 8


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of the lists."""
    work = tmp_path_factory.mktemp("undisturbed")
    write_lists(work / "raw", LISTS)
    assert finish(start(work))[0] == 0
    return outputs(work)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_lists(tmp_path / "raw", LISTS)
    return tmp_path


def written(work: Path) -> list[Path]:
    return sorted((work / "parsed").glob("*/*/list.json"))


def test_processes_give_the_same_bytes_in_the_same_order(
    work: Path, undisturbed: dict[str, bytes]
) -> None:
    status, out, err = finish(start(work, "--jobs", "3"))
    assert (status, outputs(work) == undisturbed) == (0, True)
    assert [line.split(":")[0] for line in out.splitlines()] == [
        f"t{n:03}/v1" for n in range(LISTS)
    ]
    assert err == f"{LISTS} processed, 0 up to date\n"


@pytest.mark.parametrize(
    ("disturbance", "jobs"), [(signal.SIGKILL, "1"), (signal.SIGKILL, "2"), (signal.SIGSTOP, "2")]
)
def test_a_worker_that_dies_or_hangs_is_replaced(
    disturbance: signal.Signals, jobs: str, work: Path, undisturbed: dict[str, bytes]
) -> None:
    run = start(work, "--jobs", jobs, "--timeout", "10")
    wait_until(lambda: written(work))
    victim = workers_of(run)[0]
    os.kill(victim, disturbance)
    status, _, err = finish(run)
    assert (status, err) == (0, f"{LISTS} processed, 0 up to date\n")
    assert outputs(work) == undisturbed


def test_the_worker_of_a_single_list_is_replaced_too(tmp_path: Path) -> None:
    for folder in ("undisturbed", "disturbed"):
        write_lists(tmp_path / folder / "raw", 1)
    assert finish(start(tmp_path / "undisturbed"))[0] == 0
    run = start(tmp_path / "disturbed")
    wait_until(lambda: workers_of(run))
    os.kill(workers_of(run)[0], signal.SIGKILL)
    status, _, err = finish(run)
    assert (status, err) == (0, "1 processed, 0 up to date\n")
    assert outputs(tmp_path / "disturbed") == outputs(tmp_path / "undisturbed")


def test_a_single_list_that_takes_too_long_is_told(tmp_path: Path) -> None:
    write_lists(tmp_path / "raw", 1)
    status, _, err = finish(start(tmp_path, "--timeout", "0.001"))
    assert (status, "took longer than 0.001 s" in err) == (3, True)
    assert "Traceback" not in err


def test_a_bad_document_is_told_and_the_others_go_on(work: Path) -> None:
    (work / "raw/t003/v1.txt").write_bytes(b"\0" * 5000)
    status, out, err = finish(start(work, "--jobs", "2"))
    assert (status, len(out.splitlines()), len(written(work))) == (3, LISTS - 1, LISTS - 1)
    assert "t003/v1.txt: " in err
    assert "Traceback" not in err
    status, out, err = finish(start(work, "--jobs", "2"))
    assert (status, out) == (3, "")
    assert f"0 processed, 1 failed, {LISTS - 1} up to date" in err


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_whole_outputs_and_the_next_run_goes_on(
    stop: signal.Signals, work: Path, undisturbed: dict[str, bytes]
) -> None:
    run = start(work, "--jobs", "2")
    wait_until(lambda: len(written(work)) >= 3)
    workers = workers_of(run)
    os.killpg(run.pid, stop) if stop == signal.SIGINT else os.kill(run.pid, stop)
    status, _, err = finish(run)
    assert status == 130
    assert "the next run goes on from there" in err
    assert "Traceback" not in err
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    left = {n: data for n, data in outputs(work).items() if ".dutylist" not in n}
    assert left.items() <= undisturbed.items()  # no file that is half-written, none left beside
    done = len(written(work))
    status, _, err = finish(start(work))
    assert status == 0
    up_to_date = int(re.findall(r"(\d+) up to date", err)[0])
    assert up_to_date == done < LISTS
    assert outputs(work) == undisturbed


def test_a_worker_without_a_parent_ends(work: Path) -> None:
    run = start(work, "--jobs", "2")
    wait_until(lambda: written(work))
    workers = workers_of(run)
    run.kill()
    finish(run)
    wait_until(lambda: not [pid for pid in workers if Path(f"/proc/{pid}").exists()])


def test_what_was_recorded_can_be_lost(work: Path, undisturbed: dict[str, bytes]) -> None:
    finish(start(work))
    for path in (work / "parsed/.dutylist").rglob("*.json"):
        path.write_text("{")
    (work / "reports/index.html").unlink()
    assert finish(start(work, "raw/t000"))[0] == 0  # the index is of all lists nevertheless
    page = (work / "reports/index.html").read_bytes()
    assert page == undisturbed["reports/index.html"]


@pytest.mark.parametrize(
    ("lists", "told"),
    [(LISTS, True), (25, False)],  # few enough to read line by line, and too many
)
def test_a_terminal_shows_a_bar_and_each_failure(lists: int, told: bool, tmp_path: Path) -> None:
    write_lists(tmp_path / "raw", lists, scale=0.1)
    (tmp_path / "raw/t003/v1.txt").write_bytes(b"\0" * 5000)
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", "".join(on_a_terminal(tmp_path)))
    assert re.search(rf"documents .* {lists}/{lists} [\d.]+/s, 0:00:00 left, 1 failed", shown)
    assert "raw/t003/v1.txt: of no kind that is read" in shown
    assert ("t001/v1: 未发现缺陷" in shown) == told


def on_a_terminal(work: Path) -> Iterator[str]:
    terminal, ours = pty.openpty()
    size = {"COLUMNS": "100", "TERM": "xterm"}
    run = subprocess.Popen(
        command("run"), cwd=work, env=environment() | size, stdout=ours, stderr=ours
    )
    os.close(ours)
    try:
        while data := os.read(terminal, 4096):
            yield data.decode("utf-8", "replace")
    except OSError:
        pass  # the other end is closed
    finally:
        os.close(terminal)
        run.wait(30)
