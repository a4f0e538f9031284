"""Passages that a council's report takes from another document, with the page and paragraph that it claims for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...document import Block, BlockKind, Document, Span
from ...model import Quote
from ...text import alike
from .flow import Passage, adjoin, passages, sentences, trim
from .quotemarks import Marked, marked
from .words import words

_NOT_OURS = r"(?! of (?:this|our|the (?:agenda|plan|pack|council|annex))| (?:above|below))"
# "p. 3", "pp. 3–4", "pages 3, 5 and 7"
_NUMBERS = r"(?P<n>\d{1,3})\b(?!\.\d)(?P<more>(?:(?: ?[-–—&] ?| and | to |, (?=\d{1,3}(?:, | and | ?& ?)))\d{1,3}\b)*)"
_PAGE = re.compile(rf"\b(?:pages?|pgs?\.?|pp?\.?) ?{_NUMBERS}{_NOT_OURS}", re.I)
_YEAR_PAGE = re.compile(r"\b(?:19|20)\d\d[a-z]?: ?(?P<n>\d{1,3})(?P<more>(?:[-–—]\d{1,3})?)\b")  # "(Ofsted, 2022: 3)"
_PARAGRAPH = re.compile(rf"(?:\bpara(?:graph)?s?\.?|¶¶?) ?{_NUMBERS}{_NOT_OURS}", re.I)
_PLACE = r"(?:pages?|pgs?\.?|pp?\.?|para(?:graph)?s?\.?|¶) ?\d{1,3}\b(?:(?: ?[-–—&] ?| and )\d{1,3}\b)?"
_AFTER = re.compile(
    r"^[\s.,;:'\"’”]{0,4}(?P<cite>[(\[][^()\[\]]{1,120}[)\]]"
    rf"|(?:[–—-] |on |at |see )?{_PLACE}(?:,? (?:(?:and|at|of|in|on) )?{_PLACE})?{_NOT_OURS})",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"(?<=[\"”’'])[,.;]? ?(?:\([^()]*\)|\[[^\[\]]*\])"
)  # a place claimed right after another quote
# one bracket for two quotes of a sentence: “too high” and that staff “cannot cope” (page 1)
_SHARED = re.compile(r"^ and\b[^.“”\"()]{0,80}[“\"][^“”\"()]{1,300}[”\"][,.]? ?(?P<cite>[(\[][^()\[\]]{1,80}[)\]])")
_PREDICATE = re.compile(
    r"^(?:is|are|was|were|has|have|had|remains?|do|does|did|can|cannot|could|should|will|would|need|needs"
    r"|must)\b(?!.*\?)",
    re.I,
)
_INSERTED = re.compile(r"^\[\w{1,12}\]|\[(?:\.{3}|…|[a-z' ]{1,40})\]")  # only a quotation has its words amended
_CITED_LINE = re.compile(
    r"^[\s–—-]*(?:\(|\[)?(?:source: )?(?:[\w’' ]{0,60}?(?:letter|report|ofsted|inspection|ilacs)[\w’' ,]{0,40}"
    r"|page|p\.|para).{0,60}$",
    re.I,
)
_DASHED = re.compile(r"(?:[:–—-]|,)\s*$")
_LONGEST = 20  # pages or paragraphs in a range
_LEAST = 5  # words: shorter ones are names and words held at arm's length, unless something says that they are said


class _Context(NamedTuple):
    before: str  # the sentence in which the quote stands, up to it (or the one before, where the quote begins its own)
    after: str  # what follows it directly
    near: str  # both, with the rest of the block before it


def quotes(document: Document, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Words that a report takes from another document, in its body or its notes, without their outer marks, in order.

    Names, titles, grades and words held at arm's length are not taken, nor what children, parents or staff said: those
    stand in no document that they could be checked against.
    """
    notes = [Passage(b, b.span, None, None, None) for b in blocks if b.kind is BlockKind.FOOTNOTE]
    found = [*_quotes(document, passages(document, blocks)), *(q for note in notes for q in _quotes(document, [note]))]
    return tuple(sorted(found, key=lambda q: q.span.start if q.span else 0))


def _quotes(document: Document, places: Sequence[Passage]) -> Iterator[Quote]:
    plain = [p for p in places if not _set_apart(document, p)]
    index = {id(p): k for k, p in enumerate(places)}
    floor: int | None = None
    for mark in marked(document, plain):
        place = plain[mark.place]
        context = _context(document, places, index[id(place)], mark.span, floor)
        if _is_quote(document, mark, context, apart=_stands_alone(document, mark, place)):
            yield _quote(document, trim(document, mark.span), place, context)
        floor = mark.span.end + 1
    yield from _block_quotes(document, places)


def _stands_alone(document: Document, mark: Marked, place: Passage) -> bool:
    """Whether a quote is set apart: a block quote, or a bullet, cell or paragraph that holds nothing but the quote."""
    if place.block.kind is BlockKind.QUOTE:
        return True
    before = document.text[place.span.start : mark.span.start]
    after = document.text[mark.span.end : place.span.end]
    return not re.search(r"\w", before) and not re.search(r"\w", after)


def _set_apart(document: Document, place: Passage) -> bool:
    """Whether a block quote carries no marks of its own around the whole."""
    return place.block.kind is BlockKind.QUOTE and document.text[place.span.start] not in "\"“‘'„«"


