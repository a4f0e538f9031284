"""Check quotes against the documents that they may have been taken from."""

from __future__ import annotations

from collections.abc import Sequence

from ...document import Span
from ...model import Difference, Kind, Quote, Report, Truth, Verification
from .match import places
from .nearest import Near, nearest
from .printed import HYPHENS, Printed, extent, flows
from .quotation import readings

ALTERED = 0.6  # how alike (0 to 1) a text must be for a quote to count as an altered form of it
NEAR = 0.45  # … and for it to be shown beside a quote that was not found


def verifications(report: Report, sources: Sequence[Report]) -> tuple[Verification, ...]:
    """Say of each quote of a report whether it stands in one of the sources: one `Verification` each, in order.

    `verbatim`: the same words, where only white space, line-end hyphens, the style of quotation marks and dashes, the
    case of the first letter, a stop or comma at either end, marked ellipses and square-bracketed words differ.
    `altered`: much alike; `differences` holds what was changed, `nearest` the true text. `not_found`: neither; where
    something comes near, `nearest` and its place are given all the same, and nothing is said of a claimed place.

    Where a quote stands more than once, the place on the claimed page is taken, else in the claimed paragraph, else in
    a letter rather than a council's report, else the first, in the order of the sources. What a source itself only
    quotes (an earlier draft beside the letters) does not make a quote true, unless no other sources are given. The
    report is no source for itself, nor is a copy of it;
    its appendices are.
    """
    index: list[Printed] = []
    for source in sources:
        if source == report or _same_file(source, report):
            index += [
                flow
                for a in source.appendices
                for flow in flows(a, extent(a) if a.document is source.document else None)
            ]
        else:
            index += flows(source, extent(source) if source.document is report.document else None)
    return tuple(_verification(quote, report, index) for quote in report.quotes)


def _same_file(source: Report, report: Report) -> bool:
    """Whether one is a copy of the other, whatever the file is called; an appendix is not its report."""
    ours, theirs = report.document, source.document
    return ours is not theirs and (
        (bool(ours.fingerprint) and ours.fingerprint == theirs.fingerprint) or ours.text == theirs.text
    )


def _verification(quote: Quote, report: Report, index: Sequence[Printed]) -> Verification:
    ways = readings(quote.text, _breaks(quote, report))
    found = [(flow, span) for flow in index for way in ways for span in places(way, flow)]
    best = min(found, key=lambda place: _rank(quote, *place), default=None)  # the first of equals
    if best is not None and not _second_hand(*best):
        return _placed(quote, Truth.VERBATIM, *best, 1.0)
    letters = [flow for flow in index if not flow.report.quotes]
    near = nearest(quote.text, letters)
    if best is not None and (near is None or near.similarity < ALTERED):
        return _placed(quote, Truth.NOT_FOUND if letters else Truth.VERBATIM, *best, 1.0)
    if (near is None or near.similarity < ALTERED) and len(letters) < len(index):
        near = max((n for n in (near, nearest(quote.text, index)) if n), key=lambda n: n.similarity, default=None)
    return _not_verbatim(quote, near)


def _not_verbatim(quote: Quote, near: Near | None) -> Verification:
    if near is None or near.similarity < NEAR:
        return Verification(quote, Truth.NOT_FOUND, None, None, None, None)
    if near.similarity < ALTERED:
        return _placed(quote, Truth.NOT_FOUND, near.source, near.span, near.similarity)
    changed = near.differences or (Difference(quote.text, near.source.text[near.span.start : near.span.end]),)
    return _placed(quote, Truth.ALTERED, near.source, near.span, min(near.similarity, 0.99), changed)


def _placed(
    quote: Quote, status: Truth, flow: Printed, span: Span, similarity: float, changed: tuple[Difference, ...] = ()
) -> Verification:
    there = status is not Truth.NOT_FOUND
    return Verification(
        quote=quote,
        status=status,
        source=flow.report,
        page=flow.document.page_of(span.start),
        paragraph=flow.paragraph(span.start),
        page_agrees=flow.stands_on(span, quote.claimed_pages) if there else None,
        paragraph_agrees=flow.stands_in(span, quote.claimed_paragraphs) if there else None,
        differences=changed,
        nearest=flow.document.slice(span) if status is not Truth.VERBATIM else None,
        similarity=round(similarity, 4),
        span=span,
    )


def _rank(quote: Quote, flow: Printed, span: Span) -> tuple[bool, bool, bool, bool]:
    """Lower is better: a source's own words, on the page that the report claims, in the paragraph, in a letter."""
    page = bool(quote.claimed_pages) and not flow.stands_on(span, quote.claimed_pages)
    paragraph = bool(quote.claimed_paragraphs) and not flow.stands_in(span, quote.claimed_paragraphs)
    return _second_hand(flow, span), page, paragraph, flow.report.kind is Kind.COUNCIL_REPORT


def _second_hand(flow: Printed, span: Span) -> bool:
    """Whether a stretch of a source stands there as a quote from elsewhere."""
    return any(q.span is not None and span in q.span for q in flow.report.quotes)


def _breaks(quote: Quote, report: Report) -> set[int]:
    """Offsets in a quote's text where the quoting report's own line ended in a hyphen."""
    if quote.span is None or report.document.slice(quote.span) != quote.text:
        return set()
    start = quote.span.start
    return {
        r.offset - start
        for r in report.document.repairs
        if r.raw[:1] in HYPHENS and 0 <= r.offset - start < len(quote.text)
    }
