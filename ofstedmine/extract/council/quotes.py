"""Passages that a council's report takes from another document, with the page and paragraph that it claims for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ...document import Block, BlockKind, Document, Span
from ...lexicon.patterns import council
from ...model import Quote
from ...text import alike
from .flow import Passage, passages, trim
from .quotemarks import Marked, marked
from .setapart import block_quotes, in_italics, set_apart
from .told import PAGE, PARAGRAPH, YEAR_PAGE, Context, attributed, cites, claims, context_of, said_by_person, speaks

_PREDICATE = re.compile(
    r"^(?:is|are|was|were|has|have|had|remains?|do|does|did|can|cannot|could|should|will|would|need|needs"
    r"|must)\b(?!.*\?)",
    re.I,
)
_INSERTED = re.compile(r"^\[\w{1,12}\]|\[(?:\.{3}|…|[a-z' ]{1,40})\]")  # only a quotation has its words amended
_YEAR = r"(?:n\.d\.|(?:19|20)\d\d[a-z]?)"
_HEADED = re.compile(rf"(?P<bracket>\([^()]{{1,200}},\s)?(?:{_YEAR}|\({_YEAR}\)),\s(?:p\.\s\d+,\s)?‘$")
_LONGEST_HEADING = 15  # words
_LEAST = 5  # words: shorter ones are names and words held at arm's length, unless something says that they are said


def quotes(document: Document, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Words that a report takes from another document, in its body or its notes, without their outer marks, in order.

    Names, titles, grades and words held at arm's length are not taken, nor what children, parents or staff said: those
    stand in no document that they could be checked against.
    """
    notes = [Passage(b, b.span, None, None, None) for b in blocks if b.kind is BlockKind.FOOTNOTE]
    found = [*_quotes(document, passages(document, blocks)), *(q for note in notes for q in _quotes(document, [note]))]
    found.sort(key=lambda q: q.span.start if q.span else 0)
    return tuple(found if document.fragments else _with_notes(document, blocks, found))


def _with_notes(document: Document, blocks: Sequence[Block], found: Sequence[Quote]) -> Iterator[Quote]:
    """Quotes with the place that a note claims for them, where a paragraph has as many notes as quotes.

    A reader of Word hands the notes of a paragraph over right behind it, without the places where they were called.
    """
    held: dict[int, str] = {}
    ends = sorted((q.span.end, n) for n, q in enumerate(found) if q.span)
    above: Block | None = None
    for of_notes, group in groupby(blocks, key=lambda b: b.kind is BlockKind.FOOTNOTE):
        together = list(group)
        notes, block = (together, above) if of_notes else ([], None)
        above = together[-1]
        if block is None:
            continue
        first, last = (bisect_right(ends, (at, len(found))) for at in (block.span.start, block.span.end))
        inside = sorted(n for _, n in ends[first:last])
        if len(notes) == len(inside):
            held |= {n: alike(document.slice(note.span)) for n, note in zip(inside, notes, strict=True)}
    for n, quote in enumerate(found):
        pages, paragraphs = _claimed(Context("", held.get(n, ""), ""))
        if quote.claimed_pages or quote.claimed_paragraphs or not (pages or paragraphs):
            yield quote
        else:
            yield replace(
                quote,
                claimed_page=pages[0] if pages else None,
                claimed_paragraph=paragraphs[0] if paragraphs else None,
                claimed_pages=pages,
                claimed_paragraphs=paragraphs,
            )


def _quotes(document: Document, places: Sequence[Passage]) -> list[Quote]:
    apart = set_apart(document, places)
    plain = [p for i, p in enumerate(places) if i not in apart]
    index = {id(p): k for k, p in enumerate(places)}
    found: list[Quote] = []
    held: list[Span] = []  # all that is marked or set apart, quote or not
    floor: int | None = None
    for mark in marked(document, plain):
        place = plain[mark.place]
        context = context_of(document, places, index[id(place)], mark.span, floor)
        apart_here = _stands_alone(document, mark, place)
        if _is_quote(document, mark, context, apart=apart_here) and not _is_heading_cited(document, mark, place):
            found.append(_quote(document, trim(document, mark.span), place, context))
        held += [mark.span] if mark.closed else []
        floor = mark.span.end + 1
    for i, span, cite in block_quotes(document, places, apart):
        context = context_of(document, places, i, span, apart=True)._replace(after=alike(cite))
        if len(document.slice(span).split()) >= _LEAST and not said_by_person(context):
            found.append(_quote(document, trim(document, span), places[i], context))
        held.append(places[i].span)
    for i, span, cite in in_italics(document, places, held):
        context = context_of(document, places, i, span)
        context = context._replace(after=alike(cite) or context.after)
        if _is_quoted_in_italics(alike(document.slice(span)), context):
            found = [q for q in found if q.span is None or q.span not in span]  # marked words inside are part of it
            found.append(_quote(document, span, places[i], context))
    return found


