"""Dates as documents print them: months, years, whole days and periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..model import Period

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBER = {n: i for i, name in enumerate(MONTHS, 1) for n in (name, name[:3])} | {"sept": 9}
MONTH = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
NUMERIC = r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>20\d\d|\d\d)\b"
_NUMERIC = re.compile(NUMERIC)
_PART = re.compile(
    rf"(?<![\d/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:\s*(?:of\s+)?(?P<month>{MONTH})\b\.?)?,?(?:\s*(?P<year>20\d\d)\b)?",
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
        if written := real(full_year(match["y"]), int(match["m"]), int(match["d"])):
            yield written
    text = _NUMERIC.sub(" ", text)
    parts = [
        (int(m["day"]), MONTH_NUMBER.get((m["month"] or "").lower()), int(m["year"]) if m["year"] else None)
        for m in _PART.finditer(text)
    ]
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
        if written := real(year, month, d):
            after = written
            out.append(written)
    yield from reversed(out)


def period(text: str) -> Period | None:
    """First to last day of the dates in a text; None where none is whole.

    >>> period("Inspection dates: 23 April–18 May 2018")
    Period(start=datetime.date(2018, 4, 23), end=datetime.date(2018, 5, 18))
    """
    found = list(days(text))
    return Period(min(found), max(found)) if found else None


def real(year: int, month: int, day: int) -> date | None:
    """That day of the calendar; None for one that there is not, such as 31 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(text: str) -> int:
    """A year as it is meant: "22" is 2022."""
    return int(text) if len(text) == 4 else 2000 + int(text)
