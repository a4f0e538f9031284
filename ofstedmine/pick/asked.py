"""What a writer asks for, and how directly a sentence speaks of it.

A sentence speaks of a word that was asked for by that word itself, in any form of it, by another name of the same
matter ("PEPs" of personal education plans, as the lexicon lists them), or, where the lexicon has no matter for it, by
a word that the letters use alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import DEFAULT, Entry, Table, load, tokens, word_set
from ..link.terms import families, names, populations, stem
from ..link.vocabulary import shipped
from ..model import Finding, Theme

ENOUGH = 0.6  # share of what is asked for that a passage must speak of
_FORM = 0.85  # what another form of the word counts: "supervising" for supervision
_SAME, _WIDE, _ALIKE = 0.8, 0.65, 0.55  # what another name of a matter counts, of one with many, a word used alike
_MANY = 10  # names from which a matter is wide: "workforce" is recruitment, turnover, morale …
_NEAR = 0.82  # cosine from which the letters use two words alike
_RARE = 8.0  # weight of a word that the letters do not know
_LATE = 20  # words before the matter from which a sentence is mainly about something else
_QUALITIES = word_set("pace recording")  # "timely and well recorded" says how, not of what else
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


class Hold(NamedTuple):
    """How much of what is asked for a sentence speaks of, how soon in it, and of how much else it speaks.

    `covered` and `early` are between 0 and 1; `others` counts the matters that were not asked for.
    """

    covered: float
    early: float
    others: int

    @property
    def score(self) -> float:
        """How directly a sentence speaks of what is asked for, between 0 and 1."""
        return self.covered * (0.5 + 0.5 * self.early) * max(1 - 0.05 * self.others, 0.7)


NOTHING = Hold(0, 0, 0)


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
    entries = _entries()
    hits = [(h.entry, *_places(joined, h.start, h.end)) for h in Table(entries).hits(words)]
    wide = [(first, last, entry) for entry, first, last in hits if last > first]
    weight, own = shipped().labels, frozenset(map(stem, words))

    def telling(entry: Entry) -> tuple[bool, float]:
        return _words(entry) <= own, weight.get(entry.label, 0)

    # of matters that share words of the text the rarest; one whose every word stands there has no other name
    rarest = [max((e for a, b, e in wide if a <= last and first <= b), key=telling) for first, last, _ in wide]
    needed = {f"={e.id}" if _words(e) <= own else e.label for e in rarest}
    named = {entry.label for entry, _, _ in hits}
    kin = {label: [e for e in entries if e.label == label] for label in named}
    terms: dict[str, Term] = {}
    for word in words:
        if word in _STOP or not word[0].isalpha() or len(word) < 2:
            continue
        labels = {n: _same(kin[n]) for n in named if any(stem(word) in _words(e) for e in kin[n])}
        root = stem(word)
        terms[root] = Term(_singular(word), root, _weight(root), labels, {} if labels else _used_alike(root))
    return Asked(tuple(terms.values()), frozenset(needed), Table(e for es in kin.values() for e in es))


@cache
def of_theme(theme: Theme) -> Asked:
    """A theme as what is asked for: those of its sentences that name it in its own words come first."""
    words = asked(theme.value)
    return words._replace(theme=theme, themes=Table(e for e in DEFAULT.themes if e.label == theme.value))


def hold(what: Asked, finding: Finding, heading: str | None) -> Hold:
    """How a sentence speaks of what is asked for; whom a section's heading names, its sentences speak of too."""
    if what.theme is None:
        return _of_words(what, finding, heading)
    if what.theme not in finding.themes:
        return NOTHING
    return max(_of_words(what, finding, heading), _of_theme(what, finding), key=lambda h: h.score)


