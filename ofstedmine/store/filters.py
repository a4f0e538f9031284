"""What narrows a corpus: conditions by name, so that a search that finds nothing can say which of them to drop."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from ..authorities import authorities, find
from ..errors import UnknownChoice
from ..model import Kind, Period, Polarity, Theme
from ..pick.wanted import member, period_of
from ..text import key
from .numbers import Part, has_theme, in_reports, is_of, is_polarity

Given = str | Iterable[str] | None  # one value, or several of which any will do
When = Period | str | int | None  # 2022, "2022-05", "2019/2022", "2021-09/"
Condition = tuple[str, list[str]]  # SQL, and its values
E = TypeVar("E", bound=StrEnum)


class Filters(NamedTuple):
    """Conditions on the tables `reports` and `passages`, by the names under which they were given."""

    reports: Mapping[str, Condition] = {}
    passages: Mapping[str, Condition] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.reports, *self.passages)

    def without(self, name: str) -> Filters:
        """All the others."""
        return Filters(*({n: c for n, c in part.items() if n != name} for part in self))

    def of_reports(self, *more: str) -> tuple[str, list[str]]:
        """What follows `FROM reports` in a statement, and its values."""
        where = [*(sql for sql, _ in self.reports.values()), *more]
        values = [value for _, some in self.reports.values() for value in some]
        return (f"WHERE {' AND '.join(where)}" if where else ""), values

    def of_passages(self, id: str, *, reports: bool = True) -> tuple[str, list[str]]:
        """What is added to a condition on passages, whose number is the column `id`, and its values."""
        where = [sql.format(id=id) for sql, _ in self.passages.values()]
        values = [value for _, some in self.passages.values() for value in some]
        if reports and self.reports:
            which, about = self.of_reports()
            where, values = [in_reports(f"SELECT id FROM reports {which}").format(id=id), *where], [*about, *values]
        return "".join(f" AND {sql}" for sql in where), values


NO_FILTERS = Filters()


def of_reports(
    db: sqlite3.Connection,
    *,
    authority: Given = None,
    region: Given = None,
    kind: Given = None,
    period: When = None,
) -> Filters:
    """Filters of whole reports.

    Raises `UnknownChoice` for what is not known, naming what is.
    """
    out: dict[str, Condition] = {}
    if authority is not None:
        out["authority"] = _any("authority", _same_places(db, several(authority)))
    if region is not None:
        regions = sorted({a.region for a in authorities()})
        wanted = {_known("region", r, regions) for r in several(region)}
        out["region"] = _any("authority", [n for n in _places(db) if region_of(n) in wanted])
    if kind is not None:
        out["kind"] = _any("kind", members(Kind, "kind", kind))
    if (asked := period_of(period)) is not None:
        out["period"] = "day BETWEEN ? AND ?", [asked.start.isoformat(), asked.end.isoformat()]
    return Filters(out)


def of_passages(*, polarity: Given = None, theme: Given = None, part: Given = None) -> Mapping[str, Condition]:
    """Filters of single passages."""
    out: dict[str, Condition] = {}
    if part is not None:
        out["part"] = is_of(map(Part, members(Part, "part", part))), []
    if polarity is not None:
        out["polarity"] = is_polarity(map(Polarity, members(Polarity, "polarity", polarity))), []
    if theme is not None:
        out["theme"] = has_theme(map(Theme, members(Theme, "theme", theme))), []
    return out


def several(given: Given) -> list[str]:
    """One value or several, as a list."""
    return [given] if isinstance(given, str) else list(given or ())


def members(kinds: type[E], what: str, given: Given) -> list[str]:
    """The values that name members of a closed set, in any of the ways in which people write them."""
    return [found.value for value in several(given) if (found := member(kinds, what, value))]


def region_of(authority: str | None) -> str | None:
    """The region in which an authority lies, if the table knows it."""
    found = find(authority)
    return found.region if found else None


def _known(what: str, given: str, known: Iterable[str]) -> str:
    named = {_plain(k): k for k in known}
    if not isinstance(given, str) or _plain(given) not in named:
        raise UnknownChoice(what, given, named.values())
    return named[_plain(given)]


def _plain(text: str) -> str:
    return key(text.replace("_", " ").replace("-", " "))


def _places(db: sqlite3.Connection) -> list[str]:
    """Each authority that the corpus has letters of, as they print it."""
    return [n for (n,) in db.execute("SELECT DISTINCT authority FROM reports WHERE authority IS NOT NULL ORDER BY 1")]


def _same_places(db: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """The authorities of the corpus that are meant; none of one that is known but has no letter here."""
    printed, out = _places(db), list[str]()
    for name in names:
        meant = find(name)
        found = [n for n in printed if (find(n) is meant if meant else key(n) == key(name))]
        if not found and meant is None:
            raise UnknownChoice("authority", name, _near(name, printed), told="nearest in this corpus")
        out += found
    return out


def _near(name: str, printed: list[str]) -> list[str]:
    from difflib import get_close_matches

    by_key = {key(n): n for n in printed}
    begun = [n for k, n in by_key.items() if k.startswith(key(name)[:4])]
    return list(dict.fromkeys([*(by_key[k] for k in get_close_matches(key(name), by_key, 3, 0.5)), *begun]))[:5]


def _any(column: str, values: list[str]) -> Condition:
    return f"{column} IN ({', '.join('?' * len(values))})", values
