"""What a notebook shows of mined things; whatever a letter prints is text there, and no markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .model import Evidence, Finding, FollowUp, Passage, Status
from .wording import STANCES, STATUSES, place, short, words

_BRIEF = 300  # letters of a passage in a table's cell


def finding(told: Finding) -> str:
    """A finding with what it says, of what, and where it stands."""
    said = (told.polarity, told.change, *told.themes)
    return _quoted(told.text, [*(words(value) for value in said if value), place(told.page, told.paragraph)])


def evidence(told: Evidence) -> str:
    """A passage with its citation and what it does for the recommendation."""
    return _quoted(told.text, [told.cite(), str(STANCES[told.stance])])


def passage(told: Passage) -> str:
    """A quote with its citation and what it says."""
    return _quoted(told.text, [told.cite(), words(told.polarity)])


def follow_up(found: FollowUp) -> str:
    """A table of the recommendations, each with its status and best evidence."""
    rows = []
    for closure in found:
        best = closure.evidence[0] if closure.evidence and closure.status is not Status.NOT_ADDRESSED else None
        shown = f"“{short(best.text, _BRIEF)}” {best.cite()}" if best else "–"
        cells = (closure.recommendation.text, str(STATUSES[closure.status]), shown)
        rows.append("".join(f"<td style='text-align: left; vertical-align: top'>{escape(c)}</td>" for c in cells))
    head = "".join(
        f"<th scope='col' style='text-align: left'>{h}</th>" for h in ("Recommendation", "Status", "Best evidence")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def _quoted(text: str, foot: Iterable[str]) -> str:
    told = escape(" · ".join(filter(None, foot)))
    return f"<blockquote><p>{escape(text)}</p><footer><small>{told}</small></footer></blockquote>"
