"""What the council says: its actions and its own quotes, set beside the recommendation that they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from ..document import Span
from ..lexicon import tokens
from ..model import Action, Closure, Recommendation, Report, Truth, Verification
from ..text import bare
from .terms import stems
from .verify import verifications
from .vocabulary import shipped

_SAME = 85  # likeness (0 to 100) from which a repeated recommendation is the earlier one
_ABOUT = 0.25  # share of a recommendation's weight that the words before a quote must carry
_LEAD = 320  # characters before a quote in which a report says what it is about
_CITED = 0.3


def actions(recommendations: Sequence[Recommendation], response: Sequence[Report]) -> Mapping[int, tuple[Action, ...]]:
    """The actions that answer each recommendation, by its place: those that name it in the council's own list."""
    out: dict[int, list[Action]] = {}
    for report in response:
        for cited in report.cited_recommendations:
            i = same(cited, recommendations)
            if i is not None:
                out.setdefault(i, []).extend(a for a in report.actions if a.answers == cited.id)
    return {i: tuple(found) for i, found in out.items()}


def same(cited: Recommendation, recommendations: Sequence[Recommendation]) -> int | None:
    """Which recommendation a council repeats, in full or shortened; None where none or several come near."""
    text = bare(cited.text)
    scores = []
    for i, r in enumerate(recommendations):
        whole = bare(r.text)
        short, long = sorted((text, whole), key=len)
        score = fuzz.ratio(text, whole)
        if len(short) >= 25:  # a shortened form stands inside the longer
            score = max(score, fuzz.partial_ratio(short, long) - 3)
        scores.append((score, i))
    near = sorted((s for s in scores if s[0] >= _SAME), reverse=True)
    if not near or (len(near) > 1 and near[0][0] - near[1][0] < 2):
        return None
    return near[0][1]


def cited(
    closures: Sequence[Closure], response: Sequence[Report], later: Sequence[Report]
) -> Mapping[int, tuple[Verification, ...]]:
    """The council's quotes, checked, by the place of the closure that they are meant for.

    A quote is meant for the recommendation that the words before it speak of; failing that, for those among whose
    evidence the quoted passage stands.
    """
    out: dict[int, list[Verification]] = {}
    for report in response:
        for check in verifications(report, later):
            for i in _meant(check, report, closures):
                out.setdefault(i, []).append(check)
    return {i: tuple(found) for i, found in out.items()}


def _meant(check: Verification, report: Report, closures: Sequence[Closure]) -> tuple[int, ...]:
    passage = [
        i
        for i, c in enumerate(closures)
        if check.status is not Truth.NOT_FOUND
        and any(
            e.source == check.source
            and ((e.paragraph == check.paragraph and e.paragraph is not None) or _overlap(check, e.span))
            and e.score >= _CITED
            for e in c.evidence
        )
    ]
    lead = _lead(check, report)
    shares = [_share(c.recommendation, lead) for c in closures]
    told = [i for i, share in enumerate(shares) if share >= _ABOUT and share >= 0.8 * max(shares)]
    both = [i for i in passage if i in told]
    return tuple(both or told[:1] or passage)


def _overlap(check: Verification, span: Span | None) -> bool:
    stands = check.span
    return stands is not None and span is not None and stands.start < span.end and span.start < stands.end


def _lead(check: Verification, report: Report) -> str:
    """What the report says just before a quote, in the paragraph that holds it and the heading above."""
    span = check.quote.span
    if span is None:
        return ""
    before = max((q.span.end for q in report.quotes if q.span and q.span.end <= span.start), default=0)
    return report.document.text[max(before, span.start - _LEAD) : span.start]


def _share(recommendation: Recommendation, text: str) -> float:
    v = shipped()
    known = set(stems(tokens(text)))
    weights = {t: float(v.idf[v.number[t]]) for t in set(stems(tokens(recommendation.text))) if t in v.number}
    total = sum(weights.values())
    return sum(w for t, w in weights.items() if t in known) / total if total else 0.0
