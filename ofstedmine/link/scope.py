"""What a letter can be expected to speak of: one that looks at a part is heard only where it names the matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..model import Evidence, Kind, Recommendation, Report
from ..wording import PARTIAL, many
from .terms import populations

# likelihood that a passage must have to count as speaking of the matter
CERTAIN = 0.9  # … in a letter about a part of the services
SURE = 0.8  # … where that letter repeats the recommendation too, or is a visit that shares its words
LIKELY = 0.7  # … in a full inspection, of what was for others
NAMED = 2  # words that are shared

_VISITS = (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT)
_OTHERS = ("LSCB", "police", "health")  # whose work an inspection of the council does not judge


def narrow(item: Recommendation, raised_in: Report, later: Report) -> str | None:
    """Why a later letter need not speak of an item at all; None for one that looks at the same services."""
    if later.kind is Kind.AREA_SEND is raised_in.kind:
        return None
    if later.kind in PARTIAL:
        return PARTIAL[later.kind]
    if raised_in.kind is Kind.AREA_SEND:
        return f"{PARTIAL[Kind.AREA_SEND]}, this one at all children's services"
    if item.addressee in _OTHERS and later.kind is Kind.ILACS:
        return f"a full inspection (ILACS) does not judge the {item.addressee}, whom the matter was for"
    return None


def heard(
    item: Recommendation,
    raised_in: Report,
    later: Report,
    evidence: Sequence[Evidence],
    recurs: Sequence[Recommendation],
) -> bool:
    """Whether a later letter speaks of this matter, not just of its own: always, for one of the same services.

    A narrow one must do so in a passage that is likely about it and shares its words: the more likely where it makes no
    recommendation on it. An area SEND inspection and any other share only what is said of disabled children.
    """
    if narrow(item, raised_in, later) is None:
        return True
    if not evidence:
        return False
    first, named = evidence[0], len(evidence[0].matched) >= NAMED
    if later.kind not in PARTIAL:
        known = first.score >= LIKELY and (named or bool(recurs))
    elif later.kind in _VISITS:
        known = first.score >= (SURE if named or recurs else CERTAIN)
    else:
        known = first.score >= (SURE if recurs else CERTAIN) and named
    if not known:
        return False
    if later.kind is Kind.AREA_SEND:
        return "disabled" in populations(item.text)
    if raised_in.kind is Kind.AREA_SEND:
        return "disabled" in populations(f"{first.section} {first.text}")
    return True


def scopes(earlier: Sequence[Report], later: Sequence[Report]) -> Iterator[str]:
    """Notes on what a later letter cannot be expected to answer: what the earlier one asked of others."""
    for a in earlier:
        asked = Counter(r.addressee for r in a.recommendations if r.addressee in _OTHERS)
        judging = [b.document.name for b in later if b.kind is Kind.ILACS]
        if asked and judging:
            whom = " and ".join(f"{'the ' if who == 'LSCB' else ''}{who}" for who in asked)
            count = many(asked.total(), "recommendation")
            yield (
                f"{a.document.name} makes {count} to {whom}, whose work a full inspection (ILACS) does not judge; "
                f"what {' and '.join(judging)} {'do' if len(judging) > 1 else 'does'} not name of them may have been "
                "dealt with all the same"
            )
