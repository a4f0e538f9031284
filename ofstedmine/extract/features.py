"""What a model sees of one sentence: words, pairs, negated words, clause by clause shape, and the cues that match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..lexicon import DEFAULT, Lexicon, tokens

_STOPS = frozenset(",;:()")
_TURNS = frozenset(("but", "although", "however", "while", "whilst", "though", "despite", "whereas", "except"))
_LETTER = {"positive": "P", "negative": "N", "negator": "X", "hedge": "H", "contrast": "C", "future": "F", "need": "D"}
_REACH = 5  # words that a negator reaches within its clause


class Reading(NamedTuple):
    """One sentence made ready: its text, tokens, and the tokens joined with spaces around."""

    text: str
    words: tuple[str, ...]
    joined: str


def reading(text: str) -> Reading:
    """Tokens of a sentence, once for all tables and the model."""
    words = tokens(text)
    return Reading(text, tuple(words), " " + " ".join(words) + " ")


def clauses(words: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Cut a sentence where it turns: each clause with the word that turned it ("" for the first).

    "Although a, b" gives `[("although", a), ("", b)]`; "a but b" gives `[("", a), ("but", b)]`.
    """
    out: list[tuple[str, list[str]]] = [("", [])]
    opened = False
    for i, word in enumerate(words):
        if word in _TURNS and not (word == "however" and i == 0):
            opened = word not in ("but", "however", "except") and i == 0
            out.append((word, []))
        elif word in _STOPS and opened and out[-1][1]:
            opened = False
            out.append(("then", []))
        else:
            out[-1][1].append(word)
    return [c for c in out if c[1]]


def shape(words: Sequence[str], classes: dict[str, str]) -> str:
    """Letters of the classed words, negated ones small: "not effective" is "Xp".

    >>> shape("delay is not recorded well".split(), DEFAULT.words)
    'NXp'
    """
    out, negated = "", 0
    for word in words:
        if word in _STOPS:
            negated = 0
            continue
        letter = _LETTER.get(classes.get(word, ""), "")
        if letter == "X":
            negated = _REACH + 1
            out += "X"
        elif letter:
            out += letter.lower() if negated and letter in "PN" else letter
        negated = max(negated - 1, 0)
    return out


def features(sentence: Reading, *, lexicon: Lexicon = DEFAULT) -> Iterator[str]:
    """Names of what is true of a sentence; a model knows some of them and passes over the rest."""
    words, classes = sentence.words, lexicon.words
    last = "^"
    before = ""
    negated = 0
    for word in words:
        yield word
        yield f"{last} {word}"
        yield f"{before} {last} {word}"
        yield f"~{word[:5]}"
        if negated:
            yield f"!{word}"
            negated -= 1
        if word in _STOPS:
            negated = 0
        elif classes.get(word) == "negator":
            negated = _REACH
        before, last = last, word
    yield f"{last} $"
    parts = clauses(words)
    for i, (turn, part) in enumerate(parts):
        letters = shape(part, classes)
        place = "last" if i == len(parts) - 1 else "first" if i == 0 else "mid"
        yield f"#{place}:{turn}"
        positive, negative = letters.count("P") + letters.count("n"), letters.count("N") + letters.count("p")
        yield f"#{place}+{min(positive, 3)}-{min(negative, 3)}"
        if len(parts) > 1:
            for word in part:
                yield f"{place}:{word}"
        for pair in pairwise(letters):
            yield "#" + "".join(pair)
    letters = shape(words, classes)
    yield f"#all+{min(letters.count('P') + letters.count('n'), 4)}-{min(letters.count('N') + letters.count('p'), 4)}"
    yield f"#X{min(letters.count('X'), 2)}H{min(letters.count('H'), 2)}"
    if any(word[0].isdigit() for word in words):
        yield "#number"
    for hit in lexicon.cues.hits(words, sentence.joined):
        yield "@" + hit.entry.id
        yield "@" + hit.entry.label
