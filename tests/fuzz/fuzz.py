"""Break real files in thousands of ways, and see that the library never breaks with them.

    python tests/fuzz/fuzz.py --cases 5000 --letters ../shared/letters --jobs 2 --keep broken/
    python tests/fuzz/fuzz.py --case 4711 --letters ../shared/letters      # one of them again, alone

A case is a number: it decides the file, what is done to it, and how. Even numbers break the invented samples of
`corpus/`, odd ones the letters in a folder that is given, else samples too. `holds.check` says what must hold: no
exception but `UnreadableDocument`, every text a slice of its document on a page that there is, all that is written
comes back, and one of the other verbs takes the report. Reading has 10 seconds of a processor, all that is done with it
as much again, both 1 GB; a case runs in a process apart, so that whatever it does there is told as its own. Cases that
fail are kept, with what they did, in `--keep`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import cases
import trials


def main() -> None:
    """Run the cases that are asked for; exit status 1 where any is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=5000, help="how many (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER", help="number of the first")
    parser.add_argument("--case", type=int, action="append", metavar="NUMBER", help="this one alone; may be repeated")
    parser.add_argument("--letters", default="", metavar="FOLDER", help="a folder of letters to break too")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the files that went wrong are kept")
    given = parser.parse_args()
    letters = str(Path(given.letters).resolve()) if given.letters else ""
    if letters and not cases.seeds(letters)[1]:
        parser.error(f"there are no letters in {letters}")
    numbers = given.case or range(given.first, given.first + given.cases)
    count, reasons, slowest = Counter[str](), Counter[str](), 0.0
    for outcome in trials.run(numbers, letters=letters, jobs=given.jobs):
        count[outcome.verdict] += 1
        slowest = max(slowest, outcome.seconds)
        if outcome.verdict == "unreadable":
            reasons[outcome.told] += 1
        if outcome.verdict == "wrong" or given.case:
            print(f"{outcome.case.name} ({', '.join(outcome.case.ways)}): {outcome.verdict} {outcome.told}", flush=True)
        if given.keep and (outcome.verdict == "wrong" or given.case):
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / outcome.case.name).write_bytes(outcome.case.data)
            (given.keep / f"{outcome.case.name}.told").write_text(outcome.told, "utf-8", "replace")
        if sum(count.values()) % 250 == 0:
            print(f"{sum(count.values())} cases: {dict(count)}; the slowest took {slowest:.1f} s", flush=True)
    for reason, times in reasons.most_common():
        print(f"{times:6} × {reason}")
    print(f"{sum(count.values())} cases: {dict(count)}; the slowest took {slowest:.1f} s")
    sys.exit(1 if count["wrong"] else 0)


if __name__ == "__main__":
    main()
