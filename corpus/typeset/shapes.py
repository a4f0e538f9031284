"""What a page is made of: runs of letters, rules, items that stay whole, and the styles of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

A4 = (595.28, 841.89)


@dataclass(frozen=True, slots=True)
class Run:
    """A string in one font, drawn in one go."""

    text: str
    font: str
    size: float
    rise: float = 0.0

    @property
    def width(self) -> float:
        return float(stringWidth(self.text, self.font, self.size))


@dataclass(frozen=True, slots=True)
class Text:
    """Runs at a place; `y` counts down from the top of the item, then of the page."""

    x: float
    y: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line between two places."""

    x0: float
    y0: float
    x1: float
    y1: float


Mark = Text | Rule


@dataclass(slots=True)
class Item:
    """What cannot be split over pages: a line, a table row, a box."""

    height: float
    marks: list[Mark] = field(default_factory=list)
    keep: bool = False  # stays with the item after it
    edge: tuple[float, float] | None = None  # a rule to draw where a page ends before this item
    order: str = ""  # "page", or "footnote"
    gap: bool = False  # white space, dropped at the top of a page


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes and margins of one kind of document."""

    family: str = "sans"
    size: float = 9.8
    leading: float = 13.6
    left: float = 71
    right: float = 71
    top: float = 74
    bottom: float = 84
    title: float = 18
    head: float = 11.2
    page: tuple[float, float] = A4
    indent: float = 26


STYLES = {
    "report": Style(),
    "letter": Style(size=10, leading=13.8),
    "sif": Style(size=10.2, leading=14.4, left=78, right=74, title=20, head=12),
    "send": Style(size=9.8, leading=13.4, top=80, title=19, head=12),
    "council": Style(family="serif", size=10.2, leading=14, left=64, right=64, title=17, head=12.5, bottom=70),
    "cabinet": Style(size=9.4, leading=12.8, left=60, right=60, title=14, head=10.4, bottom=66, indent=34),
    "plan": Style(
        size=8.2,
        leading=10.6,
        left=36,
        right=36,
        top=44,
        bottom=62,
        title=14,
        head=10.5,
        page=(A4[1], A4[0]),
        indent=16,
    ),
}


def move(mark: Mark, down: float) -> Mark:
    """The mark, further down."""
    if isinstance(mark, Text):
        return Text(mark.x, mark.y + down, mark.runs)
    return Rule(mark.x0, mark.y0 + down, mark.x1, mark.y1 + down)


def stack(items: Iterable[Item], top: float = 0.0) -> Iterator[Mark]:
    """The marks of items set one below the other."""
    for item in items:
        yield from (move(mark, top) for mark in item.marks)
        top += item.height
