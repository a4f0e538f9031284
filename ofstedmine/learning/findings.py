"""Annotated sentences and unread letters → the weights by which a sentence's polarity and themes are told.

Four steps, each linear, so that one row of weights a word is all that is shipped: a first reading of the labelled
sentences; a second one learnt from what the first is sure of in the unread letters (which gives weights to words that
no label has shown); the polarity, from the words, the second reading and the sentences around; and the themes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from ..extract.classify import POLARITIES, THEMES, described, softmax, theme_labels
from ..extract.context import polarity_context, theme_context
from .labelled import NOT_A_FINDING, Label, Sentence, authority, reading_of

Table = NDArray[np.float32]

COMMON = 8  # sentences of the corpus in which a feature must stand
SURE = 0.9  # share from which the first reading is taken at its word
STRENGTHS_KEPT = 0.3  # of the sentences that the first reading is sure praise: they are too many
LAST = 0.2  # how freely the last reading follows the labels (C): it has the widest view, and few labels
SECOND = 0.5  # how much of the second reading's score stands beside the words
INNER = 6  # parts by which the first reading is made on letters that it has not seen
# a wrong "strength" is the commonest miss, as most sentences praise: what the rarer ones are given ahead
AHEAD = {"mixed": 0.2, "neutral": 0.5}
THEME_FROM = 0.24  # share from which a theme is said: where precision and recall are alike
_SHAPE = ("#", "@", "!", "^", "s!", "m!", "s@", "last:", "first:", "mid:", "%grade", "%listing")


class Data(NamedTuple):
    """The corpus as numbers: a row a sentence, a column a feature; and each label's row."""

    names: list[str]
    table: Any  # csr matrix: the corpus, then the labelled sentences that were not found in it
    sentences: list[Sentence]
    owners: NDArray[np.str_]  # authority of each row
    labels: list[Label]
    rows: NDArray[np.int64]  # the row of each label


def prepare(sentences: Sequence[Sentence], labels: Sequence[Label]) -> Data:
    """Features of every sentence, and which rows the labels are of."""
    known = [label for label in labels if label.said["polarity"] != NOT_A_FINDING]
    every = [*sentences, *(reading_of(label, sentences) for label in known if label.sentence is None)]
    told = [sorted(set(described(s.reading, s.context))) for s in every]
    count = Counter(name for names in told for name in names)
    names = sorted(name for name, n in count.items() if n >= COMMON)
    column = {name: i for i, name in enumerate(names)}
    at, ends = [], [0]
    for row in told:
        at += [column[name] for name in row if name in column]
        ends.append(len(at))
    table = sparse.csr_matrix((np.ones(len(at), np.float32), at, ends), shape=(len(every), len(names)))
    extra = iter(range(len(sentences), len(every)))
    rows = np.array([next(extra) if label.sentence is None else label.sentence for label in known], np.int64)
    owners = np.array([authority(s.letter) for s in every])
    return Data(names, table, every, owners, known, rows)


def parts_of(owners: Sequence[str], number: int) -> dict[str, int]:
    """Whole authorities put into parts of about the same size; the same ones each time."""
    sizes = [0] * number
    out = {}
    for name, count in sorted(Counter(owners).items(), key=lambda pair: (-pair[1], pair[0])):
        out[name] = sizes.index(min(sizes))
        sizes[out[name]] += count
    return out


def fit(data: Data, *, without: Collection[str] = ()) -> bytes:
    """The model as the bytes of an .npz file, learnt without the letters of some authorities."""
    kept = np.array([owner not in without for owner in data.owners])
    chosen = [i for i, row in enumerate(data.rows) if kept[row]]
    rows = data.rows[chosen]
    labels = [data.labels[i] for i in chosen]
    said = np.array([[p.value for p in POLARITIES].index(label.said["polarity"]) for label in labels])
    first = _linear(data.table[rows], said, 0.5)
    second = _second(data, kept, first)
    around = _around(data, rows, said)
    beside = second.score(data.table[rows]) * SECOND
    both = sparse.hstack([data.table[rows], sparse.csr_matrix(beside), sparse.csr_matrix(around)]).tocsr()
    last = _linear(both, said, LAST)
    width, kinds = data.table.shape[1], len(POLARITIES)
    by_words, by_second, by_place = np.split(last.weights, [width, width + kinds])
    weights = by_words + SECOND * (second.weights @ by_second)
    bias = last.bias + SECOND * (second.bias @ by_second)
    bias += np.array([AHEAD.get(p.value, 0.0) for p in POLARITIES])
    themes = _themes(data, [(row, label) for row, label in zip(rows, labels, strict=True) if "themes" in label.said])
    return _pack(
        data.names,
        np.hstack([first.weights, weights, themes.weights[:width]]),
        np.concatenate([first.bias, bias, themes.bias]),
        by_place,
        themes.weights[width:],
    )


