"""How right the links are on letters not seen: each annotated pair linked by models that know nothing of its authority.

`python -m ofstedmine.train links …` learns the shipped numbers anew, `python -m ofstedmine.evaluate links …` prints the
figures with their spread over the parts, plain TF-IDF on the same pairs, and how often each confidence is right. Both
mine the letters first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score

from ..errors import UnreadableDocument
from ..link.elaborate import elaborated
from ..link.resolve import Link, resolve
from ..link.status import Decision, by_model
from ..link.vocabulary import Vocabulary, read, shipped
from ..model import Report, Status
from .links import as_json, fit, parts
from .pairs import Example, examples, readings
from .vocabulary import as_arrays, vocabulary


class Row(NamedTuple):
    """One annotated recommendation, linked; `part` was left out of what linked it."""

    part: int
    example: Example
    number: int
    link: Link
    decision: Decision


Figures = dict[str, tuple[float, float, int]]
DRAWS = 4  # how authorities fall into parts moves a status by two points: the figures are means over several draws
_CONFIDENCES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def crossed(
    those: Sequence[Example], v: Vocabulary, *, more: Sequence[Example] = (), count: int = 8, draw: int = 0
) -> Iterator[Row]:
    """Every annotated recommendation once, linked by models of the other parts; `more` is for training alone."""
    part = parts((e.authority for e in (*those, *more)), count, seed=draw)
    for number in range(count):
        seen, beside = ([e for e in of if part[e.authority] != number] for of in (those, more))
        models = fit(seen, v, beside)
        for e in those:
            if part[e.authority] == number:
                listed = e.later.recommendations
                asked = elaborated(e.queries, e.body, models, v)
                found = resolve(asked, e.letter, listed, raised_in=e.earlier, source=e.later, models=models)
                for i, link in enumerate(found):
                    yield Row(draw * count + number, e, i, link, by_model(link, models))


def measured(rows: Sequence[Row]) -> Figures:
    """Each measure of `score.py links`: its value, its spread over the parts, and of how many."""
    hits: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for row in rows:
        for name, good in _hits(row):
            hits[name].append((row.part, good))
    out = {}
    for name, found in hits.items():
        by_part = [[good for part, good in found if part == n] for n in sorted({part for part, _ in found})]
        out[name] = (
            float(np.mean([good for _, good in found])),
            float(np.std([np.mean(p) for p in by_part])),
            len(found),
        )
    want = [r.example.gold[r.number]["status"] for r in rows]
    got = [r.decision.status.value for r in rows]
    for status, value in zip(Status, f1_score(want, got, labels=[s.value for s in Status], average=None), strict=True):
        out[f"status F1 {status.value}"] = (float(value), 0.0, want.count(status.value))
    out["status macro F1"] = (float(f1_score(want, got, average="macro")), 0.0, len(rows))
    again = [(r.example.again[r.number][j], item in r.link.recurs) for r in rows
             for j, item in enumerate(r.example.later.recommendations)]  # fmt: skip
    out["recurs as, F1"] = _f1(again)
    out["explicit, F1"] = _f1([(r.example.gold[r.number]["explicit"], r.decision.explicit) for r in rows])
    draws = len(rows) // max(len({(id(r.example), r.number) for r in rows}), 1)
    return {name: (value, spread, count // draws) for name, (value, spread, count) in out.items()}


def plain(those: Sequence[Example]) -> Figures:
    """The same measures of evidence for TF-IDF alone: passages of the whole later letter by cosine."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for e in those:
        texts = [p.text for p in e.passages]
        table = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit(texts)
        likeness = (table.transform([r.text for r in e.recommendations]) @ table.transform(texts).T).toarray()
        for i in range(len(e.recommendations)):
            order = np.argsort(-likeness[i], kind="stable").tolist()
            for name, good in _evidence(e, i, order):
                hits[f"TF-IDF: {name}"].append(good)
    return {name: (float(np.mean(found)), 0.0, len(found)) for name, found in hits.items()}


