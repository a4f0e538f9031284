"""Statuses and passages as a terminal shows them: coloured where there is colour, with plain signs where it must."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..model import Evidence, Status
from ..wording import STATUSES, Mark, short

_PLAIN = {"✓": "+", "◐": "~", "✗": "x", "≠": "#", "–": "-"}  # for a terminal that has no such signs


def signed(what: Status | Mark, console: Console) -> Text:
    """A status, or what came of a check: sign and words, coloured where there is colour."""
    sign, words, style = what if isinstance(what, Mark) else STATUSES[what]
    return Text(f"{sign if console.encoding.startswith('utf') else _PLAIN[sign]} {words}", style=style)


def quoted(evidence: Evidence, most: int | None) -> Text:
    """A passage between marks, with its citation."""
    return Text.assemble(f"“{short(evidence.text, most)}” ", (evidence.cite(), "dim"))
