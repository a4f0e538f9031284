"""How right the findings are: each annotated sentence told by a model that knows nothing of its authority."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from ..extract.classify import POLARITIES, THEMES, THEMES_AT_MOST, Model, load
from ..extract.findings import is_finding
from ..extract.quantity import change, extent, refers_back
from ..lexicon import DEFAULT
from ..model import Polarity
from .findings import fit, parts_of, prepare
from .labelled import NOT_A_FINDING, Label, Sentence, authority, reading_of


class Row(NamedTuple):
    """One annotated sentence: what the reader said, what is told, and what a bag of words tells; `part` left it out."""

    part: int
    label: Label
    found: bool
    polarity: str
    baseline: str
    change: str | None
    extent: str | None
    refers_back: bool
    themes: frozenset[str]


class Told(NamedTuple):
    polarity: str
    themes: frozenset[str]


def crossed(
    sentences: Sequence[Sentence], gold: Sequence[Label], more: Sequence[Label] = (), *, parts: int = 10
) -> list[Row]:
    """Every annotated sentence once; `more` labels train only."""
    data = prepare(sentences, [*gold, *more])
    part = parts_of([authority(label.letter) for label in gold], parts)
    out = []
    for number in range(parts):
        without = {name for name, its in part.items() if its == number}
        mine = [label for label in gold if authority(label.letter) in without]
        others = [label for label in gold if authority(label.letter) not in without]
        learned = load(fit(data, without=without))
        told = _told(learned, sentences, mine)
        baseline = _bag_of_words(others, mine)
        for label, one, other in zip(mine, told, baseline, strict=True):
            out.append(_row(number, label, reading_of(label, sentences), one, other))
    return out


def _row(number: int, label: Label, sentence: Sentence, told: Told, baseline: str) -> Row:
    better, many = change(sentence.reading), extent(sentence.reading)
    return Row(
        number,
        label,
        label.sentence is not None
        if label.said["polarity"] != NOT_A_FINDING
        else is_finding(sentence.reading, sentence.context.listing) and told.polarity != Polarity.NEUTRAL.value,
        told.polarity,
        baseline,
        better.value if better else None,
        many.value if many else None,
        refers_back(sentence.reading),
        told.themes,
    )


def _told(learned: Model, sentences: Sequence[Sentence], labels: Sequence[Label]) -> list[Told]:
    """Each sentence told in its whole letter, as it is at run time."""
    by_letter: dict[str, list[int]] = {}
    wanted = {label.letter for label in labels}
    for number, sentence in enumerate(sentences):
        if sentence.letter in wanted:
            by_letter.setdefault(sentence.letter, []).append(number)
    known: dict[int, Told] = {}
    for numbers in by_letter.values():
        near = [sentences[n] for n in numbers]
        known |= dict(zip(numbers, _read(learned, near), strict=True))
    out = []
    for label in labels:
        if label.sentence is None:
            out += _read(learned, [reading_of(label, sentences)])
        else:
            out.append(known[label.sentence])
    return out


def _read(learned: Model, near: Sequence[Sentence]) -> list[Told]:
    shares, above = learned.read([s.reading for s in near], [s.context for s in near], DEFAULT)
    out = []
    for best, scores in zip(shares.argmax(axis=1), above, strict=True):
        ranked = [int(i) for i in np.argsort(-scores)[:THEMES_AT_MOST] if scores[i] > 0]
        out.append(Told(POLARITIES[best].value, frozenset(THEMES[i].value for i in ranked)))
    return out


def _bag_of_words(train: Sequence[Label], test: Sequence[Label]) -> list[str]:
    """What words and pairs of words tell by themselves: the reference."""
    train = [label for label in train if label.said["polarity"] != NOT_A_FINDING]
    counts = CountVectorizer(ngram_range=(1, 2), min_df=2, binary=True)
    table = counts.fit_transform([label.text for label in train])
    said = [label.said["polarity"] for label in train]
    learned = LogisticRegression(C=1.0, max_iter=400, tol=1e-3).fit(table, said)
    return [str(p) for p in learned.predict(counts.transform([label.text for label in test]))]


def table(rows: Sequence[Row], *, show: int = 0) -> str:
    """Each measure over all rows, its spread (standard deviation) over the parts, and the bag of words."""
    told = [row for row in rows if row.label.said["polarity"] != NOT_A_FINDING]
    asked = [row for row in rows if row.label.said["polarity"] == NOT_A_FINDING]
    out = [f"{len(told)} sentences, {len(asked)} that are no findings, {len({r.part for r in rows})} parts"]
    out.append(f"{'measure':26s} {'all':>6s} {'spread':>7s} {'words':>6s}")
    for name, measure, reference in _MEASURES:
        of = asked if name == "kept out" else told
        spread = np.std([measure([r for r in of if r.part == p]) for p in sorted({r.part for r in of})])
        beside = f"{reference(of):6.3f}" if reference else ""
        out.append(f"{name:26s} {measure(of):6.3f} {spread:7.3f} {beside}")
    if show:
        out += _misses(told, show)
    return "\n".join(out)


Measure = Callable[[Sequence[Row]], float]


def _f1(said: Iterable[bool], told: Iterable[bool]) -> float:
    pairs = list(zip(said, told, strict=True))
    both, either = sum(a and b for a, b in pairs), sum(a + b for a, b in pairs)
    return 2 * both / either if either else 1.0


def _polarity_f1(rows: Sequence[Row], polarity: str, by: Callable[[Row], str]) -> float:
    return _f1((r.label.said["polarity"] == polarity for r in rows), (by(r) == polarity for r in rows))


def _macro(rows: Sequence[Row], by: Callable[[Row], str]) -> float:
    return sum(_polarity_f1(rows, p.value, by) for p in POLARITIES) / len(POLARITIES)


def _share(rows: Sequence[Row], good: Callable[[Row], bool]) -> float:
    return sum(map(good, rows)) / len(rows) if rows else 1.0


def _themes(rows: Sequence[Row], precision: bool) -> float:
    both = sum(len(r.themes & set(r.label.said["themes"])) for r in rows)
    all_ = sum(len(r.themes) if precision else len(r.label.said["themes"]) for r in rows)
    return both / all_ if all_ else 1.0


def _change(rows: Sequence[Row]) -> float:
    both = sum(r.change is not None and r.change == r.label.said["change"] for r in rows)
    either = sum((r.change is not None) + (r.label.said["change"] is not None) for r in rows)
    return 2 * both / either if either else 1.0


def _by_model(row: Row) -> str:
    return row.polarity


def _by_words(row: Row) -> str:
    return row.baseline


_MEASURES: tuple[tuple[str, Measure, Measure | None], ...] = (
    ("found", lambda rows: _share(rows, lambda r: r.found), None),
    ("kept out", lambda rows: _share(rows, lambda r: not r.found), None),
    (
        "polarity",
        lambda rows: _share(rows, lambda r: r.polarity == r.label.said["polarity"]),
        lambda rows: _share(rows, lambda r: r.baseline == r.label.said["polarity"]),
    ),
    *(
        (
            f"polarity F1 {p.value}",
            lambda rows, p=p: _polarity_f1(rows, p.value, _by_model),
            lambda rows, p=p: _polarity_f1(rows, p.value, _by_words),
        )
        for p in POLARITIES
    ),
    ("polarity macro F1", lambda rows: _macro(rows, _by_model), lambda rows: _macro(rows, _by_words)),
    ("change F1 (rules)", _change, None),
    (
        "refers back F1 (rules)",
        lambda rows: _f1((r.label.said["refers_back"] for r in rows), (r.refers_back for r in rows)),
        None,
    ),
    ("extent (rules)", lambda rows: _share(rows, lambda r: r.extent == r.label.said["extent"]), None),
    ("themes precision", lambda rows: _themes(rows, True), None),
    ("themes recall", lambda rows: _themes(rows, False), None),
)


def _misses(rows: Sequence[Row], show: int) -> list[str]:
    out = []
    wrong = [r for r in rows if r.polarity != r.label.said["polarity"]][:show]
    out += [f"polarity: {r.polarity} for {r.label.said['polarity']}: {_short(r)}" for r in wrong]
    for field in ("change", "extent", "refers_back"):
        off = [r for r in rows if getattr(r, field) != r.label.said[field]][:show]
        out += [f"{field}: {getattr(r, field)} for {r.label.said[field]}: {_short(r)}" for r in off]
    return out


def _short(row: Row) -> str:
    return re.sub(r"\s+", " ", row.label.text)[:160]
