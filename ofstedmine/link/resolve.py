"""Which passages of a later letter speak of a recommendation: ranked, with the sentences that tell, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..document import Span
from ..lexicon import tokens
from ..model import Evidence, Polarity, Recommendation, Report, Stance
from .candidates import LIST, Passage, Sentence
from .features import Comparison, compare, some
from .linear import Models, shipped
from .prepared import Letter, Query, query
from .recurring import pairs
from .telling import TELLING, facts, grades, odds, recurring, sentences
from .terms import stem
from .vocabulary import Vocabulary
from .vocabulary import shipped as words

if TYPE_CHECKING:
    from .vocabulary import Numbers

AT_MOST = 8  # passages that are handed out for one recommendation
LEAST = 0.1  # likelihood from which a passage is cited at all
BESIDE = 0.04  # … or given beside `ENOUGH` that are cited, for whoever reads on
ENOUGH = 3
FIRST = 0.2  # … and that the best of them must have, or the letter does not speak of the matter
RECURS = 0.36  # likelihood from which a later item is about the same matter
_HEAD = 0.35  # how much the head of a recommendation counts beside the whole
_TELLING = 0.5  # share of the best sentence's likelihood from which a neighbour is cited with it
_LONGEST = 90  # words of one piece of evidence
_SHOWN = 8  # matched words that are shown
_TELLS = 0.7  # weight from which a matched word is worth showing


class Candidate(NamedTuple):
    """One passage for one recommendation; `telling` are the numbers of the sentences to cite, next to each other."""

    passage: Passage
    score: float
    relevance: tuple[float, ...]  # how likely each of its sentences tells of the matter
    telling: tuple[int, ...]
    stance: Stance

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences to cite."""
        return tuple(self.passage.sentences[i] for i in self.telling)


class Link(NamedTuple):
    """A recommendation, the later passages that speak of it (best first), the later items about the same matter.

    `facts` are the numbers that a decision rests on, by name.
    """

    recommendation: Recommendation
    candidates: tuple[Candidate, ...]
    recurs: tuple[Recommendation, ...]
    facts: Mapping[str, float]


Rank = Callable[[Sequence[Query], Letter, Comparison, Models], "Numbers"]


def by_model(queries: Sequence[Query], later: Letter, compared: Comparison, models: Models) -> Numbers:
    """How likely each passage speaks of each recommendation (recommendation × passage, 0 to 1).

    The shipped linear model over named features, by the whole recommendation and by its head alone, joined as odds:
    what a recommendation is for may be longer than what it asks for, and draw other passages up. The default of
    `rank=`, and what a function of your own can call back to. Where no letter's body tells more of a recommendation,
    the model that knows of none is used.
    """
    import numpy as np

    model = models["rank" if any(q.told for q in queries) else "body"]
    whole, heads = (odds(model.probabilities(x, compared.names)) for x in (compared.features, compared.heads))
    out: Numbers = (1 / (1 + np.exp(-((1 - _HEAD) * whole + _HEAD * heads)))).astype(np.float32)
    return out


def resolve(
    queries: Sequence[Query],
    later: Letter,
    listed: Sequence[Recommendation],
    *,
    raised_in: Report,
    source: Report,
    rank: Rank = by_model,
    models: Models | None = None,
    vocabulary: Vocabulary | None = None,
) -> tuple[Link, ...]:
    """One link a recommendation: candidates from a likelihood of `LEAST` on; none where the best is below `FIRST`.

    `queries` are the recommendations with what their own letter says of them (`elaborate.elaborated`), `later` the
    passages of the later letter, both made ready; `listed` are the later letter's own items.
    """
    import numpy as np

    models = models or shipped()
    own = [query(r) for r in listed]
    everything = compare([*queries, *own], later, vocabulary)  # once, for both sides share their words
    compared, of_list = some(everything, slice(len(queries))), some(everything, slice(len(queries), None))
    scores = rank(queries, later, compared, models)
    told, known = [], []
    for i, asked in enumerate(queries):
        places, rows = sentences(scores[i], compared.sentences[i], later)
        likely = models["telling"].probabilities(rows, TELLING)
        told.append(dict(zip(places.tolist(), likely.tolist(), strict=True)))
        best = later.passages[int(np.argmax(scores[i]))]
        said = facts(asked, scores[i], compared.features[i], compared.names, (places, rows, likely), later)
        known.append({**said, **grades(raised_in, source, best)})
    again = np.zeros((len(queries), len(listed)), np.float32)
    if listed:
        own_scores = rank(own, later, of_list, models)
        names, features = pairs(queries, own, scores, own_scores, known, later, vocabulary)
        again = models["recurs"].probabilities(features, names)
    return tuple(
        Link(
            asked.recommendation,
            tuple(_candidates(scores[i], told[i], later)),
            tuple(r for r, p in zip(listed, again[i].tolist(), strict=True) if p >= RECURS),
            known[i] | recurring(known[i], float(again[i].max(initial=0.0))),
        )
        for i, asked in enumerate(queries)
    )


def _candidates(scores: Numbers, told: Mapping[int, float], later: Letter) -> Sequence[Candidate]:
    import numpy as np

    order = [int(j) for j in np.argsort(-scores, kind="stable")[:AT_MOST]]
    if scores[order[0]] < FIRST:
        return ()
    ends = [*later.first.tolist(), len(later.starts)]
    out = []
    for n, j in enumerate(order):
        if scores[j] < (LEAST if n < ENOUGH else BESIDE):
            break
        passage = later.passages[j]
        relevance = tuple(told[k] for k in range(ends[j], ends[j + 1]))
        telling = run(passage, relevance)
        stance = stance_of([passage.sentences[k] for k in telling], listed=passage.place == LIST)
        out.append(Candidate(passage, float(scores[j]), relevance, telling, stance))
    return out


def run(passage: Passage, relevance: Sequence[float]) -> tuple[int, ...]:
    """The sentences to cite: the most telling one, and those next to it that tell nearly as much."""
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


def stance_of(cited: Sequence[Sentence], *, listed: bool = False) -> Stance:
    """What cited sentences do for a recommendation: close it, show progress, show it open, or only its context."""
    if listed:
        return Stance.STILL_OPEN
    said = {s.polarity for s in cited}
    good = Polarity.STRENGTH in said or any(s.change == "improved" for s in cited)
    if Polarity.MIXED in said or (good and Polarity.WEAKNESS in said):
        return Stance.PROGRESS
    if Polarity.WEAKNESS in said:
        return Stance.STILL_OPEN
    return Stance.CLOSES if good else Stance.CONTEXT


def evidence(candidate: Candidate, asked: Query, source: Report) -> Evidence:
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
        matched=matched(asked, source.document.slice(span)),
        finding=finding.id if finding else None,
        span=span,
    )


def matched(asked: Query, text: str) -> tuple[str, ...]:
    """The telling words of a text that a recommendation has too, in whatever form, as the text writes them."""
    v = words()
    telling = {t for t in asked.texts[0] if t in v.number and v.telling[v.number[t]] >= _TELLS}
    found: dict[str, str] = {}
    for word in tokens(text):
        if stem(word) in telling:
            found.setdefault(stem(word), word)
    return tuple(found.values())[:_SHOWN]
