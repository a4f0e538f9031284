"""The inspectorate's stock phrases: sentences that stand near-identical in many letters."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..model import Polarity, Theme
from ..store.numbers import Part, code_of, first_of, said_by, theme_bit
from .frames import COUNT, DAY, TEXT
from .letters import Letter
from .minhash import alike, plain
from .shares import Table

if TYPE_CHECKING:
    from ..store import Corpus

WORDS = 6  # sentences of fewer words are alike by chance
COLUMNS = {
    "sentence": TEXT,
    "letters": COUNT,
    "authorities": COUNT,
    "sentences": COUNT,
    "exact": COUNT,
    "polarity": "polarity",
    "themes": TEXT,
    "first": DAY,
    "last": DAY,
}
LEFT_OUT = (
    f"Left out: sentences of fewer than {WORDS} words; repeats inside one letter; and of near-identical pairs a few in "
    "a hundred, those that MinHash does not bring together. Numbers count as equal, names of places do not."
)


def phrases(
    corpus: Corpus,
    found: Sequence[Letter],
    themes: Sequence[Theme],
    polarities: Sequence[Polarity],
    least: int,
) -> Table:
    """Groups of near-identical findings that stand in `least` letters or more, those of most letters first.

    `sentence` is the wording that most letters use, word for word as one of them prints it; `exact` says how many
    sentences of the group are the same but for numbers.
    """
    places: dict[str, int] = {}
    numbers, of = array("q"), array("q")
    for number, text in _sentences(corpus, found, themes, polarities):
        told = plain(text)
        if told.count(" ") >= WORDS - 1:
            numbers.append(number)
            of.append(places.setdefault(told, len(places)))
    first = alike(list(places))
    groups: dict[int, list[int]] = {}
    for i, place in enumerate(of):
        groups.setdefault(first[place], []).append(i)
    by_report = {x.number: x for x in found}
    rows = []
    for own in groups.values():
        inside = [numbers[i] for i in own]
        if len({said_by(n)[0] for n in inside}) >= least:
            commonest = Counter(of[i] for i in own).most_common(1)[0]
            shown = next(numbers[i] for i in own if of[i] == commonest[0])
            rows.append((_row(inside, commonest[1], by_report), shown, inside))
    rows.sort(key=lambda r: (-r[0]["letters"], -r[0]["sentences"], r[1]))
    for row, shown, _ in rows:
        row["sentence"] = corpus.db.execute("SELECT text FROM passages WHERE id = ?", [shown]).fetchone()[0]
    return Table(COLUMNS, [r for r, _, _ in rows], [{"sentences": inside} for _, _, inside in rows], ("sentences",))


def _sentences(
    corpus: Corpus, found: Sequence[Letter], themes: Sequence[Theme], polarities: Sequence[Polarity]
) -> Iterator[tuple[int, str]]:
    wanted, codes = sum(map(theme_bit, themes)), {code_of(p) for p in polarities}
    inside = "SELECT id, text FROM passages WHERE id BETWEEN ? AND ?"
    for letter in found:
        for number, text in corpus.db.execute(inside, (first_of(letter.number), first_of(letter.number + 1) - 1)):
            _, said, part, polarity = said_by(number)
            if part == code_of(Part.FINDING) and (not wanted or said & wanted) and (not codes or polarity in codes):
                yield number, text


def _row(inside: Sequence[int], exact: int, by_report: dict[int, Letter]) -> dict[str, Any]:
    letters = {r: by_report[r] for r in sorted({said_by(n)[0] for n in inside})}
    days = [x.listing.day for x in letters.values() if x.listing.day]
    codes = Counter(said_by(n)[3] for n in inside)
    said = [said_by(n)[1] for n in inside]
    return {
        "letters": len(letters),
        "authorities": len({x.authority for x in letters.values()}),
        "sentences": len(inside),
        "exact": exact,
        "polarity": next((p.value for p in Polarity if code_of(p) == codes.most_common(1)[0][0]), None),
        "themes": "; ".join(t.value for t in Theme if sum(1 for s in said if s & theme_bit(t)) * 2 > len(said)) or None,
        "first": min(days, default=None),
        "last": max(days, default=None),
    }
