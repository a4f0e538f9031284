"""How true `verify` is: drafts are made round sentences of published letters, true and altered, and checked.

    python benchmarks/verify.py FOLDER-OF-LETTERS [CASES]

prints, for each way of quoting, each format and each change, how many true quotes were called verbatim, altered, not
found, or not seen as quotes at all; how many had the right page; and how many altered ones were called verbatim. The
drafts are made by `tests/link/drafting.py`, the same cases each time.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "link"))

from drafting import FORMATS, outcomes

import ofstedmine


def main(folder: Path, count: int, shown: int) -> None:
    """Make the drafts, verify them, print."""
    paths = [p for p in ofstedmine.api.documents(folder) if p.parent.name != "broken" and p.suffix == ".pdf"]
    letters = [ofstedmine.mine(p) for p in random.Random(5).sample(paths, min(12, len(paths)))]
    rows: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    left = Counter[str]()
    for form in FORMATS:
        for outcome in outcomes(random.Random(form), form, letters, count // len(FORMATS)):
            kind = "true" if outcome.case.true else "altered"
            for name in (
                f"all {kind}",
                f"{kind}, {form}",
                f"{kind}, {outcome.case.way}",
                f"{kind}, {outcome.case.change}",
            ):
                rows[kind, name][outcome.result] += 1
                rows[kind, name]["right page"] += outcome.page_right is True
                rows[kind, name]["wrong page"] += outcome.page_right is False
            bad = outcome.result != "verbatim" if outcome.case.true else outcome.result == "verbatim"
            left[f"{kind} {outcome.result}"] += 1
            if (bad or outcome.page_right is False) and left[f"shown {kind} {outcome.result}"] < shown:
                left[f"shown {kind} {outcome.result}"] += 1
                print(f"{kind} → {outcome.result}, page {outcome.page_right}: {form}, {outcome.case.way},", end=" ")
                print(outcome.case.change)
                print(f"    draft: {outcome.around}\n    found: {outcome.found}")
    columns = ("verbatim", "altered", "not found", "unseen", "right page", "wrong page")
    print(f"{'':40}" + "".join(f"{c:>12}" for c in columns))
    for (_, name), row in sorted(rows.items()):
        print(f"{name:40}" + "".join(f"{row[c]:>12}" for c in columns))


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4000, int(sys.argv[3]) if len(sys.argv) > 3 else 0
    )
