"""When an action was due, and whether it is overdue on a given day: as far as the council's report tells."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from ..model import Action
from ..wording import day

_DONE = re.compile(
    r"^\W*(?:now |fully )?(?:complete[d]?|done|closed|achieved|delivered|implemented)\b(?! (?:by|in) )", re.I
)


class Standing(StrEnum):
    """How an action stands on a given day."""

    OVERDUE = "overdue"
    PASSED = "date passed"
    AHEAD = "not yet due"
    NO_DATE = "no due date"
    COMPLETE = "complete"


MEANINGS = {
    Standing.OVERDUE: "The council’s report was written after the due date and does not call the action complete.",
    Standing.PASSED: "The due date has passed; no report read here tells whether the action was completed.",
    Standing.AHEAD: "The due date, or the end of its month or year, has not passed.",
    Standing.NO_DATE: "The council’s report gives no date.",
    Standing.COMPLETE: "The council’s report rates the action blue, or tells of it first that it is complete.",
}


def standing(action: Action, on: date, told: date | None) -> Standing:
    """How an action stands on a day; `told` is the day of the report that tells of it.

    Complete is what the report rates blue, or tells as complete in its first words; "green" says no more than that it
    goes well. A date that is a month or a year has passed when that month or year has ended.

    >>> late = Action("Train all staff.", None, "2022-09", None, 4, 2, rag="amber")
    >>> standing(late, date(2022, 9, 30), None).value, standing(late, date(2022, 10, 1), date(2022, 10, 1)).value
    ('not yet due', 'overdue')
    """
    if action.rag == "blue" or (action.progress and _DONE.search(action.progress)):
        return Standing.COMPLETE
    end = last_day(action.due)
    if end is None:
        return Standing.NO_DATE
    if on <= end:
        return Standing.AHEAD
    known = bool(action.rag or action.progress) and told is not None and told > end
    return Standing.OVERDUE if known else Standing.PASSED


def worst(stands: Iterable[Standing]) -> str | None:
    """Of several actions the one that asks most for attention, and of how many: "overdue (2 of 3)".

    >>> worst([Standing.AHEAD, Standing.OVERDUE, Standing.COMPLETE])
    'overdue (1 of 3)'
    """
    order = list(Standing)
    found = sorted(stands, key=order.index)
    if not found:
        return None
    return f"{found[0].value} ({found.count(found[0])} of {len(found)})" if len(found) > 1 else found[0].value


def last_day(due: str | None) -> date | None:
    """The last day of an ISO date, month or year.

    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    parts = [int(p) for p in due.split("-")] if due and re.fullmatch(r"\d{4}(-\d\d){0,2}", due) else []
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def due_in_words(due: str) -> str:
    """A due date as readers write it, as exact as it is known.

    >>> due_in_words("2022-09-30"), due_in_words("2022-09"), due_in_words("2022")
    ('30 September 2022', 'September 2022', '2022')
    """
    end = last_day(due)
    return due if end is None or len(due) < 7 else f"{end:%B %Y}" if len(due) < 10 else day(end)
