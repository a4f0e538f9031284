"""Which themes the weaknesses of a letter fall in, each count open to its sentences.

python examples/weaknesses_by_theme.py corpus/stannerdale/2023-04-ilacs.pdf
"""

import sys
from collections import defaultdict

import ofstedmine as om

letter = om.mine(sys.argv[1] if len(sys.argv) > 1 else "corpus/stannerdale/2023-04-ilacs.pdf")
weak = defaultdict(list)
for finding in letter.findings:
    if finding.polarity is om.Polarity.WEAKNESS:
        for theme in finding.themes:
            weak[theme].append(finding)

for theme, found in sorted(weak.items(), key=lambda item: -len(item[1])):
    print(f"{theme.value}: {len(found)}")
    for finding in found:
        print(f"  p. {finding.page}, para. {finding.paragraph}: {finding.text}")
