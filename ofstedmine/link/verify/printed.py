"""A source as quotes are looked up in it: normalised once, with the way back to the document's own characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from ...document import BlockKind, Document, Span
from ...model import ParagraphNumber, Report

MARKS = "\"'‘’‚‛“”„‟«»‹›`´′″ʼ"
DASHES = "-‐‑‒–—―−"
HYPHENS = ("-", "‐", "‑", "\u00ad", "\u0002", "\ufffe")
_BULLETS = "•▪◼■●◦‣·\uf06e\uf02d\uf0a7\uf0be\uf0b7"
_ASIDE = (BlockKind.FOOTNOTE, BlockKind.CONTENTS)  # a quote over two paragraphs runs past these


@cache
def _form(char: str) -> str:
    """What one character counts as: a mark "'", a dash "-", white space " ", nothing, or itself."""
    if char in MARKS:
        return "'"
    if char in DASHES:
        return "-"
    if char.isspace() or char in _BULLETS:
        return " "
    if char == "…":
        return "..."
    if unicodedata.category(char) in ("Cf", "Cc", "Cn"):
        return ""
    # ligatures are taken apart; a raised figure is no figure, so "10²" stays apart from "102"
    return unicodedata.normalize("NFKC", char) if char.isalpha() else char


def form(text: str, start: int = 0, end: int | None = None) -> tuple[str, list[int]]:
    """A text by which two settings of the same words are equal, and the offset of each of its characters.

    White space stays only between two words, as one space; quotation marks and dashes are made alike; case stays.

    >>> form("The  ‘front door’ –\\nnow")[0]
    "The'front door'-now"
    """
    out: list[str] = []
    offsets: list[int] = []
    space, last = False, ""
    for i, char in enumerate(text[start:end], start):
        for c in char if char.isascii() and char.isalnum() else _form(char):
            if c == " ":
                space = True
                continue
            if unicodedata.combining(c) and out:
                out[-1] = unicodedata.normalize("NFC", out[-1] + c)
                continue
            if space and last.isalnum() and c.isalnum():
                out.append(" ")
                offsets.append(i)
            space, last = False, c
            out.append(c)
            offsets.append(i)
    return "".join(out), offsets


def letters(form: str) -> tuple[str, list[int]]:
    """The letters and figures of a form in lower case, and where each stands in it."""
    places = [i for i, c in enumerate(form) if c.isalnum()]
    return "".join(form[i].lower()[:1] for i in places), places


class Word(NamedTuple):
    """A stretch between white space: its letters, its form, its text and its place."""

    key: str
    form: str
    text: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of a stretch of text, each with its punctuation."""
    for m in re.compile(r"\S+").finditer(text, start, len(text) if end is None else end):
        key, f = _known(m[0])
        if f:
            yield Word(key, f, m[0], m.start(), m.end())


@lru_cache(maxsize=50_000)  # letters share most of their words
def _known(word: str) -> tuple[str, str]:
    f = form(word)[0]
    return letters(f)[0] or f, f


