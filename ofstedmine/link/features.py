"""What speaks for a passage being about a recommendation: named numbers, all passages of a letter at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .candidates import LIST, SECTIONS, SUMMARY
from .prepared import SIGNS, Letter, Query, head
from .terms import families
from .vocabulary import Vocabulary, shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

_ALIKE = 0.45  # cosine from which two words count as related
_BOTH = 0.9  # what a related word counts at most, where the word itself counts 1
_LEAST = 0.01  # stands in for nothing where something is divided by it
RANKED = (
    "cosine head",
    "soft head",
    "soft sentence head",
    "meaning head",
    "meaning sentence head",
    "facet mean",
    "named",
    "named rarest",
    "named sentence",
    "subject",
    "subject density",
    "density",
)


# compared with what the earlier letter's body says of the matter too
TOLD = (
    "cosine",
    "cosine sentence",
    "cosine head from top",
    "soft",
    "soft head rank",
    "meaning",
    "meaning sentence",
    "meaning head rank",
    "named",
    "named alike",
    "named rank",
    "kin alike",
)


class Comparison(NamedTuple):
    """Every recommendation against every passage and sentence of a letter, in the order of `names`."""

    names: tuple[str, ...]
    features: Numbers  # recommendation × passage × name
    heads: Numbers  # the same, of what each recommendation asks for without what it is for
    sentences: Numbers  # recommendation × sentence × SENTENCE


def some(compared: Comparison, those: slice) -> Comparison:
    """The part of a comparison that is of some of its recommendations."""
    return compared._replace(
        features=compared.features[those], heads=compared.heads[those], sentences=compared.sentences[those]
    )


SENTENCE = ("soft", "soft head", "cosine", "meaning head", "named", "facet", "subject")


def compare(queries: Sequence[Query], later: Letter, vocabulary: Vocabulary | None = None) -> Comparison:
    """Features of each pair of recommendation and passage; cost grows with their number, times a constant."""
    import numpy as np

    asked = len(queries)
    body = [q.told for q in queries if q.told]
    names, features, sentences = _compared([*queries, *map(head, queries), *body], later, vocabulary or shipped())
    whole, heads = features[:asked], features[asked : 2 * asked]
    # where the earlier letter's body says nothing of the matter, the item has to speak for itself
    spoken = np.cumsum([q.told is not None for q in queries]) - 1
    more = np.stack([features[2 * asked + spoken[i]] if q.told else whole[i] for i, q in enumerate(queries)])[
        :, :, [names.index(name) for name in TOLD]
    ]
    return Comparison(
        (*names, *(f"told {name}" for name in TOLD)),
        np.concatenate([whole, more], axis=2),
        np.concatenate([heads, more], axis=2),
        sentences[:asked],
    )


def _compared(queries: Sequence[Query], later: Letter, v: Vocabulary) -> tuple[tuple[str, ...], Numbers, Numbers]:
    import numpy as np

    by_word, by_sentence = _words(queries, later, v)
    by_name, of_sentence = _names(queries, later, v)
    table = by_word | by_name | _place(queries, later, v)
    for name in RANKED:
        values = table[name]
        order = np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable")
        table[f"{name} from top"] = values - values.max(axis=1, keepdims=True)
        table[f"{name} rank"] = np.log1p(order)
    shape = (len(queries), len(later.passages))
    features = np.stack([np.broadcast_to(value, shape).astype(np.float32) for value in table.values()], axis=2)
    by_sentence |= of_sentence
    sentences = np.stack([by_sentence[name] for name in SENTENCE], axis=2)
    return tuple(table), features, sentences


def _words(queries: Sequence[Query], later: Letter, v: Vocabulary) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """What words say: the same ones, related ones, and the direction in which they point together."""
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


def _names(queries: Sequence[Query], later: Letter, v: Vocabulary) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """What recommendation and passage both name, by the lexicon: matters, populations and themes."""
    import numpy as np

    labels = {name: i for i, name in enumerate(v.labels)}
    weight = np.array(list(v.labels.values()), np.float32)
    matter = np.array([not name.startswith("@") for name in labels])
    asked = np.zeros((len(queries), len(labels)), np.float32)
    asked_head = np.zeros_like(asked)
    wanted = np.zeros((len(queries), later.themes.shape[1]), np.float32)
    order = {t: i for i, t in enumerate(_themes())}
    for i, q in enumerate(queries):
        asked[i, [labels[n] for n in q.names if n in labels]] = 1
        asked_head[i, [labels[n] for n in q.head_names if n in labels]] = 1
        wanted[i, [order[t] for t in q.recommendation.themes]] = 1
    m_weight, p_weight = weight * matter, weight * ~matter
    passage = np.maximum.reduceat(later.named, later.first, axis=0)
    around = np.maximum(passage, later.headed)
    cost = asked @ m_weight
    cost_head = asked_head @ m_weight
    whom = asked @ p_weight
    least = np.maximum
    count = np.diff(np.append(later.first, len(later.starts)))
    shared = (asked * m_weight) @ passage.T
    shared_head = (asked_head * m_weight) @ passage.T
    rarest = (asked_head * m_weight).max(axis=1, keepdims=True)
    first = (asked_head * m_weight) == rarest  # the matter that tells most of what is asked
    per_sentence = (asked_head * m_weight) @ later.named.T / least(cost_head, _LEAST)[:, None]
    whom_sentence = (asked * p_weight) @ later.named.T / least(whom, _LEAST)[:, None]
    both = np.maximum.reduceat(per_sentence + 0.5 * whom_sentence, later.first, axis=1)
    named_once = (asked_head * m_weight)[:, None, :] * passage[None, :, :]
    missing = (asked_head * m_weight)[:, None, :] * (1 - passage)[None, :, :]
    absent = (asked * p_weight)[:, None, :] * (1 - around)[None, :, :]
    subject_sentence = (asked_head * m_weight) @ later.subject.T / least(cost_head, _LEAST)[:, None]
    subject = np.maximum.reduceat(later.subject, later.first, axis=0)
    kin = _kin(labels)
    kin_weight = np.array([w.min() if (w := weight[row > 0]).size else 0 for row in kin.T], np.float32)
    kin_asked, kin_passage = np.minimum(asked_head @ kin, 1), np.minimum(passage @ kin, 1)
    kin_sentence = np.minimum(later.named @ kin, 1)
    kin_cost = least(kin_asked @ kin_weight, _LEAST)
    kin_shared = (kin_asked * kin_weight) @ kin_passage.T
    table = {
        "kin": kin_shared / kin_cost[:, None],
        "kin rarest": ((kin_asked * kin_weight)[:, None, :] * kin_passage[None, :, :]).max(axis=2),
        "kin missing": ((kin_asked * kin_weight)[:, None, :] * (1 - kin_passage)[None, :, :]).max(axis=2),
        "kin alike": kin_shared / least(kin_cost[:, None] + (kin_passage @ kin_weight)[None, :] - kin_shared, _LEAST),
        "kin sentence": np.maximum.reduceat(
            (kin_asked * kin_weight) @ kin_sentence.T / kin_cost[:, None], later.first, axis=1
        ),
        "named": shared / least(cost, _LEAST)[:, None],
        "named head": shared_head / least(cost_head, _LEAST)[:, None],
        "named rarest": named_once.max(axis=2),
        "named first": ((first & (asked_head > 0))[:, None, :] * passage[None, :, :]).max(axis=2),
        "named missing": missing.max(axis=2),
        "subject": np.maximum.reduceat(subject_sentence, later.first, axis=1),
        "subject density": np.add.reduceat(subject_sentence, later.first, axis=1) / count,
        "subject first": ((first & (asked_head > 0))[:, None, :] * subject[None, :, :]).max(axis=2),
        "subject of first": subject_sentence[:, later.first],
        "named alike": shared / least(cost[:, None] + (passage @ m_weight)[None, :] - shared, _LEAST),
        "named sentence": both,
        "named density": np.add.reduceat(per_sentence, later.first, axis=1) / count,
        "whom": (asked * p_weight) @ passage.T / least(whom, _LEAST)[:, None],
        "whom missing": absent.max(axis=2),
        "whom other": ((1 - asked) * p_weight) @ passage.T,
        "whom heading": (asked * p_weight) @ later.headed.T / least(whom, _LEAST)[:, None],
        "themes": wanted @ later.themes.T / least(wanted.sum(axis=1, keepdims=True), 1),
    }
    return table, {"named": per_sentence, "subject": subject_sentence}


def _kin(labels: Mapping[str, int]) -> Numbers:
    """Name × family: 1 where the name is of the family."""
    import numpy as np

    of = families()
    order = {name: i for i, name in enumerate(sorted(set(of.values())))}
    out = np.zeros((len(labels), len(order)), np.float32)
    for name, i in labels.items():
        if name in of:
            out[i, order[of[name]]] = 1
    return out


def _themes() -> Sequence[object]:
    from ..model import Theme

    return tuple(Theme)


def _place(queries: Sequence[Query], later: Letter, v: Vocabulary) -> dict[str, Numbers]:
    """Where a passage stands and what it says, whatever is asked; and in which section the asked words are at home."""
    import numpy as np

    home = np.zeros((len(queries), len(SECTIONS)), np.float32)
    for i, q in enumerate(queries):
        known = sorted({v.number[t] for t in (q.texts[1] or q.texts[0]) if t in v.number})
        home[i, : v.places.shape[1]] = v.places[known].sum(axis=0) * 0.5
    home[:, SUMMARY] = home[:, LIST] = 0
    home[:, 1:LIST] -= home[:, 1:LIST].max(axis=1, keepdims=True)
    places = np.array([p.place for p in later.passages], np.intp)
    count = np.diff(np.append(later.first, len(later.starts)))
    signs = (np.add.reduceat(later.signs, later.first, axis=0) / count[:, None]).astype(np.float32)
    table: dict[str, Numbers] = {"home": home[:, places]}
    table |= {f"says {name}": signs[None, :, i] for i, name in enumerate(SIGNS)}
    table["sentences"] = np.log(count)[None, :].astype(np.float32)
    table["order"] = np.array([[p.order for p in later.passages]], np.float32)
    table |= {f"in {name}": (places == i).astype(np.float32)[None, :] for i, name in enumerate(SECTIONS)}
    table["facets"] = np.array([[len(q.texts) - 2] for q in queries], np.float32)
    table["length"] = np.log1p(np.array([[len(q.texts[0])] for q in queries], np.float32))
    return table
