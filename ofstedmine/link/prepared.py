"""Recommendations and letters made ready to be compared: words as numbers, what each text names as marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import tokens
from ..model import Change, Polarity, Recommendation, Theme
from .candidates import LIST, Passage, Sentence
from .terms import named, names, populations, stems
from .vocabulary import Vocabulary, shipped

if TYPE_CHECKING:
    from .vocabulary import Numbers, Places

SIGNS = ("strength", "weakness", "mixed", "neutral", "improved", "declined", "back", "recalls")
_SUBJECT = 40  # characters in which a sentence has said what it is about
# an earlier inspection or what it asked for, not just an earlier time ("over the last 12 months")
_RECALLS = re.compile(r"\b(inspect|visit|ofsted|recommend|areas? (?:for|of|that)\b|judg|previously identified)", re.I)
# a recommendation's parts: "assessments and plans, so that …"
_FACET = re.compile(r"[,;:.()]|\b(?:and|or|including|particularly|especially|as well as)\b")
# what the matter is stands before what it is for
_PURPOSE = re.compile(
    r"[,;]? (?:so that|in order (?:to|that)|to ensure|to enable|to make sure|to inform|to allow|to help|to support|"
    r"which|thereby|ensuring|and that)\b"
)
_OPENING = re.compile(
    r"^(?:take (?:immediate |urgent )?(?:action|steps) to )?(?:ensure|make sure|improve|strengthen|continue to|review|"
    r"develop|increase|accelerate)(?: and \w+)?(?: (?:that|the))*\s+(?=\S)",
    re.I,
)


class Query(NamedTuple):
    """A recommendation made ready: the stems of the whole, of its head and of each facet; and what it names."""

    recommendation: Recommendation
    texts: tuple[tuple[str, ...], ...]
    names: frozenset[str]  # matters, and populations with "@" before them
    head_names: frozenset[str]
    told: Query | None = None  # what its own letter's body says of the matter, as a recommendation of its own


def query(recommendation: Recommendation) -> Query:
    """A recommendation with its head ("what") and its facets (the parts that it joins).

    >>> from ofstedmine.model import Recommendation, RecommendationKind
    >>> asked = "The quality of audits and plans, so that managers learn."
    >>> query(Recommendation("R1", asked, None, RecommendationKind.IMPROVEMENT, None, (), None)).texts[1:4]
    (('the', 'qualiti', 'of', 'audit', 'and', 'plan'), ('the', 'qualiti', 'of', 'audit'), ('plan',))
    """
    text = _OPENING.sub("", recommendation.text)
    head = _PURPOSE.split(text)[0]
    facets = [f for f in (stems(tokens(part)) for part in _FACET.split(text)) if f]
    return Query(
        recommendation,
        (stems(tokens(text)), stems(tokens(head)), *facets),
        names(text),
        names(head),
    )


def head(asked: Query) -> Query:
    """What is asked for without what it is for, as a recommendation of its own; the same where it has no purpose."""
    if asked.texts[0] == asked.texts[1] or not asked.head_names:
        return asked
    text = _PURPOSE.split(_OPENING.sub("", asked.recommendation.text))[0]
    return query(replace(asked.recommendation, text=text))


class Letter(NamedTuple):
    """The passages of one letter made ready: where each sentence's words stand in one long row of word numbers."""

    passages: tuple[Passage, ...]
    words: Places  # vocabulary numbers, sentence after sentence; each sentence has one at least
    starts: Places  # where each sentence begins in `words`
    first: Places  # number of each passage's first sentence
    named: Numbers  # sentence × name: 1 where the sentence names it
    subject: Numbers  # sentence × name: the nearer to 1, the nearer to its beginning the sentence names it
    headed: Numbers  # passage × name: 1 where the section's heading names it
    themes: Numbers  # passage × theme
    signs: Numbers  # sentence × SIGNS: what it says


def _polarity(said: Sentence, passage: Passage) -> Polarity:
    """What a sentence says; an item of a letter's list says what must improve, however well it is worded."""
    return Polarity.WEAKNESS if passage.place == LIST else said.polarity


def letter(passages: Sequence[Passage], vocabulary: Vocabulary | None = None) -> Letter:
    """Make the passages of a letter ready to be compared with any number of recommendations."""
    import numpy as np

    v = vocabulary or shipped()
    unknown = len(v.number)  # one number for every word that the letters do not know
    words: list[int] = []
    starts: list[int] = []
    first: list[int] = []
    signs: list[tuple[bool, ...]] = []  # in the order of SIGNS
    labels = {name: i for i, name in enumerate(v.labels)}
    marks: list[tuple[int, int, int]] = []
    themes = np.zeros((len(passages), len(Theme)), np.float32)
    headed = np.zeros((len(passages), len(labels)), np.float32)
    theme = {t: i for i, t in enumerate(Theme)}
    for number, passage in enumerate(passages):
        first.append(len(starts))
        if passage.section:
            headed[number, [labels["@" + n] for n in populations(passage.section) if "@" + n in labels]] = 1
        for s in passage.sentences:
            marks += [(len(starts), labels[n], at) for n, at in named(s.text).items() if n in labels]
            starts.append(len(words))
            words += sorted({v.number.get(t, unknown) for t in s.terms}) or [unknown]
            signs.append(
                (
                    *(_polarity(s, passage) is p for p in Polarity),
                    s.change is Change.IMPROVED,
                    s.change is Change.DECLINED,
                    s.refers_back,
                    s.refers_back and _RECALLS.search(s.text) is not None,
                )
            )
            if s.finding:
                themes[number, [theme[t] for t in s.finding.themes]] = 1
    matters, subject = np.zeros((2, len(starts), len(labels)), np.float32)
    if marks:
        sentence, name, at = map(np.array, zip(*marks, strict=True))
        matters[sentence, name] = 1
        subject[sentence, name] = np.exp(-at / _SUBJECT)
    return Letter(
        tuple(passages),
        np.array(words, np.intp),
        np.array(starts, np.intp),
        np.array(first, np.intp),
        matters,
        subject,
        headed,
        themes,
        np.array(signs, np.float32).reshape(-1, len(SIGNS)),
    )
