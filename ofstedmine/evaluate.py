"""How right findings and links are on letters not seen: `python -m ofstedmine.evaluate findings --gold … --letters …`.

Whole authorities are left out in turn, and with them their letters as unread text; every sentence is told by a model
that has seen nothing of its authority. Beside each figure: its spread over the parts, and a bag of words on the same
parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from .learning.asked import asked, parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of one evaluation; 0 where it was made."""
    options = parser("evaluate", __doc__)
    options.add_argument("--parts", type=int, default=None, help="into how many parts the authorities are put")
    options.add_argument("--show", type=int, default=0, help="print so many misses of each measure")
    options.add_argument("--write", action="store_true", help="of links: keep the figures, which reports then tell")
    given = asked(options, arguments)
    if given.what == "links":
        from .learning.links_measure import evaluate, keep
        from .learning.links_measure import table as lines

        figures, sure = evaluate(given.gold, given.letters, parts=given.parts or 8)
        print(lines(figures), sure, sep="\n")
        if given.write:
            keep(figures)
        return 0
    from .learning.findings_measure import crossed, table
    from .learning.labelled import corpus, labels, readings

    sentences = corpus(given.letters)
    known = labels(given.gold, sentences)
    rows = crossed(sentences, known, readings(sentences), parts=given.parts or 10)
    print(table(rows, show=given.show))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
