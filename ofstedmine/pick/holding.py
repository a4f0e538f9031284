"""How directly a sentence speaks of what is asked for."""

from __future__ import annotations

from ..lexicon import Table, tokens, word_set
from ..link.terms import families, names, populations
from ..model import Finding
from .asked import WIDE, Asked
from .reading import named, read

_ENOUGH = 0.6  # share of what is asked for that a sentence must speak of
_FORM, _ALIKE = 0.85, 0.55  # what another form of the word counts ("supervising"), and a word that is used alike
_LATE = 20  # words before the matter from which a sentence is mainly about something else
_QUALITIES = word_set("pace recording")  # "timely and well recorded" says how, not of what else


def hold(what: Asked, finding: Finding, heading: str | None) -> float:
    """How directly a sentence speaks of what is asked for, between 0 and 1.

    How much of it the sentence covers, how soon it comes to it, and of how many other matters it speaks. Whom a
    section's heading names, its sentences speak of too.
    """
    if what.theme is None:
        return _of_words(what, finding, heading)
    if what.theme not in finding.themes:
        return 0.0
    return max(_of_words(what, finding, heading), _of_theme(what, finding))


def _of_words(what: Asked, finding: Finding, heading: str | None) -> float:
    words, at = read(finding.text)
    hits = named(what.table, words)
    around = _whom(what.table, heading) if heading else frozenset()
    if not what.needed <= hits.keys() | around:
        return 0.0
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
    if not places or covered < _ENOUGH * total:
        return 0.0
    _, first = max(places, key=lambda p: (p[0], -p[1]))  # where the word that tells most stands
    return _directly(covered / total, first, _others(finding.text, what.table))


def _of_theme(what: Asked, finding: Finding) -> float:
    words, _ = read(finding.text)
    found = named(what.themes, words)
    return _directly(WIDE, min(found.values(), default=_LATE), 2 * (len(finding.themes) - 1))


def _directly(covered: float, place: int, others: int) -> float:
    """Share of what is asked for; all of it for the first word of a sentence that speaks of nothing else."""
    early = 1 - 0.5 * min(place, _LATE) / _LATE
    return covered * (0.5 + 0.5 * early) * max(1 - 0.05 * others, 0.7)


def _others(text: str, table: Table) -> int:
    """How many matters of other families a sentence names: services and documents, not people and not pace."""
    kin = families()
    own = {kin.get(entry.label, entry.label) for entry in table}
    return len({kin.get(name, name) for name in names(text) if name[0] != "@"} - own - _QUALITIES)


def _whom(table: Table, heading: str) -> frozenset[str]:
    """What a heading names of the people whom all that stands under it is of: nothing where it names several."""
    whom = populations(heading)
    if len(whom) != 1:
        return frozenset()
    (name,) = whom
    return frozenset(n for n in named(table, tuple(tokens(heading))) if n.lstrip("=@").partition(".")[0] == name)
