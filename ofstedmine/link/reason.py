"""Why a status was given, in one plain sentence built from the facts alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Evidence, Recommendation, Stance, Status

_CLEAR = 0.3  # likelihood that a passage must have to be named as a reason, where it is not the best
_SHORT = 9  # words of a recommendation that a reason repeats


def reason(status: Status, evidence: Sequence[Evidence], recurs: Sequence[Recommendation]) -> str:
    """One sentence: what was found where, and what was not.

    >>> reason(Status.NOT_ADDRESSED, (), ())
    'Not addressed: no passage of the later letter speaks of this matter.'
    """
    name = _NAMES[status]
    evidence = [e for n, e in enumerate(evidence) if not n or e.score >= _CLEAR]
    good = [e for e in evidence if e.stance is Stance.CLOSES]
    some = [e for e in evidence if e.stance is Stance.PROGRESS]
    bad = [e for e in evidence if e.stance is Stance.STILL_OPEN]
    again = f"it is a recommendation again (“{_short(recurs[0].text)}”{_on(recurs[0].page)})" if recurs else ""
    if status is Status.NOT_ADDRESSED:
        if evidence:
            return f"{name}: {_where(evidence[:1])} touches on the matter, but says nothing specific of it."
        return f"{name}: no passage of the later letter speaks of this matter."
    if not evidence:
        return f"{name}: {again}." if again else f"{name}: the letter tells of it in general terms only."
    if status is Status.CLOSED:
        told = f"{_where((good or some or list(evidence))[:2])} report{_s(good or some)} the matter as good or improved"
        left = f"; {_where(bad[:1])} names a weakness beside it" if bad else "; nothing still weak was found on it"
        return f"{name}: {told}{left}."
    if status is Status.OPEN:
        told = f"{_where((bad or some or list(evidence))[:2])} still report{_s(bad or some)} it as weak"
        return f"{name}: {told}{', and ' + again if again else ''}."
    parts = []
    if good or some:
        parts.append(f"{_where((good or some)[:1])} reports progress")
    if bad:
        parts.append(f"{_where(bad[:1])} still names a weakness")
    elif good and some:
        parts.append(f"{_where(some[:1])} tells of a weakness too")
    elif some:
        parts.append("a weakness remains in the same passage")
    if again:
        parts.append(again)
    return f"{name}: {', but '.join(parts[:2])}{'; ' + parts[2] if len(parts) > 2 else ''}."


_NAMES = {
    Status.CLOSED: "Closed",
    Status.PARTLY_CLOSED: "Partly closed",
    Status.OPEN: "Open",
    Status.NOT_ADDRESSED: "Not addressed",
}


def _s(several: Sequence[Evidence]) -> str:
    return "" if len(several[:2]) > 1 else "s"


def _where(evidence: Sequence[Evidence]) -> str:
    return " and ".join(_place(e) for e in evidence)


def _place(e: Evidence) -> str:
    page = f"p. {e.page}" if e.page is not None else ""
    if e.paragraph is not None:
        return f"para. {e.paragraph} ({page})" if page else f"para. {e.paragraph}"
    where = "the summary" if not e.section else f"‘{_short(e.section)}’"
    return f"{where} ({page})" if page else where


def _on(page: int | None) -> str:
    return f", p. {page}" if page is not None else ""


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SHORT]).rstrip(".,;:") + (" …" if len(words) > _SHORT else "")
