"""Whether two letters are one and the same, as another file or in another form: by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from ..model import Report

RUN = 6  # words that must follow one another to count as shared
WHOLE, PART = 0.8, 0.4  # share of the shorter one's runs: the same whatever its date says; the same if of one day
_FEW = 40  # runs below which a text is too short to tell


def twins(reports: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs that are one letter: a copy, another format, or part of it inside a council's report.

    Two letters of one kind repeat phrases of the form, never most of their text (0.09 at most in the published ones);
    so the share of their runs of words tells them apart even where a date was not read.
    """
    runs: dict[int, frozenset[tuple[str, ...]]] = {}
    for one, other in combinations(reports, 2):
        same_day = one.day is not None and one.day == other.day
        if one.kind is not other.kind or not (same_day or one is other or _suspect(one, other)):
            continue
        for report in (one, other):
            if id(report) not in runs:
                runs[id(report)] = _runs(report)
        a, b = runs[id(one)], runs[id(other)]
        few = min(len(a), len(b))
        if one is other or (same_day if few < _FEW else len(a & b) / few >= (PART if same_day else WHOLE)):
            yield one, other


def _suspect(one: Report, other: Report) -> bool:
    """Whether a closer look is worth its time: one has no date, or they share a sentence."""
    if one.day is None or other.day is None:
        return True
    return not {f.text for f in one.findings}.isdisjoint(f.text for f in other.findings)


def _runs(report: Report) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(p.text for p in report.paragraphs).lower())
    return frozenset(zip(*(words[i:] for i in range(RUN)), strict=False))
