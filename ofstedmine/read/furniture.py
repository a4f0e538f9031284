"""What is printed on each page and belongs to none: running titles, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .pdf import Leaf, Printed

EDGE = 0.13  # the top and bottom share of a page where furniture stands
_NUMBER = re.compile(r"^[-–—\s]*(?:page\s*)?(\d{1,3}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,3})?[-–—\s.]*$", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(?:^|\D)(\d{1,3})\D{0,2}$")


def without_furniture(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Pages without running titles and page numbers; the printed number becomes the page's label."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for leaf in leaves:
        for line in _edge(leaf):
            for place in (0, 1):  # neighbouring bins, so that a title set half a point lower still counts
                seen[_shape(line, place)].add(leaf.sheet.number)
    often = {shape for shape, pages in seen.items() if len(pages) >= max(2, min(3, len(leaves) - 1))}
    return tuple(_stripped(leaf, often) for leaf in leaves)


def _edge(leaf: Leaf) -> list[Printed]:
    top, bottom = EDGE * leaf.sheet.height, (1 - EDGE) * leaf.sheet.height
    return [line for line in leaf.lines if line.box.bottom < top or line.box.top > bottom]


def _shape(line: Printed, place: int) -> tuple[str, int]:
    """A line with its numbers set aside, and how high it stands (8-point bins, twice, half a bin apart)."""
    return re.sub(r"\d+", "#", line.text.lower()).strip(), 2 * int((line.box.top + 4 * place) // 8) + place


def _stripped(leaf: Leaf, often: set[tuple[str, int]]) -> Leaf:
    edge = _edge(leaf)
    furniture, label = [], None
    for line in edge:
        alone = _NUMBER.match(line.text)
        if alone:
            # the foremost candidate is the page's own number
            label = label or alone[1]
            furniture.append(line)
        elif any(_shape(line, place) in often for place in (0, 1)):
            number = _LAST_NUMBER.search(line.text)
            if number and label is None and int(number[1]) <= leaf.sheet.number + 20 and not _year(line.text, number):
                label = number[1]
            furniture.append(line)
    if not furniture:
        return leaf
    return leaf._replace(
        sheet=leaf.sheet._replace(label=label), lines=tuple(line for line in leaf.lines if line not in furniture)
    )


def _year(text: str, number: re.Match[str]) -> bool:
    return bool(re.search(r"(?:19|20)\d\d$", text[: number.end(1)]))
