"""A system without POSIX modules: hidden from Python, they stand for one that never had them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests import ROOT
from tests.batch.processes import command, environment, outputs, write_lists

# Loaded by every interpreter before anything else, those of workers too. What the standard library
# itself needs to start a process on this machine stays.
HIDDEN = """
import os, signal, sys

for name in ("fcntl", "resource", "termios", "tty", "pty", "pwd", "grp", "syslog"):
    sys.modules[name] = None
for module, name in ((os, "fork"), (os, "O_NOFOLLOW"), (os, "O_NONBLOCK"), (os, "O_DIRECTORY"),
                     (os, "mkfifo"), (signal, "pthread_sigmask")):
    if hasattr(module, name):
        delattr(module, name)
for known in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
    known.clear()
"""


def run(work: Path, *options: str, hidden: bool) -> subprocess.CompletedProcess[str]:
    (work / "first").mkdir(exist_ok=True)
    (work / "first/sitecustomize.py").write_text(HIDDEN if hidden else "", encoding="utf-8")
    found = os.pathsep.join((str(work / "first"), str(ROOT)))
    return subprocess.run(
        command("run", *options),
        cwd=work,
        env=environment() | {"PYTHONPATH": found},
        capture_output=True,
        text=True,
    )


def test_the_same_bytes_without_posix_modules(tmp_path: Path) -> None:
    with_, without = tmp_path / "with", tmp_path / "without"
    for work in (with_, without):
        write_lists(work / "raw", 3)
    assert run(with_, "--jobs", "2", hidden=False).returncode == 0
    done = run(without, "--jobs", "2", hidden=True)
    assert (done.returncode, done.stderr) == (0, "3 processed, 0 up to date\n")
    assert outputs(with_) == outputs(without)
    again = run(without, hidden=True)
    assert (again.returncode, again.stderr) == (0, "0 processed, 3 up to date\n")


def test_a_document_that_takes_too_long_is_told_without_posix_modules(tmp_path: Path) -> None:
    write_lists(tmp_path / "raw", 1)
    done = run(tmp_path, "--timeout", "0.001", hidden=True)
    assert (done.returncode, "took longer than 0.001 s" in done.stderr) == (3, True)
