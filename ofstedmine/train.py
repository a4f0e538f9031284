"""Learn the shipped numbers anew from annotations and letters.

`python -m ofstedmine.train findings --gold ../shared/gold --letters ../shared/letters`, then the same with
`links --words`, which learns from findings as they are told. The same annotations and letters give the same bytes.

For annotations of your own, in the form of `links.json`: `… links --gold yours --letters yours --out folder`, then
`om.follow_up(earlier, later, models="folder/links.json")`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .learning.asked import asked, parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Train one model and write it; 0 where that was done."""
    options = parser("train", __doc__)
    options.add_argument(
        "--out", type=Path, default=Path(__file__).parent / "trained", help="where the numbers are written"
    )
    options.add_argument("--words", action="store_true", help="of links: learn the letters' words anew too")
    given = asked(options, arguments)
    if given.what == "links":
        from .learning.links_measure import train

        print(train(given.gold, given.letters, given.out, words=given.words))
        return 0
    from .learning.findings import fit, prepare
    from .learning.labelled import corpus, labels, readings

    sentences = corpus(given.letters)
    learned = fit(prepare(sentences, [*labels(given.gold, sentences), *readings(sentences)]))
    path = given.out / "findings.npz"
    path.write_bytes(learned)
    print(f"{path}: {len(learned):,} bytes from {len(sentences):,} sentences")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
