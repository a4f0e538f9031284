"""Which words are telling, and which go together, learnt from the letters themselves without any label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from ..lexicon import tokens
from ..link.candidates import LIST, SECTIONS, SUMMARY, passages, section_class
from ..link.prepared import letter, query
from ..link.terms import names, stems
from ..link.vocabulary import Vocabulary
from ..model import Report

DIMENSIONS = 64
FEWEST = 4  # sentences that a word stands in
_NEAREST = 3  # passages in which the matter of an item is taken to be spoken of
_BODY, _ITEMS = 15, 25  # passages that a letter needs, and items of its list that are looked at
_TRUST = 30  # sightings at which how often a word stands there counts as much as how rare it is
SMOOTH = 0.75  # power by which frequent contexts are damped (as in word2vec)


def vocabulary(reports: Iterable[Report], *, dimensions: int = DIMENSIONS, seed: int = 0) -> Vocabulary:
    """Weights and vectors of the words of many letters: the same letters give the same numbers."""
    several = tuple(reports)
    sentences: list[tuple[str, ...]] = []
    places: list[int] = []
    texts: list[str] = []
    listed: list[str] = []
    for report in several:
        seen: set[str] = set()
        for finding in report.findings:
            texts.append(finding.text)
            sentences.append(stems(tokens(finding.text)))
            places.append(section_class(finding.section))
        for item in report.recommendations:
            if item.text not in seen:  # a list may be printed twice
                seen.add(item.text)
                listed.append(item.text)
                texts.append(item.text)
                sentences.append(stems(tokens(item.text)))
                places.append(-1)
    counts = Counter(term for words in sentences for term in set(words))
    terms = sorted(t for t, n in counts.items() if n >= FEWEST)
    index = {t: i for i, t in enumerate(terms)}
    total = len(sentences)
    idf = np.array([np.log(total / counts[t]) for t in terms], np.float32)
    learnt = Vocabulary(
        number=index,
        idf=idf,
        vectors=_vectors(sentences, index, dimensions, seed),
        places=_places(sentences, places, index),
        telling=idf,
        labels=_labels(texts, listed),
    )
    return learnt._replace(telling=_telling(several, learnt))


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
    small: NDArray[np.int8] = np.rint(vectors * 127).astype(np.int8)
    return small


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


def _telling(reports: Sequence[Report], v: Vocabulary) -> NDArray[np.float32]:
    """How telling each word of a recommendation is: how much oftener it stands where the matter is spoken of.

    Where that is shows in what the lexicon names, letter by letter: each item of a letter's own list with the
    `_NEAREST` passages of its body that name the same. "Quality" stands everywhere, "supervision" there alone. For a
    word that no list has, how rare it is has to do.
    """
    there, anywhere, seen = np.zeros((3, len(v.number)))
    weight = np.array(list(v.labels.values()))
    label = {name: i for i, name in enumerate(v.labels)}
    for report in reports:
        body = [p for p in passages(report) if p.place not in (SUMMARY, LIST)]
        if len(body) < _BODY or not report.recommendations:
            continue
        of = letter(body, v)
        named = np.maximum.reduceat(of.named, of.first, axis=0) * weight
        size = np.sqrt(1 + named.sum(axis=1))
        ends = [*of.starts[of.first].tolist(), len(of.words)]
        words = np.zeros((len(body), len(v.number) + 1), np.bool_)
        for j in range(len(body)):
            words[j, of.words[ends[j] : ends[j + 1]]] = True
        share = words.mean(axis=0)
        for item in report.recommendations[:_ITEMS]:
            asked = query(item)
            wanted = [label[n] for n in asked.names if n in label]
            scores = named[:, wanted].sum(axis=1) / size
            best = np.argsort(-scores, kind="stable")[:_NEAREST]
            if scores[best[0]] > 0:
                known = sorted({v.number[t] for t in asked.texts[0] if t in v.number})
                there[known] += words[best][:, known].sum(axis=0)
                anywhere[known] += share[known] * len(best)
                seen[known] += len(best)
    lift = np.clip(np.log((there + 2) / (anywhere + 2)), 0.02, 3)
    trust = seen / (seen + _TRUST)
    rare = np.clip(v.idf / v.idf.max() * 2, 0, 2)
    told: NDArray[np.float32] = (trust * lift + (1 - trust) * rare).astype(np.float32)
    return told


def _labels(texts: Sequence[str], asked: Sequence[str]) -> dict[str, float]:
    """How telling each matter and population is: rare ones most, by the letters or by their lists, as is less."""
    told, wanted = Counter[str](), Counter[str]()
    for text in texts:
        told.update(names(text))
    for text in asked:
        wanted.update(names(text))
    prior = 5  # recommendations that the letters' own sentences weigh as much as
    return {
        name: float(
            min(np.log(len(texts) / n), -np.log((wanted[name] + prior * n / len(texts)) / (len(asked) + prior)))
        )
        for name, n in sorted(told.items())
    }


def as_arrays(v: Vocabulary) -> bytes:
    """The vocabulary as the bytes that the package ships: arrays alone."""
    out = BytesIO()
    np.savez_compressed(
        out,
        terms=np.frombuffer("\n".join(v.number).encode(), np.uint8),
        names=np.frombuffer("\n".join(v.labels).encode(), np.uint8),
        weights=np.array(list(v.labels.values()), np.float32),
        idf=v.idf.astype(np.float16),
        telling=v.telling.astype(np.float16),
        vectors=v.vectors,
        places=v.places.astype(np.float16),
    )
    return out.getvalue()
