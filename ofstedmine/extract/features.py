"""What a model sees of one sentence: words, negated words, its shape clause by clause, and the cues that match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..lexicon import DEFAULT, Hit, Lexicon, tokens

_STOPS = frozenset(",;:()")
_TURNS = frozenset(("but", "although", "however", "while", "whilst", "though", "despite", "whereas", "except"))
_OPENS = frozenset(("when", "where", "if", "once", "unless", "because", "until"))  # at a clause's head: a condition
_WHO = frozenset(("who", "whose", "whom"))
_HEADS = frozenset(("however", "and", "or", "but", "also", "even", "particularly", "including", "especially", "then"))
_CUTS = _TURNS | _OPENS | _WHO | {";"}  # where none of these stands, nothing is cut or set aside
_LETTER = {"positive": "P", "negative": "N", "negator": "X", "hedge": "H", "contrast": "C", "future": "F", "need": "D"}
_DIGIT = re.compile(r" \d")
_REACH = 5  # words that a negator reaches within its clause
_RELATIVE = 7  # words of "children who …" that are taken as told of the children, where no comma ends it


class Reading(NamedTuple):
    """One sentence made ready: its text, its tokens, these joined with spaces, and the lexicon's hits by table."""

    text: str
    words: tuple[str, ...]
    joined: str
    marks: dict[str, list[Hit]]

    def hits(self, table: str) -> list[Hit]:
        """Hits of one table of the lexicon."""
        return self.marks.get(table, [])


def reading(text: str, *, lexicon: Lexicon = DEFAULT) -> Reading:
    """Tokens and hits of a sentence, once for all that is asked of it."""
    words = tuple(tokens(text))
    joined = " " + " ".join(words) + " "
    return Reading(text, words, joined, lexicon.marks(words, joined))


class Clauses(NamedTuple):
    """For each token, the number of its clause, and whether it tells only which children or when; turns by clause."""

    of: list[int]
    aside: list[bool]
    turns: list[str]


def clauses(words: Sequence[str]) -> Clauses:
    """Cut a sentence where it turns ("but", "although"), and set aside "children who …" and "when …,".

    >>> clauses("although plans are late , visits are regular".split()).of
    [0, 0, 0, 0, 0, 1, 1, 1]
    """
    if _CUTS.isdisjoint(words):
        return Clauses([0] * len(words), [False] * len(words), [""])
    of: list[int] = []
    aside: list[bool] = []
    turns = [""]
    opened = False  # a clause that began with "although": the next comma ends it
    beside = 0  # tokens still to be set aside
    head = True  # at the head of a clause
    for i, word in enumerate(words):
        if word in _TURNS and not (word == "however" and i == 0):
            if of:
                turns.append(word)
            else:
                turns[0] = word
            opened = i == 0 and word != "but"
            beside = 0
        elif word in _STOPS:
            beside = 0
            if opened and word == ",":
                of.append(len(turns) - 1)
                aside.append(False)
                turns.append("then")
                opened, head = False, True
                continue
            if word == ";":
                turns.append(";")
        elif word in _WHO:
            beside = _RELATIVE
        elif word in _OPENS and head:
            beside = len(words) if "," in words[i:] else _RELATIVE  # to the next comma, if one comes
        of.append(len(turns) - 1)
        aside.append(beside > 0)
        beside = max(beside - 1, 0)
        head = word in _STOPS or word in _TURNS or (head and word in _HEADS)
    if all(aside):
        aside = [False] * len(aside)
    return Clauses(of, aside, turns)


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


def features(sentence: Reading, *, lexicon: Lexicon = DEFAULT) -> list[str]:
    """Names of what is true of a sentence; a model knows some of them and passes over the rest."""
    words, classes = sentence.words, lexicon.words
    if not words:
        return []
    cut = clauses(words)
    final = len(cut.turns) - 1
    negated = 0
    letters: list[list[str]] = [[] for _ in cut.turns]
    out = list(words)
    if final:
        places = ["first:", *["mid:"] * (final - 1), "last:"]
        out += [places[clause] + word for word, clause in zip(words, cut.of, strict=True)]
    get = classes.get
    for i, word in enumerate(words):
        letter = _LETTER.get(get(word, ""), "")
        if word in _STOPS:
            negated = 0
        elif letter == "X":
            negated = _REACH
            out.append("s!" if cut.aside[i] else "m!")
            letters[cut.of[i]].append("x" if cut.aside[i] else "X")
            continue
        if negated:
            out.append(("s!" if cut.aside[i] else "!") + word)
            negated -= 1
            letter = letter.lower() if letter in "PN" else letter
        if letter and not (letter in "PpNn" and cut.aside[i]):
            letters[cut.of[i]].append(letter)
    out.append("^" + words[0])
    if len(words) > 1:
        out.append(f"^{words[0]} {words[1]}")
    _shapes(letters, cut.turns, out)
    if _DIGIT.search(sentence.joined):
        out.append("#number")
    out.append(f"#long{min(len(words) // 8, 5)}")
    _cued(sentence, cut, out)
    return out


def _shapes(letters: list[list[str]], turns: list[str], out: list[str]) -> None:
    """How many good and bad words each clause has, and which follow one another."""
    good_all = bad_all = 0
    for i, (clause, turn) in enumerate(zip(letters, turns, strict=True)):
        good, bad = clause.count("P") + clause.count("n"), clause.count("N") + clause.count("p")
        good_all, bad_all = good_all + good, bad_all + bad
        place = "last" if i == len(turns) - 1 else "first" if i == 0 else "mid"
        out.append(f"#{place}:{turn}")
        out.append(f"#{place}+{min(good, 3)}-{min(bad, 3)}")
        out += ["#" + a + b for a, b in pairwise(clause)]
    out.append(f"#all+{min(good_all, 4)}-{min(bad_all, 4)}")
    flat = [letter for clause in letters for letter in clause]
    out.append(f"#X{min(flat.count('X'), 2)}H{min(flat.count('H'), 2)}")


def _cued(sentence: Reading, cut: Clauses, out: list[str]) -> None:
    """The cues that match, each with what it says and the clause it stands in; those set aside marked so."""
    said: list[set[str]] = [set() for _ in cut.turns]
    count: dict[str, int] = {}
    for hit in sentence.hits("cues"):
        at = sentence.joined.count(" ", 0, hit.start) - 1  # number of the token where it begins
        last = min(sentence.joined.count(" ", 0, hit.end - 1) - 1, len(cut.of) - 1)
        label = hit.entry.label
        if cut.aside[max(at, 0)] and cut.aside[last]:
            out.append("s@" + hit.entry.id)
            out.append("s@" + label)
            continue
        out.append("@" + hit.entry.id)
        count[label] = count.get(label, 0) + 1
        if hit.entry.decides:
            out.append(f"@{label}!")
        said[cut.of[last]].add(label[0])
    for label, n in count.items():
        out += [f"@{label}", f"@{label}2", f"@{label}3"][: min(n, 3)]
    if "weakness" not in count:
        out.append("@no_weakness")
    if len(said) > 1:
        first, last_ = "".join(sorted(said[0] & {"s", "w"})), "".join(sorted(said[-1] & {"s", "w"}))
        out.append(f"@{first}>{last_}")
        out.append(f"@{cut.turns[-1]}:{first}>{last_}")
