"""How right the links are on letters not seen: each annotated pair linked by models that know nothing of its authority.

`python -m ofstedmine.train links …` learns the shipped numbers anew, `python -m ofstedmine.evaluate links …` prints the
figures with their spread over the parts. Both mine the letters first (two minutes).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.metrics import f1_score

from ..errors import UnreadableDocument
from ..link.resolve import Link, resolve
from ..link.status import Decision, by_model
from ..link.vocabulary import Vocabulary, shipped
from ..model import Report, Status
from .links import Example, as_json, examples, fit, parts
from .vocabulary import as_arrays, vocabulary


class Row(NamedTuple):
    """One annotated recommendation, linked; `part` was left out of what linked it."""

    part: int
    example: Example
    number: int
    link: Link
    decision: Decision


def crossed(those: Sequence[Example], v: Vocabulary, *, more: Sequence[Example] = (), count: int = 8) -> Iterator[Row]:
    """Every annotated recommendation once, linked by models of the other parts; `more` is for training alone."""
    part = parts((e.authority for e in (*those, *more)), count)
    for number in range(count):
        seen, beside = ([e for e in of if part[e.authority] != number] for of in (those, more))
        models = fit(seen, v, beside)
        for e in those:
            if part[e.authority] == number:
                listed = e.later.recommendations
                found = resolve(
                    e.recommendations, e.body, e.letter, listed, raised_in=e.earlier, source=e.later, models=models
                )
                for i, link in enumerate(found):
                    yield Row(number, e, i, link, by_model(link, models))


def measured(rows: Sequence[Row]) -> dict[str, tuple[float, float, int]]:
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
    return out


def _f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, int]:
    both = sum(bool(want and got) for want, got in pairs)
    either = sum(bool(want) for want, _ in pairs) + sum(bool(got) for _, got in pairs)
    return 2 * both / max(either, 1), 0.0, sum(bool(want) for want, _ in pairs)


def _hits(row: Row) -> Iterator[tuple[str, bool]]:
    gold, cited = row.example.gold[row.number], row.example.cited[row.number]
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
        return
    if not gold["evidence"]:
        return
    yield "first evidence is one a reader cites", bool(order) and cited[order[0]] > 0
    best = np.flatnonzero(cited == 3) if (cited == 3).any() else np.flatnonzero(cited)
    for j in best.tolist():
        yield "best evidence within first five", j in order[:5]
    for place in order[:3]:
        yield "first three are cited by a reader", bool(cited[place] > 0)


def table(figures: dict[str, tuple[float, float, int]]) -> str:
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


def train(gold: Path, letters: Path, out: Path) -> str:
    """Learn the shipped numbers anew and write them; what was learnt, in a line."""
    reports = mined(letters)
    (out / "link_words.npz").write_bytes(as_arrays(vocabulary(reports.values())))
    shipped.cache_clear()
    words = shipped()
    known = examples(gold, reports.__getitem__, words)
    (out / "links.json").write_text(as_json(fit(known, words)), "utf-8")
    return f"{out}: learnt from {sum(len(e.gold) for e in known)} recommendations of {len(known)} pairs"


def evaluate(gold: Path, letters: Path, *, parts: int = 8) -> dict[str, tuple[float, float, int]]:
    """The figures on authorities left out in turn, with their spread over the parts."""
    words = shipped()
    known = examples(gold, mined(letters).__getitem__, words)
    return measured(list(crossed(known, words, count=parts)))


def keep(figures: dict[str, tuple[float, float, int]]) -> None:
    """Write the figures beside the models, from where every report takes them."""
    kept = {n: {"value": round(v, 3), "spread": round(s, 3), "count": c} for n, (v, s, c) in figures.items()}
    path = Path(__file__).parent.parent / "models" / "measured.json"
    path.write_text(json.dumps({"links": kept}, indent=1) + "\n", "utf-8")
