"""Runs jobs on a Dask cluster: `dask scheduler` somewhere, `dask worker` wherever there are cores.

The workers see the sources and the outputs at the same paths as this process: on a shared file system.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import importlib
import logging
import math
import os
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from pipeline.batch.workers import Lost
from pipeline.model.errors import DutyListError, attempt
from pipeline.model.sentence import Sentence
from pipeline.system.memory import limited_memory

Job = TypeVar("Job")
Result = TypeVar("Result")

_SECONDS_TO_CONNECT = 10
_SECONDS_FOR_A_WORKER = 60
_ONE_AT_A_TIME = threading.Lock()
# So many are with the scheduler at a time: enough for hundreds of workers, little for its memory.
_IN_FLIGHT = 2000


def run_on_cluster(
    work: Callable[[Job], Result], jobs: Sequence[Job], *, address: str, timeout: float
) -> Generator[tuple[int, Result | Lost], None, None]:
    """Each job's number and result, as they are done. `timeout` is in seconds a job.

    A job whose worker dies is given to another one; after as many deaths as the scheduler allows
    (`distributed.scheduler.allowed-failures`) it is lost. Raises DutyListError where Dask is not
    installed, no scheduler answers, or the scheduler goes away.
    """
    with _connected(address) as client:
        dask: Any = importlib.import_module("distributed")
        rest = iter(range(len(jobs)))
        bounded = partial(_within, timeout, work)

        def hand_out() -> Iterator[Any]:
            for number in rest:
                yield client.submit(bounded, jobs[number], key=("dutylist", os.getpid(), number))

        source = hand_out()
        completed = dask.as_completed(islice(source, _IN_FLIGHT), loop=client.loop)
        for future in completed:
            yield future.key[-1], _result(future, address)
            completed.update(islice(source, 1))


def _within(timeout: float, work: Callable[[Job], Result], job: Job) -> Result:
    """Does a job in a worker, within the memory that a worker of this machine has too; one that takes
    longer ends the worker process, also inside C code.

    Both bounds are a process's, so the threads of a worker take turns."""
    if math.isinf(timeout):
        with _ONE_AT_A_TIME, limited_memory():
            return work(job)
    with _ONE_AT_A_TIME, limited_memory(), open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(timeout, exit=True, file=nowhere)
        try:
            return work(job)
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        dask: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise DutyListError(
            "--scheduler needs Dask, which is not installed: pip install '.[cluster]'"
        ) from error
    # Each of Dask's loggers has a level of its own; what matters is told in a sentence.
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    nobody = DutyListError("no Dask scheduler answers there", address)
    if attempt(partial(_kind, dask, address)) != "Scheduler":  # whatever it is that answers
        raise nobody
    try:
        client = dask.Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise nobody from error
    try:
        client.wait_for_workers(1, timeout=_SECONDS_FOR_A_WORKER)
        yield client
    except TimeoutError as error:
        raise DutyListError(
            "the Dask scheduler has no workers; start `dask worker`", address
        ) from error
    finally:
        client.close(timeout=_SECONDS_TO_CONNECT)


def _kind(dask: Any, address: str) -> Any:
    """What says that it is there: "Scheduler". A `Client` waits without end for one that takes the call
    and says nothing. Raises whatever goes wrong."""

    async def ask() -> Any:
        arguments = dask.Security().get_connection_args("client")
        comm = await dask.core.connect(address, timeout=_SECONDS_TO_CONNECT, **arguments)
        try:
            await comm.write({"op": "identity"})
            return (await comm.read())["type"]
        finally:
            comm.abort()

    return asyncio.run(asyncio.wait_for(ask(), _SECONDS_TO_CONNECT))


def _result(future: Any, address: str) -> Any:
    if future.cancelled():
        raise DutyListError("the Dask scheduler is gone; run again to go on", address)
    error = future.exception()
    if error is None:
        return future.result()
    if type(error).__name__ == "KilledWorker":
        return Lost("every worker that tried it died, perhaps out of memory, or took too long")
    return Lost(
        Sentence("Dask could not do it ({name}: {error})", name=type(error).__name__, error=error)
    )