def reliability(rows: Sequence[Row]) -> list[tuple[str, int, float, float]]:
    """How often a confidence is right: its range, of how many, their mean, and the share whose status is a reader's."""
    sure = np.array([r.decision.confidence for r in rows])
    right = np.array([r.decision.status.value == r.example.gold[r.number]["status"] for r in rows])
    out = []
    for least, most in pairwise(_CONFIDENCES):
        mine = (sure >= least) & (sure < most)
        if mine.any():
            name = f"{least:.1f} to {min(most, 1):.1f}"
            out.append((name, int(mine.sum()), float(sure[mine].mean()), float(right[mine].mean())))
    return out


def _f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, int]:
    both = sum(bool(want and got) for want, got in pairs)
    either = sum(bool(want) for want, _ in pairs) + sum(bool(got) for _, got in pairs)
    return 2 * both / max(either, 1), 0.0, sum(bool(want) for want, _ in pairs)


def _hits(row: Row) -> Iterator[tuple[str, bool]]:
    gold = row.example.gold[row.number]
    at = {p.span.start: j for j, p in enumerate(row.example.passages)}
    order = [at[c.passage.span.start] for c in row.link.candidates]
    want, got = gold["status"], row.decision.status.value
    yield "status", want == got
    yield (
        "status off by at most one step",
        want == got or ("partly_closed" in (want, got) and "not_addressed" not in (want, got)),
    )
    if want == "not_addressed":
        yield "no evidence where not addressed", not order
    else:
        yield from _evidence(row.example, row.number, order)


def _evidence(example: Example, number: int, order: Sequence[int]) -> Iterator[tuple[str, bool]]:
    """What `score.py` asks of the passages that are given for one recommendation, best first."""
    gold, cited = example.gold[number], example.cited[number]
    if gold["status"] == "not_addressed" or not gold["evidence"]:
        return
    yield "first evidence is one a reader cites", bool(order) and bool(cited[order[0]] > 0)
    best = np.flatnonzero(cited == 3) if (cited == 3).any() else np.flatnonzero(cited)
    for j in best.tolist():
        yield "best evidence within first five", j in order[:5]
    for place in order[:3]:
        yield "first three are cited by a reader", bool(cited[place] > 0)


def table(figures: Figures) -> str:
    """The figures as lines."""
    return "\n".join(
        f"{name:40s} {value:.3f}{f' ±{spread:.3f}' if spread else '':8s} ({count})"
        for name, (value, spread, count) in figures.items()
    )


def mined(letters: Path) -> dict[str, Report]:
    """Every letter of a folder that can be read, by its name in the annotations."""
    from ..api import mine

    out = {}
    for path in sorted(letters.glob("*/*.pdf")):
        try:
            out[path.relative_to(letters).as_posix()] = mine(path)
        except UnreadableDocument:
            continue
    return out


def train(gold: Path, letters: Path, out: Path, *, words: bool = False) -> str:
    """Learn the models of links and write them; with `words`, learn first what the letters teach of their words."""
    reports = mined(letters)
    learnt = shipped()
    if words:
        data = as_arrays(vocabulary(reports.values()))
        (out / "link_words.npz").write_bytes(data)
        learnt = read(data)
    known, more = examples(gold, reports.__getitem__, learnt), readings(reports, learnt)
    (out / "links.json").write_text(as_json(fit(known, learnt, more)), "utf-8")
    count = sum(len(e.gold) for e in (*known, *more))
    return f"{out}: learnt from {count} recommendations of {len(known) + len(more)} pairs"


def evaluate(gold: Path, letters: Path, *, parts: int = 8, draws: int = DRAWS) -> tuple[Figures, str]:
    """The figures on authorities left out in turn, with their spread over the parts; and how sure is how right."""
    words = shipped()
    reports = mined(letters)
    known, more = examples(gold, reports.__getitem__, words), readings(reports, words)
    rows = [row for draw in range(draws) for row in crossed(known, words, more=more, count=parts, draw=draw)]
    lines = [
        f"confidence {name}: {right:.3f} right, {sure:.3f} said ({n})" for name, n, sure, right in reliability(rows)
    ]
    return measured(rows) | plain(known), "\n".join(lines)


def keep(figures: Figures) -> None:
    """Write the figures beside the models, from where every report takes them."""
    kept = {n: {"value": round(v, 3), "spread": round(s, 3), "count": c} for n, (v, s, c) in figures.items()}
    path = Path(__file__).parent.parent / "trained" / "measured.json"
    path.write_text(json.dumps({"links": kept}, indent=1) + "\n", "utf-8")
