"""What is followed up: the listed recommendations and, where asked for, weaknesses told in the body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..document import Span
from ..errors import LinkError
from ..model import Finding, Polarity, Recommendation, RecommendationKind, Report

INCLUDED = ("recommendations", "weaknesses")
# a sentence that leans on the one before it names no matter of its own
_LEANS = re.compile(r"^(this|these|those|they|it|as a result|consequently|therefore|the impact of this|such)\b", re.I)
_TURNS = re.compile(r"^(however|but|despite this|nevertheless)\b", re.I)


def tracked(report: Report, include: Sequence[str]) -> tuple[Recommendation, ...]:
    """Items of one earlier letter to follow up: its recommendations, then its weaknesses as "W1", "W2" …"""
    out: list[Recommendation] = []
    if "recommendations" in include:
        out += report.recommendations
    if "weaknesses" in include:
        out += weaknesses(report)
    return tuple(out)


def untracked(reports: Sequence[Report], include: Sequence[str]) -> Iterator[str]:
    """Notes on letters of which nothing is followed up, though their bodies tell of weaknesses."""
    for report in reports:
        if not tracked(report, include) and (count := len(weaknesses(report))):
            many = f"the {count} weaknesses" if count > 1 else "the weakness"
            yield (
                f"{report.document.name}: to follow up {many} told in its body, "
                "include weaknesses (--include weaknesses, include=('weaknesses',))"
            )


def known(include: str | Sequence[str]) -> tuple[str, ...]:
    """The names of what is followed up; raises `LinkError` for one that is not known."""
    names = (include,) if isinstance(include, str) else tuple(include)
    wrong = [n for n in names if n not in INCLUDED]
    if wrong or not names:
        told = f"cannot include {', '.join(map(repr, wrong))}" if wrong else "nothing is included"
        raise LinkError(f"{told}; what can be: {', '.join(INCLUDED)}")
    return names


def weaknesses(report: Report) -> tuple[Recommendation, ...]:
    """Weaknesses told in a letter's body, each with the sentences that carry on from it, as items to follow up."""
    return tuple(
        Recommendation(
            id=f"W{number}",
            text=report.document.slice(Span(run[0].span.start, run[-1].span.end)),
            heading=run[0].section,
            kind=RecommendationKind.IMPROVEMENT,
            addressee="local authority",
            themes=tuple(dict.fromkeys(t for f in run for t in f.themes))[:3],
            page=run[0].page,
            paragraph=run[0].paragraph,
            span=Span(run[0].span.start, run[-1].span.end),
        )
        for number, run in enumerate(_runs(report), 1)
    )


def _runs(report: Report) -> Iterator[list[Finding]]:
    starts = sorted(p.span.start for p in report.paragraphs)
    run: list[Finding] = []
    before: Finding | None = None
    for f in report.findings:
        next_to = before is not None and _paragraph(starts, before) == _paragraph(starts, f)
        weak = f.polarity is Polarity.WEAKNESS
        if weak and not (next_to and run and run[-1] is before and _LEANS.match(f.text)):
            if run:
                yield run
            # "However, less than half are attended." may read as a bare number: the weakness after it says what it is
            turn = next_to and before is not None and before.polarity is Polarity.NEUTRAL and _TURNS.match(before.text)
            run = [before, f] if turn and before is not None else [f]
        elif weak:
            run.append(f)
        before = f
    if run:
        yield run


def _paragraph(starts: Sequence[int], finding: Finding) -> int:
    return bisect_right(starts, finding.span.start)
