"""Statuses and passages as a terminal shows them: coloured where there is colour, with plain signs where it must."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..model import Evidence, Status, Truth
from ..wording import STATUSES, TRUTHS, short

_PLAIN = {"✓": "+", "◐": "~", "✗": "x", "≠": "#", "–": "-"}  # for a terminal that has no such signs


def signed(what: Status | Truth, console: Console) -> Text:
    """A status or a quote's truth: sign and words, coloured where there is colour."""
    sign, words, style = (STATUSES | TRUTHS)[what]
    return Text(f"{sign if console.encoding.startswith('utf') else _PLAIN[sign]} {words}", style=style)


def quoted(evidence: Evidence, most: int | None) -> Text:
    """A passage between marks, with its citation."""
    return Text.assemble(f"“{short(evidence.text, most)}” ", (evidence.cite(), "dim"))
