"""What the passages together say of a recommendation: closed, partly, open, or not spoken of."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Polarity, Report, Status
from .resolve import Link


class Decision(NamedTuple):
    """A status, how sure it is (0 to 1), and whether the later letter itself refers back for this matter."""

    status: Status
    confidence: float
    explicit: bool

    @classmethod
    def none(cls) -> Decision:
        """Nothing was read that could speak of it."""
        return cls(Status.NOT_ADDRESSED, 1.0, False)


def by_rules(link: Link, later: Report) -> Decision:
    """Decide by the guide: any weakness left on the matter keeps it from being closed; any strength from being open."""
    good = bad = 0.0
    for c in link.candidates:
        for k in c.telling:
            s = c.passage.sentences[k]
            weight = c.score * c.relevance[k]
            if s.polarity is Polarity.STRENGTH or s.change == "improved":
                good += weight
            if s.polarity is Polarity.WEAKNESS:
                bad += weight
            if s.polarity is Polarity.MIXED:
                good, bad = good + weight / 2, bad + weight / 2
    explicit = any(s.refers_back for c in link.candidates[:3] for s in c.sentences)
    if not link.candidates:
        return Decision(Status.OPEN if link.recurs else Status.NOT_ADDRESSED, 0.6, False)
    share = bad / (good + bad) if good + bad else 0.0
    if share < 0.1 and not link.recurs:
        return Decision(Status.CLOSED, 1 - share, explicit)
    if share > 0.75:
        return Decision(Status.OPEN, share, explicit)
    return Decision(Status.PARTLY_CLOSED, 0.6, explicit)
