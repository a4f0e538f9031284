"""Each case made and checked in a process apart: what it does there is told as its own."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import cases
import holds

import ofstedmine as om
from ofstedmine.apart.readers import Readers

MOST = 2 * holds.READING  # seconds of a processor: as long as reading may take again for all that is done with it
LIMITS = om.Limits(seconds=120, megabytes=1024)
MAKING = om.Limits(seconds=60, megabytes=4096)  # what is done to a file is no fault of the library


class Outcome(NamedTuple):
    """What became of a case: "well", "unreadable" with its reason, or "wrong" with what is."""

    number: int
    case: cases.Case
    verdict: str
    told: str
    seconds: float


def make(letters: bytes, number: str) -> tuple[object, ...]:
    """Make a case, in a process apart."""
    return tuple(cases.made(int(number), letters.decode()))


def work(data: bytes, name: str) -> tuple[object, ...]:
    """Check a case, in a process apart."""
    began = time.process_time()
    try:
        told = holds.check(data, name)
    except MemoryError:
        raise
    except Exception:
        return "wrong", traceback.format_exc(), time.process_time() - began
    seconds = time.process_time() - began
    if seconds > MOST:
        return "wrong", f"it took {seconds:.1f} s", seconds
    return ("unreadable" if told else "well"), told, seconds


def tried(number: int, readers: Readers, *, letters: str = "") -> Outcome:
    """What becomes of one case."""
    case = cases.Case(*readers.run(make, letters.encode(), str(number), MAKING))  # type: ignore[arg-type]
    try:
        verdict, told, seconds = readers.run(work, case.data, case.name, LIMITS)
    except om.ReadingStopped as trouble:
        verdict, told, seconds = "wrong", trouble.reason, LIMITS.seconds
    return Outcome(number, case, str(verdict), str(told), seconds)  # type: ignore[arg-type]


def run(numbers: Iterable[int], *, letters: str = "", jobs: int = 1) -> Iterator[Outcome]:
    """What becomes of each case, in their order."""
    readers = Readers()
    threads = ThreadPoolExecutor(jobs)
    try:
        yield from threads.map(partial(tried, readers=readers, letters=letters), numbers)
    finally:
        readers.stop()
        threads.shutdown(cancel_futures=True)
