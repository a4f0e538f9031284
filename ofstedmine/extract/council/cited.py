"""The inspectorate's recommendations as a council repeats them: listed, run in before an answer, in a plan's column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...document import Block, BlockKind, Document, Span
from ...lexicon.patterns import council
from ...model import ParagraphNumber, Recommendation, RecommendationKind
from ...text import alike, bare
from .board import board_recommendations
from .flow import Passage, passages, sentences, stems, trim
from .plans import plan_rows

_RUN_IN = re.compile(
    r"(?P<label>(?:(?:recommendation|area for improvement|priority action|finding) (?:[A-Z]|\d{1,2})\b\s*[,:.–—-]|"
    r"(?:ofsted |inspection )?(?:recommendation|area for improvement|area for priority action) (?:answered"
    r"|addressed|from (?:ofsted|the \w+))\s*:)\s*)(?P<text>\S.*?)(?<!\s)\s*+(?:(?<![–—-])[–—-]++\s|[–—-]$|:\s|$)",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?:(?<=[\s:;,])|^)\(?(?:[a-h]|i{1,3}|iv|vi{0,3}|\d)\)\s+")
_SAME = 0.85  # of the shorter wording's words in the longer one: a short form of the same matter


class _Listed(NamedTuple):
    span: Span
    place: Passage
    kind: RecommendationKind
    list_: int  # items of one list are never each other's short forms


def cited_recommendations(document: Document, blocks: Sequence[Block]) -> tuple[Recommendation, ...]:
    """What the inspectorate asked for, as this report repeats it; a matter repeated is one item, in its first wording.

    What the board is asked to do, definitions ("an area for priority action is either …"), strengths, and the council's
    own plans and audits are no such items.
    """
    places = passages(document, blocks)
    board = [r.span for r in board_recommendations(document, blocks) if r.span]
    listed = [
        *_lists(document, places),
        *_run_ins(document, places),
        *_cells(document, blocks, places),
    ]
    listed = [x for x in listed if not any(x.span in b or b in x.span for b in board)]
    return _distinct(document, sorted(listed, key=lambda x: x.span.start))


def _lists(document: Document, places: Sequence[Passage]) -> Iterator[_Listed]:
    for i, place in enumerate(places):
        if place.block.kind is BlockKind.QUOTE or place.block.cell is not None:
            continue
        text = document.slice(place.span)
        if place.is_heading:
            if council().find("inspectorate_heading", text):
                yield from _entries(document, places, i + 1, _kind(text), i)
            continue
        lead = _lead(document, places, i)
        if lead is None:
            continue
        after = Span(lead.start, place.span.end)
        inner = list(_inside(document, after))
        if inner:
            yield from (_Listed(span, place, _kind(document.slice(lead)), i) for span in inner)
        else:
            yield from _entries(document, places, i + 1, _kind(document.slice(lead)), i)


def _lead(document: Document, places: Sequence[Passage], i: int) -> Span | None:
    """The sentence of a block that opens a list of what the inspectorate asks for, or None."""
    place = places[i]
    text = document.slice(place.span)
    if ":" not in text and not text.endswith(("-", "–", "—")):
        return None
    said = sentences(document, place.span)
    last = next((s for s in reversed(said) if re.search(r":\s*(?:$|\(?\w)", document.slice(s)) or s is said[-1]), None)
    if last is None:
        return None
    head = document.slice(last).partition(":")[0] + ":"
    plain = alike(head)
    before = alike(document.text[place.span.start : last.start])
    # "The areas of focus have been:" speaks of the recommendations that the sentence before it names
    if not council().find("cited_lead", plain):
        return None
    if council().find("cited_lead_not", plain) or re.search(r"\b(?:strengths?|positive)\b", plain, re.IGNORECASE):
        return None
    near = " ".join(
        document.slice(p.span) for p in places[max(0, i - 2) : i] if not p.is_heading and p.block.cell is None
    )
    if not council().find("inspectorate", f"{place.heading or ''} {near[-600:]} {before} {plain}"):
        return None
    return last


def _inside(document: Document, span: Span) -> Iterator[Span]:
    """Items that stand in the sentence itself, lettered or with semicolons between: "…: (1) plans; and (2) audits"."""
    text = document.slice(span)
    colon = text.find(":")
    rest = text[colon + 1 :]
    if colon < 0 or len(rest.split()) < 3:
        return
    base = span.start + colon + 1
    labels = list(_INLINE.finditer(rest))
    if len(labels) >= 2:
        stretches = [(a.end(), b.start() if b else len(rest)) for a, b in zip(labels, [*labels[1:], None], strict=True)]
    elif ";" in rest:
        cuts = [m.start() for m in re.finditer(";", rest)]
        stretches = list(zip([0, *(c + 1 for c in cuts)], [*cuts, len(rest)], strict=True))
    else:
        return
    for a, b in stretches:
        lead = re.match(r"\s*(?:and\s+)?", rest[a:b])
        a += lead.end() if lead else 0
        cut = re.search(r"(?:[;,.]|(?<![\s;,.]))\s*+(?:\band\b)?+\s*+$", rest[a:b])
        b = a + cut.start() if cut else b
        if b - a > 5:
            yield trim(document, Span(base + a, base + b))


def _entries(
    document: Document, places: Sequence[Passage], i: int, kind: RecommendationKind, list_: int
) -> Iterator[_Listed]:
    """The entries of the list that begins at `i`; sub-entries stay inside theirs."""
    first: Passage | None = None
    held: Span | None = None
    holder: Passage | None = None
    for place in places[i:]:
        if place.is_heading or place.block.cell is not None or place.block.kind is BlockKind.QUOTE:
            break
        if first is None:
            # a list has marks; only under its own heading may it be plain lines, and those are short
            if place.style is None or (place.style in ("1", "1.1") and len(document.slice(place.span).split()) > 60):
                break
            first = place
        elif place.style is None:
            if held and document.slice(held)[-1:] not in ".:;" and document.text[place.span.start].islower():
                held = Span(held.start, place.span.end)  # the item goes on over a page break
                continue
            break
        elif place.block.level < first.block.level or (
            place.style != first.style and place.block.level == first.block.level
        ):
            if place.style in ("1", "1.1") or place.block.level < first.block.level:
                break
            held = Span(held.start, place.span.end) if held else place.span
            continue
        elif place.block.level > first.block.level:
            held = Span(held.start, place.span.end) if held else place.span
            continue
        if held and holder:
            yield _Listed(_clean(document, held), holder, kind, list_)
        held, holder = place.span, place
    if held and holder:
        yield _Listed(_clean(document, held), holder, kind, list_)


def _clean(document: Document, span: Span) -> Span:
    """An item without its label before it and without its list's "; and" after it."""
    text = document.slice(span)
    label = re.match(
        r"(?:recommendation|area for improvement|priority action|area) (?:[A-Z]|\d{1,2})\s*[,:.–—-]\s*", text, re.I
    )
    start = label.end() if label and label.end() < len(text) else 0
    cut = re.search(r"(?<!\s)\s*+[;,]\s*+(?:and\b)?+\s*+$", text)
    return trim(document, Span(span.start + start, span.start + (cut.start() if cut else len(text))))


