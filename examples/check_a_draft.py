"""Is each quote in my draft true? A line a quote, and a copy of the draft with a comment beside each.

python examples/check_a_draft.py draft.docx checked.docx letter.pdf [letter.pdf …]
"""

import sys
import tempfile
from pathlib import Path

import ofstedmine as om

SAMPLES = Path("corpus/marlowbridge")
given = sys.argv[1:]
draft = Path(given[0]) if given else SAMPLES / "2022-09-follow-up-report.docx"
letters = [om.mine(path) for path in given[2:] or [SAMPLES / "2022-06-ilacs.pdf"]]

checks = om.verify(om.mine(draft), letters)
for check in checks:
    if check.correct:
        print(f"true       “{check.quote.text[:60]}…” p. {check.page}")
    elif check.status is om.Truth.VERBATIM:
        print(f"page wrong “{check.quote.text[:60]}…” is on p. {check.page}, not p. {check.quote.claimed_page}")
    elif check.status is om.Truth.ALTERED:
        changes = "; ".join(f"“{d.quoted}” → “{d.printed}”" for d in check.differences)
        print(f"altered    “{check.quote.text[:60]}…” {changes}")
    else:
        print(f"not found  “{check.quote.text[:60]}…”", f"nearest: “{check.nearest}”" if check.nearest else "")

with tempfile.TemporaryDirectory() as folder:
    out = Path(given[1]) if len(given) > 1 else Path(folder) / "checked.docx"
    beside = len(checks) - len(om.annotate(draft, checks, out))
    print(f"{beside} of {len(checks)} quotes have a comment in {out.name}")
