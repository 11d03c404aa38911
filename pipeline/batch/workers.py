"""Runs jobs in worker processes of this machine, one job each at a time, and outlives any of them.

Every worker has a pipe of its own and shares no lock, so one that is killed at any moment takes nothing
with it but its job. (The pools of `concurrent.futures` and `multiprocessing` share queues: there the
death of one worker breaks or blocks all.) The parent is one thread: it is safe to fork from.
"""

from __future__ import annotations

import contextlib
import gc
import math
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from pipeline.model.sentence import Sentence
from pipeline.system.memory import limited_memory
from pipeline.system.plain import MiB
from pipeline.system.processes import obey_parent_only, shares_imports, stops_held, worker_context

Job = TypeVar("Job")
Result = TypeVar("Result")

_ATTEMPTS = 2
# A fresh worker now and then keeps what libraries hoard from piling up; a fork costs milliseconds.
_JOBS_PER_WORKER = 25
_SECONDS_TO_END = 5
# Seconds; the system counts milliseconds, and not without end.
_LONGEST_WAIT = 86_400.0
# Bytes that the first process takes from a worker for one job.
_LARGEST_ANSWER = 256 * MiB
# How a process ends that is out of memory: the kernel ends it, perhaps for what another process took; or a
# library in C does, this way or that, because it took all that it may.
_BY_KERNEL, _BY_ITSELF = "SIGKILL", ("SIGABRT", "SIGTRAP", "SIGILL")


@dataclass(frozen=True, slots=True)
class Lost:
    """A job whose worker did not live to answer, each time it was tried; `reason` says how."""

    reason: str


def run_jobs(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    *,
    processes: int,
    timeout: float,
) -> Generator[tuple[int, Result | Lost], None, None]:
    """Each job's number and result, as they are done. `timeout` is in seconds a job.

    Workers share what this process has imported. A job whose worker dies or takes longer is tried once
    more. However the iteration ends, with an interrupt too, no worker is left.
    """
    crew = _Crew(work, jobs, timeout, deque(range(len(jobs))))
    try:
        while crew.waiting or crew.busy:
            while crew.waiting and len(crew.busy) < processes:
                crew.hand_out()
            yield from crew.answers()
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Worker:
    """A process, the parent's end of its pipe, the job it is at and until when that may take."""

    process: BaseProcess
    connection: Connection
    job: int = -1
    deadline: float = 0.0
    jobs_done: int = 0

    def end(self) -> None:
        """At once, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()


@dataclass(slots=True)
class _Crew(Generic[Job, Result]):
    work: Callable[[Job], Result]
    jobs: Sequence[Job]
    timeout: float
    waiting: deque[int]
    staff: list[_Worker] = field(default_factory=list)  # all, whatever an interrupt comes between
    busy: list[_Worker] = field(default_factory=list)
    idle: list[_Worker] = field(default_factory=list)
    lost: dict[int, int] = field(default_factory=dict)

    def hand_out(self) -> None:
        """Gives the next job to a worker."""
        worker = self.idle.pop() if self.idle else self._hire()
        job = self.waiting[0]
        try:
            worker.connection.send(self.jobs[job])
        except OSError:
            if worker.jobs_done:
                self._let_go(worker)  # it died between two jobs: that is no attempt at this one
                return
        self.waiting.popleft()
        worker.job, worker.deadline = job, time.monotonic() + self.timeout
        self.busy.append(worker)

    def answers(self) -> Iterator[tuple[int, Result | Lost]]:
        """Waits until a worker answers, dies or runs out of time, and says what that means."""
        left = min(worker.deadline for worker in self.busy) - time.monotonic()
        patience = None if math.isinf(left) else min(max(0.0, left), _LONGEST_WAIT)
        ready = wait([worker.connection for worker in self.busy], patience)
        now = time.monotonic()
        for worker in [w for w in self.busy if w.connection in ready or w.deadline <= now]:
            self.busy.remove(worker)
            if worker.connection in ready:
                try:
                    answer = worker.connection.recv_bytes(_LARGEST_ANSWER)
                except (EOFError, OSError):
                    yield from self._lose(worker, "")
                    continue
                self._release(worker)
                result: Result = pickle.loads(answer)
                yield worker.job, result
            else:
                yield from self._lose(
                    worker, Sentence("took longer than {timeout:g} s", timeout=self.timeout)
                )

    def dismiss(self) -> None:
        """Ends every worker: those at work may put the outputs of their job in place first."""
        for worker in self.staff:
            worker.process.terminate()
        patience = time.monotonic() + _SECONDS_TO_END
        for worker in self.staff:
            worker.process.join(max(0.0, patience - time.monotonic()))
            worker.end()

    def _hire(self) -> _Worker:
        context = worker_context()
        ours, theirs = context.Pipe()
        # A worker that held the parent's end of another's pipe would not see the parent die.
        inherited = (ours, *(w.connection for w in self.staff)) if shares_imports() else ()
        process = context.Process(target=_serve, args=(self.work, theirs, inherited), daemon=True)
        # Until the worker has its own handlers, a Ctrl-C would reach the copy of the parent's; and one
        # before the worker is noted would leave it behind.
        with stops_held():
            process.start()
            theirs.close()
            self.staff.append(_Worker(process, ours))
        return self.staff[-1]

    def _let_go(self, worker: _Worker) -> None:
        worker.end()
        self.staff.remove(worker)

    def _release(self, worker: _Worker) -> None:
        worker.jobs_done += 1
        if worker.jobs_done < _JOBS_PER_WORKER:
            self.idle.append(worker)
        else:
            self._let_go(worker)

    def _lose(self, worker: _Worker, reason: str) -> Iterator[tuple[int, Lost]]:
        signal_ = ""
        if not reason:
            worker.process.join(_SECONDS_TO_END)
            signal_ = _signal(worker.process.exitcode)
            reason = _cause(worker.process.exitcode, signal_)
        self._let_go(worker)
        self.lost[worker.job] = self.lost.get(worker.job, 0) + 1
        if self.lost[worker.job] < _ATTEMPTS and signal_ not in _BY_ITSELF:
            self.waiting.appendleft(worker.job)
        else:
            yield worker.job, Lost(reason)


def _signal(status: int | None) -> str:
    """The name of the signal that ended a process with this status; empty where none did."""
    if status is None or status >= 0:
        return ""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def _cause(status: int | None, signal_: str) -> str:
    if status is None:
        return Sentence(
            "its worker process broke off, or had more than {most} MiB to say",
            most=_LARGEST_ANSWER // MiB,
        )
    if not signal_:
        return Sentence("its worker process ended (exit status {status})", status=status)
    if signal_ in (_BY_KERNEL, *_BY_ITSELF):
        return Sentence(
            "its worker process was ended by {signal}; perhaps out of memory", signal=signal_
        )
    return Sentence("its worker process was ended by {signal}", signal=signal_)


def _serve(
    work: Callable[[Job], Result], connection: Connection, inherited: Sequence[Connection]
) -> None:
    """A worker: job in, result out, until the parent closes the pipe or is gone."""
    for other in inherited:
        other.close()
    obey_parent_only()
    gc.freeze()
    with limited_memory(), contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(work(connection.recv()))
