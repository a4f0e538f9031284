"""What became of each recommendation, with the sentence that shows it and the council's own words beside it.

python examples/what_became_of_it.py
"""

from pathlib import Path

import ofstedmine as om

folder = Path("corpus/marlowbridge")
visit = om.mine(folder / "2021-09-focused-visit-report.pdf").appendices[0]
full = om.mine(folder / "2022-06-ilacs.pdf")
council = om.mine(folder / "2022-09-follow-up-report.docx")

for line in om.follow_up(visit, full, response=council):
    print(f"{line.recommendation.text}\n  {line.status.value} (confidence {line.confidence:.2f})")
    for evidence in line.evidence[:2]:
        print(f"  {evidence.stance.value}: “{evidence.text}” {evidence.cite()}")
    for action in line.actions:
        print(f"  the council: {action.text} [{action.owner or 'no owner named'}, due {action.due or 'no date'}]")
