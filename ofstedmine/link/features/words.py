"""What words say of a passage being about a recommendation: the same ones, related ones, where they point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..prepared import Letter, Query
from ..vocabulary import Vocabulary

if TYPE_CHECKING:
    from ..vocabulary import Numbers

_ALIKE = 0.45  # cosine from which two words count as related
_BOTH = 0.9  # what a related word counts at most, where the word itself counts 1
_LEAST = 0.01  # stands in for nothing where something is divided by it


def by_words(queries: Sequence[Query], later: Letter, v: Vocabulary) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Recommendation × passage, and recommendation × sentence, by name."""
    import numpy as np

    rows = [text for q in queries for text in q.texts]
    local = np.array(sorted({v.number[t] for text in rows for t in text if t in v.number}), np.intp)
    column = {int(t): i for i, t in enumerate(local)}
    weights = np.zeros((len(rows), len(local)), np.float32)
    for r, text in enumerate(rows):
        known = sorted({v.number[t] for t in text if t in v.number})
        weights[r, [column[t] for t in known]] = v.telling[known]
    total = np.maximum(weights.sum(axis=1, keepdims=True), _LEAST)
    norm = np.maximum(np.sqrt((weights**2).sum(axis=1, keepdims=True)), _LEAST)
    idf = np.append(v.idf, np.float32(0)).astype(np.float32)
    vectors = np.vstack([v.vectors, np.zeros((1, v.vectors.shape[1]), np.int8)]).astype(np.float32) / 127

    # words of the letter × words of the recommendations, so that whole rows are gathered and reduced
    distinct, where = np.unique(later.words, return_inverse=True)
    near = vectors[distinct] @ vectors[local].T
    near = np.where(near >= _ALIKE, near * _BOTH, 0).astype(np.float32)
    of_word = np.full(len(v.number) + 1, -1, np.intp)
    of_word[local] = np.arange(len(local))
    sentence = np.repeat(np.arange(len(later.starts)), np.diff(np.append(later.starts, len(later.words))))
    known_words = of_word[later.words]
    met_s = np.zeros((len(later.starts), len(local)), np.float32)
    met_s[sentence[known_words >= 0], known_words[known_words >= 0]] = 1
    soft_s = np.maximum(np.maximum.reduceat(near[where], later.starts, axis=0), met_s).T
    met_s = met_s.T
    met_p = np.maximum.reduceat(met_s, later.first, axis=1)
    soft_p = np.maximum.reduceat(soft_s, later.first, axis=1)

    squares = idf[later.words] ** 2
    size_s = np.sqrt(np.maximum(np.add.reduceat(squares, later.starts), 1))
    size_p = np.sqrt(np.maximum(np.add.reduceat(squares, later.starts[later.first]), 1))
    cosine_s, cosine_p = (weights**2) @ met_s / norm / size_s, (weights**2) @ met_p / norm / size_p
    cover_s, cover_p = weights @ met_s / total, weights @ met_p / total
    near_s, near_p = weights @ soft_s / total, weights @ soft_p / total
    pointed = (vectors[later.words] * idf[later.words, None]).astype(np.float32)
    meaning_q = _unit((weights @ vectors[local]).astype(np.float32))
    meaning_s = meaning_q @ _unit(np.add.reduceat(pointed, later.starts, axis=0)).T
    meaning_p = meaning_q @ _unit(np.add.reduceat(pointed, later.starts[later.first], axis=0)).T

    begin = np.cumsum([0, *(len(q.texts) for q in queries)])[:-1]
    whole, head = begin, begin + 1
    facets = [
        np.arange(b + 2, b + len(q.texts)) if len(q.texts) > 2 else np.array([b])
        for b, q in zip(begin, queries, strict=True)
    ]

    def best(per_sentence: Numbers) -> Numbers:
        found: Numbers = np.maximum.reduceat(per_sentence, later.first, axis=1)
        return found

    count = np.diff(np.append(later.first, len(later.starts)))
    facet_best = best(near_s)
    table = {
        "cosine": cosine_p[whole],
        "cosine head": cosine_p[head],
        "cosine sentence": best(cosine_s[whole]),
        "cosine sentence head": best(cosine_s[head]),
        "cover": cover_p[whole],
        "cover head": cover_p[head],
        "cover sentence": best(cover_s[whole]),
        "cover sentence head": best(cover_s[head]),
        "soft": near_p[whole],
        "soft head": near_p[head],
        "soft sentence": best(near_s[whole]),
        "soft sentence head": best(near_s[head]),
        "meaning": meaning_p[whole],
        "meaning head": meaning_p[head],
        "meaning sentence": best(meaning_s[whole]),
        "meaning sentence head": best(meaning_s[head]),
        "density": np.add.reduceat(near_s[head], later.first, axis=1) / count,
        "density meaning": np.add.reduceat(meaning_s[head], later.first, axis=1) / count,
        "facet best": np.stack([facet_best[f].max(axis=0) for f in facets]),
        "facet mean": np.stack([facet_best[f].mean(axis=0) for f in facets]),
        "facet least": np.stack([facet_best[f].min(axis=0) for f in facets]),
        "facet passage": np.stack([near_p[f].mean(axis=0) for f in facets]),
        "facet meaning": np.stack([best(meaning_s[f]).max(axis=0) for f in facets]),
    }
    facet_s = np.stack([near_s[f].max(axis=0) for f in facets])
    return table, {
        "soft": near_s[whole],
        "soft head": near_s[head],
        "cosine": cosine_s[whole],
        "meaning head": meaning_s[head],
        "facet": facet_s,
    }


def _unit(rows: Numbers) -> Numbers:
    import numpy as np

    out: Numbers = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _LEAST)
    return out
