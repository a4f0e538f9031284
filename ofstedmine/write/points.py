"""Closures → the points of a report: each with its texts in one line and every statement with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Action, Closure, Event, Evidence, FollowUp, Report, Stance, Status, Step, Verification
from ..wording import STANCES, STATUSES, title, words
from .citing import Citing
from .safely import line
from .standing import due_in_words
from .story import Again, Checked, Doing, Passage, Point, Turn
from .verdicts import told, verdict

SHOWN = 0.3  # score below which a passage, but for the best, is named by its place alone


def points(found: FollowUp, citing: Citing) -> tuple[Point, ...]:
    """One point an earlier recommendation, in the letter's order."""
    return tuple(_point(number, closure, found, citing) for number, closure in enumerate(found, 1))


def passage(evidence: Evidence, citing: Citing) -> Passage:
    """A passage of a letter as a report shows it."""
    return Passage(line(evidence.text), STANCES[evidence.stance], citing.evidence(evidence), evidence)


def _point(number: int, closure: Closure, found: FollowUp, citing: Citing) -> Point:
    item = closure.recommendation
    shown = tuple(passage(e, citing) for e in closure.evidence)
    addressed = closure.status is not Status.NOT_ADDRESSED
    evidence = tuple(p for i, p in enumerate(shown) if p.evidence.score >= SHOWN or not i) if addressed else ()
    again = tuple(_again(closure, found.later, citing))
    listed = {(id(a.source), a.recommendation.span) for a in again if a.recommendation.span}
    spoken = tuple(p for p in shown if (id(p.evidence.source), p.evidence.span) not in listed)  # told as `again`
    return Point(
        number=number,
        id=line(item.id),
        text=line(item.text),
        raised=title(closure.raised_in),
        cited=citing.recommendation(item, closure.raised_in),
        themes=tuple(map(words, item.themes)),
        mark=STATUSES[closure.status],
        reason=_reason(closure, found, citing),
        evidence=evidence,
        supporting=tuple(p for p in evidence if not _weak(p)),
        against=tuple(p for p in evidence if _weak(p) and p in spoken),
        weaker=tuple(p for p in spoken if p not in evidence) if addressed else (),
        nearest=() if addressed else shown[:1],
        again=again,
        actions=tuple(_doing(a, found.response, citing) for a in closure.actions),
        quotes=tuple(_checked(c, citing) for c in closure.cited),
        chain=_chain(closure, found, citing),
        closure=closure,
    )


def _reason(closure: Closure, found: FollowUp, citing: Citing) -> str:
    """The reason without the status that it opens with, which reports show beside it.

    Where several letters follow, it is told of which one the places in it are: the one whose evidence stands first.
    """
    reason = line(closure.reason)
    told = reason.removeprefix(f"{STATUSES[closure.status].words.capitalize()}: ")
    deciding = closure.evidence[0].source if closure.evidence else None
    own = [e for e in closure.evidence if e.source is deciding]
    placed = any(f"(p. {e.page})" in told or f"para. {e.paragraph}" in told for e in own)
    if deciding and placed and len(found.later) > 1:
        return f"{citing.whole(deciding)}: {told}"
    return told[:1].upper() + told[1:]


def _weak(shown: Passage) -> bool:
    return shown.evidence.stance is Stance.STILL_OPEN


def _again(closure: Closure, later: Iterable[Report], citing: Citing) -> Iterator[Again]:
    for item in closure.recurs_as:
        source = next((r for r in later if any(item is own for own in r.recommendations)), None)
        cited = citing.recommendation(item, source) if source else None
        yield Again(line(item.id), line(item.text), cited, source, item)


def _doing(action: Action, response: Iterable[Report], citing: Citing) -> Doing:
    source = next((r for r in response if any(action is own for own in r.actions)), None)
    cited = citing.place(source, action.page, action.paragraph, None) if source else None
    said = ": ".join(line(t) for t in ("complete" if action.rag == "blue" else action.rag, action.progress) if t)
    owner, when = action.owner, due_in_words(action.due) if action.due else None
    return Doing(line(action.text), line(owner) if owner else None, when, said or None, cited, source, action)


def _checked(check: Verification, citing: Citing) -> Checked:
    where = citing.place(check.source, check.page, check.paragraph, None).text[1:-1] if check.source else None
    said = "; ".join(line(each.text) for each in told(check, where=where))
    return Checked(line(check.quote.text), verdict(check), said, check)


def _chain(closure: Closure, found: FollowUp, citing: Citing) -> tuple[Turn, ...]:
    """The matter from letter to letter, where more than two speak of it."""
    lineage = found.lineage_of(closure)
    steps = lineage.steps if lineage else ()
    return tuple(_turn(step, citing) for step in steps) if len(steps) > 2 else ()


def _turn(step: Step, citing: Citing) -> Turn:
    shown = step.closure.evidence[:1] if step.closure and step.event is not Event.NOT_ADDRESSED else ()
    cited = citing.evidence(shown[0]) if shown else None
    if step.recommendation and not cited:
        cited = citing.recommendation(step.recommendation, step.report)
    mark = STATUSES[Status(step.event)] if step.event.value in set(Status) else None
    return Turn(title(step.report), words(step.event), mark, cited, step.report)
