"""`python -m pipeline` is `dutylist`."""

import contextlib
import gc
import os
import sys

# Modules are made of some hundred thousand objects and no garbage; to look for it after every 700 of
# them takes longer than the look of the garbage of a whole document.
gc.set_threshold(50_000)

from pipeline.commands.cli import main  # noqa: E402


def enter() -> None:
    """Runs the command line and ends the process at once: taking pandas apart would cost 80 ms."""
    status = 0
    try:
        main()
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(status)


if __name__ == "__main__":  # a worker of a Dask cluster may import it anew
    enter()
