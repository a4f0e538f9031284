"""Follow recommendations up: one closure each, from the passages of the later letters that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..model import Closure, Evidence, FollowUp, Report, Status
from . import response as council
from .candidates import passages
from .elaborate import elaborated
from .general import general
from .lineage import Judged, latest, lineages, silent
from .linear import Models, shipped
from .pairing import follows, paired
from .prepared import Letter, Query, letter, query
from .reason import reason
from .resolve import Link, Rank, by_model, evidence, resolve
from .scope import heard, narrow, scopes
from .status import Decision
from .status import by_model as status_by_model
from .tracked import known, tracked, untracked

Decide = Callable[[Link, Models], Decision]


def closures(
    earlier: Sequence[Report],
    later: Sequence[Report],
    *,
    response: Sequence[Report] = (),
    include: Sequence[str] = ("recommendations",),
    notes: Sequence[str] = (),
    rank: Rank = by_model,
    decide: Decide = status_by_model,
    models: Models | None = None,
) -> FollowUp:
    """Say what became of each earlier recommendation (`follow_up` in the public face).

    With several later letters, the last that speaks of a matter decides its status; its evidence stands first.
    `rank` says which passages speak of a recommendation, `decide` what they say together; each may be a function of
    your own that calls back to the default. `models` are those that both use (`linear.read`); default: the shipped.

    Raises `LinkError` for letters of two authorities, a letter twice, sides that are swapped, or an unknown `include`.
    """
    include = known(include)
    first, second, more = paired(earlier, later)
    after = [(report, tuple(r for r in second if follows(r, report))) for report in first]
    told, judged = _judged(after, second, include, rank, decide, models or shipped())
    found = [latest(each) for each in judged]
    if response:
        found = _answered(found, response, second)
    more = [*notes, *more, *scopes(first, second), *untracked(first, include)]
    return _followed(found, judged, told, first, second, response, more)


def history(
    letters: Sequence[Report],
    responses: Sequence[Report] = (),
    *,
    include: Sequence[str] = ("recommendations",),
    notes: Sequence[str] = (),
    rank: Rank = by_model,
    decide: Decide = status_by_model,
    models: Models | None = None,
) -> FollowUp:
    """Follow up each of one authority's letters, given in order of date, in all that came after it."""
    include = known(include)
    after = [(letter, tuple(letters[i:])) for i, letter in enumerate(letters, 1)]
    more = [n for letter, later in after if later for n in (*paired((letter,), later)[2], *scopes((letter,), later))]
    told, judged = _judged(after, letters[1:], include, rank, decide, models or shipped())
    found: list[Closure] = []
    for report, later in after:
        own = [latest(each) for each in judged if each.raised_in is report and later]
        answers = [r for r in responses if r.day is None or report.day is None or r.day >= report.day]
        found += _answered(own, answers, later) if answers and own else own
    more = [*notes, *more, *untracked(letters[:-1], include)]
    return _followed(found, judged, told, letters[:-1], letters[1:], responses, more)


def _followed(
    found: Sequence[Closure],
    judged: Sequence[Judged],
    told: Sequence[Evidence],
    earlier: Sequence[Report],
    later: Sequence[Report],
    response: Sequence[Report],
    notes: Sequence[str],
) -> FollowUp:
    return FollowUp(
        closures=tuple(found),
        general=tuple(told),
        earlier=tuple(earlier),
        later=tuple(later),
        response=tuple(response),
        notes=tuple(dict.fromkeys([*notes, *silent(judged)])),
        lineages=lineages(judged),
    )


def _judged(
    after: Sequence[tuple[Report, Sequence[Report]]],
    later: Sequence[Report],
    include: Sequence[str],
    rank: Rank,
    decide: Decide,
    models: Models,
) -> tuple[tuple[Evidence, ...], list[Judged]]:
    """Statements about everything, and each item with what every letter after it says of it by itself."""
    prepared = {id(r): letter(passages(r)) for r in {id(r): r for r in (*(a for a, _ in after), *later)}.values()}
    judged = []
    for report, sources in after:
        items = tracked(report, include)
        asked = elaborated([query(item) for item in items], prepared[id(report)], models) if sources else ()
        links = [(s, _links(asked, report, s, prepared[id(s)], rank, models)) for s in sources if items]
        for i, item in enumerate(items):
            words = [(source, _closure(asked[i], report, source, each[i], decide, models)) for source, each in links]
            judged.append(Judged(item, report, tuple(words)))
    return tuple(e for source in later for e in general(source, prepared[id(source)].passages)), judged


def _links(
    asked: Sequence[Query], report: Report, source: Report, later: Letter, rank: Rank, models: Models
) -> tuple[Link, ...]:
    if not later.passages:
        return tuple(Link(q.recommendation, (), (), {}) for q in asked)
    return resolve(asked, later, source.recommendations, raised_in=report, source=source, rank=rank, models=models)


def _closure(asked: Query, raised_in: Report, source: Report, link: Link, decide: Decide, models: Models) -> Closure:
    """What one letter alone says of an item."""
    item = asked.recommendation
    decision = decide(link, models) if link.facts else Decision.none()
    shown = tuple(evidence(c, asked, source) for c in link.candidates)
    recurs, why = link.recurs, reason(decision.status, shown, link.recurs)
    if not heard(item, raised_in, source, shown, recurs):
        if decision.status is not Status.NOT_ADDRESSED or recurs:
            decision, recurs = Decision(Status.NOT_ADDRESSED, min(decision.confidence, 0.5), False), ()
        why = f"{reason(decision.status, shown, ()).rstrip('.')}; {narrow(item, raised_in, source)}."
    return Closure(
        recommendation=item,
        status=decision.status,
        confidence=round(decision.confidence, 3),
        explicit=decision.explicit,
        evidence=shown,
        recurs_as=recurs,
        reason=why,
        raised_in=raised_in,
    )


def _answered(found: Sequence[Closure], response: Sequence[Report], later: Sequence[Report]) -> list[Closure]:
    """Closures with the council's actions and its own quotes beside them."""
    acts = council.actions([c.recommendation for c in found], response)
    quotes = council.cited(found, response, later)
    return [replace(c, actions=acts.get(i, ()), cited=quotes.get(i, ())) for i, c in enumerate(found)]
