"""Mine many files at once, on any executor: few of them under way at a time, none lost with a worker that dies."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from ..apart.readers import KILLED, Readers
from ..errors import CorpusError, IsolationError
from ..limits import Limits
from .mining import Mined, mine_apart, mine_bytes, mining_version

FEW = 3  # so many files are mined sooner than a second process starts
AHEAD = 256  # files under way at once on an executor of the caller's, and their bytes together
AHEAD_BYTES = 64 * 1024 * 1024

Mine = Callable[[bytes, str], Mined]


class Task(NamedTuple):
    """The bytes of one file, and what it is called; `key` is the caller's own."""

    key: str
    data: bytes
    name: str


def mined(
    tasks: Iterator[Task], executor: Executor | None = None, *, limits: Limits | None, mine: Mine = mine_bytes
) -> Generator[tuple[Task, Mined]]:
    """Each task with what mining it gave, as they become ready; `tasks` is read only as there is room.

    With limits each file is mined in a process apart: without an executor a process for each core, few files in one; on
    an executor by a process of each of its workers. Without limits its workers mine themselves, or this process does.

    Raises `CorpusError` where workers cannot work at all.
    """
    if executor is not None:
        yield from _on(executor, tasks, partial(mine_apart, limits=limits, mine=mine) if limits else mine, AHEAD)
    elif limits is None:
        yield from ((task, mine(task.data, task.name)) for task in tasks)
    else:
        yield from _on_own(tasks, limits, mine)


def _on_own(tasks: Iterator[Task], limits: Limits, mine: Mine) -> Iterator[tuple[Task, Mined]]:
    """In processes apart, with a thread for each that waits for it."""
    first = list(islice(tasks, FEW + 1))
    cores = _cores() if len(first) > FEW else 1
    readers = Readers()
    threads = ThreadPoolExecutor(cores, thread_name_prefix="ofstedmine")
    work = partial(mine_apart, limits=limits, mine=mine, run=readers.run)
    try:
        yield from _on(threads, chain(first, tasks), work, 2 * cores + 2)
    finally:
        readers.stop()  # Ctrl-C waits for no file
        threads.shutdown(cancel_futures=True)


def _on(executor: Executor, tasks: Iterator[Task], mine: Mine, most: int) -> Iterator[tuple[Task, Mined]]:
    """On an executor, which stays open; a task that fails is tried once more."""
    under_way: dict[Future[Mined], Task] = {}
    tried: set[str] = set()
    try:
        while _fill(under_way, tasks, executor, mine, most):
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
    except IsolationError as trouble:
        raise CorpusError(f"{trouble}. What was mined is kept.") from trouble
    except Exception as trouble:
        if type(trouble).__name__ == "KilledWorker":  # Dask's: it has tried several times
            return Mined(mining_version(), reason=KILLED, again=True)
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


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
