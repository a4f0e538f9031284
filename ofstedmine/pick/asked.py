"""What a writer asks for: its words, and the other words that speak of the same.

A sentence speaks of a word that was asked for by that word itself, in any form of it, by another name of the same
matter ("PEPs" of personal education plans, as the lexicon lists them), or, where the lexicon has no matter for it, by
a word that the letters use alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import DEFAULT, Entry, Table, tokens, word_set
from ..link.terms import matters, stem
from ..link.vocabulary import shipped
from ..model import Theme
from .reading import places_of, singular

SAME, WIDE = 0.8, 0.65  # what another name of a matter counts, and of a matter with many
_MANY = 10  # names from which a matter is wide: "workforce" is recruitment, turnover, morale …
_NEAR = 0.82  # cosine from which the letters use two words alike
_RARE = 8.0  # weight of a word that the letters do not know
_STOP = word_set(
    "a about all an and any are around as at be been being by can do does for from had has have how in into is it its "
    "made make more not of on or our over should that the their them these they this those to was well were what when "
    "where whether which who why will with within use used using way ways"
)


class Term(NamedTuple):
    """One word that is asked for."""

    word: str  # after "=", without the ending of a plural
    stem: str
    weight: float
    labels: Mapping[str, float]  # matters by any name of which a passage speaks of it, and what such a name counts
    alike: Mapping[str, float]  # words that the letters use alike


class Asked(NamedTuple):
    """What is asked for: its words, the matters of several words that must be named, or a theme."""

    terms: tuple[Term, ...]
    needed: frozenset[str]  # labels or, after "=", ids of entries
    table: Table
    theme: Theme | None = None
    themes: Table = Table(())


def theme_of(text: str) -> Theme | None:
    """The theme of that name, as it is written or with spaces.

    >>> theme_of("Care leavers").value
    'care_leavers'
    """
    named = re.sub(r"[\s_-]+", "_", text.strip().lower()).replace("&", "and")
    return next((t for t in Theme if t.value == named), None)


@lru_cache(maxsize=64)
def asked(text: str) -> Asked:
    """Free words made ready; no terms where the text has none.

    >>> [t.stem for t in asked("the voice of the child").terms]
    ['voic', 'child']
    """
    words = tokens(text.replace("_", " "))
    joined = " " + " ".join(words) + " "
    hits = [(h.entry, *places_of(joined, h.start, h.end)) for h in matters().hits(words)]
    wide = [(first, last, entry) for entry, first, last in hits if last > first]
    weight, own = shipped().labels, frozenset(map(stem, words))

    def telling(entry: Entry) -> tuple[bool, float]:
        return _words(entry) <= own, weight.get(entry.label, 0)

    # of matters that share words of the text the rarest; one whose every word stands there has no other name
    rarest = [max((e for a, b, e in wide if a <= last and first <= b), key=telling) for first, last, _ in wide]
    needed = {f"={e.id}" if _words(e) <= own else e.label for e in rarest}
    labelled = {entry.label for entry, _, _ in hits}
    kin = {label: [e for e in matters() if e.label == label] for label in labelled}
    terms: dict[str, Term] = {}
    for word in words:
        if word in _STOP or not word[0].isalpha() or len(word) < 2:
            continue
        labels = {n: _same(kin[n]) for n in labelled if any(stem(word) in _words(e) for e in kin[n])}
        root = stem(word)
        terms[root] = Term(singular(word), root, _weight(root), labels, {} if labels else _used_alike(root))
    return Asked(tuple(terms.values()), frozenset(needed), Table(e for es in kin.values() for e in es))


@cache
def of_theme(theme: Theme) -> Asked:
    """A theme as what is asked for: those of its sentences that name it in its own words come first."""
    words = asked(theme.value)
    return words._replace(theme=theme, themes=Table(e for e in DEFAULT.themes if e.label == theme.value))


@lru_cache(maxsize=256)
def _words(entry: Entry) -> frozenset[str]:
    """Stems of the words by which an entry's pattern names its matter."""
    parts = [p.rstrip("?") for p in entry.pattern.split() if p[0] not in "!<~"]
    return frozenset(stem(w.rstrip("*")) for part in parts for w in re.split(r"[|_]", part) if w)


def _same(entries: Sequence[Entry]) -> float:
    return SAME if len(frozenset().union(*map(_words, entries))) <= _MANY else WIDE


def _weight(of: str) -> float:
    v = shipped()
    return float(v.idf[v.number[of]]) if of in v.number else _RARE


def _used_alike(of: str) -> dict[str, float]:
    import numpy as np

    v = shipped()
    if of not in v.number:
        return {}
    near = v.vectors.astype(np.float32) @ v.vectors[v.number[of]].astype(np.float32) / 127**2
    names = list(v.number)
    alike = {names[i]: float(near[i]) for i in np.flatnonzero(near >= _NEAR) if v.idf[i] > 3}
    return {s: likeness for s, likeness in alike.items() if s != of}
