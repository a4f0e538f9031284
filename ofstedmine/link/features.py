"""What speaks for a passage being about a recommendation: named numbers, all passages of a letter at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import tokens
from ..model import Change, Polarity, Recommendation
from .candidates import LIST, SECTIONS, SUMMARY, Passage
from .terms import matters, populations, stems
from .vocabulary import Vocabulary, shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

# a recommendation's parts: "assessments and plans, so that …"
_FACET = re.compile(r"[,;:.()]|\b(?:and|or|including|particularly|especially|as well as)\b")
# what the matter is stands before what it is for
_PURPOSE = re.compile(
    r"[,;]? \b(?:so that|in order to|to ensure|to enable|to make sure|to inform|to allow|to help|thereby|ensuring)\b"
)
_OPENING = re.compile(
    r"^(?:ensure|make sure|improve|strengthen|continue to|take (?:immediate )?(?:action|steps) to|review|develop)"
    r"(?: and \w+)?(?: (?:that|the))*\s+(?=\S)",
    re.I,
)
_ALIKE = 0.45  # cosine from which two words count as related
_BOTH = 0.9  # what a related word counts at most, where the word itself counts 1
_RARE = 2.0  # weight from which a word tells of a matter
BARE = 0.01


class Query(NamedTuple):
    """A recommendation made ready: whole, head and facets as stems with weights, and what it names."""

    recommendation: Recommendation
    texts: tuple[tuple[str, ...], ...]  # stems of the whole, of the head, and of each facet
    matters: frozenset[str]
    head_matters: frozenset[str]
    populations: frozenset[str]


def query(recommendation: Recommendation) -> Query:
    """A recommendation with its head ("what") and its facets (the parts that it joins)."""
    text = _OPENING.sub("", recommendation.text)
    head = _PURPOSE.split(text)[0]
    facets = [f for f in (stems(tokens(part)) for part in _FACET.split(text)) if f]
    return Query(
        recommendation,
        (stems(tokens(text)), stems(tokens(head)), *facets),
        matters(text),
        matters(head),
        populations(text),
    )


class Letter(NamedTuple):
    """The passages of one letter made ready: where each sentence's words stand in one long row of word numbers."""

    passages: tuple[Passage, ...]
    words: NDArray[np.intp]  # vocabulary numbers, sentence after sentence; each sentence has one at least
    starts: NDArray[np.intp]  # where each sentence begins in `words`
    first: NDArray[np.intp]  # number of each passage's first sentence
    matters: tuple[frozenset[str], ...]  # of each passage
    populations: tuple[frozenset[str], ...]
    signs: Numbers  # one row a sentence: what it says (SIGNS)


SIGNS = ("strength", "weakness", "mixed", "neutral", "improved", "declined", "back")


def letter(passages: Sequence[Passage], vocabulary: Vocabulary | None = None) -> Letter:
    """Make the passages of a letter ready to be compared with any number of recommendations."""
    import numpy as np

    index = (vocabulary or shipped()).index
    unknown = len(index)  # one number for every word that the letters do not know
    words: list[int] = []
    starts: list[int] = []
    first: list[int] = []
    signs: list[tuple[bool, ...]] = []
    for passage in passages:
        first.append(len(starts))
        for s in passage.sentences:
            starts.append(len(words))
            words += sorted({index.get(t, unknown) for t in s.terms}) or [unknown]
            signs.append((*(s.polarity is p for p in Polarity), s.change is Change.IMPROVED,
                          s.change is Change.DECLINED, s.refers_back))  # fmt: skip
    return Letter(
        tuple(passages),
        np.array(words, np.intp),
        np.array(starts, np.intp),
        np.array(first, np.intp),
        tuple(matters(p.text) for p in passages),
        tuple(populations(p.text) for p in passages),
        np.array(signs, np.float32).reshape(-1, len(SIGNS)),
    )


class Comparison(NamedTuple):
    """Every recommendation against every passage: `features` (recommendation × passage × name) and sentences' scores."""

    features: Numbers
    sentences: Numbers  # recommendation × sentence: how much of the recommendation each sentence speaks of
    hard: Numbers  # the same, by equal words alone


