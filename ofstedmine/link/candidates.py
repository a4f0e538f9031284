"""The passages of a later letter: its paragraphs, its opening summary and its own list, each with its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Span
from ..lexicon import DEFAULT, tokens
from ..lexicon.patterns import is_imprint
from ..model import Change, Finding, Paragraph, ParagraphNumber, Polarity, Report
from .terms import stems

SECTIONS = ("summary", "protection", "care", "leavers", "leaders", "other", "list")
SUMMARY, LIST = 0, 6
# the first that matches; "children in care and care leavers" (before 2023) is care
_CLASSES = (
    ("leavers", re.compile(r"^(?!.*\b(in care|looked after)\b).*\bcare leavers\b", re.I)),
    ("care", re.compile(r"\b(in care|looked after|permanence|adoption|care leavers)\b", re.I)),
    ("protection", re.compile(r"\b(help and protection|need help|in need of help|protected|safeguard)", re.I)),
    ("leaders", re.compile(r"\b(leaders|leadership|management|governance)\b", re.I)),
)
_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[A-Z‘“])")
_ENOUGH = 60  # characters from which a paragraph without a number is running text
# what a visit looked at, and where: it says nothing of how it is done
_SCOPE = re.compile(r"^(areas covered|scope|context$|information about|what the inspection)", re.I)


class Sentence(NamedTuple):
    """One sentence that may be cited: what it says, and its stems."""

    text: str
    span: Span
    polarity: Polarity
    change: Change | None
    refers_back: bool
    terms: tuple[str, ...]
    finding: Finding | None = None


class Passage(NamedTuple):
    """One paragraph: what may be cited. `place` is the class of its section, `order` its share of the way through."""

    sentences: tuple[Sentence, ...]
    paragraph: ParagraphNumber | None
    page: int | None
    section: str | None
    span: Span
    place: int
    order: float

    @property
    def text(self) -> str:
        """Its sentences, as they follow one another."""
        return " ".join(s.text for s in self.sentences)


def section_class(heading: str | None) -> int:
    """Which kind of section a heading opens; text before any heading is the summary.

    >>> SECTIONS[section_class("The impact of leaders on social work practice: good")]
    'leaders'
    """
    if not heading:
        return SUMMARY
    name = next((name for name, pattern in _CLASSES if pattern.search(heading)), "other")
    return SECTIONS.index(name)


def passages(report: Report) -> tuple[Passage, ...]:
    """Every paragraph in which a report finds something, in reading order."""
    ordered = sorted(report.paragraphs, key=lambda p: p.span.start)
    starts = [p.span.start for p in ordered]
    found: dict[int, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(bisect_right(starts, finding.span.start) - 1, []).append(finding)
    listed = {r.span.start for r in report.recommendations if r.span}
    first = next((i for i, p in enumerate(ordered) if p.number is not None), -1)
    numbered = sum(p.number is not None for p in ordered) > 4
    length = max(len(report.document.text), 1)
    out = []
    for i, paragraph in enumerate(ordered):
        if paragraph.section and _SCOPE.search(paragraph.section):
            continue
        place = section_class(paragraph.section)
        if paragraph.span.start in listed:
            place = LIST
        elif numbered and i < first:
            place = SUMMARY  # a date or an address that reads as a heading opens no section
        if i in found:
            sentences = tuple(map(_of_finding, found[i]))
        elif place == LIST or (place == SUMMARY and _runs(paragraph)):
            sentences = tuple(_of_text(paragraph))
        else:
            continue
        if is_imprint(sentences[0].text):
            break  # behind the last paragraph
        out.append(_passage(sentences, paragraph, place, length))
    return tuple(out)


def _runs(paragraph: Paragraph) -> bool:
    return len(paragraph.text) >= _ENOUGH and paragraph.text.rstrip("”’\"')").endswith((".", ":"))


def _passage(sentences: Sequence[Sentence], paragraph: Paragraph, place: int, length: int) -> Passage:
    span = Span(sentences[0].span.start, sentences[-1].span.end)
    first = sentences[0].finding
    number = first.paragraph if first else paragraph.number
    page = first.page if first else paragraph.page
    section = paragraph.section if place != SUMMARY else None
    return Passage(tuple(sentences), number, page, section, span, place, span.start / length)


def _of_finding(finding: Finding) -> Sentence:
    return Sentence(
        finding.text,
        finding.span,
        finding.polarity,
        finding.change,
        finding.refers_back,
        stems(tokens(finding.text)),
        finding,
    )


def _of_text(paragraph: Paragraph) -> Iterator[Sentence]:
    """Sentences of a paragraph in which nothing was found: read by the cues alone."""
    at = 0
    for end in [*(m.start() for m in _END.finditer(paragraph.text)), len(paragraph.text)]:
        text = paragraph.text[at:end].strip()
        start = paragraph.span.start + paragraph.text.index(text, at) if text else 0
        at = end
        if text:
            words = tokens(text)
            labels = [hit.entry.label for hit in DEFAULT.cues.hits(words)]
            good, bad = labels.count("strength"), labels.count("weakness")
            polarity = Polarity.NEUTRAL
            if good or bad:
                polarity = Polarity.MIXED if good and bad else Polarity.STRENGTH if good else Polarity.WEAKNESS
            changed = next((h.entry.label for h in DEFAULT.change.hits(words) if h.entry.label in tuple(Change)), None)
            back = any(h.entry.label == "back" for h in DEFAULT.back.hits(words))
            yield Sentence(
                text,
                Span(start, start + len(text)),
                polarity,
                Change(changed) if changed else None,
                back,
                stems(words),
            )
