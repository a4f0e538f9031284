"""Mine many files at once, on any executor: few of them under way at a time, none lost with a worker that dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import NamedTuple

from ..errors import CorpusError
from .mining import Mined, mine_bytes, mining_version

FEW = 3  # so many files are mined sooner than a process starts
AHEAD = 256  # files under way at once on an executor of the caller's, and their bytes together
AHEAD_BYTES = 64 * 1024 * 1024
HOPELESS = 3  # workers that die so many times in a row do not die of a file
KILLED = "The process that read it was ended twice, by the system or by a fault. Check the file, or make memory free."

Mine = Callable[[bytes, str], Mined]


class Task(NamedTuple):
    """The bytes of one file, and what it is called; `key` is the caller's own."""

    key: str
    data: bytes
    name: str


def mined(
    tasks: Iterator[Task], executor: Executor | None = None, *, mine: Mine = mine_bytes
) -> Generator[tuple[Task, Mined]]:
    """Each task with what mining it gave, as they become ready; `tasks` is read only as there is room.

    Without an executor a few are mined here, and more in a process for each core; then a file by which a worker dies
    is tried once more, alone, and told as unreadable if that worker dies too.

    Raises `CorpusError` where workers cannot work at all.
    """
    if executor is not None:
        yield from _on(executor, tasks, mine)
        return
    first = list(islice(tasks, FEW + 1))
    if len(first) <= FEW:
        yield from ((task, mine(task.data, task.name)) for task in first)
        return
    yield from _on_own(chain(first, tasks), mine)


def _on(executor: Executor, tasks: Iterator[Task], mine: Mine) -> Iterator[tuple[Task, Mined]]:
    """On the caller's executor, which stays open; a task that fails is tried once more."""
    under_way: dict[Future[Mined], Task] = {}
    tried: set[str] = set()
    try:
        while _fill(under_way, tasks, executor, mine, AHEAD):
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                task = under_way.pop(future)
                if _failed(future) and task.key not in tried:
                    tried.add(task.key)
                    under_way[_submit(executor, mine, task)] = task
                else:
                    yield task, _result(future)
    except (BrokenExecutor, CancelledError) as trouble:
        why = str(trouble) or type(trouble).__name__
        raise CorpusError(
            f"The executor stopped working ({why}). What was mined is kept: add again, with another executor or none."
        ) from trouble
    finally:
        for future in under_way:
            future.cancel()


def _failed(future: Future[Mined]) -> bool:
    """Whether a task ended in an error of its own: mining is the same each time, so that trying again loses nothing.

    Dask gives one where a worker is lost between its answer and the word that it has answered.
    """
    if future.cancelled() or (trouble := future.exception()) is None:
        return False
    return not isinstance(trouble, BrokenExecutor) and type(trouble).__name__ != "KilledWorker"


def _result(future: Future[Mined]) -> Mined:
    try:
        found = future.result()
    except (BrokenExecutor, CancelledError):
        raise
    except Exception as trouble:
        if type(trouble).__name__ == "KilledWorker":  # Dask's: it has tried several times
            return Mined(mining_version(), reason=KILLED)
        raise CorpusError(
            f"A worker failed ({type(trouble).__name__}: {trouble}). Install the same ofstedmine there as here."
        ) from trouble
    if found.version != mining_version():
        raise CorpusError(
            "A worker mines by other rules than this process. Install the same version of ofstedmine, and of the "
            "libraries that it reads with, on both."
        )
    return found


def _fill(
    under_way: dict[Future[Mined], Task], tasks: Iterator[Task], executor: Executor, mine: Mine, most: int
) -> bool:
    """Hand tasks over while there is room; whether any is under way."""
    held = sum(len(task.data) for task in under_way.values())
    while len(under_way) < most and held < AHEAD_BYTES and (task := next(tasks, None)):
        under_way[_submit(executor, mine, task)] = task
        held += len(task.data)
    return bool(under_way)


def _submit(executor: Executor, mine: Mine, task: Task) -> Future[Mined]:
    """The task under way; on an executor that takes none any more, a future that says so."""
    try:
        return executor.submit(mine, task.data, task.name)
    except RuntimeError as trouble:  # broken, or shut down
        future: Future[Mined] = Future()
        future.set_exception(trouble if isinstance(trouble, BrokenExecutor) else BrokenExecutor(str(trouble)))
        return future


def _on_own(tasks: Iterator[Task], mine: Mine) -> Iterator[tuple[Task, Mined]]:
    """On processes of our own, made anew when they break; what was under way then is tried one at a time."""
    cores = min(_cores(), 61)  # Windows waits for no more processes at once
    while True:
        suspects: list[Task] = []
        with _pool(cores) as pool:
            under_way: dict[Future[Mined], Task] = {}
            while not suspects and _fill(under_way, tasks, pool, mine, 2 * cores + 2):
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    task = under_way.pop(future)
                    try:
                        yield task, _result(future)
                    except BrokenProcessPool:
                        suspects.append(task)
            suspects += under_way.values() if suspects else ()
        if not suspects:
            return
        yield from _one_by_one(suspects, mine)


def _one_by_one(tasks: list[Task], mine: Mine) -> Iterator[tuple[Task, Mined]]:
    """Each task alone in a process, so that it shows by which one a process dies."""
    deaths = 0
    while tasks:
        with _pool(1) as pool:
            while tasks:
                task = tasks.pop()
                try:
                    found = _result(_submit(pool, mine, task))
                except BrokenExecutor:
                    break
                deaths = 0
                yield task, found
            else:
                return
        deaths += 1
        if deaths == HOPELESS:
            raise CorpusError(
                "The processes that mine die as soon as they start. Make memory free, or give an executor with "
                "fewer workers. What was mined is kept."
            )
        yield task, Mined(mining_version(), reason=KILLED)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(workers, mp_context=_Context(), initializer=_follow_parent)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _follow_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and end when that has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


class _Worker(SpawnProcess):
    """A process that starts without the caller's `__main__`, which it would run again, and deaf to Ctrl-C.

    So a script needs no `if __name__ == "__main__"`, and a notebook or `python -c` works as well.
    """

    def start(self) -> None:
        main, here = sys.modules["__main__"], threading.current_thread() is threading.main_thread()
        heard = signal.getsignal(signal.SIGINT) if here else None
        if heard is not None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a process inherits this; its initializer would come late
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = main
            if heard is not None:
                signal.signal(signal.SIGINT, heard)


class _Context(SpawnContext):
    Process = _Worker
