"""Learn how earlier recommendations and later passages are linked, from pairs of letters that readers annotated."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from sklearn.linear_model import LogisticRegression

from ..link.candidates import Passage, passages
from ..link.features import Comparison, compare
from ..link.linear import Linear
from ..link.prepared import Letter, Query, letter, query
from ..link.recurring import pairs
from ..link.resolve import by_model
from ..link.telling import RECALLING, TELLING, facts, grades, sentences
from ..link.vocabulary import Vocabulary
from ..model import Recommendation, Report, Status
from ..text import bare

STATUSES = tuple(s.value for s in Status)
_BEGINS, _STANDS = 90, 90  # likeness (0 to 100) from which an annotated text is known again
_PRIMARY, _CONTEXT = 1.5, 0.6  # weight of a passage that a reader cites first, and of one that only touches the matter
_INNER = 5  # parts in which what decides is told by models that have not seen it
STRENGTH = {"rank": 0.02, "telling": 0.1, "recurs": 0.01, "status": 0.03, "explicit": 0.3}

Numbers = NDArray[np.float32]


class Example(NamedTuple):
    """One annotated pair of letters, compared; labels stand in the order of `recommendations`."""

    authority: str
    earlier: Report
    later: Report
    recommendations: tuple[Recommendation, ...]
    gold: tuple[dict[str, Any], ...]
    passages: tuple[Passage, ...]
    letter: Letter
    queries: tuple[Query, ...]
    compared: Comparison
    own: Comparison | None  # the later letter's own list against its own body
    cited: NDArray[np.int8]  # recommendation × passage: 0 no, 1 context, 2 cited, 3 cited first
    told: NDArray[np.bool_]  # recommendation × sentence: stands in what the reader cites
    again: NDArray[np.bool_]  # recommendation × item of the later list


def examples(gold: Path, reports: Callable[[str], Report], vocabulary: Vocabulary) -> list[Example]:
    """Every pair of `links.json` under a folder; `reports` gives the mined letter of a name."""
    rows = json.loads((gold / "links.json").read_text("utf-8"))
    return [_example(row, reports(row["earlier"]), reports(row["later"]), vocabulary) for row in rows]


def _example(row: dict[str, Any], earlier: Report, later: Report, v: Vocabulary) -> Example:
    known = [(_item(g["text"], earlier.recommendations), g) for g in row["recommendations"]]
    items = tuple(item for item, _ in known if item is not None)
    labels = tuple(g for item, g in known if item is not None)
    own = passages(later)
    ready = letter(own, v)
    queries = tuple(query(r) for r in items)
    listed = later.recommendations
    cited = np.zeros((len(items), len(own)), np.int8)
    told = np.zeros((len(items), len(ready.starts)), np.bool_)
    again = np.zeros((len(items), len(listed)), np.bool_)
    for i, g in enumerate(labels):
        for e in g["evidence"]:
            for j, passage in enumerate(own):
                if same_passage(passage.paragraph, passage.text, e):
                    value = 1 if e["stance"] == "context" else 3 if e.get("primary") else 2
                    cited[i, j] = max(cited[i, j], value)
                    for k, s in enumerate(passage.sentences):
                        told[i, ready.first[j] + k] |= _in_quote(s.text, e["quote"])
        for text in g["recurs_as"]:
            again[i] |= [begins(r.text, text) for r in listed]
    return Example(
        row["authority"],
        earlier,
        later,
        items,
        labels,
        own,
        ready,
        queries,
        compare(queries, ready, v),
        compare([query(r) for r in listed], ready, v) if listed else None,
        cited,
        told,
        again,
    )


def begins(text: str, want: str, least: float = _BEGINS) -> bool:
    """Whether a text begins with the annotated words."""
    return fuzz.partial_ratio(bare(want), bare(text)) >= least


def _item(want: str, among: Sequence[Recommendation]) -> Recommendation | None:
    return next((r for r in among if begins(r.text, want, 92)), None)


def same_passage(paragraph: object, text: str, cited: Mapping[str, Any]) -> bool:
    """Whether a passage is the one that a reader cites: by its number, else by the words that were quoted."""
    if paragraph is not None and cited["para"] is not None:
        return bool(paragraph == cited["para"])
    return any(fuzz.partial_ratio(bare(p), bare(text)) >= _STANDS for p in cited["quote"].split("…") if len(p) > 20)


def _in_quote(sentence: str, quote: str) -> bool:
    return any(fuzz.partial_ratio(bare(sentence), bare(p)) >= _STANDS for p in quote.split("…") if p.strip())


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


def _rank(those: Sequence[Example]) -> Linear:
    rows = np.concatenate([e.compared.features.reshape(-1, e.compared.features.shape[2]) for e in those])
    cited = np.concatenate([e.cited.ravel() for e in those])
    weights = np.choose(cited, [1.0, _CONTEXT, 1.0, _PRIMARY])
    return linear(rows, cited > 0, those[0].compared.names, ["cited"], STRENGTH["rank"], weights)


class _Table(NamedTuple):
    """Rows and labels of one model, and the part that each row belongs to."""

    rows: Numbers
    labels: NDArray[Any]
    part: NDArray[np.intp]


def _two_fold(table: _Table, names: Sequence[str], outcomes: Sequence[str], strength: float) -> tuple[Linear, Numbers]:
    """A model of all rows, and each row's outcome by a model of the other parts."""
    out: Numbers | None = None
    for part in np.unique(table.part):
        mine = table.part == part
        told = linear(table.rows[~mine], table.labels[~mine], names, outcomes, strength).probabilities(
            table.rows[mine], names
        )
        if out is None:
            out = np.zeros((len(table.rows), *told.shape[1:]), np.float32)
        out[mine] = told
    assert out is not None
    return linear(table.rows, table.labels, names, outcomes, strength), out


