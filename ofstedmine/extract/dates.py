"""Dates and periods as letters print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..model import Period

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{m}|{m[:4]}|{m[:3]}" for m in MONTHS)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d\d)\b")
_PART = re.compile(
    rf"(?<![\d/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:\s*(?:of\s+)?(?P<month>{_MONTH})\b\.?)?,?(?:\s*(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)


def day(text: str) -> date | None:
    """The one whole date of a text, or None.

    >>> day("Report published: 15 September 2015")
    datetime.date(2015, 9, 15)
    """
    found = list(days(text))
    return found[0] if len(found) == 1 else None


def days(text: str) -> Iterator[date]:
    """Each whole date of a text: day, month and year; "6 to 30 July 2015" gives both its days.

    >>> [d.isoformat() for d in days("11 December to 19 January 2024")]
    ['2023-12-11', '2024-01-19']
    """
    for match in _NUMERIC.finditer(text):
        written = int(match[3])
        made = _made(int(match[1]), int(match[2]), written if written > 99 else 2000 + written)
        if made:
            yield made
    text = _NUMERIC.sub(" ", text)
    parts = [(int(m["day"]), _month(m["month"]), int(m["year"]) if m["year"] else None) for m in _PART.finditer(text)]
    out: list[date] = []
    month: int | None = None
    year: int | None = None
    after: date | None = None
    for d, m, y in reversed(parts):  # a day without month or year borrows them from the date after it
        if y is not None:
            year, after = y, None
        if m is not None:
            if y is None and after and m > after.month and year is not None:
                year -= 1  # "11 December to 19 January 2024" begins the year before
            month = m
        if month is None or year is None or (m is None and y is not None):
            continue
        made = _made(d, month, year)
        if made:
            after = made
            out.append(made)
    yield from reversed(out)


def period(text: str) -> Period | None:
    """First to last day of the dates in a text; None where none is whole.

    >>> period("Inspection dates: 23 April–18 May 2018")
    Period(start=datetime.date(2018, 4, 23), end=datetime.date(2018, 5, 18))
    """
    found = list(days(text))
    return Period(min(found), max(found)) if found else None


def _month(name: str | None) -> int | None:
    return next((i for i, m in enumerate(MONTHS, 1) if name and m.startswith(name.lower()[:3])), None)


def _made(d: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, d)
    except ValueError:
        return None
