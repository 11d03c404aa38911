"""`dutylist watch`: a file is taken once it is whole, what became of it is told, Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from pipeline.batch.watch import changes, snapshot
from tests import ROOT
from tests.commands.test_cli import dutylist, put
from tests.documents import SMALL


class _Hours:
    """Time that passes as acts are done: one each time that somebody sleeps."""

    def __init__(self, acts: list[Callable[[], object]]) -> None:
        self._acts, self.slept = acts, 0

    def sleep(self, _seconds: float) -> None:
        if self.slept < len(self._acts):
            self._acts[self.slept]()
        self.slept += 1


def test_a_file_is_taken_when_it_has_come_to_rest(tmp_path: Path) -> None:
    file = tmp_path / "ding/v1.txt"
    file.parent.mkdir()

    def nothing() -> None:
        """A while in which nobody does anything."""

    hours = _Hours(
        [
            nothing,
            lambda: file.write_text("half"),
            lambda: file.write_text("half and half"),  # still being copied
            lambda: (tmp_path / "ding/~$v1.docx").touch(),  # somebody opened it
            nothing,
            file.unlink,
        ]
    )
    found = changes(tmp_path, 1, hours.sleep)
    seen = []
    for _ in islice(found, 3):
        seen.append((hours.slept, [Path(path).name for path in snapshot(tmp_path)]))
    assert seen == [(0, []), (4, ["v1.txt"]), (7, [])]


@pytest.mark.skipif(os.name != "posix", reason="a signal is Ctrl-C here")
def test_what_is_put_in_is_processed_until_ctrl_c(tmp_path: Path) -> None:
    put(tmp_path, "wu/list.rar", "")
    command = [sys.executable, "-m", "pipeline", "watch", "--every", "0.1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DUTYLIST_LANG": "en"}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as watching:
        assert watching.stdout is not None
        timer = threading.Timer(60, watching.kill)  # rather than wait for a line that never comes
        timer.start()
        said = [next(watching.stdout) for _ in range(4)]
        assert said[0] == "watching raw/; Ctrl-C ends it\n"
        assert said[1] == "raw/wu/list.rar: left out; unpack it first\n"
        assert said[-1] == "0 processed, 0 up to date\n"
        put(tmp_path, "ding/v1.txt", SMALL)
        said = [next(watching.stdout) for _ in range(3)]
        assert said == [
            "ding/v1: 未发现缺陷\n",
            "1 processed, 0 up to date\n",
            "reports: reports/index.html\n",
        ]
        watching.send_signal(signal.SIGINT)
        rest = watching.stdout.read()
        timer.cancel()
    assert (watching.returncode, rest) == (0, "no longer watching; what is written is whole\n")
    assert (tmp_path / "reports/ding/v1/index.html").is_file()


def test_without_a_folder_there_is_nothing_to_watch(tmp_path: Path) -> None:
    result = dutylist(tmp_path, "watch")
    assert result.returncode == 2
    assert "there is no folder raw/ here; make it" in result.stderr
