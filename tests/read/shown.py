"""Blocks as short rows, so that a test reads like the page: (kind, marker, text), and the level where it is not 0."""

from __future__ import annotations

from ofstedmine.document import Document


def rows(document: Document) -> list[tuple[str, ...]]:
    """Each block as "kind" or "kind level", its marker ("" for none), and its text."""
    shown = []
    for block in document.blocks:
        assert document.slice(block.span) == document.slice(block.span).strip() != ""
        kind = f"{block.kind} {block.level}" if block.level else str(block.kind)
        shown.append((kind, block.marker or "", document.slice(block.span)))
    return shown


def texts(document: Document) -> list[str]:
    """The text of each block."""
    return [document.slice(block.span) for block in document.blocks]
