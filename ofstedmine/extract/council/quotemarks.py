"""Pair quotation marks: straight and curly, single and double, nested, over blocks; an apostrophe is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...document import BlockKind, Document, Span
from .flow import Passage

_DOUBLE = {"“": "”", "„": "”", "«": "»", '"': '"', "‟": "”"}
_SINGLE = {"‘": "’", "'": "'", "‛": "’"}
_CLOSERS = {'"': '"“”', "“": '”"', "„": '”“"', "‟": '”"', "«": "»", "‘": "’'", "'": "'’", "‛": "’'"}
_BEFORE = frozenset(" \n\t([{–—-/:;,*_>\u00a0")
_FAR = 6  # blocks over which an open quotation may run on
# elisions that begin with an apostrophe: "’til", "'em", "’90s"
_ELIDED = ("til", "em", "cause", "tis", "twas", "n ", "s ")


class Marked(NamedTuple):
    """A stretch between two marks (they outside): the first passage's place, and whether its closing mark was found."""

    span: Span
    place: int
    closed: bool
    mark: str


def marked(document: Document, places: Sequence[Passage]) -> Iterator[Marked]:
    """Every outermost stretch in quotation marks, in order; marks inside another's are part of its text.

    A stretch may be closed in a later block: new paragraphs may open with the mark again. One that is never closed ends
    with its block.
    """
    i, at = 0, None
    while i < len(places):
        place = places[i]
        start = place.span.start if at is None else max(at, place.span.start)
        found = _first_open(document, start, place.span.end)
        if found is None:
            i, at = i + 1, None
            continue
        begin = found + 1
        end = _close(document, found, place.span.end)
        if end is not None:
            if end > begin:
                yield Marked(Span(begin, end), i, True, document.text[found])
            at = end + 1
            continue
        later = _close_later(document, places, i, found)
        if later is not None:
            k, end = later
            yield Marked(Span(begin, end), i, True, document.text[found])
            i, at = k, end + 1
        elif document.text[found] in '"“„«‟' and begin < place.span.end:
            yield Marked(Span(begin, place.span.end), i, False, document.text[found])
            i, at = i + 1, None
        else:  # a lone single mark: an apostrophe after all
            at = found + 1


def _first_open(document: Document, start: int, end: int) -> int | None:
    text = document.text
    for k in range(start, end):
        char = text[k]
        if char not in _DOUBLE and char not in _SINGLE:
            continue
        before = text[k - 1] if k > start or k > 0 else " "
        after = text[k + 1] if k + 1 < end else " "
        if after.isspace():
            continue
        if char in "“„«‟":
            return k
        if before not in _BEFORE and k > start and before not in "\"“‘'":
            continue
        if char == '"':
            return k
        if char in "‘'‛" and not text.startswith(_ELIDED, k + 1) and not after.isdigit():
            return k
    return None


def _close(document: Document, opened: int, end: int) -> int | None:
    """Where the mark that stands at `opened` is closed before `end`."""
    return _scan(document.text, document.text[opened], opened + 1, end)


def _scan(text: str, mark: str, start: int, end: int) -> int | None:
    closers = _CLOSERS[mark]
    single = mark in _SINGLE
    depth = 0
    doubtful: int | None = None
    inner: int | None = None  # where a sentence and a mark inside were closed last
    for k in range(start, end):
        char = text[k]
        before = text[k - 1]
        after = text[k + 1] if k + 1 < len(text) else " "
        if mark in "“‘" and char == mark and k > start and not after.isspace():
            depth += before in _BEFORE  # nested: “… “like this” …”
            continue
        if (
            mark == "'" == char
            and k > start
            and before in " ("
            and after.isalpha()
            and not text.startswith(_ELIDED, k + 1)
        ):
            depth += 1  # 'a so-called 'deep dive' into …'
            continue
        if char not in closers:
            continue
        if before.isspace() and k > start:
            # " after a space opens a new stretch, or is a stray space before the mark
            if char == '"' and not after.isspace():
                return doubtful
            if single:
                continue
        if single:
            if after.isalnum():
                continue  # an apostrophe inside a word
            # "inspectors’ findings": a plural's apostrophe looks like an end; it is one only if no surer end follows
            plural = before == "s" and after == " " and k + 2 < len(text) and text[k + 2].islower()
            if plural or char != closers[0]:
                doubtful = doubtful if doubtful is not None else k
                continue
        elif after.isalnum() and char == '"':
            continue
        if depth:
            depth -= 1
            inner = k if single and before in ".?!" else inner
            continue
        return k
    # a mark that the letter itself opened and never closed took the end for its own
    return doubtful if inner is None else max(inner, doubtful or 0)


def _close_later(document: Document, places: Sequence[Passage], i: int, opened: int) -> tuple[int, int] | None:
    """The later passage, and the place in it, where a mark is closed."""
    mark = document.text[opened]
    if mark == "'" or places[i].block.cell is not None:
        return None
    for k in range(i + 1, min(i + 1 + _FAR, len(places))):
        place = places[k]
        if place.is_heading or place.block.cell is not None:
            return None
        start = place.span.start
        if document.text[start] == mark or (mark == "“" and document.text[start] == '"'):
            start += 1  # each paragraph of a long quotation opens with the mark again
        end = _scan(document.text, mark, start, place.span.end)
        again = _first_open(document, start, place.span.end)
        if end is not None and (again is None or again >= end or document.text[again] in _SINGLE):
            return k, end
        if again is not None and document.text[again] not in _SINGLE:
            return None
        if place.block.kind is BlockKind.BULLET and mark in _SINGLE:
            return None
    return None