def compare(queries: Sequence[Query], later: Letter, vocabulary: Vocabulary | None = None) -> Comparison:
    """Features of each pair of recommendation and passage, in the order of `names()`."""
    import numpy as np

    v = vocabulary or shipped()
    known = len(v.index)
    rows = [(q, text) for q, one in enumerate(queries) for text in one.texts]
    local = sorted({v.index[t] for _, text in rows for t in text if t in v.index})
    column = {t: i for i, t in enumerate(local)}
    weights = np.zeros((len(rows), len(local)), np.float32)
    for r, (_, text) in enumerate(rows):
        for t in set(text):
            if t in v.index:
                weights[r, column[v.index[t]]] = v.idf[v.index[t]]
    total = np.maximum(weights.sum(axis=1), BARE)
    norm = np.maximum(np.sqrt((weights**2).sum(axis=1)), BARE)

    idf = np.append(v.idf, np.float32(0))
    vectors = np.vstack([v.vectors, np.zeros((1, v.vectors.shape[1]), np.int8)]).astype(np.float32) / 127
    met = np.equal.outer(np.array(local, np.intp), later.words).astype(np.float32)
    near = vectors[local] @ vectors[later.words].T
    near = np.where(near >= _ALIKE, near * _BOTH, 0)
    soft_words = np.maximum(near, met)
    hard_s = np.maximum.reduceat(met, later.starts, axis=1)  # words of recommendations × sentences
    soft_s = np.maximum.reduceat(soft_words, later.starts, axis=1)
    hard_p = np.maximum.reduceat(hard_s, later.first, axis=1)
    soft_p = np.maximum.reduceat(soft_s, later.first, axis=1)
    squared = np.sqrt(np.maximum(np.add.reduceat(idf[later.words] ** 2, later.starts), 1))
    passage_words = np.add.reduceat(idf[later.words] ** 2, later.starts[later.first])
    passage_norm = np.sqrt(np.maximum(passage_words, 1))

    cover_hs = weights @ hard_s / total[:, None]
    cover_ss = weights @ soft_s / total[:, None]
    cover_hp = weights @ hard_p / total[:, None]
    cover_sp = weights @ soft_p / total[:, None]
    cosine_s = (weights**2) @ hard_s / norm[:, None] / squared
    cosine_p = (weights**2) @ hard_p / norm[:, None] / passage_norm

    # meaning of whole texts: the mean direction of their words
    mean_p = np.add.reduceat(vectors[later.words] * idf[later.words, None], later.starts[later.first], axis=0)
    mean_p /= np.maximum(np.linalg.norm(mean_p, axis=1, keepdims=True), BARE)
    mean_s = np.add.reduceat(vectors[later.words] * idf[later.words, None], later.starts, axis=0)
    mean_s /= np.maximum(np.linalg.norm(mean_s, axis=1, keepdims=True), BARE)
    mean_q = weights @ vectors[local]
    mean_q /= np.maximum(np.linalg.norm(mean_q, axis=1, keepdims=True), BARE)
    meaning_p, meaning_s = mean_q @ mean_p.T, mean_q @ mean_s.T

    owner = np.array([q for q, _ in rows], np.intp)
    first_row = np.searchsorted(owner, np.arange(len(queries)))
    whole, head = first_row, first_row + 1
    best = lambda table: np.maximum.reduceat(table, later.first, axis=1)  # noqa: E731 (sentences → passages)
    facet_p, facet_s = cover_sp, best(cover_ss)
    facets = [np.arange(f + 2, f + len(q.texts)) if len(q.texts) > 2 else np.array([f])
              for f, q in zip(first_row, queries, strict=True)]  # fmt: skip
    told = np.zeros((len(queries), len(SECTIONS)), np.float32)
    for q, one in enumerate(queries):
        for t in set(one.texts[1] or one.texts[0]):
            if t in v.index:
                told[q, : v.places.shape[1]] += v.places[v.index[t]] * 0.5
    places = np.array([p.place for p in later.passages], np.intp)
    told[:, SUMMARY] = told[:, LIST] = 0
    told[:, 1:LIST] -= told[:, 1:LIST].max(axis=1, keepdims=True)

    table: dict[str, Numbers] = {
        "cosine": cosine_p[whole],
        "cosine head": cosine_p[head],
        "cosine sentence": best(cosine_s)[whole],
        "cosine sentence head": best(cosine_s)[head],
        "cover": cover_hp[whole],
        "cover head": cover_hp[head],
        "cover sentence": best(cover_hs)[whole],
        "cover sentence head": best(cover_hs)[head],
        "soft": cover_sp[whole],
        "soft head": cover_sp[head],
        "soft sentence": best(cover_ss)[whole],
        "soft sentence head": best(cover_ss)[head],
        "meaning": meaning_p[whole],
        "meaning head": meaning_p[head],
        "meaning sentence": best(meaning_s)[whole],
        "meaning sentence head": best(meaning_s)[head],
        "facet best": np.stack([facet_s[f].max(axis=0) for f in facets]),
        "facet mean": np.stack([facet_s[f].mean(axis=0) for f in facets]),
        "facet least": np.stack([facet_s[f].min(axis=0) for f in facets]),
        "facet passage": np.stack([facet_p[f].mean(axis=0) for f in facets]),
        "facet meaning": np.stack([meaning_s[f].max(axis=0) for f in facets])
        if not len(later.passages) else np.stack([best(meaning_s[f]).max(axis=0) for f in facets]),
        "section told": told[:, places],
    }  # fmt: skip
    named = _named(queries, later, v)
    table |= {name: named[:, :, i] for i, name in enumerate(NAMED)}
    for name in RANKED:
        values = table[name]
        top = values.max(axis=1, keepdims=True)
        table[f"{name} from top"] = values - top
        table[f"{name} place"] = np.log1p(np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable"))
    signs = np.add.reduceat(later.signs, later.first, axis=0)
    count = np.diff(np.append(later.first, len(later.starts)))[:, None]
    shares = signs / count
    for i, name in enumerate(SIGNS):
        table[name] = np.broadcast_to(shares[:, i], (len(queries), len(places)))
    table["sentences"] = np.broadcast_to(count[:, 0], (len(queries), len(places)))
    table["order"] = np.broadcast_to(np.array([p.order for p in later.passages]), (len(queries), len(places)))
    for i, name in enumerate(SECTIONS):
        table[f"in {name}"] = np.broadcast_to(places == i, (len(queries), len(places)))
    table["facets"] = np.broadcast_to(
        np.array([[len(q.texts) - 2] for q in queries], np.float32), (len(queries), len(places))
    )
    table["length"] = np.broadcast_to(
        np.array([[len(q.texts[0])] for q in queries], np.float32), (len(queries), len(places))
    )
    assert known >= 0
    stacked = np.stack([np.asarray(table[name], np.float32) for name in table], axis=2)
    NAMES[:] = list(table)
    sentence = np.stack([cover_ss[whole], cover_ss[head], cosine_s[whole], meaning_s[head]], axis=2)
    return Comparison(stacked, sentence, cover_hs[whole])


NAMES: list[str] = []
RANKED = ("cosine", "cosine head", "soft head", "soft sentence head", "meaning head", "meaning sentence head",
          "facet mean", "matters", "matters rarest", "cosine sentence head")  # fmt: skip
NAMED = (
    "matters", "matters head", "matters rarest", "matters missing", "matters jaccard",
    "whom", "whom missing", "whom other", "whom heading", "themes",
)  # fmt: skip


def _named(queries: Sequence[Query], later: Letter, v: Vocabulary) -> Numbers:
    """What recommendation and passage both name, by the lexicon: matters, populations and themes."""
    import numpy as np

    out = np.zeros((len(queries), len(later.passages), len(NAMED)), np.float32)
    weight = v.labels
    cost = lambda names, mark="": sum(weight.get(mark + n, 3.0) for n in names)  # noqa: E731
    headings = {p.section: populations(p.section) if p.section else frozenset() for p in later.passages}
    for i, q in enumerate(queries):
        all_m, all_h = max(cost(q.matters), BARE), max(cost(q.head_matters), BARE)
        all_w = max(cost(q.populations, "@"), BARE)
        wanted = set(q.recommendation.themes)
        for j, p in enumerate(later.passages):
            shared = q.matters & later.matters[j]
            shared_h = q.head_matters & later.matters[j]
            whom = q.populations & later.populations[j]
            heading = headings[p.section]
            missing = q.head_matters - later.matters[j]
            themes = {t for s in p.sentences if s.finding for t in s.finding.themes}
            union = q.matters | later.matters[j]
            out[i, j] = (
                cost(shared) / all_m,
                cost(shared_h) / all_h,
                max((weight.get(n, 3.0) for n in shared_h), default=0.0),
                max((weight.get(n, 3.0) for n in missing), default=0.0),
                cost(shared) / max(cost(union), BARE),
                cost(whom, "@") / all_w,
                max((weight.get("@" + n, 3.0) for n in q.populations - later.populations[j] - heading), default=0.0),
                cost(later.populations[j] - q.populations, "@"),
                cost(q.populations & heading, "@") / all_w,
                len(wanted & themes) / max(len(wanted), 1),
            )
    return out
