"""Statements of a later letter about all earlier areas at once: "the action plan from the last visit is complete"."""

from __future__ import annotations

import re

from ..document import Span
from ..model import Evidence, Report
from .candidates import LIST, SECTIONS, SUMMARY, Passage
from .resolve import stance_of

AT_MOST = 4
_LEADERS = SECTIONS.index("leaders")
# the earlier list itself, or the services as a whole
_ALL = re.compile(
    r"\b(recommendations?|areas? (?:for|of|that|where|identified|in need)\b|action plan|improvement plan|"
    r"areas (?:for|of) (?:improvement|development|priority action)|(?:all|most|many|some|key) areas|priority actions?|"
    r"(?:overall|significant|substantial|considerable|much|little|no|sustained|steady|rapid) "
    r"(?:progress|improvements?)|(?:services?|experiences?|practice|quality)\b.{0,60}"
    r"\b(?:improved|deteriorated|declined|remain(?:s|ed)?|sustained|maintained))",
    re.I,
)


def general(report: Report, passages: tuple[Passage, ...]) -> tuple[Evidence, ...]:
    """Sentences that refer back and speak of the earlier list, or of the services as a whole; the summary's first."""
    found = []
    for passage in passages:
        if passage.place not in (SUMMARY, _LEADERS) or passage.place == LIST:
            continue
        for s in passage.sentences:
            if s.refers_back and _ALL.search(s.text):
                score = 0.5 + 0.25 * bool(re.search(r"recommendation|areas|action plan|improvement plan", s.text, re.I))
                found.append((score + 0.1 * (s.change is not None), passage, s))
                break
    found.sort(key=lambda row: -row[0])
    return tuple(
        Evidence(
            text=s.text,
            stance=stance_of([s]),
            score=round(score, 4),
            paragraph=passage.paragraph,
            page=report.document.page_of(s.span.start),
            source=report,
            section=passage.section,
            finding=s.finding.id if s.finding else None,
            span=Span(s.span.start, s.span.end),
        )
        for score, passage, s in found[:AT_MOST]
    )
