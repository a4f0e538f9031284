"""England's children's-services authorities: codes, regions, statistical neighbours, latest full inspection.

The table is `authorities.csv` beside this module; its first lines name its sources.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from .errors import UnknownChoice
from .model import Kind, Report
from .text import key

# what a name carries beside the place: "London Borough of …", "… City Council", "… Children's Services"
_FORMS = frozenset(
    (
        *("council", "city", "county", "borough", "metropolitan", "district", "unitary", "authority", "corporation"),
        *("royal", "london", "of", "the", "and", "with", "upon", "on", "local", "area", "partnership"),
        *("children's", "childrens", "services", "trust", "mbc", "cc", "bc"),
    )
)
# what a place is called without the river, coast or island that tells it from others: "Newcastle", "East Riding"
_SITED = re.compile(r"^(?!Isle)(.+?)[ -](?:up)?o[nf][ -]", re.IGNORECASE)
# From the last day of an inspection to its letter: 39 to 84 days in the 57 letters that could be compared (2022–2025);
# two full inspections of one authority are years apart.
_LETTER_WITHIN = 120


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority that runs children's services, or ran them before councils were merged or split."""

    name: str
    also_known_as: tuple[str, ...]
    urn: int  # Ofsted's number of the authority
    la_code: int  # the Department for Education's
    ons_code: str | None
    region: str
    neighbours: tuple[str, ...]  # names of its statistical neighbours, nearest first
    latest_letter: str | None = None  # address of the latest full inspection letter listed
    latest_published: date | None = None


@cache
def authorities() -> tuple[Authority, ...]:
    """Every authority of the table, in order of name."""
    import csv
    from importlib.resources import files

    lines = files(__package__).joinpath("authorities.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    name = {row["la_code"]: row["authority"] for row in rows}
    return tuple(
        Authority(
            name=row["authority"],
            also_known_as=tuple(_also(row["authority"], row["also_known_as"])),
            urn=int(row["urn"]),
            la_code=int(row["la_code"]),
            ons_code=row["ons_code"] or None,
            region=row["region"],
            neighbours=tuple(name[code] for code in row["statistical_neighbours"].split()),
            latest_letter=row["latest_ilacs_url"] or None,
            latest_published=date.fromisoformat(row["latest_ilacs_published"])
            if row["latest_ilacs_published"]
            else None,
        )
        for row in rows
    )


def authority(name: str) -> Authority:
    """The authority of that name, in any of the forms that letters and councils use.

    Raises `UnknownChoice`, which names the nearest, where there is none.

    >>> authority("London Borough of Hackney").region, authority("Hull City Council").name
    ('London', 'Kingston Upon Hull, City of')
    """
    found = find(name)
    if found is None:
        raise UnknownChoice("authority", name, _near(name), told="nearest")
    return found


def find(name: str | None) -> Authority | None:
    """The authority of that name, or None."""
    return _by_name().get(_short(name)) if name else None


def published_address(report: Report) -> str | None:
    """Address of a letter, where it is the latest full inspection that is listed for its authority; else None.

    It is where the listed letter came out within 120 days of the inspection's end.
    """
    if report.kind is not Kind.ILACS or report.inspected is None:
        return None
    of = find(report.authority)
    if of is None or of.latest_published is None:
        return None
    days = (of.latest_published - report.inspected.end).days
    return of.latest_letter if 0 < days <= _LETTER_WITHIN else None


@cache
def _by_name() -> dict[str, Authority]:
    out = {_short(name): a for a in authorities() for name in (a.name, *a.also_known_as)}
    sited = [(_short(m[1]), a) for a in authorities() if (m := _SITED.match(a.name))]
    shared = Counter(name for name, _ in sited)  # two are called Kingston
    return {name: a for name, a in sited if shared[name] == 1} | out


def _also(name: str, listed: str) -> list[str]:
    """Other names: "[BCP, Bournemouth, Christchurch & Poole]" lists two, of which one is the name again."""
    names = listed.strip("[]").replace(" & ", " and ")
    return [n for n in names.replace(name, "").split(", ") if n]


def _short(name: str) -> str:
    """The words by which a place is known: "Royal Borough of Windsor & Maidenhead" and "Windsor and Maidenhead"."""
    words = key(name.replace(".", "")).split()
    return " ".join([w for w in words if w not in _FORMS] or sorted({"london", *words} - {"of", "the", "corporation"}))


def _near(name: str) -> list[str]:
    from difflib import get_close_matches

    short = _short(name)
    names = {s: a.name for s, a in _by_name().items()}
    begun = [n for s, n in names.items() if s.startswith(short) or short.startswith(s)]
    return list(dict.fromkeys([*begun, *(names[s] for s in get_close_matches(short, names, 3, 0.6))]))[:5]
