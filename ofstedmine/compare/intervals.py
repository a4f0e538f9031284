"""What a share is worth: intervals by Wilson and Newcombe, and times to an event that not all have reached."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054  # 95% of a normal distribution lies within so many standard deviations

FEW = 10  # a share of fewer than this says too little to be drawn, named in a title, or called clear


class Share(NamedTuple):
    """A share and the ends of its 95% interval, all between 0 and 1; None where nothing was counted.

    `design`: so many times fewer sentences, each drawn by itself, would say as much.
    """

    value: float | None
    low: float | None
    high: float | None
    design: float | None = 1.0


NONE = Share(None, None, None, None)


def wilson(count: int, of: int, *, design: float = 1.0, z: float = Z) -> Share:
    """The share that `count` is `of` a total, with Wilson's score interval (Wilson 1927), 95% unless `z` says other.

    It stays within 0 and 1, and says something of 0 in 10. `design` makes it that of so many times fewer.

    >>> [round(x, 3) for x in wilson(81, 263)[:3]]  # Newcombe 1998, table I: 0.255 to 0.366
    [0.308, 0.255, 0.366]

    Raises `ValueError` for a count that is no part of its total.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    if not of:
        return NONE
    share, n = count / of, of / design
    middle = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    over = 1 + z * z / n
    # the ends are exact where the arithmetic of floats misses them by a hair
    low, high = 0.0 if count == 0 else (middle - half) / over, 1.0 if count == of else (middle + half) / over
    return Share(share, low, high, design)


def clustered(clusters: Iterable[tuple[int, int]]) -> Share:
    """A share over clusters (a count and its total each), with Wilson's interval at the effective number.

    What one letter says is more alike than what many do: the interval is that of as many independent sentences as
    would scatter like these letters (the design effect of a ratio, Kish 1965; never less than 1). A single cluster, or
    a share of none or all, gives Wilson's own interval.

    >>> clustered([(5, 10), (5, 10)]).design, clustered([(10, 10), (0, 10)]).design
    (1.0, 20.0)
    """
    own = [(count, of) for count, of in clusters if of]
    count, of = sum(c for c, _ in own), sum(n for _, n in own)
    if len(own) < 2 or count in (0, of):
        return wilson(count, of)
    share = count / of
    between = sum((c - share * n) ** 2 for c, n in own) * len(own) / (len(own) - 1) / of**2
    return wilson(count, of, design=max(1.0, between / (share * (1 - share) / of)))


def difference(before: tuple[int, int], after: tuple[int, int]) -> Share:
    """How much a share has grown, in parts of 1, with Newcombe's hybrid score interval (1998, method 10).

    Each is a count and its total.

    >>> [round(x, 4) for x in difference((48, 80), (56, 70))[:3]]  # the paper's first example, the other way about
    [0.2, 0.0524, 0.3339]
    """
    first, second = wilson(*before), wilson(*after)
    if None in first or None in second:
        return NONE
    (p1, l1, u1), (p2, l2, u2) = ((s.value or 0.0, s.low or 0.0, s.high or 0.0) for s in (first, second))
    grown = p2 - p1
    return Share(grown, grown - sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2), grown + sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2))


def median_time(times: Iterable[tuple[float, bool]]) -> float | None:
    """The time by which half have come to the event (Kaplan and Meier 1958); None where fewer than half ever do.

    Each is how long one was seen, and whether it came to the event then; who did not is counted for as long as it was
    seen, and no longer.

    >>> median_time([(1, True), (2, False), (3, True), (4, True)])  # 3/4 after 1, 3/8 after 3
    3
    """
    seen = sorted(times, key=lambda t: t[0])
    left, alive, at = len(seen), 1.0, 0
    while at < len(seen):
        now = seen[at][0]
        same = [event for time, event in seen[at:] if time == now]
        alive *= 1 - sum(same) / left
        if sum(same) and alive <= 0.5 + 1e-12:
            return now
        left, at = left - len(same), at + len(same)
    return None
