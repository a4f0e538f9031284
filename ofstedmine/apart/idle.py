"""Processes that have started and have nothing to do: kept for the next file, and ended after half a minute."""

from __future__ import annotations

import atexit
import os
import threading
import time

from .process import Process

KEPT = 30.0  # seconds


class _Idle:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[tuple[float, Process]] = []  # since when; the one that waited least is taken first
        self._clock: threading.Timer | None = None

    def take(self) -> Process:
        """A process that is ready. Raises `IsolationError` where none can be started."""
        while True:
            with self._lock:
                process = self._waiting.pop()[1] if self._waiting else None
            if process is None:
                return Process()
            if process.lives:
                return process
            process.let_go()

    def give(self, process: Process) -> None:
        """Keep a process that has answered."""
        with self._lock:
            self._waiting.append((time.monotonic(), process))
            self._wind()

    def _wind(self) -> None:
        if self._clock is None and self._waiting:
            self._clock = threading.Timer(KEPT, self._tidy)
            self._clock.daemon = True
            self._clock.start()

    def _tidy(self) -> None:
        with self._lock:
            self._clock = None
            until = time.monotonic() - KEPT
            old = [p for since, p in self._waiting if since <= until]
            self._waiting = [(since, p) for since, p in self._waiting if since > until]
            self._wind()
        for process in old:
            process.end()

    def end(self) -> None:
        """End all of them."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None
        for _, process in waiting:
            process.end()

    def forget(self) -> None:
        """In a copy of this process (a fork): they are the other's."""
        waiting, self._waiting, self._clock, self._lock = self._waiting, [], None, threading.Lock()
        for _, process in waiting:
            process.let_go()


IDLE = _Idle()
atexit.register(IDLE.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=IDLE.forget)
