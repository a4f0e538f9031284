"""What must improve, over a folder of letters: each recommendation with its letter and page.

python examples/what_must_improve.py corpus/stannerdale
"""

import sys
from pathlib import Path

import ofstedmine as om

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "corpus/stannerdale")
for path in sorted(p for p in folder.iterdir() if p.is_file()):
    try:
        report = om.mine(path)
    except om.UnreadableDocument as error:
        print(f"left out: {error}")
        continue
    if report.kind is om.Kind.COUNCIL_REPORT:
        continue
    for item in report.recommendations:
        print(f"{path.name}, p. {item.page}, {item.kind.value}: {item.text}")
