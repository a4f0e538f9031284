"""A sentence as it is searched: where each word stands, and what it names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..lexicon import Table, tokens
from ..link.terms import stem


@lru_cache(maxsize=1 << 15)
def read(text: str) -> tuple[tuple[str, ...], dict[str, int]]:
    """A sentence's tokens, and where each stem and each word first stands."""
    words = tuple(tokens(text))
    at: dict[str, int] = {}
    for i, word in enumerate(words):
        if word[0].isalpha():
            at.setdefault(stem(word), i)
            at.setdefault(singular(word), i)
    return words, at


def singular(word: str) -> str:
    """A word as it is looked up beside the stems."""
    return "=" + word.removesuffix("'s").removesuffix("'").removesuffix("s")


def named(table: Table, words: Sequence[str]) -> dict[str, int]:
    """What a sentence names, by labels and, after "=", by ids of entries: the number of the word where each begins."""
    joined = " " + " ".join(words) + " "
    out: dict[str, int] = {}
    for hit in table.hits(words, joined):
        place = places_of(joined, hit.start, hit.end)[0]
        out["=" + hit.entry.id] = place
        out[hit.entry.label] = min(place, out.get(hit.entry.label, place))
    return out


def places_of(joined: str, start: int, end: int) -> tuple[int, int]:
    """Numbers of the first and the last word of a stretch of joined tokens."""
    first = joined.count(" ", 0, start) - 1
    return first, first + joined[start:end].strip().count(" ")
