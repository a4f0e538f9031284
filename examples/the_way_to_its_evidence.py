"""What became of each recommendation, as one web page to open, send or print: no network, no server.

python examples/the_way_to_its_evidence.py [FILE.html]
"""

import sys
import tempfile
from pathlib import Path

import ofstedmine as om

folder = Path("corpus/marlowbridge")
visit = om.mine(folder / "2021-09-focused-visit-report.pdf")
full = om.mine(folder / "2022-06-ilacs.pdf")
council = om.mine(folder / "2022-09-follow-up-report.docx")

found = om.follow_up(visit, full, response=council)
out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "closure.html"
om.report(found, out, force=True)

for line in found:
    print(f"{line.status.value}: {len(line.evidence)} passages marked in the letter for “{line.recommendation.text}”")
print(f"{out.name}: {out.stat().st_size // 1024} KB; open it in a browser")
