"""A picture for each recommendation: the passage that shows what became of it, marked on its page.

python examples/the_passage_on_its_page.py [FOLDER for the pictures]
"""

import sys
import tempfile
from pathlib import Path

import ofstedmine as om

folder = Path("corpus/marlowbridge")
out = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
visit = om.mine(folder / "2021-09-focused-visit-report.pdf").appendices[0]
full = om.mine(folder / "2022-06-ilacs.pdf")

for line in om.follow_up(visit, full):
    raised = om.picture(visit, line.recommendation, crop=True)
    shown = line.evidence[0].picture(crop=True)
    for name, picture in ((f"{line.recommendation.id}-raised.png", raised), (f"{line.recommendation.id}.png", shown)):
        path = picture.save(out / name, force=True)
        print(f"{path.name}: {picture.width} × {picture.height} dots, page {picture.pages[0]}, {line.status.value}")
