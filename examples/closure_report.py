"""From letters to what a report writer sends: a Word report, a spreadsheet to track the actions in, and Markdown.

python examples/closure_report.py [FOLDER]
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import ofstedmine as om
from ofstedmine.write.story import story

letters = Path("corpus/marlowbridge")
out = Path(sys.argv[1] if len(sys.argv) > 1 else mkdtemp(prefix="closure-"))

found = om.history(om.mine(path) for path in sorted(letters.iterdir()))  # puts them in order of date itself
day = date(2022, 10, 1)

for name in ("closure.docx", "closure.html", "closure.md", "tracker.xlsx"):
    path = om.report(found, out / name, on=day, title="Marlowbridge: what became of it", force=True)
    print(f"{path.name}: {path.stat().st_size:,} bytes in {out}")

# one's own words for one's own page: the same story that every format tells
told = story(found, today=day)
print(told.summary)
for point in told.points:
    print(f"{point.number}. {point.mark}: {point.reason}")
