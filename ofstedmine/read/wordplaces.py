"""From the clean text of a Word document back to the elements of the file that hold each of its characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from docx.document import Document as WordDocument
from lxml.etree import _Element

from ..document import Document, Span
from ..errors import UnreadableDocument
from .assemble import UNSEEN
from .docx import open_word, traced
from .formats import Format, recognise
from .hyphens import LINE_END
from .source import Source, load

_SKIPPED = 60  # characters between two blocks that the text may lack: numbers and bullets typed by hand


class Stretch(NamedTuple):
    """Part of the text of one element (`w:t`, or a sign of its own kind): half open, in characters of that text."""

    element: _Element
    start: int
    end: int


class WordPlaces:
    """An open Word document, its text as it is mined, and the way from one to the other.

    What is no Word document, or cannot be read, raises `UnreadableDocument`.
    """

    def __init__(self, source: Source, *, name: str | None = None) -> None:
        data, known_as = load(source, name)
        if recognise(data, Path(known_as).suffix.lower()) is not Format.DOCX:
            reason = "Comments can be written into a Word document (.docx) alone. Save the draft as one, and give that."
            raise UnreadableDocument(known_as, reason)
        self.word: WordDocument = open_word(data, known_as)
        self.document, self._trace = traced(self.word, known_as)
        self._offsets, self._places = _aligned(self.document, self._trace)

    @property
    def elements(self) -> Iterator[_Element]:
        """Every element that holds text, in the order read."""
        return (element for _, element in self._trace)

    def stretches(self, span: Span) -> list[Stretch]:
        """The elements that hold a span of the text, each with the part of it that does, in order; empty if unknown."""
        low, high = bisect_left(self._offsets, span.start), bisect_left(self._offsets, span.end)
        return [
            Stretch(self._trace[piece][1], run[0][1], run[-1][1] + 1)
            for piece, held in groupby(self._places[low:high], key=lambda place: place[0])
            for run in [list(held)]
        ]


def _aligned(document: Document, trace: list[tuple[str, _Element]]) -> tuple[list[int], list[tuple[int, int]]]:
    """The offset of each character of the text, and the piece and place in it where that character stands in the file.

    Cleaning folds white space, mends hyphens at line ends and takes marks off the front of a block; all else stays, in
    order. So each block is looked up, without those signs, behind the one before it.
    """
    raw = [(c, n, i) for n, (text, _) in enumerate(trace) for i, c in enumerate(text) if _stays(c)]
    written = "".join(c for c, _, _ in raw)
    offsets: list[int] = []
    places: list[tuple[int, int]] = []
    at = lost = 0
    for block in document.blocks:
        kept = [o for o in range(block.span.start, block.span.end) if _stays(document.text[o])]
        wanted = "".join(document.text[o] for o in kept)
        found = written.find(wanted, at, at + lost + _SKIPPED + len(wanted)) if wanted else -1
        if found < 0:
            lost += len(wanted)
            continue
        offsets += kept
        places += [raw[k][1:] for k in range(found, found + len(wanted))]
        at, lost = found + len(wanted), 0
    return offsets, places


def _stays(char: str) -> bool:
    return not (char.isspace() or char in LINE_END or UNSEEN.match(char))
