"""Passages become findings: each sentence with what it says, its place, and the rule that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..document import Document, Span
from ..lexicon import DEFAULT, Lexicon, word_set
from ..model import Finding, Grade, ParagraphNumber
from . import sentences
from .classify import Context, classify, probabilities
from .features import Reading, clauses, reading
from .quantity import change, extent, instructs, refers_back

__all__ = ["Passage", "Told", "classify", "findings", "probabilities", "told"]
FEWEST_WORDS = 3
SHORT = 7  # words: a shorter passage that no mark ends is a heading, unless it has a verb
_VERBS = word_set(
    "is are was were has have had do does did can cannot could remain remains lack lacks fail fails need needs "
    "requires require means receive receives know knows continue continues experience wait"
)


class Passage(NamedTuple):
    """One body paragraph or bullet, in reading order. `listing`: "strengths", "improvements" or None."""

    span: Span
    section: str | None = None
    grade: Grade | None = None
    paragraph: ParagraphNumber | None = None
    page: int | None = None
    listing: str | None = None


class Told(NamedTuple):
    """A sentence that finds something, where it stands, and the passage that it is of."""

    passage: Passage
    span: Span
    sentence: Reading
    context: Context


def told(document: Document, passages: Sequence[Passage], *, lexicon: Lexicon = DEFAULT) -> list[Told]:
    """The sentences of passages, in reading order; what asks instead of finding, and fragments, are left out."""
    out: list[Told] = []
    for passage in passages:
        base = passage.span.start
        follows = False
        for start, end in sentences.split(document.slice(passage.span)):
            span = Span(base + start, base + end)
            sentence = reading(document.slice(span), lexicon=lexicon)
            if is_finding(sentence, passage.listing):
                grade = str(passage.grade) if passage.grade else None
                out.append(Told(passage, span, sentence, Context(passage.section, grade, passage.listing, follows)))
                follows = True
    return out


def findings(document: Document, passages: Sequence[Passage], *, lexicon: Lexicon = DEFAULT) -> tuple[Finding, ...]:
    """One finding a sentence, in reading order, each with what it says and the cue (or the model) that decided it."""
    found = told(document, passages, lexicon=lexicon)
    verdicts = classify([t.sentence for t in found], context=[t.context for t in found], lexicon=lexicon)
    return tuple(
        Finding(
            id=f"F{number}",
            text=sentence.text,
            polarity=verdict.polarity,
            change=change(sentence),
            refers_back=refers_back(sentence),
            extent=extent(sentence),
            themes=verdict.themes,
            section=passage.section,
            paragraph=passage.paragraph,
            page=document.page_of(span.start),
            span=span,
            cue=verdict.cue,
        )
        for number, ((passage, span, sentence, _), verdict) in enumerate(zip(found, verdicts, strict=True), 1)
    )


def is_finding(sentence: Reading, listing: str | None = None) -> bool:
    """Whether a sentence finds something: not an instruction, an item of what to improve, or a fragment."""
    words = sentence.words
    # only of a short sentence the words must be told from its marks and numbers
    spoken = len(words) if len(words) > 3 * SHORT else sum(word[0].isalpha() for word in words)
    if spoken < FEWEST_WORDS:
        return False
    asks = instructs(sentence)
    if asks:
        return not asks.decides and says(sentence)
    ended = sentence.text.rstrip("”’\"')").endswith((".", "!", "?", ":", ";"))
    if listing == "improvements" or (spoken < SHORT and (not ended or words[-1].isdigit())):
        return says(sentence)
    return True


def says(sentence: Reading) -> bool:
    """Whether a sentence has a verb of its own, outside "children who are …", "when plans are …", "that is …".

    A rule of thumb by the commonest verbs; it tells a finding among the items of what must improve.
    """
    cut = clauses(sentence.words)
    before = ""
    for i, (word, aside) in enumerate(zip(sentence.words, cut.aside, strict=True)):
        if (
            word in ("ensure", "ensuring")
            or (i and word in ("when", "if", "where"))
            or (word == "that" and before == "so")
        ):
            return False  # what follows is what is asked for, or for whom
        if word in _VERBS and not aside and before not in ("to", "that", "which", "who", "what", "how", "they", "it"):
            return True
        before = word
    return False
