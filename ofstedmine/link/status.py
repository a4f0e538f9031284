"""What the passages together say of a recommendation: closed, partly, open, or not spoken of."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Status
from .linear import Models, shipped
from .resolve import Link

EXPLICIT = 0.3  # likelihood from which the later letter is taken to refer back for the matter

_STEPS = (Status.CLOSED, Status.PARTLY_CLOSED, Status.OPEN)
_SPOKEN = 0.9  # likelihood of the best passage from which the letter does speak of the matter
_SILENT = 1.5  # how much more likely than it seems a letter is to say nothing of a matter: few of those learnt from do


class Decision(NamedTuple):
    """A status, how sure it is (0 to 1), and whether the later letter itself refers back for this matter."""

    status: Status
    confidence: float
    explicit: bool

    @classmethod
    def none(cls) -> Decision:
        """Nothing was read that could speak of it."""
        return cls(Status.NOT_ADDRESSED, 1.0, False)


def by_model(link: Link, models: Models | None = None) -> Decision:
    """Decide by the shipped linear model over the facts of a link: the default of `decide=`.

    A letter without a passage that speaks of the matter, and without an item that repeats it, does not address it.
    Closed, partly closed and open are steps of one way: of these the middle one by likelihood is taken.
    """
    import numpy as np

    known = models or shipped()
    model, back = known["status"], known["explicit"]
    row = np.array([link.facts[name] for name in model.names], np.float32)
    shares = dict(zip(model.outcomes, model.probabilities(row, model.names).tolist(), strict=True))
    silent = shares[Status.NOT_ADDRESSED]
    if not link.candidates and not link.recurs:
        return Decision(Status.NOT_ADDRESSED, silent, False)
    if link.recurs:  # what is a recommendation again is not closed
        total = 1 - shares[Status.CLOSED]
        shares = {name: 0.0 if name == Status.CLOSED else share / total for name, share in shares.items()}
        silent = shares[Status.NOT_ADDRESSED]
    spoken = bool(link.candidates) and link.candidates[0].score >= _SPOKEN
    if not spoken and silent * _SILENT >= max(shares[step] for step in _STEPS):
        return Decision(Status.NOT_ADDRESSED, silent, False)
    way = np.cumsum([shares[step] for step in _STEPS])
    best = _STEPS[int(np.searchsorted(way, way[-1] / 2))]
    likely = float(back.probabilities(np.array([link.facts[n] for n in back.names], np.float32), back.names))
    return Decision(best, shares[best], likely >= EXPLICIT)


def by_rules(link: Link) -> Decision:
    """Decide by the guide's words alone: a weakness left keeps a matter from being closed, a strength from being open.

    Nothing in it is learnt: a plain decision to compare with, or to build on.
    """
    f = link.facts
    if not link.candidates:
        return Decision(Status.OPEN if link.recurs else Status.NOT_ADDRESSED, 0.5, False)
    explicit = f["top back"] >= 0.5
    weak, strong = f["weakness"] >= 0.5 or bool(link.recurs), f["strength"] >= 0.5
    if weak:
        status = Status.PARTLY_CLOSED if strong else Status.OPEN
        return Decision(status, f["weakness"], explicit)
    return Decision(Status.CLOSED if strong else Status.NOT_ADDRESSED, 1 - f["weakness"], explicit)
