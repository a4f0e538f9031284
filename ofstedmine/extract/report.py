"""One document's blocks become a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..document import Block, BlockKind, Document
from ..model import Finding, Kind, Polarity, Report, Theme
from ..text import RAISED
from . import appendices, statement
from .classify import classify
from .council import (
    actions,
    board_recommendations,
    cited_recommendations,
    council_header,
    looks_like_council_report,
    quotes,
)
from .findings import Passage, findings
from .header import Header, header
from .judgements import judgements
from .kinds import kind as kind_of
from .recommendations import recommendations
from .sections import Part, numbered, paragraphs, parts, sections

SENTENCE = 90  # letters from which a paragraph about the inspection itself is a sentence, not a name or an address
_LISTS = ("improvement", "priority_action")


def report(document: Document) -> Report:
    """Everything that a document says; other documents that it carries are its `appendices`."""
    own, others = appendices.split(document, document.blocks)
    if others and not looks_like_council_report(document, own):
        own, others = document.blocks, ()  # only a council appends letters; a letter's own front is no report
    carried = tuple(_report(document, blocks) for blocks in others)
    return _report(document, own, carried)


def _report(document: Document, blocks: Sequence[Block], carried: tuple[Report, ...] = ()) -> Report:
    kind = kind_of(document, blocks)
    found = parts(document, blocks)
    return (
        _council(document, blocks, found, carried)
        if kind is Kind.COUNCIL_REPORT
        else _letter(document, kind, blocks, found, carried)
    )


def _letter(
    document: Document, kind: Kind, blocks: Sequence[Block], found: Sequence[Part], carried: tuple[Report, ...]
) -> Report:
    front = header(document, kind, blocks)
    early = kind is Kind.AREA_SEND and statement.is_early(front.title)
    found = statement.as_told(document, found) if early else found
    rows, notes = (statement.outcome(document, found), ()) if early else judgements(document, kind, found, blocks)
    return Report(
        kind=kind,
        authority=front.authority,
        title=front.title,
        inspected=front.inspected,
        published=front.published,
        lead_inspector=front.lead_inspector,
        inspectors=front.inspectors,
        judgements=rows,
        sections=sections(document, found),
        paragraphs=paragraphs(document, found),
        recommendations=recommendations(document, kind, found, themes),
        findings=_neutral_about(findings(document, passages(document, kind, found)), found),
        # a draft that carries no form's words may still quote; an inspector's letter quotes nobody's
        quotes=quotes(document, blocks) if kind is Kind.OTHER else (),
        cited_recommendations=(),
        actions=(),
        appendices=carried,
        notes=(*document.notes, *front.notes, *notes),
        document=document,
    )


def _council(document: Document, blocks: Sequence[Block], found: Sequence[Part], carried: tuple[Report, ...]) -> Report:
    title, published, authority = council_header(document, blocks)
    cited = cited_recommendations(document, blocks)
    # a report that repeats no recommendation answers those of the letter that it carries
    answered = cited or tuple(r for letter in carried for r in letter.recommendations)
    front = Header(authority, title, None, published, None, (), () if published else ("no date is printed",))
    return Report(
        kind=Kind.COUNCIL_REPORT,
        authority=front.authority or next((a.authority for a in carried if a.authority), None),
        title=front.title,
        inspected=None,
        published=front.published,
        lead_inspector=None,
        inspectors=(),
        judgements=(),
        sections=sections(document, found),
        paragraphs=paragraphs(document, found),
        recommendations=board_recommendations(document, blocks),
        findings=(),  # a council's report holds no inspector's finding but in its quotes
        quotes=quotes(document, blocks),
        cited_recommendations=cited,
        actions=actions(document, blocks, answered, published=published),
        appendices=carried,
        notes=(*document.notes, *front.notes),
        document=document,
    )


def _neutral_about(told: Sequence[Finding], found: Sequence[Part]) -> tuple[Finding, ...]:
    """What a letter says of the inspection itself, or of what the grades mean, judges nobody."""
    spans = [block.span for part in found if part.role == "about" for block in part.blocks]
    return tuple(
        replace(f, polarity=Polarity.NEUTRAL, change=None, cue="section.about")
        if any(f.span in s for s in spans)
        else f
        for f in told
    )


def themes(text: str) -> tuple[Theme, ...]:
    """What a recommendation is about."""
    return classify([text])[0].themes


def passages(document: Document, kind: Kind, found: Sequence[Part]) -> tuple[Passage, ...]:
    """Paragraphs and bullets of the body, in reading order, with what their section says of them."""
    out = []
    for part in found:
        if part.title or part.role in ("contents", "sign_off", "imprint"):
            continue
        listing = {"strengths": "strengths", "weaknesses": "weaknesses"}.get(part.role or "")
        # the early joint letters tell what they found in the list itself, in whole sentences
        told = kind is Kind.JTAI
        if part.role in _LISTS:
            if not told:
                continue
            listing = "improvements"
        for block, number in numbered(part):
            if block.kind in (BlockKind.FOOTNOTE, BlockKind.CONTENTS, BlockKind.HEADING):
                continue
            if (block.kind is BlockKind.CELL or part.role == "about") and block.span.end - block.span.start < SENTENCE:
                continue
            if block.kind is BlockKind.PARAGRAPH and not block.marker and _no_sentence(document.slice(block.span)):
                continue
            out.append(Passage(block.span, part.name, part.graded, number, block.page, listing))
    return tuple(out)


def _no_sentence(text: str) -> bool:
    """Whether a short paragraph is a label of what follows, not a sentence: it ends without a mark."""
    return len(text) < 60 and not text.rstrip(RAISED + "’”'\") ").endswith((".", "?", "!", ":", ";", "…"))
