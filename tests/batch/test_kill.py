"""`make` is killed at random moments, over a list of each format; the next one gives what an undisturbed one
gives, byte for byte.

`make kill-test` does it 60 times, the ordinary tests a few.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from tests import ROOT
from tests.corpus.files import WRITERS
from tests.corpus.make import make_list
from tests.documents import SMALL

KILLS = int(os.environ.get("DUTYLIST_KILLS", "4"))
NEXT = SMALL.replace("志愿服务", "志愿活动").replace("县残联", "县民政局")
# Two states of raw/, so that each run has something to write over what the one before left.
RAW = (
    {"ding/v1.txt": SMALL, "ding/v2.txt": NEXT, "wu/v1.txt": SMALL},
    {"ding/v1.txt": NEXT, "ding/v2.txt": SMALL, "wu/v1.txt": NEXT},
)

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on PATH")


def lay(work: Path, state: int) -> None:
    """Puts a state of raw/ into a project folder that uses this one's program."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, work / name)
    for name in ("pipeline", "schemas"):
        if not (work / name).exists():
            (work / name).symlink_to(ROOT / name)
    (work / ".venv").mkdir(exist_ok=True)
    (work / ".venv/ready").touch()
    for name, text in RAW[state].items():
        (work / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        (work / "raw" / name).write_text(text, encoding="utf-8")
    for suffix, data in of_each_format(state).items():
        own = work / "raw" / suffix / f"v1.{suffix}"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(data)


@cache
def of_each_format(state: int) -> dict[str, bytes]:
    """A small list as a file of each format; a second file of it may have other bytes, such as a date."""
    document = make_list(5 + state, 0.1)
    return {suffix: write(document, state) for suffix, write in WRITERS.items()}


def start(work: Path) -> subprocess.Popen[bytes]:
    arguments = ["make", f"BIN={Path(sys.executable).parent}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        arguments,
        cwd=work,
        env=environment,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def make(work: Path) -> float:
    """Runs `make` to its end; how long it took, in seconds."""
    began = time.monotonic()
    process = start(work)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    return time.monotonic() - began


def kill(work: Path, after: float, *, in_writing: bool) -> None:
    """Runs `make` and kills all its processes: after a time, or once it has begun to write."""
    process = start(work)
    deadline = time.monotonic() + (60 if in_writing else after)
    while process.poll() is None and time.monotonic() < deadline:
        if in_writing and next(work.glob("*/**/.*.tmp"), None):
            time.sleep(after)
            break
        time.sleep(0.0005)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)


def outputs(work: Path) -> dict[str, bytes]:
    """Every output, and whatever strays lie beside them; what only `run` itself reads left out."""
    return {
        str(path.relative_to(work)): path.read_bytes()
        for folder in ("parsed", "reports")
        for path in sorted((work / folder).rglob("*"))
        if path.is_file() and not path.relative_to(work).parts[1].startswith(".dutylist")
    }


def strays(work: Path) -> list[Path]:
    return [path for path in work.rglob(".*.tmp") if path.is_file()]


def test_killed_at_any_moment(tmp_path: Path) -> None:
    seed = int(os.environ.get("DUTYLIST_SEED", "1"))
    chance = random.Random(seed)
    undisturbed, took = [], 0.0
    for state in (0, 1):
        clean = tmp_path / f"clean-{state}"
        clean.mkdir()
        lay(clean, state)
        took = make(clean)
        undisturbed.append(outputs(clean))
    assert undisturbed[0].keys() == undisturbed[1].keys()
    work = tmp_path / "work"
    work.mkdir()
    midway = 0
    for number in range(KILLS):
        state = number % 2
        lay(work, state)
        in_writing = number % 2 == 0 or number % 3 == 0
        after = chance.uniform(0, 0.06 if in_writing else took)
        kill(work, after, in_writing=in_writing)
        left = {name: data for name, data in outputs(work).items() if "/v" in name}
        for name, data in left.items():
            if not name.endswith(".tmp"):
                assert data in (undisturbed[0][name], undisturbed[1][name]), (number, name)
        midway += outputs(work) != undisturbed[state]
        make(work)
        assert outputs(work) == undisturbed[state], number
        assert not strays(work), number
    assert midway, "no kill came before everything was written"
    print(
        f"{KILLS} kills (seed {seed}), {midway} before all was written; every next make was right"
    )
