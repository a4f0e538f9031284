"""Counts by group: a passage's number tells its report, themes, part and polarity, so that no text is read."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model import Polarity, Theme
from ..store.numbers import Part, code_of, first_of, said_by, theme_bit
from .letters import Label, Letter, rank

if TYPE_CHECKING:
    from ..store import Corpus

Numbers = Any  # a numpy array of int64


class Cell(NamedTuple):
    """A group (one label each of what it is `by`), in how many letters it has passages, and their numbers."""

    labels: tuple[Label, ...]
    letters: int
    numbers: Numbers

    def of(self, polarity: Polarity) -> Numbers:
        """The numbers of its passages of one polarity."""
        return self.numbers[said_by(self.numbers)[3] == code_of(polarity)]

    @property
    def judged(self) -> Numbers:
        """Those that say something good or bad: all but the neutral ones."""
        return self.numbers[said_by(self.numbers)[3] != code_of(Polarity.NEUTRAL)]


def passages(corpus: Corpus, letters: Sequence[Letter], part: Part) -> Numbers:
    """The numbers of all findings, or all recommendations, of these letters."""
    import numpy as np

    # the full-text index keeps a small table with a row a passage: reading that costs a fifth of reading `passages`
    inside = "SELECT id FROM words_docsize WHERE id BETWEEN ? AND ?"
    found = array("q")  # a corpus has millions
    for letter in letters:
        bounds = first_of(letter.number), first_of(letter.number + 1) - 1
        found.extend(n for (n,) in corpus.db.execute(inside, bounds))
    numbers = np.array(found, dtype=np.int64)
    return numbers[said_by(numbers)[2] == code_of(part)]


def cells(
    letters: Sequence[Letter], numbers: Numbers, by: Sequence[str], themes: Sequence[Theme], *, empty: bool = False
) -> Iterator[Cell]:
    """Passages by group, in order of the labels; a passage of two themes is in the groups of both.

    Groups in which there is no passage are left out, unless `empty`; so are letters that do not say in which group
    they stand.
    """
    import numpy as np

    own = [name for name in by if name != "theme"]
    groups: dict[tuple[Label, ...], list[Letter]] = {}
    for letter in letters:
        labels = tuple(letter.label(name) for name in own)
        if None not in labels:
            groups.setdefault(labels, []).append(letter)
    index = {letter.number: i for i, some in enumerate(groups.values()) for letter in some}
    known = np.array(sorted(index), dtype=np.int64)
    of = np.array([index[n] for n in known.tolist()], dtype=np.int64)
    reports, said, _, _ = said_by(numbers)
    numbers, said = (x[np.isin(reports, known)] for x in (numbers, said))
    group = of[np.searchsorted(known, said_by(numbers)[0])] if len(known) else numbers
    order = np.argsort(group, kind="stable")
    numbers, said, group = numbers[order], said[order], group[order]
    bounds = np.searchsorted(group, np.arange(len(groups) + 1))
    place = by.index("theme") if "theme" in by else None
    for i, labels in sorted(enumerate(groups), key=lambda row: tuple(map(_rank, row[1]))):
        inside = slice(bounds[i], bounds[i + 1])
        for theme in themes if place is not None else (None,):
            mine = numbers[inside]
            if theme is not None and place is not None:
                mine = mine[said[inside] & theme_bit(theme) != 0]
                here = (*labels[:place], theme.value, *labels[place:])
            else:
                here = labels
            if empty or len(mine):
                yield Cell(here, len(np.unique(said_by(mine)[0])), mine)


def of_themes(numbers: Numbers, themes: Sequence[Theme]) -> Numbers:
    """The passages of any of these themes."""
    return numbers[said_by(numbers)[1] & sum(map(theme_bit, themes)) != 0]


def _rank(label: Label) -> tuple[bool, Label]:
    return isinstance(label, str), rank(label)
