"""Learn how earlier recommendations and later passages are linked, from pairs of letters that readers annotated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ..link.elaborate import elaborated
from ..link.features import Comparison, compare
from ..link.linear import Linear
from ..link.prepared import query
from ..link.recurring import pairs
from ..link.resolve import by_model
from ..link.telling import RECALLING, TELLING, facts, grades, recurring, sentences
from ..link.vocabulary import Vocabulary
from ..model import Status
from .pairs import Example

STATUSES = tuple(s.value for s in Status)
_PRIMARY, _CONTEXT = 1.5, 0.6  # weight of a passage that a reader cites first, and of one that only touches the matter
_INNER = 5  # parts in which what decides is told by models that have not seen it
STRENGTH = {"rank": 0.02, "telling": 0.1, "recurs": 0.01, "status": 0.003, "explicit": 0.03}

Numbers = NDArray[np.float32]


def parts(names: Iterable[str], count: int, seed: int = 0) -> dict[str, int]:
    """A part for each authority, whole authorities together."""
    ordered = sorted(set(names))
    np.random.RandomState(seed).shuffle(ordered)
    return {name: i % count for i, name in enumerate(ordered)}


def linear(
    rows: Numbers,
    labels: NDArray[Any],
    names: Sequence[str],
    outcomes: Sequence[str],
    strength: float,
    weights: NDArray[np.float64] | None = None,
) -> Linear:
    """Logistic regression over features brought to one scale; the scale is folded into the weights."""
    mean, scale = rows.mean(axis=0, dtype=np.float64), rows.std(axis=0, dtype=np.float64)
    scale = np.where(scale < 1e-9, 1.0, scale)
    model = LogisticRegression(C=strength, max_iter=1000, tol=1e-6).fit((rows - mean) / scale, labels, weights)
    folded = model.coef_ / scale
    bias = model.intercept_ - folded @ mean
    return Linear(tuple(names), tuple(outcomes), _short(folded), _short(bias))


def _short(values: NDArray[np.float64]) -> Numbers:
    """Five digits are enough, and make the bytes the same on every machine but for chance."""
    short: Numbers = np.vectorize(lambda x: float(f"{x:.5g}"), otypes=[np.float32])(values)
    return short


def _body(those: Sequence[Example]) -> Linear:
    """Which passages speak of a recommendation, by its own words alone."""
    names = [n for n in those[0].compared.names if not n.startswith("told ")]
    return _rank(those, [e.compared for e in those], names)


def _rank(those: Sequence[Example], compared: Sequence[Comparison], names: Sequence[str]) -> Linear:
    kept = [compared[0].names.index(name) for name in names]
    rows = np.concatenate([c.features[:, :, kept].reshape(-1, len(kept)) for c in compared])
    cited = np.concatenate([e.cited.ravel() for e in those])
    weights = np.choose(cited, [1.0, _CONTEXT, 1.0, _PRIMARY])
    return linear(rows, cited > 0, names, ["cited"], STRENGTH["rank"], weights)


def _elaborated(example: Example, models: Mapping[str, Linear], v: Vocabulary) -> Example:
    """An example whose recommendations know what their own letter's body says of them."""
    queries = elaborated(example.queries, example.body, models, v)
    return example._replace(queries=queries, compared=compare(queries, example.letter, v))


class _Table(NamedTuple):
    """Rows and labels of one model, the part that each row belongs to, and whether it is learnt from."""

    rows: Numbers
    labels: NDArray[Any]
    part: NDArray[np.intp]
    taught: NDArray[np.bool_]


def _two_fold(table: _Table, names: Sequence[str], outcome: str, strength: float) -> tuple[Linear, Numbers]:
    """A model of all rows, and how likely the outcome is for each row by a model of the other parts."""
    out = np.zeros(len(table.rows), np.float32)
    for part in np.unique(table.part):
        mine = table.part == part
        rest = ~mine & table.taught
        out[mine] = linear(table.rows[rest], table.labels[rest], names, [outcome], strength).probabilities(
            table.rows[mine], names
        )
    return linear(table.rows[table.taught], table.labels[table.taught], names, [outcome], strength), out


