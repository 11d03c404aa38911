"""Runs a command and tells what it took: wall and CPU seconds, peak memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

Figure = Literal["wall", "cpu", "peak"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds and MiB; CPU time is that of the command and all processes it waited for, the peak is
    that of the largest of them."""

    wall: float
    cpu: float
    peak: float


def measure(command: Sequence[str], cwd: Path) -> Usage:
    """Runs a command once. Raises CalledProcessError where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        _, status, rusage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.stderr
        said = process.stderr.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Usage(wall, rusage.ru_utime + rusage.ru_stime, rusage.ru_maxrss / 1024)


def figure(usage: Usage, what: Figure) -> float:
    """One of the figures by its name."""
    match what:
        case "wall":
            return usage.wall
        case "cpu":
            return usage.cpu
        case "peak":
            return usage.peak


def side_by_side(
    commands: Mapping[str, Sequence[str]], cwd: Path, rounds: int
) -> list[dict[str, Usage]]:
    """Every command once a round, in turn, so that a noisy moment meets all of them."""
    return [
        {name: measure(command, cwd) for name, command in commands.items()} for _ in range(rounds)
    ]


def ratio(rounds: Sequence[dict[str, Usage]], what: Figure, of: str, to: str) -> float:
    """The median, over the rounds, of one command's figure divided by another's."""
    return median(figure(r[of], what) / figure(r[to], what) for r in rounds)


def typical(rounds: Sequence[dict[str, Usage]], what: Figure, of: str) -> float:
    """The median of one command's figure."""
    return median(figure(r[of], what) for r in rounds)
