"""What the process apart runs: it answers one task after another, and ends when its parent has ended."""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from ..errors import UnreadableDocument
from ..limits import Limits
from .frames import read, write

Work = Callable[[bytes, str], tuple[object, ...]]
START = (  # it looks for modules where its parent does, and nowhere else
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from ofstedmine.apart import child; child.serve()"
)
TOO_MUCH_MEMORY = 77  # the status of a process that ends itself for this
_GRACE = 2.0  # seconds after which this process ends itself where its parent has not ended it
_STATM = Path("/proc/self/statm")
_LOOK = 0.05  # seconds between two looks at the memory, where the system holds no limit


def serve() -> None:
    """Answer tasks as they come; the first answer says that the process is ready, or why it never will be."""
    answers = _own_output()
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
        _warm_up()
    except Exception as trouble:
        write(answers, ("failed", type(trouble).__name__, str(trouble)))
        return
    write(answers, ("ready",))
    tasks: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=[sys.stdin.buffer, tasks], daemon=True).start()
    while True:
        write(answers, _answer(tasks.get()))


def _own_output() -> IO[bytes]:
    """A stream for answers that nobody else writes to: what prints, prints to nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _warm_up() -> None:
    """Load what every file needs, so that no file's memory and time are those of loading it."""
    from ..api import mine
    from ..read import pdf  # noqa: F401 - most files are

    mine(b"Plans for children are timely.")


def _receive(source: IO[bytes], tasks: SimpleQueue[bytes]) -> None:
    """Take tasks in, also while one is under way: so that the end of the parent shows at once."""
    while (task := read(source)) is not None:
        tasks.put(task)
    os._exit(0)


def _answer(task: bytes) -> tuple[object, ...]:
    try:
        work, data, name, limits = pickle.loads(task)
        with _within(limits):
            return "done", *work(data, name)
    except UnreadableDocument as trouble:
        return "unreadable", trouble.reason
    except MemoryError:
        return ("memory",)
    except Exception as trouble:
        return "import" if isinstance(trouble, ImportError) else "failed", type(trouble).__name__, str(trouble)


@contextmanager
def _within(limits: Limits) -> Iterator[None]:
    """Hold the memory; and the time too, should the parent end before it can."""
    if limits.seconds is not None:
        faulthandler.dump_traceback_later(limits.seconds + _GRACE, exit=True)  # its clock needs no Python to run
    try:
        if limits.megabytes is None:
            yield
        else:
            with _memory(limits.megabytes * 1024 * 1024):
                yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextmanager
def _memory(most: int) -> Iterator[None]:
    """Let the process take so many bytes more: by the system where it can, else by looking again and again."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    if not _STATM.exists():  # macOS takes a limit of address space, and does not hold it
        done = threading.Event()
        threading.Thread(target=_watch, args=[most, done], daemon=True).start()
        try:
            yield
        finally:
            done.set()
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = int(_STATM.read_text().split()[0]) * resource.getpagesize() + most
    known = [n for n in (limit, soft, hard) if n != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(known), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _watch(most: int, done: threading.Event) -> None:
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    while not done.is_set():
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > start + most:
            os._exit(TOO_MUCH_MEMORY)
        time.sleep(_LOOK)
