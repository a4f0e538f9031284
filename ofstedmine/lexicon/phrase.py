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
| `#` | a number, in figures or words |
| `^`, `$` | the sentence begins, ends here |
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..errors import LexiconError


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,]*\d%?|\d%?|[,;:()]|-(?= )")
_ALIKE = (("’", "'"), ("‘", " "), ("“", " "), ("”", " "), ("–", ","), ("—", ","), ("‑", "-"), ("‐", "-"), ("é", "e"))
# words too common to wait for: a pattern is tried where its rarest word stands
_COMMON = word_set(
    "a about also an and are as at be been being but by can children children's do does for from had has have in is it "
    "its make made more most need needs no not of on or other out people services some such than that the their them "
    "there these they this those through time to too up was well were when where which while who will with work young "
    "authority local quality social workers"
)
_NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred half third quarter"
)
_NUMBER = r"(?:\d[^ ]*|" + "|".join(sorted(_NUMBERS)) + ")"
_PIECE = re.compile(r"^(?P<mark>[!<]?)(?P<body>[^!<?]+?)(?P<maybe>\??)$")


RAREST = 3  # elements of a pattern that must all be there before it is tried


def tokens(text: str) -> list[str]:
    """Words and clause marks of a text, lower case.

    >>> tokens("Children’s well-matched placements (mostly) don’t last, e.g. 3.5%")
    ["children's", 'well', 'matched', 'placements', '(', 'mostly', ')', "don't", 'last', ',', 'e', 'g', '3.5%']
    """
    text = text.lower()
    if not text.isascii():
        for mark, alike in _ALIKE:
            text = text.replace(mark, alike)
    return _TOKEN.findall(text)


Triggers = tuple[tuple[str, ...], ...]  # of each of up to three, one word must stand in the sentence


def compile_pattern(pattern: str) -> tuple[re.Pattern[str], Triggers]:
    """A pattern as a regular expression over `" " + " ".join(tokens) + " "`, and the words that set it off.

    Raises `LexiconError` where an element cannot be read, or the pattern holds no word to wait for.
    """
    parts: list[str] = []
    needed: list[tuple[int, tuple[str, ...]]] = []
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
                needed.append((cost, triggers))
    if behind:
        raise LexiconError(f"{pattern!r}: nothing stands after the last element")
    if not needed:
        raise LexiconError(f"{pattern!r}: no word to wait for")
    # a match begins with the space before its first word: a letter that the engine finds fast
    start = "^ " if parts[0] == "^" else " "
    rarest = tuple(triggers for _, triggers in sorted(needed)[:RAREST])
    return re.compile(start + "".join(parts[1:] if parts[0] == "^" else parts)), rarest


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\*", "[^ ]*").replace(r"\ ", " ").replace(r"\#", _NUMBER) for w in words)


def _trigger(word: str) -> str:
    """The rarest word of an alternative: the longest that is not common."""
    candidates = word.split(" ")
    return min(candidates, key=lambda w: (w in _COMMON, -len(w)))


class Index:
    """Which patterns a sentence's words may match: those whose rarest element is there, and the next rarest too."""

    def __init__(self, triggers: Iterable[Triggers]) -> None:
        self._words: dict[str, list[int]] = {}
        self._stems: list[tuple[str, int]] = []
        self._further: list[tuple[frozenset[str], ...]] = []  # of each, one word must be there as well
        for number, groups in enumerate(triggers):
            for word in groups[0]:
                if word.endswith("*"):
                    self._stems.append((word[:-1], number))
                else:
                    self._words.setdefault(word, []).append(number)
            plain = [group for group in groups[1:] if not any(w.endswith("*") or w == "#" for w in group)]
            self._further.append(tuple(frozenset(group) for group in plain))
        self._of = lru_cache(maxsize=1 << 16)(self._look_up)

    def candidates(self, words: Iterable[str]) -> list[int]:
        """Numbers of the patterns that may match, in order."""
        there = set(words)
        of, further = self._of, self._further
        out = set()
        for word in there:
            for number in of(word):
                for group in further[number]:
                    if group.isdisjoint(there):
                        break
                else:
                    out.add(number)
        return sorted(out)

    def _look_up(self, word: str) -> tuple[int, ...]:
        found = set(self._words.get(word, ()))
        if word[0].isdigit() or word in _NUMBERS:
            found.update(self._words.get("#", ()))
        return tuple(found.union(number for stem, number in self._stems if word.startswith(stem)))
