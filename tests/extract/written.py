"""Documents written as short rows, so that a test reads like the letter.

"# " heading, "## " smaller heading, "• " bullet, "  – " bullet inside an item, "12. " numbered paragraph, "| a | b" a
row of a table, "^ " footnote, "[] " boxed text, "---" the next page; anything else is a paragraph.
"""

from __future__ import annotations

import re

from ofstedmine.document import BlockKind, Box, Cell, Document
from ofstedmine.extract.sections import Part, parts
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Draft, Line, Sheet

BODY, SUB, HEAD = 12.0, 13.0, 16.0


def letter(*rows: str) -> Document:
    """The document of these rows."""
    drafts: list[Draft] = []
    page, table, row = 1, -1, -1
    for i, text in enumerate(rows):
        if text == "---":
            page += 1
            continue
        if text.startswith("| "):
            row = row + 1 if i and rows[i - 1].startswith("| ") else 0
            table += row == 0
            for column, cell in enumerate(text[2:].split(" | ")):
                place = Cell(table, row, column)
                drafts += (
                    _draft(part, page, i, BlockKind.CELL, cell=place) for part in cell.split(" / ") if part.strip()
                )
            continue
        boxed = text.startswith("[] ")
        text = text.removeprefix("[] ")
        if text.startswith("  – "):
            draft = _draft(text[4:], page, i, BlockKind.BULLET, marker="–", level=1, child=True, x0=108.0)
        elif text.startswith("• "):
            draft = _draft(text[2:], page, i, BlockKind.BULLET, marker="•")
        elif text.startswith("^ "):
            draft = _draft(text[2:], page, i, BlockKind.FOOTNOTE, size=9.0)
        elif mark := re.match(r"(#+) ", text):
            size = HEAD if len(mark[1]) == 1 else SUB
            draft = _draft(text[mark.end() :], page, i, BlockKind.HEADING, size=size, bold=True)
        elif mark := re.match(r"(\d+)\. ", text):
            draft = _draft(
                text[mark.end() :], page, i, BlockKind.PARAGRAPH, marker=mark[0].strip(), number=int(mark[1])
            )
        else:
            draft = _draft(text, page, i, BlockKind.PARAGRAPH)
        draft.boxed = boxed
        drafts.append(draft)
    return assemble("letter.pdf", drafts, [Sheet(n, str(n), 595.0, 842.0) for n in range(1, page + 1)])


def _draft(
    text: str, page: int, i: int, kind: BlockKind, *, size: float = BODY, x0: float = 72.0, **more: object
) -> Draft:
    words = text.split()
    line = Line(
        text, page, Box(page, x0, 60.0 + i, x0 + 5 * len(text), 72.0 + i), tuple(x0 + 30 * k for k in range(len(words)))
    )
    return Draft(kind, [line], size=size, x0=x0, **more)  # type: ignore[arg-type]


def read_parts(*rows: str) -> tuple[Document, tuple[Part, ...]]:
    """A document and its sections."""
    document = letter(*rows)
    return document, parts(document, document.blocks)
