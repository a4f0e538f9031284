"""The way of each matter over all letters of one authority: raised, open, closed, raised anew; and a graph of it all.

python examples/from_letter_to_letter.py corpus/hathersby
"""

import sys
from pathlib import Path

import ofstedmine as om

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "corpus/hathersby")
reports = [om.mine(path) for path in sorted(folder.iterdir()) if path.is_file()]
found = om.history(reports)  # puts letters in order of date itself; council reports answer them

for lineage in found.lineages:
    print(f"{lineage.chain}: {lineage.matter.text}")
    for step in lineage.steps[1:]:
        if step.event is not om.Event.NOT_ADDRESSED and step.closure and step.closure.evidence:
            best = step.closure.evidence[0]
            print(f"  {step.event.value}: “{best.text}” {best.cite()}")

anew = [x for x in found.lineages if any(s.event is om.Event.RAISED_ANEW for s in x.steps)]
print(f"{len(found.lineages)} matters, {len(anew)} raised anew")
graph = found.graph  # a networkx graph: write it with `ofstedmine follow-up FOLDER --graph out.graphml`
print(f"{graph.number_of_nodes()} letters, recommendations, findings and actions, {graph.number_of_edges()} links")
