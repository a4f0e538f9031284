"""What a terminal shows of a check of quotes: a row a quote, or lines of its own where there is no room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..model import Verification
from ..wording import place, short
from ..write.verdicts import told, total, verdict
from .signs import signed
from .tables import NARROW, ruled

_QUOTE, _PASSAGE = 180, 260  # letters shown without --full
NOTHING = (
    "The report quotes nothing. Words count as a quote where they stand between quotation marks and the report says "
    "that a letter or inspectors said them, or cites a page; and where they are set apart as a block quote."
)


def of_verifications(checks: Sequence[Verification], console: Console, *, full: bool = False) -> RenderableType:
    """A row a quote: whether it is true, where it stands, what was changed, and the true text where it is not."""
    if not checks:
        return Text(NOTHING)
    parts: list[RenderableType] = []
    table = ruled(console, "Quote", "Result", "Where", lines=True)
    table.columns[0].ratio, table.columns[1].ratio, table.columns[2].ratio = 5, 2, 4
    for n, check in enumerate(checks, 1):
        quote, what, where = _quote(check, full=full), signed(verdict(check), console), _where(check, full=full)
        table.add_row(quote, what, where)
        head = Text.assemble((f"Quote {n} of {len(checks)}: ", "bold"), what)
        parts += [Text(""), head, Padding(quote, (0, 0, 0, 2)), Padding(where, (0, 0, 0, 2))]
    result = total(checks)
    return Group(
        *([*parts, Text("")] if console.width < NARROW else [table]), Text(result[0].upper() + result[1:] + ".")
    )


def _quote(check: Verification, *, full: bool) -> RenderableType:
    """The quote, what was changed in it underlined, and its place in the report that was checked."""
    text = Text(f"“{short(' '.join(check.quote.text.split()), None if full else _QUOTE)}”")
    at = 0
    for difference in check.differences:
        words = r"\s+".join(map(re.escape, difference.quoted.split()))
        if words and (found := re.compile(words).search(text.plain, at)):
            text.stylize("bold underline", *found.span())
            at = found.end()
    here = place(check.quote.page, check.quote.paragraph)
    return Group(text, Text(f"in the report: {here}", style="dim")) if here else text


def _where(check: Verification, *, full: bool) -> RenderableType:
    return Group(
        *(Text(line.text, style="bold" if line.wrong else "") for line in told(check, None if full else _PASSAGE))
    )
