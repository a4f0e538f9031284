"""Letters taken elsewhere: a table for pandas, R or Excel, and a project that opens coded in NVivo, ATLAS.ti or MAXQDA.

python examples/letters_for_other_programs.py letters/ taken/
"""

import csv
import sys
import tempfile
from collections import Counter
from pathlib import Path

import ofstedmine as om

letters = sorted(Path(sys.argv[1]).rglob("*.pdf")) if len(sys.argv) > 1 else sorted(Path("corpus").glob("*/20*.*"))
made_here = tempfile.TemporaryDirectory()
taken = Path(sys.argv[2] if len(sys.argv) > 2 else made_here.name)
taken.mkdir(exist_ok=True)
reports = [om.mine(path) for path in letters]  # or a corpus: om.Corpus("letters.db")

for name in ("findings.csv", "letters.qdpx", "letters.jsonl", "annotations.jsonld"):
    path = om.export(reports, taken / name, force=True)
    print(f"{path.stat().st_size:9,} bytes  {name}")

with (taken / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))
print(f"{len(rows)} findings, of which", dict(Counter(row["polarity"] for row in rows).most_common()))

same = list(om.load(taken / "letters.jsonl")) == reports
print("The JSON Lines give back", "the same reports." if same else "other reports!")
made_here.cleanup()
