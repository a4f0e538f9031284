"""Pairs of letters that readers annotated, made ready to learn from: what they cite, what they say of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from ..link.candidates import Passage, passages
from ..link.features import Comparison, compare
from ..link.prepared import Letter, Query, letter, query
from ..link.vocabulary import Vocabulary
from ..model import Recommendation, Report
from ..text import bare
from .labelled import authority, seal

_BEGINS, _STANDS = 90, 90  # likeness (0 to 100) from which an annotated text is known again


class Example(NamedTuple):
    """One annotated pair of letters, compared; labels stand in the order of `recommendations`."""

    authority: str
    earlier: Report
    later: Report
    recommendations: tuple[Recommendation, ...]
    gold: tuple[dict[str, Any], ...]
    passages: tuple[Passage, ...]
    body: Letter  # the earlier letter
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
    return [
        _example(
            row["recommendations"],
            authority(row["earlier"]),
            reports(row["earlier"]),
            reports(row["later"]),
            vocabulary,
            _Quoted(),
        )
        for row in rows
    ]


def readings(reports: Mapping[str, Report], vocabulary: Vocabulary) -> list[Example]:
    """Pairs read for training alone: shipped as fingerprints, known again only by who has the letters."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in files(__package__).joinpath("pairs.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            earlier, later, item, status, explicit, evidence, again = line.split("\t")
            label = {
                "item": item,
                "status": status,
                "explicit": explicit == "1",
                "evidence": [_reading(e) for e in evidence.split(";") if e],
                "recurs_as": again.split(","),
            }
            pairs.setdefault((earlier, later), []).append(label)
    return [
        _example(labels, authority(a), reports[a], reports[b], vocabulary, _Sealed())
        for (a, b), labels in pairs.items()
        if a in reports and b in reports
    ]


def _reading(evidence: str) -> dict[str, Any]:
    seals, stance = evidence.split(":")
    return {"seals": set(seals.split("+")), "stance": stance.rstrip("*"), "primary": stance.endswith("*")}


class _Quoted:
    """How an annotation names texts: by the words that it quotes."""

    def item(self, label: Mapping[str, Any], among: Sequence[Recommendation]) -> Recommendation | None:
        return next((r for r in among if begins(r.text, label["text"], 92)), None)

    def cites(self, evidence: Mapping[str, Any], passage: Passage) -> bool:
        return same_passage(passage.paragraph, passage.text, evidence)

    def quotes(self, evidence: Mapping[str, Any], sentence: str) -> bool:
        return any(
            fuzz.partial_ratio(bare(sentence), bare(p)) >= _STANDS for p in evidence["quote"].split("…") if p.strip()
        )

    def recurs(self, label: Mapping[str, Any], item: Recommendation) -> bool:
        return any(begins(item.text, text) for text in label["recurs_as"])


class _Sealed(_Quoted):
    """How a reading names texts: by their fingerprints."""

    def item(self, label: Mapping[str, Any], among: Sequence[Recommendation]) -> Recommendation | None:
        return next((r for r in among if seal(bare(r.text)) == label["item"]), None)

    def cites(self, evidence: Mapping[str, Any], passage: Passage) -> bool:
        return any(self.quotes(evidence, s.text) for s in passage.sentences)

    def quotes(self, evidence: Mapping[str, Any], sentence: str) -> bool:
        return seal(bare(sentence)) in evidence["seals"]

    def recurs(self, label: Mapping[str, Any], item: Recommendation) -> bool:
        return seal(bare(item.text)) in label["recurs_as"]


def _example(
    annotated: Sequence[dict[str, Any]], of: str, earlier: Report, later: Report, v: Vocabulary, named: _Quoted
) -> Example:
    known = [(named.item(g, earlier.recommendations), g) for g in annotated]
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
                if named.cites(e, passage):
                    value = 1 if e["stance"] == "context" else 3 if e.get("primary") else 2
                    cited[i, j] = max(cited[i, j], value)
                    for k, s in enumerate(passage.sentences):
                        told[i, ready.first[j] + k] |= named.quotes(e, s.text)
        again[i] = [named.recurs(g, r) for r in listed]
    return Example(
        of,
        earlier,
        later,
        items,
        labels,
        own,
        letter(passages(earlier), v),
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


def same_passage(paragraph: object, text: str, cited: Mapping[str, Any]) -> bool:
    """Whether a passage is the one that a reader cites: by its number, else by the words that were quoted."""
    if paragraph is not None and cited["para"] is not None:
        return bool(paragraph == cited["para"])
    return any(fuzz.partial_ratio(bare(p), bare(text)) >= _STANDS for p in cited["quote"].split("…") if len(p) > 20)
