"""Reports → what became of each recommendation, and whether each quote is true."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import FollowUp, Report
from .linear import Models
from .linear import read as read_models
from .order import in_order, sides
from .verify import verifications

__all__ = ["Models", "closures", "history", "in_order", "read_models", "sides", "verifications"]


def closures(
    earlier: Sequence[Report],
    later: Sequence[Report],
    *,
    response: Sequence[Report] = (),
    include: Sequence[str],
    notes: Sequence[str] = (),
    models: Models | None = None,
) -> FollowUp:
    """Say what became of each earlier recommendation (`follow_up` in the public face)."""
    from .follow import closures  # what ranks evidence takes longer to import than the rest together

    return closures(earlier, later, response=response, include=include, notes=notes, models=models)


def history(
    letters: Sequence[Report],
    responses: Sequence[Report] = (),
    *,
    include: Sequence[str],
    notes: Sequence[str] = (),
    models: Models | None = None,
) -> FollowUp:
    """Follow up each letter in all that came after it (`history` in the public face)."""
    from .follow import history

    return history(letters, responses, include=include, notes=notes, models=models)
