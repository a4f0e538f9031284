"""Which passages of a later letter speak of a recommendation: ranked, with the sentences that tell, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..document import Span
from ..lexicon import tokens
from ..model import Evidence, Polarity, Recommendation, Report, Stance
from . import linear
from .candidates import LIST, Passage, Sentence
from .features import NAMES, Letter, Query, compare, letter, query
from .terms import stem
from .vocabulary import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

AT_MOST = 8  # passages that are handed out for one recommendation
LEAST = 0.15  # likelihood from which a passage is cited at all
FIRST = 0.3  # … and that the best of them must have, or the letter does not speak of the matter
RECURS = 0.5
_TELLING = 0.6  # share of the best sentence's relevance from which another belongs to it
_LONGEST = 90  # words of one piece of evidence
_SHOWN = 8  # matched words that are shown
_TELLS = 1.8  # weight from which a matched word is worth showing


class Ranking(NamedTuple):
    """How likely each passage speaks of each recommendation, and how much of it each sentence speaks of."""

    passages: Numbers  # recommendation × passage, 0 to 1
    sentences: Numbers  # recommendation × sentence, 0 to 1


class Candidate(NamedTuple):
    """One passage for one recommendation; `telling` are the numbers of the sentences to cite, next to each other."""

    passage: Passage
    score: float
    relevance: tuple[float, ...]  # of each sentence
    telling: tuple[int, ...]
    stance: Stance

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences to cite."""
        return tuple(self.passage.sentences[i] for i in self.telling)


class Link(NamedTuple):
    """A recommendation, the later passages that speak of it (best first), and the later items about the same matter."""

    recommendation: Recommendation
    candidates: tuple[Candidate, ...]
    recurs: tuple[Recommendation, ...]


def by_model(recommendations: Sequence[Recommendation], passages: Sequence[Passage]) -> Ranking:
    """Rank by the shipped linear model: the default of `rank=`, and what a function of your own can call back to."""
    later = letter(passages)
    compared = compare([query(r) for r in recommendations], later)
    likely = linear.shipped("rank").probabilities(compared.features, NAMES)
    return Ranking(likely, compared.sentences.mean(axis=2))


def resolve(
    recommendations: Sequence[Recommendation],
    passages: Sequence[Passage],
    listed: Sequence[Recommendation],
    ranking: Ranking,
) -> tuple[Link, ...]:
    """One link a recommendation: candidates from a likelihood of `LEAST` on, or none where the best is below `FIRST`."""
    import numpy as np

    starts = np.cumsum([0, *(len(p.sentences) for p in passages)])
    out = []
    again = recurrences(recommendations, listed)
    for i, recommendation in enumerate(recommendations):
        scores = ranking.passages[i]
        order = [int(j) for j in np.argsort(-scores, kind="stable")[:AT_MOST] if scores[j] >= LEAST]
        if not order or scores[order[0]] < FIRST:
            order = []
        chosen = []
        for j in order:
            relevance = tuple(ranking.sentences[i, starts[j] : starts[j + 1]].tolist())
            telling = run(passages[j], relevance)
            stance = stance_of([passages[j].sentences[k] for k in telling], listed=passages[j].place == LIST)
            chosen.append(Candidate(passages[j], float(scores[j]), relevance, telling, stance))
        out.append(Link(recommendation, tuple(chosen), again[i]))
    return tuple(out)


def run(passage: Passage, relevance: Sequence[float]) -> tuple[int, ...]:
    """The sentences to cite: the most relevant one, and those next to it that are nearly as relevant."""
    best = max(range(len(relevance)), key=lambda k: (relevance[k], -k))
    first = last = best
    least = _TELLING * relevance[best]
    words = len(passage.sentences[best].text.split())
    grown = True
    while grown:
        grown = False
        for k in (last + 1, first - 1):
            if not 0 <= k < len(relevance) or relevance[k] < least:
                continue
            more = len(passage.sentences[k].text.split())
            if words + more <= _LONGEST:
                words += more
                first, last, grown = min(first, k), max(last, k), True
    return tuple(range(first, last + 1))


def stance_of(sentences: Sequence[Sentence], *, listed: bool = False) -> Stance:
    """What cited sentences do for a recommendation: close it, show progress, show it open, or only its context."""
    if listed:
        return Stance.STILL_OPEN
    said = {s.polarity for s in sentences}
    good = Polarity.STRENGTH in said or any(s.change == "improved" for s in sentences)
    if Polarity.MIXED in said or (good and Polarity.WEAKNESS in said):
        return Stance.PROGRESS
    if Polarity.WEAKNESS in said:
        return Stance.STILL_OPEN
    return Stance.CLOSES if good else Stance.CONTEXT


def recurrences(
    recommendations: Sequence[Recommendation], listed: Sequence[Recommendation]
) -> tuple[tuple[Recommendation, ...], ...]:
    """For each earlier recommendation the later letter's own that are about the same matter."""
    return ((),) * len(recommendations)


def evidence(candidate: Candidate, recommendation: Query, source: Report) -> Evidence:
    """A candidate as it is handed out: a slice of the letter with its place and the words that matched."""
    cited = candidate.sentences
    span = Span(cited[0].span.start, cited[-1].span.end)
    best = max(candidate.telling, key=lambda k: candidate.relevance[k])
    finding = candidate.passage.sentences[best].finding
    return Evidence(
        text=source.document.slice(span),
        stance=candidate.stance,
        score=round(candidate.score, 4),
        paragraph=candidate.passage.paragraph,
        page=source.document.page_of(span.start),
        source=source,
        section=candidate.passage.section,
        matched=matched(recommendation, source.document.slice(span)),
        finding=finding.id if finding else None,
        span=span,
    )


def matched(recommendation: Query, text: str) -> tuple[str, ...]:
    """The telling words of a text that a recommendation has too, in whatever form, as the text writes them."""
    v = shipped()
    asked = {t for t in recommendation.texts[0] if v.idf[v.index[t]] >= _TELLS} if v.index else set()
    found: dict[str, str] = {}
    for word in tokens(text):
        if stem(word) in asked:
            found.setdefault(stem(word), word)
    return tuple(found.values())[:_SHOWN]


__all__ = ["Candidate", "Letter", "Link", "Ranking", "by_model", "evidence", "matched", "recurrences", "resolve"]
