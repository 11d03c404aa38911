"""A program that does not outlive the process that asked for it, however that one ends.

A process that is killed cannot end what it started. So this file runs as a process of its own between the two: it
reads from a pipe that only the asking process holds; when that closes, it kills the program with all that the
program started, and removes the folder that it worked in.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# Seconds to wait for the end of what is being killed.
_PATIENCE = 10.0


def start(command: Sequence[str], folder: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Starts a program in a folder that is its own. `end` ends it."""
    return subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, str(folder), *command],
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program, and whatever it started."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _main(folder: str, command: Sequence[str]) -> int:
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    ending = threading.Event()
    watch = threading.Thread(target=_watch, args=(program, folder, ending), daemon=True)
    watch.start()
    status = program.wait()
    if ending.is_set():
        watch.join()
    return status


def _watch(program: subprocess.Popen[bytes], folder: str, ending: threading.Event) -> None:
    os.read(sys.stdin.fileno(), 1)
    ending.set()
    # It starts others, which are of its group.
    with suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(program.pid, signal.SIGKILL)
    program.kill()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], sys.argv[2:]))
