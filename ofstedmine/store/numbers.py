"""Numbers of passages that tell what they are of: a search leaves out what is not wanted without looking it up.

From the top: 20 bits of report, 14 of position among its part, 24 of themes (a bit each), 2 of part, 3 of polarity.
They are written into corpora: whoever changes them adds a step to `schema.STEPS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from ..model import Polarity, Theme


class Part(StrEnum):
    """What of a report is searched."""

    FINDING = "finding"
    RECOMMENDATION = "recommendation"
    QUOTE = "quote"


MOST = 1 << 14  # of one part of a report; the longest letter seen has 800 findings
_REPORT, _POSITION, _THEMES, _PART = 43, 29, 5, 3
_PARTS = {part: i for i, part in enumerate(Part)}
_POLARITIES = {polarity: i + 1 for i, polarity in enumerate(Polarity)}
_BITS = {theme: 1 << i for i, theme in enumerate(Theme)}


def number(position: int, part: Part, polarity: Polarity | None, themes: Iterable[Theme]) -> int:
    """The number of a passage inside its report."""
    if position >= MOST:
        raise ValueError(f"a report may have {MOST} {part}s, not more")
    said = _bits(themes) << _THEMES | _PARTS[part] << _PART | (_POLARITIES[polarity] if polarity else 0)
    return position << _POSITION | said


def first_of(report: int) -> int:
    """What is added to that for the passage's number in the corpus."""
    return report << _REPORT


def report_of(number: int) -> int:
    """The report of a passage, by its number in the corpus."""
    return number >> _REPORT


def said_by(number: Any) -> tuple[Any, Any, Any, Any]:
    """Report, themes (bits), part and polarity (codes) of a passage's number, or of a numpy array of them."""
    return number >> _REPORT, number >> _THEMES & ((1 << 24) - 1), number >> _PART & 3, number & 7


def theme_bit(theme: Theme) -> int:
    """The bit that says a theme, in what `said_by` gives."""
    return _BITS[theme]


def code_of(member: Part | Polarity) -> int:
    """The code of a part, or of a polarity, in what `said_by` gives."""
    return _PARTS[member] if isinstance(member, Part) else _POLARITIES[member]


def is_of(parts: Iterable[Part]) -> str:
    """The condition, in SQL, that a passage's number (`{id}`) is of one of these parts."""
    return f"({{id}} >> {_PART} & 3) IN ({', '.join(str(_PARTS[p]) for p in parts)})"


def is_polarity(polarities: Iterable[Polarity]) -> str:
    """The condition that it is of one of these polarities."""
    return f"({{id}} & 7) IN ({', '.join(str(_POLARITIES[p]) for p in polarities)})"


def has_theme(themes: Iterable[Theme]) -> str:
    """The condition that it is of any of these themes."""
    return f"({{id}} >> {_THEMES} & {_bits(themes)}) != 0"


def in_reports(which: str) -> str:
    """The condition that it is of one of the reports whose numbers a statement gives."""
    return f"({{id}} >> {_REPORT}) IN ({which})"


def _bits(themes: Iterable[Theme]) -> int:
    return sum(_BITS[t] for t in set(themes))
