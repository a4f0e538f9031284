"""A report as rows of the corpus's tables: what can be searched, counted and compared without unpacking it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any

from ..model import Polarity, Report
from .numbers import Part, number

Row = list[Any]
# the columns of each table are named as the fields that they hold, but for those that `_row` is given
REPORT = ("place", "kind", "authority", "title", "publisher", "starts", "ends", "published", "day", "address")
PASSAGE = (
    *("number", "part", "position", "item", "page", "paragraph", "section"),
    *("polarity", "change", "extent", "refers_back", "cue"),
    *("kind", "addressee"),
    *("attributed_to", "claimed_page", "claimed_paragraph"),
    *("themes", "starts", "ends", "text"),
)
JUDGEMENT = ("position", "area", "grade", "level", "page", "starts", "ends")
ACTION = (
    *("position", "text", "owner", "due", "answers", "progress", "rag"),
    *("paragraph", "page", "starts", "ends"),
)


def rows(report: Report) -> list[dict[str, Any]]:
    """The rows of a report and of each that it carries, in the order of the columns named above."""
    return [
        {
            "report": _row(found, REPORT, place=place, **_period(found)),
            "passages": list(_passages(found)),
            "judgements": [_row(j, JUDGEMENT, position=i) for i, j in enumerate(found.judgements)],
            "actions": [_row(a, ACTION, position=i) for i, a in enumerate(found.actions)],
        }
        for place, found in inside(report)
    ]


def inside(report: Report, place: Sequence[int] = ()) -> Iterator[tuple[str, Report]]:
    """A report and all that it carries, each with its place: '' its own, '0' its first appendix, '0.1' …"""
    yield ".".join(map(str, place)), report
    for i, carried in enumerate(report.appendices):
        yield from inside(carried, (*place, i))


def _period(report: Report) -> dict[str, date]:
    return {"starts": report.inspected.start, "ends": report.inspected.end} if report.inspected else {}


def _passages(report: Report) -> Iterator[Row]:
    for i, f in enumerate(report.findings):
        yield _passage(f, Part.FINDING, i, f.polarity, item=f.id)
    for i, r in enumerate(report.recommendations):
        yield _passage(r, Part.RECOMMENDATION, i, item=r.id, section=r.heading)
    for i, q in enumerate(report.quotes):
        yield _passage(q, Part.QUOTE, i)


def _passage(noun: Any, part: Part, position: int, polarity: Polarity | None = None, **given: Any) -> Row:
    themes = getattr(noun, "themes", ())
    given |= {"number": number(position, part, polarity, themes), "themes": themes}
    return _row(noun, PASSAGE, part=part, position=position, **given)


def _row(noun: Any, columns: Sequence[str], **given: Any) -> Row:
    if span := getattr(noun, "span", None):
        given |= {"starts": span.start, "ends": span.end}
    return [_value(given[c] if c in given else getattr(noun, c, None)) for c in columns]


def _value(value: Any) -> Any:
    """What an SQLite column holds: a text, a number or nothing."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):  # SQLite takes no half of a surrogate pair (a broken file may hold one)
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value
