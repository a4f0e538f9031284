"""Quotes without marks of their own: block quotes, paragraphs set in from the margin, and words in italics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ...document import BlockKind, Document, Span
from ...lexicon.patterns import council
from .flow import Passage, adjoin, sentences
from .told import cites, speaks

_CITED_LINE = re.compile(
    r"^[\s–—-]*+(?:\(|\[)?(?:source: )?(?:[\w’' ]{0,60}?(?:letter|report|ofsted|inspection|ilacs)[\w’' ,]{0,40}"
    r"|page|p\.|para).{0,60}$",
    re.I,
)
_TAIL = re.compile(
    r"(?<!\s)\s*(?P<cite>\([^()]{1,80}\)|\[[^\[\]]{1,80}\]|[–—] [^.]{3,80}|(?<=[.?!”’\w]), p[^,]{1,40})[.\s]*$"
)
_MARKS = "\"“‘'„«"
_SET_IN = 10  # points by which a quotation is set in
_MOSTLY = 0.4  # of a document in italics: then they say nothing


def set_apart(document: Document, places: Sequence[Passage]) -> frozenset[int]:
    """Which passages are quotes set apart, with no marks of their own round the whole.

    Block quotes are; so is a paragraph that is set in further than the one before it, if that one leads to a quote, or
    if it ends with the page that it is taken from.
    """
    margin = _margin(places) if document.fragments else 0.0
    found: set[int] = set()
    for i, place in enumerate(places):
        if document.text[place.span.start] in _MARKS:
            continue
        if place.block.kind is BlockKind.QUOTE or _set_in(document, places, i, margin, found):
            found.add(i)
    return frozenset(found)


def _margin(places: Sequence[Passage]) -> float:
    """Where most lines of running text begin, in points from the page's left edge."""
    counts = Counter[float]()
    for place in places:
        if place.block.kind is BlockKind.PARAGRAPH and place.block.x0 is not None and not place.mark:
            counts[round(place.block.x0)] += place.span.end - place.span.start
    return counts.most_common(1)[0][0] if counts else 0.0


def _set_in(document: Document, places: Sequence[Passage], i: int, margin: float, found: Collection[int]) -> bool:
    place, lead = places[i], places[i - 1] if i else None
    if not _running(place) or lead is None or not (_running(lead) or lead.mark):
        return False
    depth, before = _depth(place, margin), _depth(lead, margin)
    if i - 1 in found and adjoin(lead.span, place.span) and lead.block.kind is not BlockKind.QUOTE:
        return abs(depth - before) < 2  # goes on
    if depth < _SET_IN or (_running(lead) and depth < before + _SET_IN):
        return False
    text = document.slice(lead.span)
    told = sentences(document, lead.span)
    last = document.slice(told[-1]) if told else text
    if text.rstrip().endswith(":") and speaks(last) and not council().find("cited_lead", last):
        return True
    tail = _TAIL.search(document.slice(place.span))
    return tail is not None and cites(tail["cite"])


def _running(place: Passage) -> bool:
    return place.block.kind is BlockKind.PARAGRAPH and not place.mark and not place.is_heading and not place.block.cell


def _depth(place: Passage, margin: float) -> float:
    if place.block.indent or place.block.x0 is None:
        return place.block.indent
    return place.block.x0 - margin


def block_quotes(
    document: Document, places: Sequence[Passage], apart: Collection[int]
) -> Iterator[tuple[int, Span, str]]:
    """Each quote set apart: its first passage, its span, and the citation under or behind it, no part of its text.

    Neighbouring blocks are one quote.
    """
    i = 0
    while i < len(places):
        if i not in apart:
            i += 1
            continue
        k = i + 1
        while k in apart and adjoin(places[k - 1].span, places[k].span):
            k += 1
        span, cite = Span(places[i].span.start, places[k - 1].span.end), ""
        last = document.slice(places[k - 1].span)
        if k - i > 1 and len(last) < 120 and _CITED_LINE.match(last):
            span, cite = Span(span.start, places[k - 2].span.end), last
        else:
            span, cite = _without_cite(document, span)
        yield i, span, cite
        i = k


def _without_cite(document: Document, span: Span) -> tuple[Span, str]:
    """A quote without the citation at its end, and that."""
    tail = _TAIL.search(document.slice(span))
    if tail is None or not tail.start() or not (_CITED_LINE.match(tail["cite"]) or cites(tail["cite"])):
        return span, ""
    return Span(span.start, span.start + tail.start()), tail["cite"]


def in_italics(
    document: Document, places: Sequence[Passage], marked: Collection[Span]
) -> Iterator[tuple[int, Span, str]]:
    """Words in italics outside all marks, each with its passage, and the citation that is in italics with it.

    None where italics are everywhere.
    """
    if sum(s.end - s.start for s in document.italics) > _MOSTLY * len(document.text):
        return
    for span in document.italics:
        if document.text[span.start] in _MARKS or any(span in t for t in marked):
            continue
        i = next((i for i, p in enumerate(places) if span in p.span and not p.is_heading), None)
        if i is not None:
            yield i, *_without_cite(document, span)
