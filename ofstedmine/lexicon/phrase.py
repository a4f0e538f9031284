"""Patterns as a reader would write them: `remain* too high|long` becomes a regular expression with its trigger words.

A text is first made into tokens (`tokens`): words in lower case, split at hyphens, with `'s` and `n't` kept on; commas,
dashes, semicolons, colons and brackets as tokens of their own. A pattern is words with single spaces between:

| written | means |
|---|---|
| `word` | that word |
| `high\\|low` | one of these; `a_few` is two words |
| `delay*` | a word that begins so |
| `very?` | there or not |
| `~4` | up to four words, none of them a comma, bracket or semicolon |
| `~~9` | up to nine tokens, commas too |
| `!yet\\|no` | the next word is none of these |
| `<not\\|no` | the word before is none of these |
| `^`, `$` | the sentence begins, ends here |
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..errors import LexiconError

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,]*\d%?|\d%?|[,;:()]|-(?= )")
_LETTERS = str.maketrans({"’": "'", "‘": " ", "“": " ", "”": " ", "–": ",", "—": ",", "‑": "-", "‐": "-", "é": "e"})
# words too common to wait for: a pattern is tried where its rarest word stands
_COMMON = frozenset(
    "a about also an and are as at be been being but by can children children's do does for from had has have in is it "
    "its make made more most need needs no not of on or other out people services some such than that the their them "
    "there these they this those through time to too up was well were when where which while who will with work young "
    "authority local quality social workers".split()  # noqa: SIM905 (reads as a list of words)
)
_PIECE = re.compile(r"^(?P<mark>[!<]?)(?P<body>[^!<?]+?)(?P<maybe>\??)$")


def tokens(text: str) -> list[str]:
    """Words and clause marks of a text, lower case.

    >>> tokens("Children’s well-matched placements (mostly) don’t last, e.g. 3.5%")
    ["children's", 'well', 'matched', 'placements', '(', 'mostly', ')', "don't", 'last', ',', 'e', 'g', '3.5%']
    """
    return _TOKEN.findall(text.lower().translate(_LETTERS))


def compile_pattern(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern as a regular expression over `" " + " ".join(tokens) + " "`, and the words that set it off.

    Raises `LexiconError` where an element cannot be read, or the pattern holds no word to wait for.
    """
    parts: list[str] = []
    best: tuple[int, tuple[str, ...]] | None = None
    behind = ""
    for element in pattern.split(" "):
        if element == "^":
            parts.append("^")
            continue
        if element == "$":
            parts.append("(?=$)")
            continue
        if element.startswith("~"):
            count = element.lstrip("~")
            if not count.isdigit():
                raise LexiconError(f"{pattern!r}: {element!r} needs a number, as in ~3")
            word = "[^ ]+ " if element.startswith("~~") else "[^ ,;:()]+ "
            parts.append(f"{behind}(?:{word}){{0,{count}}}?")
            behind = ""
            continue
        match = _PIECE.match(element)
        if not match or not match["body"].strip("|"):
            raise LexiconError(f"{pattern!r}: cannot read {element!r}")
        words = tuple(w.replace("_", " ") for w in match["body"].split("|"))
        if match["mark"] == "!":
            parts.append(f"(?!(?:{_either(words)}) )")
        elif match["mark"] == "<":
            behind += "".join(f"(?<! {re.escape(w)} )(?<!^{re.escape(w)} )" for w in words)
        else:
            parts.append(behind + f"(?:(?:{_either(words)}) )" + ("?" if match["maybe"] else ""))
            behind = ""
            if not match["maybe"]:
                triggers = tuple(_trigger(w) for w in words)
                cost = sum(5 if t in _COMMON else 1 for t in triggers) + 20 * any(t in _COMMON for t in triggers)
                if best is None or cost < best[0]:
                    best = cost, triggers
    if best is None:
        raise LexiconError(f"{pattern!r}: no word to wait for")
    # the text begins with a space, and a match at a word's start
    start = "^ " if parts[0] == "^" else "(?<= )"
    return re.compile(start + "".join(parts[1:] if parts[0] == "^" else parts)), best[1]


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\*", "[^ ]*").replace(r"\ ", " ") for w in words)


def _trigger(word: str) -> str:
    """The rarest word of an alternative: the longest that is not common."""
    candidates = word.split(" ")
    return min(candidates, key=lambda w: (w in _COMMON, -len(w)))


class Index:
    """Which patterns a word sets off; built once, asked once a distinct word."""

    def __init__(self, triggers: Iterable[tuple[str, ...]]) -> None:
        words: dict[str, list[int]] = {}
        stems: list[tuple[str, int]] = []
        for number, several in enumerate(triggers):
            for trigger in several:
                if trigger.endswith("*"):
                    stems.append((trigger[:-1], number))
                else:
                    words.setdefault(trigger, []).append(number)
        self._words = {word: tuple(numbers) for word, numbers in words.items()}
        self._stems = tuple(stems)
        self.of = lru_cache(maxsize=1 << 16)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        return self._words.get(word, ()) + tuple(n for stem, n in self._stems if word.startswith(stem))
