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
    titles = {_title(line, leaf) for leaf in leaves for line in _edge(leaf) if _at_own_height(line, often)}
    return tuple(_stripped(leaf, often, titles) for leaf in leaves)


def _edge(leaf: Leaf) -> list[Printed]:
    top, bottom = EDGE * leaf.sheet.height, (1 - EDGE) * leaf.sheet.height
    return [line for line in leaf.lines if line.box.bottom < top or line.box.top > bottom]


def _shape(line: Printed, place: int) -> tuple[str, int]:
    """A line with its numbers set aside, and how high it stands (8-point bins, twice, half a bin apart)."""
    return re.sub(r"\d+", "#", line.text.lower()).strip(), 2 * int((line.box.top + 4 * place) // 8) + place


def _title(line: Printed, leaf: Leaf) -> tuple[str, bool, int]:
    """A running title's words, at which end of the page it stands, and its size: the front page's is larger."""
    return _shape(line, 0)[0], line.box.top < leaf.sheet.height / 2, round(line.size)


def _stripped(leaf: Leaf, often: set[tuple[str, int]], titles: set[tuple[str, bool, int]]) -> Leaf:
    edge = _edge(leaf)
    furniture, label = set[Printed](), None
    # a running title stands a little higher or lower on some pages (Nottinghamshire 2023, pp. 2 and 8)
    running = {line for line in edge if not _NUMBER.match(line.text) and _title(line, leaf) in titles}
    rest = [line for line in leaf.lines if line not in running]
    ends = sorted(line.box.top for line in rest)[:2], sorted(line.box.bottom for line in rest)[-2:]
    for line in edge:
        alone = _NUMBER.match(line.text)
        if alone and (_at_own_height(line, often) or _outermost(line, leaf, *ends)):
            # the foremost candidate is the page's own number
            label = label or alone[1]
            furniture.add(line)
        elif line in running:
            number = _LAST_NUMBER.search(line.text)
            if number and label is None and int(number[1]) <= leaf.sheet.number + 20 and not _year(line.text, number):
                label = number[1]
            furniture.add(line)
    if not furniture:
        return leaf
    return leaf._replace(
        sheet=leaf.sheet._replace(label=label), lines=tuple(line for line in leaf.lines if line not in furniture)
    )


def _at_own_height(line: Printed, often: set[tuple[str, int]]) -> bool:
    return any(_shape(line, place) in often for place in (0, 1))


def _outermost(line: Printed, leaf: Leaf, tops: Sequence[float], bottoms: Sequence[float]) -> bool:
    """Whether nothing but running titles stands between a line and the page's edge, or beside it.

    `tops` are the two highest of the lines that are no running titles, this one among them, and `bottoms` the two
    lowest. A number that stands so no further out is a footnote's mark (Croydon 2016, p. 1) or stands in a table.
    """
    if len(tops) < 2:
        return True
    if line.box.top < leaf.sheet.height / 2:
        return (tops[1] if line.box.top == tops[0] else tops[0]) >= line.box.bottom
    return (bottoms[0] if line.box.bottom == bottoms[1] else bottoms[1]) <= line.box.top


def _year(text: str, number: re.Match[str]) -> bool:
    return bool(re.search(r"(?:19|20)\d\d$", text[: number.end(1)]))
