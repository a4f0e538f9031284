"""One matter over many letters: raised, what each later letter says of it, and where it is raised anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model import Closure, Event, Lineage, Recommendation, Report, Status, Step
from .terms import names

# among the matters, those that say whom a recommendation is about or for, not what it asks
_WHOM = ("care_leavers", "disabled", "partnership", "leadership", "drift")


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

    `judged` in order of date. Each letter is asked about the matter as it was first raised: what repeats it may ask for
    more, or for less. A letter that makes it a recommendation again raises it anew where it had been closed; else it is
    still the same matter, open.
    """
    of = {id(each.item): each for each in judged}
    repeats: set[int] = set()
    found: dict[int, Lineage] = {}
    # a weakness told in the body does not swallow the recommendation that a later letter makes of it
    listed = [each for each in judged if any(each.item is r for r in each.raised_in.recommendations)]
    for each in listed:
        if id(each.item) not in repeats:
            steps, again = _steps(each, of)
            found[id(each.item)] = Lineage(each.item, each.raised_in, steps)
            repeats |= again
    for each in judged:
        if id(each.item) not in repeats | found.keys():
            found[id(each.item)] = Lineage(each.item, each.raised_in, _steps(each, of)[0])
    return tuple(found[key] for key in of if key in found)


def _steps(root: Judged, of: Mapping[int, Judged]) -> tuple[tuple[Step, ...], set[int]]:
    """The steps of a matter, and which recommendations repeat it."""
    steps = [Step(root.raised_in, Event.RAISED, None, (root.item,))]
    repeats: dict[int, Recommendation] = {}
    known = Event.RAISED
    for report, first in root.words:
        said = [c for key in repeats if key in of for source, c in of[key].words if source is report]
        further = [r for c in said for r in c.recurs_as if _kin(root.item, r)]
        again = tuple({id(r): r for r in (*first.recurs_as, *further)}.values())
        closure, event = first, Event(first.status.value)
        if again:
            closure = next(c for c in (first, *said) if any(r is again[0] for r in c.recurs_as))
            event = Event.PARTLY_CLOSED if closure.status is Status.PARTLY_CLOSED else Event.OPEN
            event = Event.RAISED_ANEW if known is Event.CLOSED else event
        known = known if event is Event.NOT_ADDRESSED else event
        steps.append(Step(report, event, closure, again))
        repeats |= {id(r): r for r in again}
    return tuple(steps), set(repeats)


def _kin(one: Recommendation, other: Recommendation) -> bool:
    """Whether two recommendations name a matter in common, and not the same children alone.

    What is repeated in other words, and then again in others, may end far from where it began.
    """
    return any(n[0] != "@" and n not in _WHOM for n in names(one.text) & names(other.text))