def _run_ins(document: Document, places: Sequence[Passage]) -> Iterator[_Listed]:
    """ "Recommendation 2: the quality of plans" as a heading or before the council's answer."""
    for i, place in enumerate(places):
        if place.block.cell is not None or place.block.kind is BlockKind.QUOTE:
            continue
        text = document.slice(place.span)
        found = _RUN_IN.match(text)
        if not found or not (4 <= len(found["text"].split()) <= 60):
            continue
        if council().find("board_verb", found["text"]) or council().find("ask", found["text"]):
            continue
        if place.heading and council().find("board_heading", place.heading) and not place.is_heading:
            continue
        span = Span(place.span.start + found.start("text"), place.span.start + found.end("text"))
        yield _Listed(trim(document, span), place, _kind(found["label"]), -1 - i)


def _cells(document: Document, blocks: Sequence[Block], places: Sequence[Passage]) -> Iterator[_Listed]:
    """What a plan's column of recommendations holds, or its column of areas under "Areas for improvement"."""
    seen: set[Span] = set()
    of_block = {p.block.span.start: p for p in places}
    for row in plan_rows(document, blocks):
        cell = row.cited or row.area
        place = of_block.get(cell.start) if cell else None
        if cell is None or cell in seen or place is None:
            continue
        heading = place.heading or ""
        if row.cited is None and not (place.block.cell and council().find("inspectorate_heading", heading)):
            continue
        seen.add(cell)
        text = document.slice(cell)
        mark = re.match(
            r"(?:(?:recommendation|area|priority|rec) ?)?(?:\d{1,2}(?:\.\d)?|[A-Z])[.):]?\s+(?=\S)", text, re.IGNORECASE
        )
        span = Span(cell.start + mark.end(), cell.end) if mark and mark.end() < len(text) else cell
        if len(document.slice(span).split()) >= 3:
            yield _Listed(span, place, _kind(heading), -100_000)


def _kind(lead: str) -> RecommendationKind:
    plain = alike(lead).lower()
    priority = "priority action" in plain and "no areas for priority" not in plain
    return RecommendationKind.PRIORITY_ACTION if priority else RecommendationKind.IMPROVEMENT


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return bare(text).rstrip(".")


def same_matter(left: str, right: str) -> bool:
    """Whether two wordings are of one recommendation: alike, or one a short form of the other.

    >>> same_matter("Contingency planning in plans", "The quality of contingency planning in children's plans.")
    True
    >>> same_matter("The quality of assessments", "The quality of chronologies")
    False
    """
    if _letters(left) == _letters(right):
        return True
    a, b = stems(left), stems(right)
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return len(small) >= 2 and len(small & large) / len(small) >= _SAME


def _distinct(document: Document, listed: Sequence[_Listed]) -> tuple[Recommendation, ...]:
    out: list[Recommendation] = []
    of_list: list[int] = []
    for item in listed:
        text = document.slice(item.span)
        if len(text.split()) < 2:
            continue
        if any(
            _letters(text) == _letters(r.text) or (held != item.list_ and same_matter(text, r.text))
            for r, held in zip(out, of_list, strict=True)
        ):
            continue
        number: ParagraphNumber | None = item.place.number
        out.append(
            Recommendation(
                id=f"C{len(out) + 1}",
                text=text,
                heading=item.place.heading,
                kind=item.kind,
                addressee=None,
                themes=(),
                page=document.page_of(item.span.start),
                paragraph=number,
                span=item.span,
            )
        )
        of_list.append(item.list_)
    return tuple(out)
