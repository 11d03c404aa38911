"""A folder of made-up lists, and `dutylist run` over it as a process that a test can disturb."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests import ROOT
from tests.corpus.make import make_list
from tests.corpus.text import to_text


def write_lists(raw: Path, count: int, scale: float = 0.2) -> None:
    """`count` differing lists as raw/t000/v1.txt, raw/t001/v1.txt …"""
    for seed in range(count):
        folder = raw / f"t{seed:03}"
        folder.mkdir(parents=True)
        (folder / "v1.txt").write_text(to_text(make_list(seed, scale), seed), encoding="utf-8")


def command(*arguments: str) -> list[str]:
    """The command line of dutylist."""
    return [sys.executable, "-m", "pipeline", *arguments]


def environment() -> dict[str, str]:
    """Where the modules are found from any folder."""
    return os.environ | {"PYTHONPATH": str(ROOT)}


def start(work: Path, *arguments: str) -> subprocess.Popen[str]:
    """`dutylist run` in the folder `work`, in a process group of its own as a shell starts it."""
    return subprocess.Popen(
        command("run", *arguments),
        cwd=work,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit status, stdout and stderr."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def outputs(work: Path) -> dict[str, bytes]:
    """Every file of parsed/ and reports/."""
    folders = [work / "parsed", work / "reports"]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(work)): path.read_bytes() for path in files}


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The worker processes that are alive now."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in children.read_text().split()] if children.exists() else []


def wait_until(condition: Callable[[], object]) -> None:
    """Looks again and again for at most half a minute."""
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that in 30 s")
