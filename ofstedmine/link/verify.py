"""Check quotes against the documents that they may have been taken from."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Span
from ..model import Difference, Quote, Report, Truth, Verification
from .match import places
from .nearest import nearest
from .printed import HYPHENS, Printed, extent, flows
from .quotation import readings

ALTERED = 0.6  # how alike (0 to 1) a text must be for a quote to count as an altered form of it
NEAR = 0.45  # … and for it to be shown beside a quote that was not found


def verifications(report: Report, sources: Sequence[Report]) -> tuple[Verification, ...]:
    """Say of each quote of a report whether it stands in one of the sources: one `Verification` each, in order.

    `verbatim`: the same words, where only white space, line-end hyphens, the style of quotation marks and dashes, the
    case of the first letter, a stop or comma at either end, marked ellipses and square-bracketed words differ.
    `altered`: much alike; `differences` holds what was changed, `nearest` the true text. `not_found`: neither; where
    something comes near, `nearest` and its place are given all the same, and `page_agrees` stays None.

    Where a quote stands more than once, the place on the claimed page is taken, else in the claimed paragraph, else
    the first, in the order of the sources.
    """
    index: list[Printed] = []
    for source in sources:
        if source == report:  # its appendices may be quoted, itself not
            index += [
                flow
                for a in report.appendices
                for flow in flows(a, extent(a) if a.document is report.document else None)
            ]
        else:
            index += flows(source, extent(source) if source.document is report.document else None)
    return tuple(_verification(quote, report, index) for quote in report.quotes)


def _verification(quote: Quote, report: Report, index: Sequence[Printed]) -> Verification:
    ways = readings(quote.text, _breaks(quote, report))
    found = [(flow, span) for flow in index for way in ways for span in places(way, flow)]
    if found:
        flow, span = min(found, key=lambda place: _rank(quote, *place))  # the first of equals
        return _placed(quote, Truth.VERBATIM, flow, span, 1.0)
    near = nearest(quote.text, index)
    if near is None or near.similarity < NEAR:
        return Verification(quote, Truth.NOT_FOUND, None, None, None, None)
    if near.similarity < ALTERED:
        return _placed(quote, Truth.NOT_FOUND, near.source, near.span, near.similarity)
    changed = near.differences or (Difference(quote.text, near.source.text[near.span.start : near.span.end]),)
    return _placed(quote, Truth.ALTERED, near.source, near.span, min(near.similarity, 0.99), changed)


def _placed(
    quote: Quote, status: Truth, flow: Printed, span: Span, similarity: float, changed: tuple[Difference, ...] = ()
) -> Verification:
    claimed = quote.claimed_page if status is not Truth.NOT_FOUND else None
    return Verification(
        quote=quote,
        status=status,
        source=flow.report,
        page=flow.document.page_of(span.start),
        paragraph=flow.paragraph(span.start),
        page_agrees=None if claimed is None or not flow.pages(span) else flow.stands_on(span, claimed),
        differences=changed,
        nearest=flow.document.slice(span) if status is not Truth.VERBATIM else None,
        similarity=round(similarity, 4),
        span=span,
    )


def _rank(quote: Quote, flow: Printed, span: Span) -> tuple[bool, bool]:
    """Lower is better: on the page that the report claims, then in the paragraph."""
    page = quote.claimed_page is not None and not flow.stands_on(span, quote.claimed_page)
    claimed = quote.claimed_paragraph
    return page, claimed is not None and str(flow.paragraph(span.start)) != str(claimed)


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
