"""How the time of a work grows with what it is given: measured against itself, never in seconds."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

LINEAR = 8.0  # times the work for four times the text: in proportion it takes 4, as a square does 16
_QUIET = 0.0005  # seconds below which a clock tells nothing
_PLAIN = 0.25  # seconds after which no larger text is tried

Ask = Callable[[int], Callable[[], object]]  # the work on a text of that size, made ready


def grows(ask: Ask, *, first: int = 30, most: int = 4_000) -> bool:
    """Whether a work takes more than in proportion to the size of its text.

    The text is doubled until it is large, or the work long, and the last time is set beside that of a quarter of the
    text. A busy machine makes one measurement long, and none of several short: before it is believed, the shortest of
    several must tell the same three times.
    """
    sizes, times = [], list[float]()
    size = first
    while size <= most and (not times or times[-1] < _PLAIN):
        sizes.append(size)
        times.append(timed(ask(size)))
        size *= 2
    if len(times) < 3 or times[-1] < _QUIET or times[-1] < LINEAR * times[-3]:
        return False
    small, large = ask(sizes[-3]), ask(sizes[-1])
    return all(min(timed(large) for _ in range(3)) > LINEAR * min(timed(small) for _ in range(5)) for _ in range(3))


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor that a work takes: what else runs on the machine does not count."""
    begun = process_time()
    work()
    return process_time() - begun
