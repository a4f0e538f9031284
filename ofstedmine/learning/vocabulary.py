"""Which words are telling, and which go together, learnt from the letters themselves without any label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from ..lexicon import tokens
from ..link.candidates import SECTIONS, section_class
from ..link.terms import names, stems
from ..link.vocabulary import Vocabulary
from ..model import Report

DIMENSIONS = 64
FEWEST = 4  # sentences that a word stands in
SMOOTH = 0.75  # power by which frequent contexts are damped (as in word2vec)


def vocabulary(reports: Iterable[Report], *, dimensions: int = DIMENSIONS, seed: int = 0) -> Vocabulary:
    """Weights and vectors of the words of many letters: the same letters give the same numbers."""
    sentences: list[tuple[str, ...]] = []
    places: list[int] = []
    texts: list[str] = []
    asked: list[tuple[str, ...]] = []
    for report in reports:
        seen: set[str] = set()
        for finding in report.findings:
            texts.append(finding.text)
            sentences.append(stems(tokens(finding.text)))
            places.append(section_class(finding.section))
        for item in report.recommendations:
            if item.text not in seen:  # a list may be printed twice
                seen.add(item.text)
                asked.append(stems(tokens(item.text)))
                texts.append(item.text)
                sentences.append(stems(tokens(item.text)))
                places.append(-1)
    counts = Counter(term for words in sentences for term in set(words))
    terms = sorted(t for t, n in counts.items() if n >= FEWEST)
    index = {t: i for i, t in enumerate(terms)}
    total = len(sentences)
    idf = np.array([np.log(total / counts[t]) for t in terms], np.float32)
    return Vocabulary(
        index=index,
        idf=idf,
        vectors=_vectors(sentences, index, dimensions, seed),
        places=_places(sentences, places, index),
        asked=_asked(asked, index, idf),
        labels=_labels(texts),
    )


def _vectors(sentences: Sequence[Sequence[str]], index: dict[str, int], dimensions: int, seed: int) -> NDArray[np.int8]:
    """Words that stand in the same sentences get like directions: positive pointwise information, made small."""
    rows, columns = [], []
    for number, words in enumerate(sentences):
        known = {index[w] for w in words if w in index}
        rows += [number] * len(known)
        columns += sorted(known)
    seen = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (len(sentences), len(index)))
    together = (seen.T @ seen).tocoo()
    alone = np.asarray(seen.sum(axis=0)).ravel()
    damped = alone**SMOOTH
    expected = alone[together.row] * damped[together.col] / damped.sum()
    information = np.log(together.data / expected) - np.log(1.0)
    keep = (information > 0) & (together.row != together.col)
    table = sparse.csr_matrix((information[keep], (together.row[keep], together.col[keep])), together.shape)
    left, strength, _ = randomized_svd(table, dimensions, random_state=seed, n_iter=6)
    vectors = left * np.sqrt(strength)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.rint(vectors * 127).astype(np.int8)


def _places(sentences: Sequence[Sequence[str]], places: Sequence[int], index: dict[str, int]) -> NDArray[np.float32]:
    """How much each word tells of the section that it stands in: one column a class of section."""
    counts = np.full((len(index), len(SECTIONS)), 0.0)
    for words, place in zip(sentences, places, strict=True):
        if place > 0:  # the summary speaks of everything
            for word in {index[w] for w in words if w in index}:
                counts[word, place] += 1
    share = np.maximum(counts.sum(axis=0) / counts.sum(), 1e-9)
    smoothed = (counts + 5 * share) / (counts.sum(axis=1, keepdims=True) + 5)
    told: NDArray[np.float32] = np.where(share > 1e-6, np.log(smoothed / share), 0).astype(np.float32)
    return told


def _asked(asked: Sequence[Sequence[str]], index: dict[str, int], idf: NDArray[np.float32]) -> NDArray[np.float32]:
    """How telling each word is in a recommendation: "quality" and "ensure" stand in most, and say nothing there."""
    counts = Counter(index[w] for words in asked for w in set(words) if w in index)
    prior = 8  # recommendations that the letters' own sentences weigh as much as
    share = np.exp(-idf)
    seen = np.array([counts.get(i, 0) for i in range(len(index))], np.float32)
    told: NDArray[np.float32] = -np.log((seen + prior * share) / (len(asked) + prior))
    return told


def _labels(texts: Sequence[str]) -> dict[str, float]:
    """How telling each matter and population is: rare ones most."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(names(text))
    return {name: float(np.log(len(texts) / n)) for name, n in sorted(counts.items())}
