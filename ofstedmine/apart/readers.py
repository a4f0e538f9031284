"""Have work done on the bytes of a file in a process apart, and say in plain words why it could not be done."""

from __future__ import annotations

import pickle
import threading

from ..errors import IsolationError, ReadingStopped, UnreadableDocument
from ..limits import Limits
from .child import Work
from .idle import IDLE
from .process import Ended, Process

KILLED = "The process that read it was ended twice, by the system or by a fault. Check the file, or make memory free."


class Readers:
    """The processes that are at work for one user of them, in any number of threads; all can be stopped at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: set[Process] = set()
        self._stopped = False

    def run(self, work: Work, data: bytes, name: str, limits: Limits) -> tuple[object, ...]:
        """What `work(data, name)` gives, which holds plain values alone. `work` is a function of a module.

        A process that dies is tried once more. Raises `UnreadableDocument` as the work does; `ReadingStopped`, which is
        one, where a limit is reached or the process dies again; `ImportError` where something is not installed; and
        `IsolationError` where no process starts, the work fails in another way, or all were stopped.
        """
        task = pickle.dumps((work, data, name, limits), pickle.HIGHEST_PROTOCOL)
        for _ in range(2):
            try:
                status, *told = self._ask(task, limits)
            except Ended as ended:
                if self._stopped:
                    raise IsolationError("the processes were stopped") from None
                if ended.late or ended.memory:
                    raise ReadingStopped(name, limits.too_long if ended.late else limits.too_much) from None
                continue
            match status:
                case "done":
                    return tuple(told)
                case "unreadable":
                    raise UnreadableDocument(name, str(told[0]))
                case "memory":
                    raise ReadingStopped(name, limits.too_much)
                case "import":
                    raise ImportError(str(told[-1]))
                case _:
                    raise IsolationError(": ".join(map(str, told)))
        raise ReadingStopped(name, KILLED)

    def _ask(self, task: bytes, limits: Limits) -> tuple[object, ...]:
        process = IDLE.take()
        with self._lock:
            self._busy.add(process)
            stopped = self._stopped
        try:
            if stopped:
                process.kill()
            answer = process.ask(task, limits)
        finally:
            with self._lock:
                self._busy.discard(process)
        if answer[0] == "memory":  # what it holds still is in pieces
            process.kill()
        else:
            IDLE.give(process)
        return answer

    def stop(self) -> None:
        """End the processes that are at work, and let none begin."""
        with self._lock:
            self._stopped = True
            busy = list(self._busy)
        for process in busy:
            process.kill()


run = Readers().run
