"""What a worker does, in this process: all imports, then the document that is named, if any.

`dutylist run` does it in a worker beside the process that waits for it: the imports of several
documents' workers are shared, so that no process's peak tells what a document takes beyond them.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
gc.disable()

import datetime  # noqa: E402

from pipeline.batch.find import find_tasks  # noqa: E402
from pipeline.batch.hands import load_for_documents  # noqa: E402
from pipeline.batch.jobs import Job, do  # noqa: E402
from pipeline.batch.state import program  # noqa: E402
from pipeline.model.task import Folders  # noqa: E402

load_for_documents([Path("any.pdf")])
gc.freeze()
gc.enable()


def main(sources: list[str]) -> int:
    """Exit status 1 where a document could not be processed."""
    folders = Folders(Path("parsed"), Path("reports"))
    tasks = find_tasks(tuple(map(Path, sources))) if sources else ()
    outcomes = [do(Job(task, folders, datetime.date.today(), program())) for task in tasks]
    for outcome in outcomes:
        print(outcome.message, file=sys.stderr)
    return int(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
