"""Decide whether a hyphen at a line's end belongs to the word or was made by the break."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# pdfium marks a line-end hyphen as U+0002 or U+FFFE; Word files may hold U+00AD
LINE_END = ("-", "‐", "\u00ad", "\u0002", "\ufffe")
_LEFT = re.compile(r"[^\W_]+(?:['’\-‐][^\W_]+)*$")
_RIGHT = re.compile(r"[^\W_]+")


class Decision(NamedTuple):
    """What stands in place of the line-end hyphen ("-" or nothing), and why."""

    used: str
    reason: str


class Hyphens:
    """The words of one letter, by which its line-end hyphens are decided.

    First by how the letter itself writes the word elsewhere, then by how the published letters do (a word list with
    counts, `lexicon/hyphens.tsv`), last by its parts.

    >>> letter = Hyphens(["a multi-agency team and another multi-agency team", "informa-", "tion is shared"])
    >>> letter.decide("multi", "agency")
    Decision(used='-', reason='letter')
    >>> letter.decide("informa", "tion")
    Decision(used='', reason='list')
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._text = "\n" + "\n".join(lines).lower().replace("‐", "-") + "\n"

    def decide(self, left: str, right: str) -> Decision:
        """Decide for the letters before and after a line-end hyphen."""
        head, tail = _LEFT.search(left), _RIGHT.match(right)
        if not head or not tail:
            return Decision("-", "no word")
        a, b = head[0].lower().replace("’", "'"), tail[0].lower()
        if a[-1].isdigit() or b[0].isdigit():
            return Decision("-", "number")
        with_hyphen, without = self._count(f"{a}-{b}"), self._count(a + b)
        if with_hyphen != without:
            return Decision("-" if with_hyphen > without else "", "letter")
        known = _known()
        with_hyphen, without = known.get(f"{a}-{b}", 0), known.get(a + b, 0)
        if with_hyphen != without:
            return Decision("-" if with_hyphen > without else "", "list")
        # "self-" and "non-" own theirs; so does a word made of two words ("strengths-based")
        last = a.rsplit("-", 1)[-1]
        if "-" in a or known.get(f"{last}-", 0) or (last in known and b in known):
            return Decision("-", "parts")
        return Decision("", "parts")

    def _count(self, word: str) -> int:
        return len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-]|-)", self._text))


@cache
def _known() -> dict[str, int]:
    """Words of the published letters, with how often each was seen inside a line; "self-" counts as a prefix."""
    rows = files("ofstedmine.lexicon").joinpath("hyphens.tsv").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (row.split("\t") for row in rows if not row.startswith("#"))}
