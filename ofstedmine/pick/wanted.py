"""The filters of a search for quotes: read, checked, and said again in words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ..errors import UnknownChoice
from ..model import Change, Kind, Period, Polarity, Theme

_Set = TypeVar("_Set", bound=StrEnum)
_DATE = r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
_PERIOD = re.compile(rf"\s*+(?:{_DATE})?+\s*+(/|to|–)?+\s*+(?:{_DATE})?+\s*+")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
UNITS = ("sentence", "paragraph")
EXAMPLES = ("2022", "2022-05", "2019/2022", "2021-09/", "/2020")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage must be; None for a filter that is not asked for."""

    about: str | None = None
    theme: Theme | None = None
    authority: str | None = None
    period: Period | None = None
    kind: Kind | None = None
    polarity: Polarity | None = None
    change: Change | None = None
    unit: str = "sentence"


def wanted(
    *,
    about: str | None = None,
    theme: str | None = None,
    authority: str | None = None,
    period: Period | str | int | None = None,
    kind: str | None = None,
    polarity: str | None = None,
    change: str | None = None,
    unit: str = "sentence",
) -> Wanted:
    """Filters as a caller gives them, checked.

    Raises `UnknownChoice` for a name, a unit or a period that cannot be read; it lists those that can.
    """
    if unit not in UNITS:
        raise UnknownChoice("unit", unit, UNITS)
    return Wanted(
        about=about if about and about.strip() else None,
        theme=member(Theme, "theme", theme),
        authority=authority if authority and authority.strip() else None,
        period=period_of(period),
        kind=member(Kind, "kind", kind),
        polarity=member(Polarity, "polarity", polarity),
        change=member(Change, "change", change),
        unit=unit,
    )


def member(of: type[_Set], what: str, name: str | None) -> _Set | None:
    """A member by its value, written with underlines, hyphens or spaces, in any case."""
    if name is None:
        return None
    found: Iterable[_Set] = (m for m in of if m.value == re.sub(r"[\s-]+", "_", name.strip().lower()))
    first = next(iter(found), None)
    if first is None:
        raise UnknownChoice(what, name, [m.value for m in of])
    return first


def period_of(given: Period | str | int | None) -> Period | None:
    """A period: a year, a month, a day, or two of them with a slash between, of which one may be left out.

    >>> period_of("2021-09/2022").end.isoformat()
    '2022-12-31'
    """
    if given is None or isinstance(given, Period):
        return given
    text = _YEARS.sub(r"\1/\2", str(given))
    match = _PERIOD.fullmatch(text)
    try:
        if match is None or not (match[1] or match[5]):
            raise ValueError
        first, between, last = match.group(1, 2, 3), match[4], match.group(5, 6, 7)
        if not between and match[5]:
            raise ValueError
        start = _day(first, end=False) if match[1] else date.min
        end = _day(last, end=True) if match[5] else date.max if between else _day(first, end=True)
        if start > end:
            raise ValueError
    except ValueError:
        raise UnknownChoice("period", given, EXAMPLES, "write it as in") from None
    return Period(start, end)


def _day(parts: Iterable[str | None], *, end: bool) -> date:
    """The first or the last day of a year, a month or a day."""
    year, month, day = (int(p) if p else None for p in parts)
    assert year is not None
    month = month or (12 if end else 1)
    return date(year, month, day or (monthrange(year, month)[1] if end else 1))