def fit(those: Sequence[Example], vocabulary: Vocabulary, more: Sequence[Example] = ()) -> dict[str, Linear]:
    """The six models: what decides later is learnt from what the models before it say of letters not seen.

    `more` teaches what recurs, what is recalled and what became of it, but not which passages a reader would cite: in
    that each group of readers has habits of its own.
    """
    everyone = (*those, *more)
    part = parts((e.authority for e in everyone), _INNER)
    inner = [{"body": _body([e for e in those if part[e.authority] != n])} for n in range(_INNER)]
    known = [_elaborated(e, inner[part[e.authority]], vocabulary) for e in everyone]
    annotated = known[: len(those)]
    names = known[0].compared.names
    for n, models in enumerate(inner):
        rest = [e for e in annotated if part[e.authority] != n]
        models["rank"] = _rank(rest, [e.compared for e in rest], names)
    scores = [by_model(e.queries, e.letter, e.compared, inner[part[e.authority]]) for e in known]

    spots = [
        [sentences(s[i], e.compared.sentences[i], e.letter) for i in range(len(e.queries))]
        for e, s in zip(known, scores, strict=True)
    ]
    telling, told = _two_fold(_telling(known, spots, part, len(those)), TELLING, "told", STRENGTH["telling"])
    said = _facts(known, scores, spots, told)

    found = [
        (e, *pairs(e.queries, [query(r) for r in e.later.recommendations], s,
                   by_model((), e.letter, e.own, inner[part[e.authority]]), facts_of, e.letter, vocabulary))
        for e, s, facts_of in zip(known, scores, said, strict=True) if e.own is not None
    ]  # fmt: skip
    compared = _Table(
        np.concatenate([x.reshape(-1, x.shape[2]) for _, _, x in found]),
        np.concatenate([e.again.ravel() for e, _, _ in found]),
        np.concatenate([np.full(e.again.size, part[e.authority]) for e, _, _ in found]),
        np.ones(sum(e.again.size for e, _, _ in found), np.bool_),
    )
    recurs, again = _two_fold(compared, found[0][1], "again", STRENGTH["recurs"])
    of_pair, at = {}, 0
    for e, _, _ in found:
        of_pair[id(e)] = again[at : at + e.again.size].reshape(e.again.shape).max(axis=1, initial=0.0)
        at += e.again.size

    rows = [
        each | recurring(each, float(of_pair[id(e)][i]) if id(e) in of_pair else 0.0)
        for e, facts_of in zip(known, said, strict=True)
        for i, each in enumerate(facts_of)
    ]
    labels = [g for e in known for g in e.gold]
    names_of_facts = list(rows[0])
    table = np.array([[row[n] for n in names_of_facts] for row in rows], np.float32)
    recalling = table[:, [names_of_facts.index(n) for n in RECALLING]]
    status = np.array([STATUSES.index(g["status"]) for g in labels])
    explicit = np.array([g["explicit"] for g in labels])
    return {
        "body": _body(those),
        "rank": _rank(annotated, [e.compared for e in annotated], names),
        "telling": telling,
        "recurs": recurs,
        "status": linear(table, status, names_of_facts, STATUSES, STRENGTH["status"]),
        "explicit": linear(recalling, explicit, RECALLING, ["explicit"], STRENGTH["explicit"]),
    }


Spots = Sequence[Sequence[tuple[NDArray[np.intp], Numbers]]]


def _telling(known: Sequence[Example], spots: Spots, part: Mapping[str, int], annotated: int) -> _Table:
    """Every sentence that is looked at: whether a reader cites it."""
    each = [
        (rows, e.told[i, own], part[e.authority], n < annotated)
        for n, (e, of) in enumerate(zip(known, spots, strict=True))
        for i, (own, rows) in enumerate(of)
    ]
    return _Table(
        np.concatenate([rows for rows, *_ in each]),
        np.concatenate([told for _, told, *_ in each]),
        np.concatenate([np.full(len(rows), of) for rows, _, of, _ in each]),
        np.concatenate([np.full(len(rows), taught) for rows, *_, taught in each]),
    )


def _facts(
    known: Sequence[Example], scores: Sequence[Numbers], spots: Spots, told: Numbers
) -> list[list[dict[str, float]]]:
    """What each recommendation's decision rests on, but for what recurs."""
    out, at = [], 0
    for e, s, of in zip(known, scores, spots, strict=True):
        own_facts = []
        for i, (own, rows) in enumerate(of):
            tells = told[at : at + len(own)]
            at += len(own)
            said = facts(e.queries[i], s[i], e.compared.features[i], e.compared.names, (own, rows, tells), e.letter)
            own_facts.append({**said, **grades(e.earlier, e.later, e.passages[int(np.argmax(s[i]))])})
        out.append(own_facts)
    return out


def as_json(models: Mapping[str, Linear]) -> str:
    """The models as text: a line an outcome."""
    rows = []
    for name, m in models.items():
        weights = ",\n   ".join(json.dumps([float(f"{x:.5g}") for x in row]) for row in m.weights)
        bias = json.dumps([float(f"{x:.5g}") for x in m.bias])
        rows.append(
            f' "{name}": {{"names": {json.dumps(m.names)},\n  "outcomes": {json.dumps(m.outcomes)},\n'
            f'  "weights": [{weights}],\n  "bias": {bias}}}'
        )
    return "{\n" + ",\n".join(rows) + "\n}\n"
