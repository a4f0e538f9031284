"""Which themes the weaknesses of many letters fall in, by kind of inspection, and the sentences behind a count.

python examples/themes_across_a_corpus.py letters/ letters.db
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import ofstedmine as om

letters = sys.argv[1] if len(sys.argv) > 1 else sorted(Path("corpus").glob("*/20*.*"))
made_here = tempfile.TemporaryDirectory()
file = sys.argv[2] if len(sys.argv) > 2 else Path(made_here.name) / "letters.db"

with om.Corpus(file) as corpus:
    added = corpus.add(letters)
    print(f"{len(corpus)} documents, {added.new} of them new; {len(added.unreadable)} could not be read")

    counts = Counter()
    for report in corpus.reports(kind=["ilacs", "sif", "focused_visit", "monitoring_visit"], appendices=True):
        for finding in report.findings:
            if finding.polarity is om.Polarity.WEAKNESS:
                counts.update((theme, report.kind) for theme in finding.themes)
    for (theme, kind), count in counts.most_common(10):
        print(f"{count:4} {theme.value} ({kind.value})")

    (theme, kind), _ = counts.most_common(1)[0]
    for hit in corpus.search(theme=theme, kind=kind, polarity="weakness", limit=3):
        print(f"  “{hit.text}” {hit.cite()}, {hit.report.authority}")
made_here.cleanup()