def _is_quoted_in_italics(text: str, context: Context) -> bool:
    """Whether words in italics are a quote: cited after, or introduced; names of laws and plans are in italics too."""
    if len(text.split()) < _LEAST or _title_case(text) or said_by_person(context):
        return False
    return (
        cites(context.after)
        or speaks(context.after)
        or (bool(council().find("said", context.before[-80:])) and speaks(context.before))
    )


def _is_heading_cited(document: Document, mark: Marked, place: Passage) -> bool:
    """Whether the words are the heading in a citation: (Ofsted, 2024, p. 5, ‘Main findings’), or in a note.

    A sentence that is quoted there ends in a stop; a heading does not.
    """
    text = document.slice(mark.span)
    headed = _HEADED.search(document.text[max(place.span.start, mark.span.start - 300) : mark.span.start])
    if headed is None or text.endswith((".", "…")) or len(text.split()) > _LONGEST_HEADING:
        return False
    noted = place.block.kind is BlockKind.FOOTNOTE
    return document.text.startswith(")", mark.span.end + 1) if headed["bracket"] else noted


def _stands_alone(document: Document, mark: Marked, place: Passage) -> bool:
    """Whether a quote is set apart: a block quote, or a bullet, cell or paragraph that holds nothing but the quote."""
    if place.block.kind is BlockKind.QUOTE:
        return True
    before = document.text[place.span.start : mark.span.start]
    after = document.text[mark.span.end : place.span.end]
    return not re.search(r"\w", before) and not re.search(r"\w", after)


def _is_quote(document: Document, mark: Marked, context: Context, *, apart: bool) -> bool:
    text = alike(document.slice(mark.span))
    count = len(text.split())
    if cites(context.after):
        return count >= 2
    introduced = bool(council().find("said", context.before[-80:])) and speaks(context.before)
    if said_by_person(context):
        return False
    if _INSERTED.search(text) and count >= 2:
        return True
    if count < 12 and count >= 2 and _PREDICATE.match(text) and speaks(context.before):
        return True  # “remain weak”: no name and no title begins with its verb
    if count < _LEAST:
        # "stating that “plans are clear”", but not "noted that the ‘front door’ is"
        return (
            introduced
            and count >= 2
            and not _title_case(text)
            and bool(
                re.search(
                    r"(?:stat(?:es?|ed|ing)|said|says?|saying|not(?:es|ed|ing)|describ\w+|judg\w+|comment\w+"
                    r"|conclud\w+|wr(?:ote|ites))(?: \w+){0,4}[ ,:-]*$",
                    context.before,
                    re.I,
                )
            )
            and mark.closed
        )
    if not mark.closed and not introduced:
        return False
    if _title_case(text):
        return False
    if apart or count >= 12:
        return True
    after = alike(document.text[mark.span.end + 1 : mark.span.end + 40])
    if council().find("title_before", context.before[-40:]) or (
        council().find("title_after", after) and not introduced
    ):
        return False
    return introduced or speaks(context.before) or speaks(context.near)


def _claimed(context: Context) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return claims(PAGE, context) or claims(YEAR_PAGE, context), claims(PARAGRAPH, context)


def _title_case(text: str) -> bool:
    """Whether the words are set as a name: capitals on most of those that matter."""
    long = [w for w in re.findall(r"[A-Za-z][\w'-]*", text) if len(w) > 3]
    return len(long) >= 2 and len(text.split()) <= 14 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def _quote(document: Document, span: Span, place: Passage, context: Context) -> Quote:
    pages, paragraphs = _claimed(context)
    return Quote(
        text=document.slice(span),
        attributed_to=attributed(context),
        claimed_page=pages[0] if pages else None,
        paragraph=place.number,
        page=document.page_of(span.start),
        claimed_paragraph=paragraphs[0] if paragraphs else None,
        span=span,
        claimed_pages=pages,
        claimed_paragraphs=paragraphs,
    )
