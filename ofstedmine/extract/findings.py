"""Passages become findings: each sentence with what it says, its place, and the rule that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..document import Document, Span
from ..lexicon import DEFAULT, Lexicon
from ..model import Finding, Grade, ParagraphNumber
from . import sentences
from .classify import Context, classify, probabilities
from .features import Reading, reading
from .quantity import change, extent, instructs, refers_back

__all__ = ["Passage", "classify", "findings", "probabilities"]
FEWEST_WORDS = 3


class Passage(NamedTuple):
    """One body paragraph or bullet, in reading order. `listing`: "strengths", "improvements" or None."""

    span: Span
    section: str | None = None
    grade: Grade | None = None
    paragraph: ParagraphNumber | None = None
    page: int | None = None
    listing: str | None = None


def findings(document: Document, passages: Sequence[Passage], *, lexicon: Lexicon = DEFAULT) -> tuple[Finding, ...]:
    """One finding a sentence, in reading order; what asks instead of finding, and fragments, are left out."""
    found: list[tuple[Passage, Span, Reading, Context]] = []
    for passage in passages:
        base = passage.span.start
        for number, (start, end) in enumerate(sentences.split(document.slice(passage.span))):
            span = Span(base + start, base + end)
            sentence = reading(document.slice(span))
            if is_finding(sentence, passage.listing, lexicon=lexicon):
                context = Context(passage.section, passage.grade, passage.listing, number > 0)
                found.append((passage, span, sentence, context))
    verdicts = classify([s for _, _, s, _ in found], context=[c for *_, c in found], lexicon=lexicon)
    return tuple(
        Finding(
            id=f"F{number}",
            text=sentence.text,
            polarity=verdict.polarity,
            change=change(sentence, lexicon=lexicon),
            refers_back=refers_back(sentence, lexicon=lexicon),
            extent=extent(sentence, lexicon=lexicon),
            themes=verdict.themes,
            section=passage.section,
            paragraph=passage.paragraph,
            page=document.page_of(span.start),
            span=span,
            cue=verdict.cue,
        )
        for number, ((passage, span, sentence, _), verdict) in enumerate(zip(found, verdicts, strict=True), 1)
    )


def is_finding(sentence: Reading, listing: str | None = None, *, lexicon: Lexicon = DEFAULT) -> bool:
    """Whether a sentence finds something: not an instruction, an item of what to improve, or a fragment."""
    if listing == "improvements" or sum(word.isalpha() for word in sentence.words) < FEWEST_WORDS:
        return False
    return not instructs(sentence, lexicon=lexicon)
