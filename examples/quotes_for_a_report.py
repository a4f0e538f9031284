"""Cited quotes on a matter, strengths and weaknesses apart, with the list of references: ready for a report.

python examples/quotes_for_a_report.py "strategy discussions" corpus/marlowbridge/2022-06-ilacs.pdf
"""

import sys

import ofstedmine as om

SAMPLES = ["corpus/marlowbridge/2022-06-ilacs.pdf", "corpus/stannerdale/2023-04-ilacs.pdf"]
matter = sys.argv[1] if len(sys.argv) > 1 else "supervision"
letters = [om.mine(path) for path in sys.argv[2:] or SAMPLES]

cited = []
for polarity in (om.Polarity.STRENGTH, om.Polarity.WEAKNESS):
    print(f"What inspectors said of {matter}: {polarity.value}\n")
    for quote in om.quotes(letters, about=matter, polarity=polarity, limit=3):
        print(f"  “{quote.text}” {quote.cite()}")
        cited.append(quote.cite(om.Style.REFERENCE))
    print()

print("References\n")
for reference in sorted(set(cited)):
    print(f"  {reference}")
