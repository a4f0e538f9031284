"""Printed pages set by hand: lines of invented text at a place, size and weight, and what the layout makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from ofstedmine.document import Box, Document
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Sheet
from ofstedmine.read.layout import drafts
from ofstedmine.read.pdf import Leaf, Printed, Rule

SIZE, PITCH = 12.0, 14.4  # height of a line's letters, and from one line to the next
LETTER = 0.38  # width of a letter, as a share of its height
LEFT, RIGHT = 72.0, 523.0


def line(
    text: str, x: float = LEFT, y: float = 100.0, *, size: float = SIZE, bold: bool = False, page: int = 1
) -> Printed:
    """One printed line, all letters of one width; "|" is a wide gap before the next word."""
    words, xs, at = text.split(" "), [], x
    for word in words:
        wide = word.startswith("|")
        at += 8 * size if wide else 0
        xs.append(at)
        at += (len(word) - wide + 1) * size * LETTER
    box = Box(page, x, y, at - size * LETTER, y + size)
    return Printed(text.replace("|", ""), box, tuple(xs), size, bold)


def lines(
    text: str,
    x: float = LEFT,
    y: float = 100.0,
    *,
    hang: float = 0.0,
    size: float = SIZE,
    bold: bool = False,
    page: int = 1,
    pitch: float = PITCH,
) -> list[Printed]:
    """One block, a printed line for each line of `text`; those after the first are set in by `hang`."""
    rows = text.split("\n")
    return [
        line(row, x + (hang if i else 0), y + i * pitch, size=size, bold=bold, page=page) for i, row in enumerate(rows)
    ]


def leaf(*parts: Printed | Sequence[Printed], number: int = 1, rules: Sequence[Rule] = ()) -> Leaf:
    """One A4 page of lines, in the order given, on page `number`."""
    flat: list[Printed] = []
    for part in parts:
        flat += [part] if isinstance(part, Printed) else part
    placed = tuple(p._replace(box=p.box._replace(page=number)) for p in flat)
    return Leaf(Sheet(number, None, 595.0, 842.0), placed, tuple(rules))


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """The ruled lines of a table with these columns and rows."""
    across = [Rule(xs[0], y, xs[-1], y + 0.5) for y in ys]
    return across + [Rule(x, ys[0], x + 0.5, ys[-1]) for x in xs]


def document(*leaves: Leaf) -> Document:
    """The document that these pages make."""
    blocks, sheets, notes = drafts(leaves)
    return assemble("letter.pdf", blocks, sheets, notes=notes)