def _context(document: Document, places: Sequence[Passage], i: int, span: Span, floor: int | None) -> _Context:
    place = places[i]
    start = place.span.start
    before = document.text[start : max(start, span.start - 1)].rstrip()
    sentence = before
    if before:
        parts = [document.slice(s) for s in sentences(document, Span(start, start + len(before)))]
        sentence = parts[-1] if parts else before
    first_here = floor is None or floor <= place.span.start
    opens = not before.strip(" ,.;:–—-)") if before else True
    if opens and first_here and i and not places[i - 1].is_heading:
        text = document.slice(places[i - 1].span)
        apart, cell = place.block.kind is BlockKind.QUOTE, place.block.cell
        beside = cell is not None and places[i - 1].block.cell is not None  # "What inspectors said | “…”"
        if beside or (cell is None and (apart or _DASHED.search(text) or words().find("said", text[-60:]))):
            told = sentences(document, places[i - 1].span)
            # a page claimed right after another quote is that quote's
            told_last = _OF_ANOTHER.sub("", document.slice(told[-1]) if told else text)
            sentence, before = told_last, text
    end = next((p.span.end for p in places[i:] if p.span.start <= span.end <= p.span.end), place.span.end)
    after = document.text[min(span.end + 1, end) : end]
    cited = _AFTER.match(after) or _SHARED.match(after)
    return _Context(alike(sentence), alike(cited["cite"]) if cited else "", alike(f"{before[-400:]} {after[:120]}"))


def _is_quote(document: Document, mark: Marked, context: _Context, *, apart: bool) -> bool:
    text = alike(document.slice(mark.span))
    count = len(text.split())
    if context.after and (_PAGE.search(context.after) or _PARAGRAPH.search(context.after)):
        return count >= 2
    introduced = bool(words().find("said", context.before[-80:])) and _speaks(context.before)
    if _said_by_person(context):
        return False
    if _INSERTED.search(text) and count >= 2:
        return True
    if count < 12 and count >= 2 and _PREDICATE.match(text) and _speaks(context.before):
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
    if words().find("title_before", context.before[-40:]) or (words().find("title_after", after) and not introduced):
        return False
    return introduced or _speaks(context.before) or _speaks(context.near)


def _speaks(text: str) -> bool:
    """Whether the words name a document, or those who wrote it."""
    return bool(words().find("source", text)) or bool(re.match(r"(?:it|they|page \d|paragraph \d)\b", text, re.I))


def _said_by_person(context: _Context) -> bool:
    found = words().regex("person").search(context.before)
    return bool(found) and not words().find("source", context.before)


def _title_case(text: str) -> bool:
    """Whether the words are set as a name: capitals on most of those that matter."""
    long = [w for w in re.findall(r"[A-Za-z][\w'-]*", text) if len(w) > 3]
    return len(long) >= 2 and len(text.split()) <= 14 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def _quote(document: Document, span: Span, place: Passage, context: _Context) -> Quote:
    pages = _claims(_PAGE, context) or _claims(_YEAR_PAGE, context)
    paragraphs = _claims(_PARAGRAPH, context)
    return Quote(
        text=document.slice(span),
        attributed_to=_attributed(context),
        claimed_page=pages[0] if pages else None,
        paragraph=place.number,
        page=document.page_of(span.start),
        claimed_paragraph=paragraphs[0] if paragraphs else None,
        span=span,
        claimed_pages=pages,
        claimed_paragraphs=paragraphs,
    )


def _claims(pattern: re.Pattern[str], context: _Context) -> tuple[int, ...]:
    """The numbers claimed right after the quote, else the last ones in the sentence that leads to it."""
    before = _OF_ANOTHER.sub("", context.before)
    found = pattern.search(context.after) or next(iter(reversed(list(pattern.finditer(before)))), None)
    if found is None:
        return ()
    out = [int(found["n"])]
    for sign, n in re.findall(r"(\D+)(\d+)", found["more"]):
        number, run = int(n), bool(re.search("[-–—]|to", sign))
        # what no range can be ("3–1", "3–400") counts as two numbers
        out += range(out[-1] + 1, number + 1) if run and 0 < number - out[-1] <= _LONGEST else [number]
    return tuple(dict.fromkeys(out))


def _attributed(context: _Context) -> str | None:
    """Who is said to speak: the last source with a verb of saying after it, else the last letter or report named."""
    for text in (context.before, context.after):
        found = list(words().regex("source").finditer(text))
        speaking = [m for m in found if words().find("said", text[m.end() : m.end() + 25])]
        papers = [m for m in found if re.search("letter|report", m[0], re.IGNORECASE)]
        for some in (speaking, papers, found):
            if some:
                return some[-1][0].strip()
    return None


def _block_quotes(document: Document, places: Sequence[Passage]) -> Iterator[Quote]:
    """Quotes set apart without marks; neighbouring blocks are one quote, and a line that cites is none of its text."""
    i = 0
    while i < len(places):
        if not _set_apart(document, places[i]):
            i += 1
            continue
        k = i + 1
        while k < len(places) and _set_apart(document, places[k]) and adjoin(places[k - 1].span, places[k].span):
            k += 1
        span, cite = Span(places[i].span.start, places[k - 1].span.end), ""
        last = document.slice(places[k - 1].span)
        if k - i > 1 and len(last) < 120 and _CITED_LINE.match(last):
            span, cite = Span(span.start, places[k - 2].span.end), last
        elif tail := re.search(r"\s*(?P<cite>\([^()]{1,80}\)|[–—] [^.]{3,80})\s*$", document.slice(span)):
            cites = _CITED_LINE.match(tail["cite"]) or _PAGE.search(tail["cite"])
            span, cite = (Span(span.start, span.start + tail.start()), tail["cite"]) if cites else (span, "")
        context = _context(document, places, i, span, None)
        context = context._replace(after=alike(cite))
        if len(document.slice(span).split()) >= _LEAST and not _said_by_person(context):
            yield _quote(document, trim(document, span), places[i], context)
        i = k
