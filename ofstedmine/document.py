"""A document as one clean text, and the map from any character of it back to its page and its place there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of `Document.text`: `0 <= start < end`, counted in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Page(NamedTuple):
    """One page: its number in the file (from 1), the number printed on it, its size in points, its text's place."""

    number: int
    label: str | None
    width: float
    height: float
    start: int
    end: int


class BlockKind(StrEnum):
    """What a stretch of text is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CELL = "cell"
    QUOTE = "quote"  # a block quote: set apart, with no marks of its own
    FOOTNOTE = "footnote"
    CONTENTS = "contents"  # a line of a table of contents


class Cell(NamedTuple):
    """Where a block stands in a table: which table of the document, row and column from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, bullet or table cell: a span, and how it is set.

    `marker` is the printed bullet or number, which is no part of the text; `number` its value where it is a whole
    number. `level` is 0 for running text and 1, 2 … for bullets inside bullets; for headings, 1 is the largest.
    `boxed` marks text inside a ruled frame of its own (a case study). `indent` is how far a source without pages sets
    the paragraph in, in points.
    """

    kind: BlockKind
    span: Span
    page: int | None = None
    marker: str | None = None
    number: int | None = None
    level: int = 0
    bold: bool = False
    size: float | None = None
    x0: float | None = None
    cell: Cell | None = None
    boxed: bool = False
    indent: float = 0.0


class Fragment(NamedTuple):
    """A stretch of the text that stands on one printed line: its box, and where each of its words begins."""

    start: int
    end: int
    box: Box
    words: tuple[float, ...]  # x of each word's first character, in points


class Repair(NamedTuple):
    """One place where the clean text differs from the raw: `used` stands at `offset` in place of `raw`, and why."""

    offset: int
    raw: str
    used: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its clean text, pages and blocks, and the way back from any character to its page and box.

    In `text` each block stands on a line of its own, with white space folded, line-end hyphens repaired, and running
    titles, page numbers and bullet glyphs left out. `repairs` keeps each decision: the raw text can be had back.
    """

    name: str
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    fragments: tuple[Fragment, ...] = field(default=(), repr=False)
    repairs: tuple[Repair, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    fingerprint: str = ""  # SHA-256 of the source's bytes
    links: tuple[tuple[Span, str], ...] = ()  # addresses behind a text (web pages, Word, Markdown)
    italics: tuple[Span, ...] = ()  # words in italics (the same)
    origin: str | None = field(default=None, repr=False, compare=False)  # the file that it was read from, if one

    def slice(self, span: Span) -> str:
        """The text of a span, to the letter."""
        return self.text[span.start : span.end]

    def page_of(self, offset: int) -> int | None:
        """Page number (from 1) on which a character stands, or None where the source has no pages."""
        if self.fragments:
            i = bisect_right(self.fragments, offset, key=lambda f: f.start) - 1
            return self.fragments[max(i, 0)].box.page
        if not self.pages:
            return None
        i = bisect_right(self.pages, offset, key=lambda p: p.start) - 1
        return self.pages[max(i, 0)].number

    def page(self, number: int | None) -> Page | None:
        """The page of that number, or None."""
        return next((p for p in self.pages if p.number == number), None)

    def label_of(self, number: int | None) -> str | None:
        """The number printed on a page, where one is."""
        page = self.page(number)
        return page.label if page else None

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """One box a printed line that the span touches, in reading order; empty where the source has no pages.

        A box begins and ends at the words of the span; within a word it is cut in proportion to its letters.
        """
        return tuple(self._boxes(span))

    def _boxes(self, span: Span) -> Iterator[Box]:
        i = max(bisect_right(self.fragments, span.start, key=lambda f: f.start) - 1, 0)
        for fragment in (self.fragments[n] for n in range(i, len(self.fragments))):
            if fragment.start >= span.end:
                return
            if fragment.end <= span.start:
                continue
            left = self._x(fragment, max(span.start, fragment.start))  # a line's box has its bullet or number too
            right = self._x(fragment, span.end) if span.end < fragment.end else fragment.box.x1
            yield fragment.box._replace(x0=left, x1=max(right, left))

    def _x(self, fragment: Fragment, offset: int) -> float:
        """Where a character begins on its line: exact at a word's start, in proportion inside a word."""
        line = self.text[fragment.start : fragment.end]
        starts = [i for i, c in enumerate(line) if c != " " and (i == 0 or line[i - 1] == " ")]
        if len(starts) != len(fragment.words):  # a repair changed the words of the line: in proportion to the whole
            share = (offset - fragment.start) / max(len(line), 1)
            return fragment.box.x0 + share * (fragment.box.x1 - fragment.box.x0)
        places = [*zip(starts, fragment.words, strict=True), (len(line), fragment.box.x1)]
        at = offset - fragment.start
        for (start, x), (after, x_after) in pairwise(places):
            if start <= at < after:
                return x + (x_after - x) * (at - start) / (after - start)
        return fragment.box.x1

    def raw(self, span: Span) -> str:
        """The text of a span with its line-end hyphens as they were printed, each with the line break after it."""
        out, at = [], span.start
        for repair in self.repairs:
            if span.start <= repair.offset < span.end:
                out += [self.text[at : repair.offset], repair.raw]
                at = repair.offset + len(repair.used)
        out.append(self.text[at : span.end])
        return "".join(out)