class _Linear(NamedTuple):
    weights: NDArray[np.float64]  # a row a feature, a column an outcome
    bias: NDArray[np.float64]

    def score(self, table: Any) -> NDArray[np.float64]:
        return np.asarray(table @ self.weights + self.bias)


def _linear(table: Any, said: NDArray[np.int64], c: float) -> _Linear:
    learned = LogisticRegression(C=c, max_iter=400, tol=1e-3).fit(table, said)
    return _Linear(learned.coef_.T, learned.intercept_)


def _second(data: Data, kept: NDArray[np.bool_], first: _Linear) -> _Linear:
    """Learn anew from the unread sentences of which the first reading is sure."""
    shares = softmax(first.score(data.table).astype(np.float32))
    best, top = shares.argmax(axis=1), shares.max(axis=1)
    some = np.random.RandomState(0).rand(len(best)) < STRENGTHS_KEPT
    sure = np.flatnonzero(kept & (top > SURE) & ((best != 0) | some))
    return _linear(data.table[sure], best[sure], 0.05)


def _around(data: Data, rows: NDArray[np.int64], said: NDArray[np.int64]) -> Table:
    """What stands around each labelled sentence, by first readings that have not seen its authority's letters."""
    owners = data.owners[rows]
    part = parts_of(list(owners), INNER)
    out: list[Table | None] = [None] * len(rows)
    for number in range(INNER):
        inside = np.array([part[o] == number for o in owners])
        reader = _linear(data.table[rows[~inside]], said[~inside], 0.5)
        for i in np.flatnonzero(inside):
            lo, hi = max(rows[i] - 1, 0), min(rows[i] + 2, data.table.shape[0])
            near = data.sentences[lo:hi]
            follows = [s.context.follows and k > 0 for k, s in enumerate(near)]
            shares = softmax(reader.score(data.table[lo:hi]).astype(np.float32))
            out[i] = polarity_context(shares, [s.reading for s in near], follows)[rows[i] - lo]
    return np.array(out, np.float32)


def _themes(data: Data, known: Sequence[tuple[int, Label]]) -> _Linear:
    """One yes-or-no reading a theme, by the words, the lexicon, and what paragraph and heading are about."""
    rows = [row for row, _ in known]
    words = sparse.diags([0.0 if name.startswith(_SHAPE) else 1.0 for name in data.names])
    table = sparse.hstack([data.table[rows] @ words, sparse.csr_matrix(_themes_around(data, rows))]).tocsr()
    weights, bias = [], []
    for theme in THEMES:
        learned = _linear(table, np.array([int(theme.value in label.said["themes"]) for _, label in known]), 1.0)
        weights.append(learned.weights[:, 0])
        bias.append(learned.bias[0] - np.log(THEME_FROM / (1 - THEME_FROM)))
    return _Linear(np.array(weights).T, np.array(bias))


def _themes_around(data: Data, rows: Sequence[int]) -> Table:
    out = []
    for row in rows:
        lo = hi = row
        while data.sentences[lo].context.follows:
            lo -= 1
        while hi + 1 < len(data.sentences) and data.sentences[hi + 1].context.follows:
            hi += 1
        near = data.sentences[lo : hi + 1]
        told = [s.reading for s in near]
        own, heading = theme_labels(told, [s.context for s in near])
        out.append(theme_context(own, heading, told, [s.context.follows for s in near])[row - lo])
    return np.array(out, np.float32)


def _pack(
    names: list[str],
    weights: NDArray[np.float64],
    bias: NDArray[np.float64],
    polarity_around: NDArray[np.float64],
    themes_around: NDArray[np.float64],
) -> bytes:
    """Weights as small whole numbers, a scale a column; features that weigh nothing are left out."""
    scale = np.abs(weights).max(axis=0) / 127
    small = np.round(weights / scale).astype(np.int8)
    telling = np.flatnonzero(np.abs(small).max(axis=1) > 1)
    out = BytesIO()
    np.savez_compressed(
        out,
        names=np.frombuffer("\n".join(names[i] for i in telling).encode(), np.uint8),
        weights=small[telling],
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
        polarity_around=polarity_around.astype(np.float32),
        themes_around=themes_around.astype(np.float32),
    )
    return out.getvalue()
