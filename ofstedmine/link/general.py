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
_THEM_ALL = re.compile(
    r"\ball (?:of )?(?:the|these|those)\b.{0,40}\b(?:areas?|recommendations?|actions?|weaknesses)\b", re.I
)


def general(report: Report, passages: tuple[Passage, ...]) -> tuple[Evidence, ...]:
    """Sentences that refer back and speak of the earlier list, or of the services as a whole; the summary's first."""
    found = []
    for passage in passages:
        if passage.place not in (SUMMARY, _LEADERS) or passage.place == LIST:
            continue
        for i, s in enumerate(passage.sentences):
            if s.refers_back and _ALL.search(s.text):
                score = 0.5 + 0.25 * bool(re.search(r"recommendation|areas|action plan|improvement plan", s.text, re.I))
                # what it goes on to say of them all belongs to it ("All of these areas have now …")
                more = passage.sentences[i + 1 : i + 2]
                told = [s, *(m for m in more if _THEM_ALL.search(m.text))]
                found.append((score + 0.1 * any(t.change is not None for t in told), passage, told))
                break
    found.sort(key=lambda row: -row[0])
    return tuple(
        Evidence(
            text=report.document.slice(Span(told[0].span.start, told[-1].span.end)),
            stance=stance_of(told),
            score=round(score, 4),
            paragraph=passage.paragraph,
            page=report.document.page_of(told[0].span.start),
            source=report,
            section=passage.section,
            finding=told[0].finding.id if told[0].finding else None,
            span=Span(told[0].span.start, told[-1].span.end),
        )
        for score, passage, told in found[:AT_MOST]
    )
