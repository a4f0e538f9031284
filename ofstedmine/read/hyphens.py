"""Decide whether a hyphen at a line's end belongs to the word or was made by the break."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

# pdfium marks a line-end hyphen as U+0002 or U+FFFE; Word files may hold U+00AD
LINE_END = ("-", "‐", "\u00ad", "\u0002", "\ufffe")
PLAIN = 20  # so often seen without a hyphen and never with one, a word has none
HABIT = 3  # so many line-end hyphens show whether a document cuts its words
SHARE = 0.2  # of a document's line-end hyphens cut a word, where it is set so; one alone may be a writer's own spelling
_WORD = re.compile(r"[^\W_]+(?:['’\-‐][^\W_]+)*")  # the same from behind: the last of a line is read backwards
_RUN = re.compile(r"[\w-]+(?:'[\w-]+)*")
_RIGHT = re.compile(r"[^\W_]+")
# "short- and long-term": the hyphen stands for a word that follows later; "up-to-date" goes on with a hyphen
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but)(?![\w\-‐'’])", re.IGNORECASE)
_BREAK = re.compile(rf"(?<![^\W\d_])([^\W\d_]++)[{''.join(LINE_END)}][^\S\n]*+\n\s*+([^\W\d_]+)")


class Decision(NamedTuple):
    """What stands in place of the line-end hyphen ("-", "- " or nothing), and why."""

    used: str
    reason: str


class Hyphens:
    """The words of one document, by which its line-end hyphens are decided.

    A document that never cuts a word at a line's end keeps all: they are its writer's own. (So in the published
    letters: of 1,687 line-end hyphens, none leaves a piece of a word.) Otherwise the document's own spelling elsewhere
    decides, then that of the published letters (a word list with counts, `lexicon/hyphens.tsv`), last the word's parts.

    >>> letter = Hyphens(["a multi-agency team and another multi-agency team", "informa-", "tion is shared"])
    >>> letter.decide("multi", "agency")
    Decision(used='-', reason='letter')
    >>> letter.decide("informa", "tion")
    Decision(used='', reason='list')
    >>> letter.decide("short", "and long-term plans")
    Decision(used='- ', reason='suspended')
    """

    def __init__(self, lines: Iterable[str], *, known: Mapping[str, int] | None = None) -> None:
        self._text = "\n" + "\n".join(lines).lower().replace("‐", "-").replace("’", "'") + "\n"
        self._known = _words() if known is None else known
        self._habit: tuple[int, int] | None = None
        self._counts: Counter[str] | None = None

    @property
    def habit(self) -> tuple[int, int]:
        """How many line ends of this document cut a word in two for certain, and how many have a hyphen at all."""
        if self._habit is None:
            breaks = [(m[1], m[2]) for m in _BREAK.finditer(self._text)]
            self._habit = sum(self._cuts(a, b) for a, b in breaks), len(breaks)
        return self._habit

    @property
    def divides(self) -> bool:
        """Whether this document cuts words at line ends."""
        cut, breaks = self.habit
        return cut > 0 and cut >= SHARE * breaks

    def decide(self, left: str, right: str) -> Decision:
        """Decide for the letters before and after a line-end hyphen."""
        head, tail = _WORD.match(left[::-1]), _RIGHT.match(right)
        if not head or not tail:
            return Decision("-", "no word")
        a, b = head[0][::-1].lower().replace("’", "'").replace("‐", "-"), tail[0].lower()
        if _SUSPENDED.match(right) and a + b not in self._known:  # "in-" "to" is a word cut in two
            return Decision("- ", "suspended")
        if a[-1].isdigit() or b[0].isdigit():
            return Decision("-", "number")
        if self.habit[1] >= HABIT and not self.divides:
            return Decision("-", "undivided")
        with_hyphen, without = self._count(f"{a}-{b}"), self._count(a + b)
        if with_hyphen != without:
            return Decision("-" if with_hyphen > without else "", "letter")
        known = self._known
        with_hyphen, without = known.get(f"{a}-{b}", 0), known.get(a + b, 0)
        if with_hyphen != without and (self.divides or not with_hyphen):
            return Decision("-" if with_hyphen > without else "", "list")
        # "self-" and "non-" own theirs; so does a word made of two words ("strengths-based")
        last = a.rsplit("-", 1)[-1]
        if with_hyphen or "-" in a or known.get(f"{last}-", 0) or (last in known and b in known):
            return Decision("-", "parts")
        return Decision("", "parts")

    def _cuts(self, a: str, b: str) -> bool:
        """Whether a line end cuts a word for certain: a plain word, of which a piece is left that is no word."""
        known = self._known
        whole, hyphened = known.get(a + b, 0), known.get(f"{a}-{b}", 0)
        if hyphened or self._count(f"{a}-{b}"):
            return False
        return whole >= PLAIN or (b not in known and f"{a}-" not in known and bool(whole or self._count(a + b)))

    def _count(self, word: str) -> int:
        """How often a word stands in the document by itself: read once, however many line ends are asked about."""
        if self._counts is None:
            self._counts = Counter(chain.from_iterable(map(_within, _RUN.findall(self._text))))
        return self._counts[word]


def _within(run: str) -> Iterator[str]:
    """A run of letters, hyphens and apostrophes as each word that it may be taken for: "it's" is "it" and "s" too."""
    parts = run.split("'")
    for size in (1, 2, 3):  # "o'neil's" has three
        yield from ("'".join(parts[i : i + size]) for i in range(len(parts) - size + 1))


@cache
def _words() -> dict[str, int]:
    """Words of the published letters, with how often each was seen inside a line; "self-" counts as a prefix."""
    rows = files("ofstedmine.lexicon").joinpath("hyphens.tsv").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (row.split("\t") for row in rows if not row.startswith("#"))}
