"""The library's reading of sentences as spaCy components, for those who go on from there.

    import spacy
    nlp = spacy.blank("en")
    nlp.add_pipe("ofstedmine_sentences")
    nlp.add_pipe("ofstedmine_findings")

Both are registered as factories (entry points), so that spaCy finds them by name without importing this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from .extract import sentences
from .extract.classify import classify
from .extract.features import reading
from .extract.quantity import change, extent, refers_back

if TYPE_CHECKING:
    from .model import Report

__all__ = ["annotated", "findings", "pipeline", "sentence_starts"]
_EXTENSIONS = ("polarity", "change", "extent", "refers_back", "themes", "cue")


@Language.factory("ofstedmine_sentences", assigns=["token.is_sent_start"])
def sentence_starts(nlp: Language, name: str) -> _Sentences:
    """Make the component that splits a text into the library's sentences."""
    return _Sentences()


@Language.factory(
    "ofstedmine_findings",
    requires=["token.is_sent_start"],
    assigns=[f"span._.{name}" for name in _EXTENSIONS],
)
def findings(nlp: Language, name: str) -> _Findings:
    """Make the component that says what each sentence finds."""
    return _Findings()


class _Sentences:
    def __call__(self, doc: Doc) -> Doc:
        starts = {start for start, _ in sentences.split(doc.text)}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


class _Findings:
    def __init__(self) -> None:
        for name in _EXTENSIONS:
            if not Span.has_extension(name):
                Span.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        spans = list(doc.sents)
        texts = [reading(span.text.strip()) for span in spans]
        for span, sentence, verdict in zip(spans, texts, classify(texts), strict=True):
            span._.polarity = verdict.polarity
            span._.change = change(sentence)
            span._.extent = extent(sentence)
            span._.refers_back = refers_back(sentence)
            span._.themes = verdict.themes
            span._.cue = verdict.cue
        return doc


def pipeline() -> Language:
    """A blank English pipeline with both components; nothing is downloaded.

    >>> doc = pipeline()("Plans are clear. Too many children wait too long.")
    >>> [sentence._.polarity.value for sentence in doc.sents]
    ['strength', 'weakness']
    """
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000  # the longest report; a blank pipeline holds no parser that would need the memory
    nlp.add_pipe("ofstedmine_sentences")
    nlp.add_pipe("ofstedmine_findings")
    return nlp


def annotated(report: Report, nlp: Language | None = None) -> Doc:
    """A report as a spaCy document: its text tokenised, `doc.spans` holding its findings and recommendations.

    Each span carries what was mined as `label_`: a finding's polarity, a recommendation's kind; `id` is the object's.
    """
    doc = (nlp or spacy.blank("en")).make_doc(report.document.text)
    for group, items in (
        ("findings", [(f.span, f.polarity.value, f.id) for f in report.findings]),
        ("recommendations", [(r.span, r.kind.value, r.id) for r in report.recommendations if r.span]),
    ):
        doc.spans[group] = [
            made
            for span, label, key in items
            if (made := doc.char_span(span.start, span.end, label=label, span_id=key, alignment_mode="expand"))
        ]
    return doc
