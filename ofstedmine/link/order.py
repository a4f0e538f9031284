"""Put one authority's documents in order: its letters by date, and the council's own reports beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from ..errors import LinkError
from ..model import Kind, Report
from .pairing import same_authority

_NO_LETTERS = (Kind.COUNCIL_REPORT, Kind.OTHER)


class Order(NamedTuple):
    """Letters from the first to the last, council reports likewise, and what was left out."""

    letters: tuple[Report, ...]
    responses: tuple[Report, ...]
    notes: tuple[str, ...]


def in_order(reports: Iterable[Report]) -> Order:
    """Order letters by the day of the inspection (else of publication) and council reports by their own.

    A letter that a council report carries counts as a letter; one that is there twice counts once. Raises `LinkError`
    for the letters of two authorities, or fewer than two letters with a date.
    """
    letters: dict[tuple[Kind, date], Report] = {}
    responses: list[Report] = []
    notes: list[str] = []
    everything = sorted(_with_appendices(reports), key=lambda pair: pair[1])  # a letter of its own before a copy
    _one_authority(report for report, _ in everything if report.kind not in _NO_LETTERS)
    for report, _ in everything:
        day = report.day
        if report.kind is Kind.COUNCIL_REPORT:
            responses.append(report)
        elif report.kind is Kind.OTHER:
            notes.append(
                f"{report.document.name}: left out, for it is neither an inspection letter nor a council report"
            )
        elif day is None:
            notes.append(f"{report.document.name}: left out, for it carries no date to put it in order by")
        else:
            letters.setdefault((report.kind, day), report)
    if len(letters) < 2:
        raise LinkError(f"{_count(len(letters))} with a date; a follow-up needs an earlier and a later one")
    return Order(
        tuple(sorted(letters.values(), key=lambda r: (r.day, r.published or r.day))),
        tuple(sorted(responses, key=lambda r: (r.day or date.max, r.document.name))),
        tuple(notes),
    )


def with_their_letters(reports: Iterable[Report]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """Letters alone, for a council's report the letters that it carries; and those reports, as responses.

    A report that carries no letter stays as it is.
    """
    letters: list[Report] = []
    responses: list[Report] = []
    for report in reports:
        inside = [r for r, _ in _with_appendices(report.appendices) if r.kind not in _NO_LETTERS]
        if report.kind is Kind.COUNCIL_REPORT and inside:
            letters += inside
            responses.append(report)
        else:
            letters.append(report)
    return tuple(letters), tuple(responses)


def _one_authority(reports: Iterable[Report]) -> None:
    names = list(dict.fromkeys(r.authority for r in reports if r.authority))
    for one, other in combinations(names, 2):
        if not same_authority(one, other):
            raise LinkError(f"these are letters of {one} and {other}; give those of one authority")


def _with_appendices(reports: Iterable[Report], depth: int = 0) -> Iterator[tuple[Report, int]]:
    for report in reports:
        yield report, depth
        yield from _with_appendices(report.appendices, depth + 1)


def _count(letters: int) -> str:
    return "there is only one inspection letter" if letters else "there is no inspection letter"
