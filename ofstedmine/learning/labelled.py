"""Letters as the trainer sees them: every sentence in its place, and the labels that readers gave to some of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from ..errors import UnreadableDocument
from ..extract.classify import Context
from ..extract.features import Reading, reading
from ..extract.findings import told
from ..extract.kinds import kind
from ..extract.report import passages
from ..extract.sections import parts
from ..read import read
from ..text import bare

NOT_A_FINDING = "not_a_finding"
ALIKE = 88  # share of letters by which a labelled sentence is known again, as the scorer has it


class Sentence(NamedTuple):
    """One sentence of a letter, in its place."""

    letter: str
    reading: Reading
    context: Context


class Label(NamedTuple):
    """What a reader said of a sentence: which one (its number in the corpus, None where it was not found), and what."""

    sentence: int | None
    letter: str
    text: str
    said: dict[str, Any]


def authority(letter: str) -> str:
    """The authority in a letter's file name: "sif/north-hill-2015-01-06.pdf" is of "north-hill"."""
    return re.sub(r"-\d{4}-\d\d-\d\d.*$", "", Path(letter).stem)


def corpus(letters: Path, names: Iterable[str] | None = None) -> list[Sentence]:
    """Sentences of the letters under a folder, letter by letter; those that cannot be read are left out."""
    out: list[Sentence] = []
    for path in sorted(letters / n for n in names) if names else sorted(letters.glob("*/*.pdf")):
        name = path.relative_to(letters).as_posix()
        try:
            document = read(path)
        except UnreadableDocument:
            continue
        of = passages(document, kind(document, document.blocks), parts(document, document.blocks))
        out += (Sentence(name, t.sentence, t.context) for t in told(document, of))
    return out


def labels(gold: Path, sentences: Sequence[Sentence]) -> list[Label]:
    """The annotated sentences of `findings.json`, each with its number in the corpus."""
    rows = json.loads((gold / "findings.json").read_text("utf-8"))
    by_letter = _by_letter(sentences)
    out = []
    for row in rows:
        places = by_letter.get(row["doc"], {})
        out.append(Label(_find(bare(row["text"]), places), row["doc"], row["text"], row))
    return out


def readings(sentences: Sequence[Sentence]) -> list[Label]:
    """Sentences read for training alone: shipped as fingerprints, known again only by who has the letters."""
    by_letter = _by_letter(sentences)
    prints = {name: {seal(text): number for text, number in places.items()} for name, places in by_letter.items()}
    out = []
    for line in files(__package__).joinpath("readings.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        letter, mark, polarity = line.split("\t")
        number = prints.get(letter, {}).get(mark)
        if number is not None:
            out.append(Label(number, letter, sentences[number].reading.text, {"polarity": polarity}))
    return out


def seal(text: str) -> str:
    """Fingerprint of a text without white space, hyphens and case."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:16]


def reading_of(label: Label, sentences: Sequence[Sentence]) -> Sentence:
    """The sentence that was labelled, in its place; alone, where the letter's text has it otherwise."""
    if label.sentence is None:
        return Sentence(label.letter, reading(label.text), Context())
    return sentences[label.sentence]


def _by_letter(sentences: Sequence[Sentence]) -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {}
    for number, sentence in enumerate(sentences):
        out.setdefault(sentence.letter, {}).setdefault(bare(sentence.reading.text), number)
    return out


def _find(wanted: str, places: dict[str, int]) -> int | None:
    if wanted in places:
        return places[wanted]
    return next((number for text, number in places.items() if fuzz.ratio(text, wanted) >= ALIKE), None)
