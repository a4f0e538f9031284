"""What every reader hands over: lines and blocks as they stand in the source, before they become one clean text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ..document import BlockKind, Box, Cell


class Line(NamedTuple):
    """One printed line (or, where the source has no lines, one paragraph): its text, page and place.

    `text` may end in a line-end hyphen: "-", U+00AD, U+0002 or U+FFFE. `words` holds the x of each word's start.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    words: tuple[float, ...] = ()


@dataclass(slots=True)
class Draft:
    """A block on its way into a document. `child` joins it to the block before (a bullet inside an item)."""

    kind: BlockKind
    lines: list[Line]
    marker: str | None = None
    number: int | None = None
    level: int = 0
    bold: bool = False
    size: float | None = None
    x0: float | None = None
    cell: Cell | None = None
    boxed: bool = False
    child: bool = False
    indent: float = 0.0  # in points
    italics: list[str] = field(default_factory=list)  # as they stand in the block
    links: list[tuple[str, str]] = field(default_factory=list)  # (text, address), the text as it stands in the block


class Sheet(NamedTuple):
    """A page as the reader saw it: number in the file, printed number, size in points."""

    number: int
    label: str | None
    width: float
    height: float