def _of_words(what: Asked, finding: Finding, heading: str | None) -> Hold:
    words, at = _read(finding.text)
    hits = _first(what.table, words)
    around = _whom(what.table, heading) if heading else frozenset()
    if not what.needed <= hits.keys() | around:
        return NOTHING
    covered, places = 0.0, []
    for term in what.terms:
        found: list[tuple[float, int]] = [
            (term.labels[label], hits[label]) for label in term.labels.keys() & hits.keys()
        ]
        found += [(worth, at[s]) for s, worth in ((term.word, 1.0), (term.stem, _FORM)) if s in at]
        found += [(_ALIKE * likeness, at[s]) for s, likeness in term.alike.items() if s in at]
        if not found and term.labels.keys() & around:
            found.append((_ALIKE, 0))
        if found:
            worth, place = max(found, key=lambda f: (f[0], -f[1]))
            covered += worth * term.weight
            places.append((term.weight, place))
    total = sum(t.weight for t in what.terms)
    if not places or covered < ENOUGH * total:
        return NOTHING
    _, first = max(places, key=lambda p: (p[0], -p[1]))  # where the word that tells most stands
    return Hold(covered / total, _early(first), _others(finding.text, what.table))


def _of_theme(what: Asked, finding: Finding) -> Hold:
    words, _ = _read(finding.text)
    found = _first(what.themes, words)
    return Hold(_WIDE, _early(min(found.values(), default=_LATE)), 2 * (len(finding.themes) - 1))


def _early(place: int) -> float:
    """1 for the first words of a sentence, less for what comes late in it."""
    return 1 - 0.5 * min(place, _LATE) / _LATE


def _others(text: str, table: Table) -> int:
    """How many matters of other families a sentence names: services and documents, not people and not pace."""
    kin = families()
    own = {kin.get(entry.label, entry.label) for entry in table}
    return len({kin.get(name, name) for name in names(text) if name[0] != "@"} - own - _QUALITIES)


@lru_cache(maxsize=1 << 15)
def _read(text: str) -> tuple[tuple[str, ...], dict[str, int]]:
    """A sentence's tokens, and where each stem and each word first stands."""
    words = tuple(tokens(text))
    at: dict[str, int] = {}
    for i, word in enumerate(words):
        if word[0].isalpha():
            at.setdefault(stem(word), i)
            at.setdefault(_singular(word), i)
    return words, at


def _singular(word: str) -> str:
    """A word as it is looked up beside the stems."""
    return "=" + word.removesuffix("'s").removesuffix("'").removesuffix("s")


def _first(table: Table, words: Sequence[str]) -> dict[str, int]:
    """What a sentence names, by labels and, after "=", by ids of entries: the number of the word where each begins."""
    joined = " " + " ".join(words) + " "
    out: dict[str, int] = {}
    for hit in table.hits(words, joined):
        place = _places(joined, hit.start, hit.end)[0]
        out["=" + hit.entry.id] = place
        out[hit.entry.label] = min(place, out.get(hit.entry.label, place))
    return out


def _places(joined: str, start: int, end: int) -> tuple[int, int]:
    """Numbers of the first and the last word of a stretch of joined tokens."""
    first = joined.count(" ", 0, start) - 1
    return first, first + joined[start:end].strip().count(" ")


@lru_cache(maxsize=256)
def _words(entry: Entry) -> frozenset[str]:
    """Stems of the words by which an entry's pattern names its matter."""
    parts = [p.rstrip("?") for p in entry.pattern.split() if p[0] not in "!<~"]
    return frozenset(stem(w.rstrip("*")) for part in parts for w in re.split(r"[|_]", part) if w)


def _same(entries: Sequence[Entry]) -> float:
    return _SAME if len(frozenset().union(*map(_words, entries))) <= _MANY else _WIDE


@cache
def _entries() -> tuple[Entry, ...]:
    """Every matter, and with "@" before its label every population."""
    return (*load("matters"), *(replace(e, id="@" + e.id, label="@" + e.label) for e in load("populations")))


def _whom(table: Table, heading: str) -> frozenset[str]:
    """What a heading names of the people whom all that stands under it is of: nothing where it names several."""
    whom = populations(heading)
    if len(whom) != 1:
        return frozenset()
    (name,) = whom
    return frozenset(n for n in _first(table, tuple(tokens(heading))) if n.lstrip("=@").partition(".")[0] == name)


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
