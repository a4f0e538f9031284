"""When a council says that it will be done: "by the end of September 2022", "30/09/22", "Q2 2023/24"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ...document import Block, Document
from ..dates import MONTH, MONTH_NUMBER, NUMERIC, full_year, real

_DATE = re.compile(
    rf"\b(?:(?P<iso>20\d\d-\d\d-\d\d)"
    rf"|{NUMERIC}"
    rf"|(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{MONTH})\b\.?(?:,? ?['’]?(?P<year>20\d\d"
    rf"|(?<=['’])\d\d|(?<=[ -])2\d(?![\d:%])))?"
    rf"|(?P<mm>\d{{1,2}})/(?P<my>20\d\d)\b"
    rf"|(?:Q(?:uarter )?(?P<quarter>[1-4])|(?P<season>spring|summer|autumn"
    rf"|winter)(?: term)?(?: of)?),? (?:of )?(?P<qy>20\d\d)(?:\s?[/–-]\s?(?P<qe>\d\d(?:\d\d)?))?"
    rf"|(?:(?P<kind>financial year|academic year|year) )?(?P<fy>20\d\d)\s?[/–-]\s?(?P<fe>\d\d(?:\d\d)?)\b"
    rf"|(?P<only>20\d\d))\b",
    re.IGNORECASE,
)
# before a date: when a thing shall be done, or, less surely, when it happens
_END = r"(?:(?:the )?(?:very )?(?:end|beginning|start|middle|close|latest) of |(?:early|mid|late)[ -])?"
_BY = re.compile(
    rf"\b(?:by|before|no later than|not later than|until|due(?: date)?(?: in| on| by| for)?|deadline(?: of| is)?|"
    rf"complet(?:e|ed|ion)(?: by| in| on)?|in place (?:by|for|from)|at|target(?: date)?(?: of"
    rf"| is)?)[: ]+(?:the )?{_END}(?:w/c |week commencing )?(?:mon|tues|wednes|thurs|fri)?(?:day)? ?$|"
    rf"\b(?:the )?end of (?:the )?$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"\b(?:from|during|in|on|for|throughout|beginning(?: in| on)?|starting(?: in| on| from)?|and|to"
    rf"|between)[: ]+(?:the )?{_END}$",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:since|dated|ending|published|was|were|held)\s+(?:\w+ ){0,3}$", re.IGNORECASE)


class Found(NamedTuple):
    """A date in a text: where it stands, ISO text as exact as it is printed, and how plainly it is a date to be met."""

    start: int
    end: int
    iso: str
    weight: int  # 2: "by …"; 1: "in …", "from …"; 0: bare


class Month(NamedTuple):
    """A month of a year, by which a month printed without its year is placed."""

    year: int
    month: int


def dates(text: str, reference: Month | None = None) -> list[Found]:
    """Every date of a text, in order; a month without a year is the next one on or after `reference`.

    A quarter or a season is as exact as its year: a council's second quarter may begin in April or in July. With a
    double year the quarter is the financial year's, and its last month is known.

    >>> [found.iso for found in dates("by the end of September 2022 or in Q2 2023/24, not 3/10/2022")]
    ['2022-09', '2023-09', '2022-10-03']
    >>> dates("during September", Month(2021, 8))[0].iso
    '2021-09'
    """
    out = []
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 48) : match.start()]
        weight = 2 if _BY.search(before) else 1 if _WHEN.search(before) and not _PAST.search(before) else 0
        if match["month"] and not match["year"] and not (match["day"] or weight or match[0] == text.strip(" .")):
            continue  # "may", "march": a month by itself is one only after "in", "by" …
        if match["month"] and not match["month"][0].isupper():
            continue
        if iso := _iso(match, reference, before):
            out.append(Found(match.start(), match.end(), iso, weight))
    return out


def _iso(match: re.Match[str], reference: Month | None, before: str) -> str | None:
    if match["iso"]:
        return match["iso"]
    if match["d"]:
        return _day(full_year(match["y"]), int(match["m"]), int(match["d"]))
    if match["mm"]:
        return f"{match['my']}-{int(match['mm']):02d}" if 1 <= int(match["mm"]) <= 12 else None
    if match["month"]:
        month = MONTH_NUMBER[match["month"].lower()]
        if match["year"]:
            year = full_year(match["year"])
        elif reference:
            year = reference.year + (month < reference.month)
        else:
            return None
        return _day(year, month, int(match["day"])) if match["day"] else f"{year}-{month:02d}"
    if match["qy"]:
        if match["quarter"] and match["qe"]:
            quarter = int(match["quarter"])
            return f"{int(match['qy']) + (quarter == 4):04d}-{quarter * 3 + 3 - 12 * (quarter == 4):02d}"
        return match["qy"]
    if match["fy"]:
        if int(match["fe"][-2:]) != (int(match["fy"]) + 1) % 100:
            return None
        ends = re.search(r"\bend of (?:the )?$", before, re.I)
        if match["kind"] and match["kind"].lower() == "academic year":
            return str(int(match["fy"]) + 1) if ends else match["fy"]
        return f"{int(match['fy']) + 1}-03" if ends else match["fy"]
    return match["only"]


def _day(year: int, month: int, day: int) -> str | None:
    written = real(year, month, day)
    return written.isoformat() if written else None


def due(text: str, reference: Month | None = None) -> str | None:
    """The date by which a sentence says that something is done: "by …" before "in …", and never one in the past.

    >>> due("The pilot, agreed in May 2022, will be extended by March 2023.", Month(2022, 9))
    '2023-03'
    >>> due("The form was changed in 2021.", Month(2022, 7)) is None
    True
    """
    found = dates(text, reference)
    sure = [f for f in found if f.weight == 2]
    if sure:
        return sure[0].iso
    # "in", "from" and "during" name a date to be met only where it still lies ahead
    now = f"{reference.year}-{reference.month:02d}" if reference else None
    ahead = [f for f in found if f.weight == 1 and now and f.iso >= now[: len(f.iso)]]
    return ahead[-1].iso if ahead and "between" in text.lower() else ahead[0].iso if ahead else None


def due_cell(text: str, reference: Month | None = None) -> str | None:
    """The date of a table's cell: the last one, as a date put off stands after the first; None for "ongoing"."""
    found = dates(text, reference)
    return found[-1].iso if found else None


def day_of(text: str) -> date | None:
    """The first full date of a text, or None.

    >>> day_of("Wednesday 6th July 2022, 10.00 am")
    datetime.date(2022, 7, 6)
    """
    return next((date.fromisoformat(f.iso) for f in dates(text) if len(f.iso) == 10), None)


def reference_month(document: Document, blocks: Sequence[Block], published: date | None = None) -> Month | None:
    """The month in which a report was written: that of its date, else of the latest past event that it dates.

    Dates to be met, and the cells of tables, say nothing of when a report was written.
    """
    if published:
        return Month(published.year, published.month)
    latest = None
    for block in blocks:
        if block.cell is not None:
            continue
        text = document.slice(block.span)
        for found in dates(text):
            cue = re.search(
                r"\b(?:on|and|dated|of|held|published|letter)\W+(?:the )?$", text[: found.start][-24:], re.I
            )
            if len(found.iso) >= 7 and (found.weight == 0 or (found.weight == 1 and cue)):
                month = Month(int(found.iso[:4]), int(found.iso[5:7]))
                latest = max(latest, month) if latest else month
    return latest
