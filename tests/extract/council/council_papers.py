"""Councils' papers built by hand: the smallest that show one habit of writing."""

from __future__ import annotations

from ofstedmine.document import BlockKind, Cell, Document
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Draft, Line


def head(text: str) -> Draft:
    return Draft(BlockKind.HEADING, [Line(text)], level=1)


def para(text: str, marker: str | None = None, number: int | None = None) -> Draft:
    return Draft(BlockKind.PARAGRAPH, [Line(text)], marker=marker, number=number)


def num(number: int, text: str) -> Draft:
    return para(text, f"{number}.", number)


def bullet(text: str, level: int = 1, marker: str = "•") -> Draft:
    return Draft(BlockKind.BULLET, [Line(text)], marker=marker, level=level)


def quote(text: str) -> Draft:
    return Draft(BlockKind.QUOTE, [Line(text)])


def note(text: str, marker: str = "1") -> Draft:
    """A footnote, as a reader of Word hands it over: right behind the paragraph that calls it."""
    return Draft(BlockKind.FOOTNOTE, [Line(text)], marker=marker)


def set_in(text: str, points: float = 36) -> Draft:
    """A paragraph set in from the margin."""
    return Draft(BlockKind.PARAGRAPH, [Line(text)], indent=points)


def slanted(text: str, *italics: str) -> Draft:
    """A paragraph with words in italics."""
    return Draft(BlockKind.PARAGRAPH, [Line(text)], italics=list(italics))


def table(*rows: tuple[str, ...], number: int = 0) -> list[Draft]:
    """A table's cells; an empty string is a cell that the reader left out."""
    return [
        Draft(BlockKind.CELL, [Line(text)], cell=Cell(number, r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]


def paper(*drafts: Draft) -> Document:
    return assemble("paper", list(drafts))
