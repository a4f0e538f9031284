"""Do recommendations close, in which themes, how long until a letter finds it, and which come back?

python examples/do_recommendations_close.py letters/ letters.db closure.png
"""

import sys
import tempfile
from pathlib import Path

import ofstedmine as om

made_here = tempfile.TemporaryDirectory()
given = dict(enumerate(sys.argv))
letters = given.get(1) or sorted(Path("corpus").glob("*/20*.*"))
file = given.get(2) or Path(made_here.name) / "letters.db"

with om.Corpus(file) as corpus:
    corpus.add(letters)
    themes = corpus.compare(by="theme", of="closure")
    for row in themes.frame.sort_values("spoken_of", ascending=False).head(8).itertuples():
        told = f"{row.theme}: {row.closed} of {row.spoken_of} that a later letter speaks of are closed"
        if row.spoken_of:
            told += f" ({row.closed_share:.0%}, 95% {row.closed_low:.0%} to {row.closed_high:.0%})"
        print(f"{told}; {row.not_addressed} not spoken of again; {row.came_back} came back")

    for row in corpus.compare(by="kind", of="closure").records:
        years = row["years_to_closed"]
        when = f"half are found closed within {years:.1f} years" if years else "fewer than half are found closed yet"
        print(f"{row['kind']}: {row['followed']} followed up; {when}")

    back = corpus.compare.matters(came_back=True)
    for row in back.frame.head(2).itertuples():
        print(f"\n{row.authority}: {row.recommendation} ({row.chain})")
        for hit in back.sentences(row, "again"):
            print(f"  again: “{hit.text}” {hit.cite()}")

    chart = themes.plot()
    where = chart.save(given.get(3) or Path(made_here.name) / "closure.png", force=True)
    print(f"\n{where.name}: {chart.alt}")
    print("\n".join(themes.notes))
made_here.cleanup()
