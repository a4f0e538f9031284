"""Follow recommendations up: one closure each, from the passages of the later letters that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..model import Closure, Evidence, FollowUp, Recommendation, Report
from . import response as council
from .candidates import Passage, passages
from .general import general
from .linear import Models, shipped
from .pairing import follows, paired
from .prepared import query
from .reason import reason
from .resolve import Link, Rank, by_model, evidence, resolve
from .status import Decision
from .status import by_model as status_by_model
from .tracked import known, tracked

Decide = Callable[[Link, Models], Decision]


def closures(
    earlier: Sequence[Report],
    later: Sequence[Report],
    *,
    response: Sequence[Report] = (),
    include: Sequence[str] = ("recommendations",),
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
    include = (include,) if isinstance(include, str) else tuple(include)
    known(include)
    learnt = models or shipped()
    first, second, notes = paired(earlier, later)
    prepared = [(report, passages(report)) for report in second]
    found: list[Closure] = []
    for report in first:
        items = tracked(report, include)
        answers = [
            (source, _links(items, report, source, own, rank, learnt))
            for source, own in prepared
            if items and follows(source, report)
        ]
        for i, item in enumerate(items):
            found.append(_closure(item, report, [(source, links[i]) for source, links in answers], decide, learnt))
    if response:
        found = _answered(found, response, second)
    told = tuple(e for source, own in prepared for e in general(source, own))
    return FollowUp(tuple(found), told, first, second, tuple(response), tuple(dict.fromkeys(notes)))


def _links(
    items: Sequence[Recommendation], report: Report, source: Report, own: Sequence[Passage], rank: Rank, models: Models
) -> tuple[Link, ...]:
    if not own:
        return tuple(Link(item, (), (), {}) for item in items)
    return resolve(items, own, source.recommendations, raised_in=report, source=source, rank=rank, models=models)


def _closure(
    item: Recommendation, raised_in: Report, answers: Sequence[tuple[Report, Link]], decide: Decide, models: Models
) -> Closure:
    """The last letter that speaks of the matter decides; what the ones before it say stands behind."""
    asked = query(item)
    decided = [(source, link, decide(link, models) if link.facts else Decision.none()) for source, link in answers]
    spoken = [row for row in decided if row[2].status != "not_addressed"] or decided
    source, link, decision = spoken[-1] if spoken else (raised_in, Link(item, (), (), {}), Decision.none())
    shown: list[Evidence] = [evidence(c, asked, source) for c in link.candidates]
    reasoned = reason(decision.status, shown, link.recurs)
    for before, older, _ in reversed(spoken[:-1]):
        shown += [evidence(c, asked, before) for c in older.candidates]
    again = tuple(r for _, each, _ in reversed(decided) for r in each.recurs)
    return Closure(
        recommendation=item,
        status=decision.status,
        confidence=round(decision.confidence, 3),
        explicit=decision.explicit,
        evidence=tuple(shown),
        recurs_as=again,
        reason=reasoned,
        raised_in=raised_in,
    )


def _answered(found: Sequence[Closure], response: Sequence[Report], later: Sequence[Report]) -> list[Closure]:
    """Closures with the council's actions and its own quotes beside them."""
    acts = council.actions([c.recommendation for c in found], response)
    quotes = council.cited(found, response, later)
    return [replace(c, actions=acts.get(i, ()), cited=quotes.get(i, ())) for i, c in enumerate(found)]
