"""Jobs that do something to the process they run in."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Act:
    """What a job does to its worker the first `times` that it is tried; then it answers."""

    what: str
    times: int
    diary: Path


def act(job: Act) -> str:
    """Does it, and answers who did."""
    tried = len(job.diary.read_text()) if job.diary.exists() else 0
    job.diary.write_text("x" * (tried + 1))
    if tried < job.times:
        if job.what == "hang":
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
            time.sleep(60)
        elif job.what == "exit":
            os._exit(7)
        else:
            faulthandler.disable()  # pytest's would print where
            os.kill(os.getpid(), getattr(signal, job.what))
    return f"done by {os.getpid()}"
