"""What a page tells as a whole: the order in which its lines are read, whether it is a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .pdf import Leaf, Printed


def habits(pages: Sequence[Leaf]) -> tuple[float, float]:
    """Height of the body's letters, and distance between its lines as a multiple of that height."""
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    for page in pages:
        before = None
        for line in page.lines:
            sizes[line.size] += len(line.text)
            if before is not None and line.size and abs(before.size - line.size) < 0.5:
                pitch = (line.box.top - before.box.top) / line.size
                if 0.7 < pitch < 2.6:
                    pitches[round(pitch, 1)] += 1
            before = line
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    return size, pitches.most_common(1)[0][0] if pitches else 1.2


_MOST_LINES = 2000  # of a page: a full one has 60, and more than this make no page that is read from top to bottom


def in_order(lines: Sequence[Printed]) -> tuple[Printed, ...]:
    """Lines in reading order: what is drawn after the lines below it goes up to its own gap among them.

    A floating box is drawn last (Redbridge 2016, p. 37: the heading "Recommendations"); columns stay as drawn.
    """
    if len(lines) > _MOST_LINES:
        return tuple(lines)
    placed: list[Printed] = []
    i = 0
    while i < len(lines):
        end = i + 1
        while end < len(lines) and -2 < lines[end].box.top - lines[end - 1].box.top < 60:
            end += 1
        run = lines[i:end]
        if placed and run[0].box.top < placed[-1].box.top - 20:
            top, bottom = run[0].box.top, max(line.box.bottom for line in run)
            free = not any(line.box.top < bottom - 2 and line.box.bottom > top + 2 for line in placed)
            at = next((k for k, line in enumerate(placed) if line.box.top >= top), len(placed))
            at = at if free else len(placed)
            placed[at:at] = run
        else:
            placed += run
        i = end
    return tuple(placed)


def is_contents(lines: Iterable[Printed]) -> bool:
    """Whether a page is a table of contents: so headed, and most of its lines end in a page number."""
    texts = [line.text.strip() for line in lines]
    head = next((i for i, t in enumerate(texts[:12]) if re.fullmatch(r"(table of )?contents", t, re.IGNORECASE)), None)
    if head is None:
        return False
    rest = texts[head + 1 :]
    return sum(bool(re.search(r"\d$", t)) for t in rest) >= 0.5 * len(rest) > 0
