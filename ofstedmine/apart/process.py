"""Our end of a process apart: it is asked one thing at a time, and ended when that takes too long."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from contextlib import suppress

from ..errors import IsolationError
from ..limits import Limits
from . import child
from .frames import plain, read, write

_GOODBYE = 2.0  # seconds in which an idle process ends by itself


class Ended(Exception):
    """The process ended before it answered: of itself, or because its time was up."""

    def __init__(self, status: int, *, late: bool) -> None:
        self.status, self.late = status, late
        self.memory = status == child.TOO_MUCH_MEMORY


class Process:
    """A process apart. Not `multiprocessing`'s: the workers of a cluster may have no children of that kind.

    It has a process group of its own, so that Ctrl-C reaches the caller alone, and ends when its input does: with the
    caller, however that ends.
    """

    def __init__(self) -> None:
        """Start it, and wait until it is ready. Raises `IsolationError` where it does not start."""
        windows = sys.platform == "win32"
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-c", child.START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=None if windows else 0,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as trouble:
            raise IsolationError(trouble.strerror or str(trouble)) from trouble
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._tasks, self._answers = self._popen.stdin, self._popen.stdout
        self._lock = threading.Lock()
        self._asked = 0  # the number of the question under way; 0 where there is none
        self._count = 0
        try:
            self._tasks.write(pickle.dumps(sys.path))
            self._tasks.flush()
            first = plain(read(self._answers) or b"")
        except (OSError, EOFError, pickle.UnpicklingError):
            first = ("it ended at once",)
        except BaseException:
            self.kill()
            raise
        if first != ("ready",):
            self.kill()
            raise IsolationError(": ".join(map(str, first[-2:])))

    @property
    def lives(self) -> bool:
        return self._popen.poll() is None

    def ask(self, task: bytes, limits: Limits) -> tuple[object, ...]:
        """Its answer to a task. Raises `Ended` where it gave none: the process is gone then."""
        self._count += 1
        self._asked = number = self._count
        late = threading.Event()
        clock = threading.Timer(limits.seconds or 0, self._too_late, [number, late]) if limits.seconds else None
        try:
            if clock:
                clock.daemon = True
                clock.start()
            with suppress(OSError):  # it is gone: no answer comes
                write(self._tasks, task)
            packed = read(self._answers)
            with self._lock:
                self._asked = 0
            answer = plain(packed) if packed is not None else None
        except (pickle.UnpicklingError, ValueError, EOFError):
            answer = None
        except BaseException:  # Ctrl-C
            self.kill()
            raise
        finally:
            if clock:
                clock.cancel()
        if answer is None:
            self.kill()
            raise Ended(self._popen.returncode, late=late.is_set())
        return answer

    def _too_late(self, number: int, late: threading.Event) -> None:
        with self._lock:
            if self._asked == number:
                late.set()
                self._popen.kill()

    def kill(self) -> None:
        """End it at once, whatever it does. Safe from any thread: one that waits for its answer gets none."""
        self._popen.kill()
        self._popen.wait()
        self.let_go()

    def end(self) -> None:
        """End it, where it is idle."""
        with suppress(OSError):
            self._tasks.close()
        try:
            self._popen.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close our ends of its pipes."""
        for pipe in (self._tasks, self._answers):
            with suppress(OSError, ValueError):
                pipe.close()
