"""Which themes do recommendations fall in, by framework and by year?

python examples/where_recommendations_fall.py letters/ letters.db themes.png years.png
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
    by_framework = corpus.compare(by=["kind", "theme"], of="recommendations")
    by_year = corpus.compare(by=["year", "theme"], of="recommendations")

    frame = by_framework.frame
    for kind, own in frame.groupby("kind", observed=True):
        print(f"{kind}: {own['out_of'].iloc[0]} recommendations")
        for row in own.nlargest(3, "recommendations").itertuples():
            low, high = row.recommendation_low, row.recommendation_high
            print(f"  {row.theme}: {row.recommendations} ({row.recommendation_share:.0%}, 95% {low:.0%} to {high:.0%})")

    most = frame.loc[frame["recommendations"].idxmax()]
    print(f"\nBehind the greatest count ({most['kind']}, {most['theme']}):")
    for hit in by_framework.sentences(most)[:3]:
        print(f"  “{hit.text}” {hit.cite()}, {hit.report.authority}")

    for table, path in ((by_framework, given.get(3)), (by_year, given.get(4))):
        chart = table.plot()
        where = chart.save(path or Path(made_here.name) / f"{len(table)}-rows.png", force=True)
        print(f"\n{where.name}: {chart.alt}")
made_here.cleanup()