def fit(those: Sequence[Example], vocabulary: Vocabulary) -> dict[str, Linear]:
    """The five models: what decides later is learnt from what the models before it say of letters not seen."""
    part = parts((e.authority for e in those), _INNER)
    inner = [_rank([e for e in those if part[e.authority] != n]) for n in range(_INNER)]

    def scored(e: Example, compared: Comparison) -> Numbers:
        return by_model((), e.letter, compared, {"rank": inner[part[e.authority]]})

    scores = [scored(e, e.compared) for e in those]
    spots = [[sentences(s[i], e.compared.sentences[i], e.letter) for i in range(len(e.queries))]
             for e, s in zip(those, scores, strict=True)]  # fmt: skip
    telling = _Table(
        np.concatenate([rows for of in spots for _, rows in of]),
        np.concatenate([e.told[i, own] for e, of in zip(those, spots, strict=True) for i, (own, _) in enumerate(of)]),
        np.concatenate(
            [np.full(len(own), part[e.authority]) for e, of in zip(those, spots, strict=True) for own, _ in of]
        ),
    )
    told_model, told = _two_fold(telling, TELLING, ["told"], STRENGTH["telling"])

    found = [
        (e, *pairs(e.recommendations, e.later.recommendations, s, scored(e, e.own), e.letter, vocabulary))
        for e, s in zip(those, scores, strict=True)
        if e.own is not None
    ]
    recurs = _Table(
        np.concatenate([x.reshape(-1, x.shape[2]) for _, _, x in found]),
        np.concatenate([e.again.ravel() for e, _, _ in found]),
        np.concatenate([np.full(e.again.size, part[e.authority]) for e, _, _ in found]),
    )
    recurs_model, again = _two_fold(recurs, found[0][1], ["again"], STRENGTH["recurs"])
    of_pair, at = {}, 0
    for e, _, _ in found:
        of_pair[id(e)] = again[at : at + e.again.size].reshape(e.again.shape)
        at += e.again.size

    rows, status, explicit, at = [], [], [], 0
    for e, s, of in zip(those, scores, spots, strict=True):
        for i, (own, spot) in enumerate(of):
            tells = told[at : at + len(own)]
            at += len(own)
            recur = float(of_pair[id(e)][i].max(initial=0.0)) if id(e) in of_pair else 0.0
            known = facts(
                e.queries[i], s[i], e.compared.features[i], e.compared.names, (own, spot, tells), e.letter, recur
            )
            rows.append({**known, **grades(e.earlier, e.later, e.passages[int(np.argmax(s[i]))])})
            status.append(e.gold[i]["status"])
            explicit.append(e.gold[i]["explicit"])
    names = list(rows[0])
    table = np.array([[row[n] for n in names] for row in rows], np.float32)
    labels = np.array([STATUSES.index(x) for x in status])
    return {
        "rank": _rank(those),
        "telling": told_model,
        "recurs": recurs_model,
        "status": linear(table, labels, names, STATUSES, STRENGTH["status"]),
        "explicit": linear(
            table[:, [names.index(n) for n in RECALLING]],
            np.array(explicit),
            RECALLING,
            ["explicit"],
            STRENGTH["explicit"],
        ),
    }


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
