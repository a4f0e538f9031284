"""One matter over many letters: raised, what each later letter says of it, and where it is raised anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model import Closure, Event, Lineage, Recommendation, Report, Status, Step

_FURTHEST = (Status.OPEN, Status.PARTLY_CLOSED, Status.CLOSED, Status.NOT_ADDRESSED)


class Judged(NamedTuple):
    """One item, and what each later letter says of it by itself, in order of date."""

    item: Recommendation
    raised_in: Report
    words: tuple[tuple[Report, Closure], ...]


def latest(judged: Judged) -> Closure:
    """The word of the last letter that speaks of an item; the evidence of those before it stands behind."""
    closures = [c for _, c in judged.words]
    spoken = [c for c in closures if c.status is not Status.NOT_ADDRESSED] or closures
    if not spoken:
        return Closure(
            judged.item, Status.NOT_ADDRESSED, 1.0, False, (), (), "Not addressed: no letter follows.", judged.raised_in
        )
    *before, last = spoken
    return replace(
        last,
        evidence=(*last.evidence, *(e for c in reversed(before) for e in c.evidence)),
        recurs_as=tuple(r for c in reversed(closures) for r in c.recurs_as),
    )


def silent(judged: Sequence[Judged]) -> Iterator[str]:
    """Notes on letters of which no later letter takes up anything."""
    of: dict[int, list[Judged]] = {}
    for each in judged:
        of.setdefault(id(each.raised_in), []).append(each)
    for own in of.values():
        closures = [closure for each in own for _, closure in each.words]
        if closures and all(c.status is Status.NOT_ADDRESSED for c in closures):
            name = own[0].raised_in.document.name
            yield f"{name}: nothing that it asks for is spoken of in what came after it; try a later full inspection"


def lineages(judged: Sequence[Judged]) -> tuple[Lineage, ...]:
    """A lineage for each item that repeats no earlier one; those that do are steps of the lineages they repeat.

    The matter is judged in each letter as it was last worded before it. A letter that makes it a recommendation again
    raises it anew where it had been closed; else it is still the same matter, open.
    """
    of = {id(each.item): each for each in judged}
    # a weakness told in the body does not swallow the recommendation that a later letter makes of it
    listed = [each for each in judged if any(each.item is r for r in each.raised_in.recommendations)]
    repeats = {id(r) for each in listed for _, closure in each.words for r in closure.recurs_as}
    return tuple(
        Lineage(each.item, each.raised_in, (Step(each.raised_in, Event.RAISED, None, each.item), *_steps(each, of)))
        for each in judged
        if id(each.item) not in repeats
    )


def _steps(root: Judged, of: Mapping[int, Judged]) -> Iterator[Step]:
    wordings: list[tuple[Judged, ...]] = [(root,)]  # as first raised, and as each letter that repeats it words it
    known = Event.RAISED
    for i, (report, _) in enumerate(root.words):
        said = [_said(wording, report) for wording in wordings]
        again = {id(r): r for closures in reversed(said) for c in closures for r in c.recurs_as}
        now = said[-1] or said[0]
        event = _event([c.status for c in now])
        closure = min(now, key=lambda c: _FURTHEST.index(c.status))
        if again:
            closure = next(c for closures in reversed(said) for c in closures if c.recurs_as)
            event = Event.RAISED_ANEW if known is Event.CLOSED else _open(closure.status)
            repeated = tuple(of[key] for key in again if key in of)
            wordings += [repeated] if repeated and i + 1 < len(root.words) else []
        known = known if event is Event.NOT_ADDRESSED else event
        yield Step(report, event, closure, next(iter(again.values()), None))


def _said(wording: Sequence[Judged], report: Report) -> list[Closure]:
    return [closure for each in wording for source, closure in each.words if source is report]


def _event(statuses: Sequence[Status]) -> Event:
    """What the parts of a matter come to: closed where each is, partly where one is closed and one is not."""
    said = {*statuses}
    if len(said) > 1:
        said = {Status.OPEN} if said == {Status.OPEN, Status.NOT_ADDRESSED} else {Status.PARTLY_CLOSED}
    return Event(said.pop().value)


def _open(status: Status) -> Event:
    return Event.PARTLY_CLOSED if status is Status.PARTLY_CLOSED else Event.OPEN
