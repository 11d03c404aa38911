"""A program that a reader starts ends with it, even where the reader is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes by signals")
_READER = """
import sys
from pathlib import Path
from pipeline.read import read_source
read_source(Path(sys.argv[1]))
"""


def _wait_until(condition: object) -> bool:
    assert callable(condition)
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.05)
    return False


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc what is running")
def test_what_a_killed_reader_started_is_ended(tmp_path: Path) -> None:
    pids, own = tmp_path / "pids", tmp_path / "temporary"
    own.mkdir()
    soffice = tmp_path / "bin" / "soffice"
    soffice.parent.mkdir()
    # As LibreOffice does: a script that starts the program and waits for it.
    soffice.write_text(
        f'#!/bin/sh\nsleep 1000 &\necho "$$ $!" > {pids}.new\nmv {pids}.new {pids}\nwait\n'
    )
    soffice.chmod(0o755)
    source = tmp_path / "v1.rtf"
    source.write_bytes(b"{\\rtf1 x}")
    env = os.environ | {
        "PATH": f"{soffice.parent}:/usr/bin:/bin",
        "TMPDIR": str(own),
        "PYTHONPATH": str(ROOT),
    }
    reader = subprocess.Popen([sys.executable, "-c", _READER, str(source)], env=env, cwd=tmp_path)
    assert _wait_until(pids.exists)
    started = [int(pid) for pid in pids.read_text().split()]
    assert all(map(_is_running, started))
    reader.send_signal(signal.SIGKILL)
    reader.wait()
    assert _wait_until(lambda: not any(map(_is_running, started)))
    assert _wait_until(lambda: not list(own.glob("dutylist-office-*/")))
