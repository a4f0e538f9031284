"""What a writer is told of each quote that was checked, in words: the same on the terminal and in a Word comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Difference, Truth, Verification
from ..wording import TRUTHS, Mark, claim, many, place, short


class Line(NamedTuple):
    """One thing to know of a quote; `wrong` where it asks for the writer's hand."""

    text: str
    wrong: bool = False


def verdict(check: Verification) -> Mark:
    """The result in a few words, with a sign: "✓ verbatim, page true", "≠ verbatim, page wrong", "✗ not found"."""
    mark = TRUTHS[check.status]
    claims = [
        f"{what} {'true' if agrees else 'wrong'}"
        for what, agrees in (("page", check.page_agrees), ("paragraph", check.paragraph_agrees))
        if agrees is not None
    ]
    sign, colour = (mark.sign, mark.colour) if check.correct or check.status is not Truth.VERBATIM else ("≠", "yellow")
    return Mark(sign, ", ".join([mark.words, *claims]), colour)


def told(check: Verification, most: int | None = None, *, where: str | None = None) -> Iterator[Line]:
    """Where a quote stands, whether its claimed place is true, what was changed, and the true text.

    Texts are cut at `most` letters; the true text of an altered quote is told only where nothing is cut. `where` is
    its place as a report cites it; without it, the file is named.
    """
    if check.source is not None:
        where = where or ", ".join(filter(None, (check.source.document.name, place(check.page, check.paragraph))))
        if check.status is Truth.NOT_FOUND:
            yield Line(f"nearest, in {where}: “{short(check.nearest or '', most)}”")
            return
        yield Line(where)
    if said := claim(check):
        yield Line(said, not (check.page_agrees is not False and check.paragraph_agrees is not False))
    for difference in check.differences:
        yield Line(_change(difference, most), True)
    if check.status is Truth.ALTERED and most is None:
        yield Line(f"true text: “{check.nearest}”")


def _change(difference: Difference, most: int | None) -> str:
    quoted, printed = short(difference.quoted, most), short(difference.printed, most)
    if quoted and printed:
        return f"“{quoted}” → “{printed}”"
    return f"put in: “{quoted}”" if quoted else f"left out: “{printed}”"


def total(checks: Sequence[Verification]) -> str:
    """All results in a line: "9 quotes: 7 verbatim, 1 altered, 1 not found; 1 with a wrong page; 3 to mend"."""
    if not checks:
        return "no quote was found"
    counts = Counter(check.status for check in checks)
    parts = [", ".join(f"{counts[t]} {mark.words}" for t, mark in TRUTHS.items() if isinstance(t, Truth) and counts[t])]
    for what, wrong in (
        ("page", sum(c.page_agrees is False for c in checks)),
        ("paragraph", sum(c.paragraph_agrees is False for c in checks)),
    ):
        parts += [f"{wrong} with a wrong {what}"] if wrong else []
    mend = sum(not c.correct for c in checks)
    parts.append(f"{mend} to mend" if mend else "nothing to mend")
    return f"{many(len(checks), 'quote')}: {'; '.join(parts)}"