class Printed:
    """One flow of a source's text (its body, or all of it): forms, letters and words, each with its offset."""

    def __init__(self, report: Report, spans: Sequence[Span]) -> None:
        self.report = report
        self.document: Document = report.document
        self.text = report.document.text
        self.spans = spans
        forms: list[str] = []
        self.offsets: list[int] = []
        for span in spans:
            piece, places = form(self.text, span.start, span.end)
            if forms and piece and forms[-1][-1:].isalnum() and piece[0].isalnum():
                piece, places = " " + piece, [places[0], *places]
            if piece:
                forms.append(piece)
                self.offsets += places
        self.form = "".join(forms)
        self.letters, self.places = letters(self.form)
        # a hyphen at a line's end may be the word's own or the break's: there it may stand or be missing
        self.loose: set[int] = set()  # hyphens that may be missing
        self.joins: set[int] = set()  # places before which one may stand
        for repair in self.document.repairs:
            if repair.raw[:1] in HYPHENS and repair.used in ("", "-"):
                at = bisect_left(self.offsets, repair.offset)
                (self.loose if repair.used else self.joins).add(at)
        self._paragraphs = sorted(
            ((p.span.start, p.span.end, p.number) for p in report.paragraphs), key=lambda row: row[:2]
        )

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word of the flow, in order."""
        return tuple(w for span in self.spans for w in words(self.text, span.start, span.end))

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where each pair of neighbouring words stands, counted in words."""
        out: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i in range(len(self.words) - 1):
            out[self.words[i].key, self.words[i + 1].key].append(i)
        return dict(out)

    @cached_property
    def singles(self) -> dict[str, list[int]]:
        """Where each word stands, counted in words."""
        out: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words):
            out[word.key].append(i)
        return dict(out)

    def span(self, start: int, end: int) -> Span:
        """The document's span for a stretch of the form."""
        return Span(self.offsets[start], self.after(end))

    def after(self, end: int) -> int:
        """The document's offset behind the last character of a stretch of the form, and behind its accents."""
        at = self.offsets[end - 1] + 1
        while at < len(self.text) and unicodedata.combining(self.text[at]):
            at += 1
        return at

    @cached_property
    def numbers(self) -> dict[int, str]:
        """The number that is printed before a paragraph, by the offset at which the paragraph begins."""
        found = {b.span.start: str(b.number) for b in self.document.blocks if b.number is not None}
        return found | {start: str(number) for start, _, number in self._paragraphs if number is not None}

    def paragraph(self, offset: int) -> ParagraphNumber | None:
        """The number printed before the paragraph in which a character stands."""
        i = bisect_right(self._paragraphs, offset, key=lambda row: row[0]) - 1
        return self._paragraphs[i][2] if i >= 0 and offset < self._paragraphs[i][1] else None

    def pages(self, span: Span) -> range:
        """The PDF pages on which a span stands; empty where the source has none."""
        first, last = self.document.page_of(span.start), self.document.page_of(span.end - 1)
        return range(first, (last or first) + 1) if first is not None else range(0)

    def stands_on(self, span: Span, pages: Collection[int]) -> bool | None:
        """Whether a span stands on one of the pages, by their numbers in the file or those printed on them.

        None where no page is asked for, or the source has none.
        """
        there = self.pages(span)
        if not pages or not there:
            return None
        printed = {(self.document.label_of(n) or "").strip() for n in there}
        return any(page in there or str(page) in printed for page in pages)

    def stands_in(self, span: Span, numbers: Collection[int]) -> bool | None:
        """Whether a span stands in one of the paragraphs; None where none is asked for or no number is printed."""
        touched = {
            str(number)
            for start, end, number in self._paragraphs
            if number is not None and start < span.end and span.start < end
        }
        return bool(touched & set(map(str, numbers))) if numbers and touched else None


def flows(report: Report, within: Span | None = None) -> list[Printed]:
    """The flows of a report and of its appendices, innermost first: a letter speaks before the report that carries it.

    An appendix may have a document of its own, or share that of the report; then it answers for its own stretch alone.
    """
    out: list[Printed] = []
    taken: list[Span] = []
    for appendix in report.appendices:
        shared = extent(appendix) if appendix.document is report.document else None
        out += flows(appendix, shared)
        taken += [shared] if shared else []
    own = [
        block
        for block in report.document.blocks
        if (within is None or block.span in within) and not any(block.span in t for t in taken)
    ]
    body = [block.span for block in own if block.kind not in _ASIDE]
    whole = [block.span for block in own]
    if report.document.text and not report.document.blocks:
        whole = [Span(0, len(report.document.text))]
    # first without the footnotes that stand between two paragraphs, then just as it is printed
    return [*out, *(Printed(report, spans) for spans in (body, whole if len(whole) > len(body) else ()) if spans)]


def extent(report: Report) -> Span | None:
    """From the first to the last place that a report speaks of."""
    places = [p.span for p in report.paragraphs] + [s.span for s in report.sections if s.span]
    return Span(min(p.start for p in places), max(p.end for p in places)) if places else None
