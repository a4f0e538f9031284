"""Speed of following up: two letters, growth with recommendations times passages, and ten letters of one authority.

python benchmarks/linking.py FOLDER-OF-LETTERS

Letters are mined before the clock starts, and CPU time is counted, so that other work on the machine does not tilt the
figures. Ten letters of one authority are rare, so ten full inspections of different
authorities are given one authority's name and a year each: as much to read as ten real ones, and little in common.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

import ofstedmine as om
from ofstedmine.link.candidates import passages

LETTERS = 10
TIMES = 7


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("letters", type=Path, help="a folder of published letters")
    found = [r for r in mined(parser.parse_args().letters) if len(r.recommendations) > 2][:LETTERS]
    if len(found) < LETTERS:
        raise SystemExit(f"{LETTERS} full inspections (ILACS) are needed; the folder has {len(found)}")
    years = [
        replace(r, authority="Anywhere", inspected=om.Period(date(2010 + i, 3, 1), date(2010 + i, 3, 12)))
        for i, r in enumerate(found)
    ]
    print("## Two full inspections\n")
    first = timed(lambda: om.follow_up(years[0], years[1]), 1)
    rows = []
    for one, other in pairwise(years):
        ms = timed(lambda a=one, b=other: om.follow_up(a, b))
        rows.append((len(one.recommendations), len(passages(other)), ms))
    print(table(("recommendations", "passages", "ms, warm"), [(a, b, f"{ms:.0f}") for a, b, ms in rows]))
    print(
        f"\nMedian {median(ms for *_, ms in rows):.0f} ms, the slowest {max(ms for *_, ms in rows):.0f} ms; "
        f"the very first, which loads the models, {first:.0f} ms."
    )
    print("\n## Growth\n")
    growth(years)
    print("\n## Letters of one authority\n")
    print(
        table(
            ("letters", "pairs", "seconds"),
            [
                (n, n * (n - 1) // 2, f"{timed(lambda k=n: om.history(years[:k]), 3) / 1000:.2f}")
                for n in (2, 5, LETTERS)
            ],
        )
    )


def growth(years: Sequence[om.Report]) -> None:
    """Time against recommendations × passages: a quarter of both, a half and the whole."""
    asked = [replace(r, span=None) for report in years for r in report.recommendations]
    asked = (asked * 2)[:96]
    later = max(years[1:], key=lambda r: len(passages(r)))
    ends = [p.span.end for p in passages(later)]
    rows, before = [], None
    for share in (4, 2, 1):
        end = ends[len(ends) // share - 1]
        part = replace(
            later,
            paragraphs=tuple(p for p in later.paragraphs if p.span.end <= end),
            findings=tuple(f for f in later.findings if f.span.end <= end),
            recommendations=(),
        )
        items = replace(years[0], recommendations=tuple(asked[: len(asked) // share]))
        count, ms = len(passages(part)), timed(lambda a=items, b=part: om.follow_up(a, b))
        cells = len(items.recommendations) * count
        grown = f"{cells / before[0]:.1f} × → {ms / before[1]:.1f} ×" if before else ""
        rows.append((len(items.recommendations), count, cells, f"{ms:.0f}", f"{1000 * ms / cells:.0f}", grown))
        before = cells, ms
    print(table(("recommendations", "passages", "pairs", "ms", "µs a pair", "pairs → time"), rows))


def mined(folder: Path) -> list[om.Report]:
    """The first full inspections under a folder, each of another authority."""
    found: dict[str | None, om.Report] = {}
    for path in sorted(folder.rglob("*.pdf")):
        if len(found) == 2 * LETTERS:
            break
        try:
            report = om.mine(path)
        except om.UnreadableDocument:
            continue
        if report.kind is om.Kind.ILACS:
            found.setdefault(report.authority, report)
    return list(found.values())


def timed(work: Callable[[], object], times: int = TIMES) -> float:
    """Milliseconds of CPU time, the median of several runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - start))
    return median(spent)


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table of numbers."""
    lines = [f"| {' | '.join(heads)} |", f"|{'--:|' * len(heads)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


if __name__ == "__main__":
    main()
