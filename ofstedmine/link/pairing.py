"""Whether reports can be linked at all: one authority, in order of date, none twice; and what to say if not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..errors import LinkError
from ..model import Kind, Report
from ..text import key
from ..wording import PARTIAL, day

# what an authority's name carries besides its name
_FORMS = frozenset(
    [
        "council",
        "city",
        "county",
        "borough",
        "metropolitan",
        "district",
        "unitary",
        "authority",
        "royal",
        "london",
        "of",
        "the",
        "and",
        "upon",
        "on",
        "children's",
        "services",
        "trust",
        "corporation",
    ]
)
_BEARINGS = frozenset(("north", "south", "east", "west", "central", "greater"))


def same_authority(one: str | None, other: str | None) -> bool:
    """Whether two names can be one authority's; a name that is not known can be any.

    >>> same_authority("Bristol", "Bristol City of"), same_authority("Gloucestershire", "South Gloucestershire")
    (True, False)
    """
    if not one or not other:
        return True
    a, b = _name(one), _name(other)
    return (a <= b or b <= a) and not (a ^ b) & _BEARINGS


def _name(authority: str) -> frozenset[str]:
    words = frozenset(key(authority).split())
    return words - _FORMS or words & {"london", "city"}


def paired(
    earlier: Sequence[Report], later: Sequence[Report]
) -> tuple[tuple[Report, ...], tuple[Report, ...], list[str]]:
    """Both sides in order of date, and what a reader should know of them.

    Raises `LinkError` for nothing on one side, a document twice, two authorities, or sides that are swapped.
    """
    if not earlier or not later:
        raise LinkError(f"there is no {'earlier' if not earlier else 'later'} letter; give one at least")
    _once((*earlier, *later))
    _one_authority((*earlier, *later))
    a, b = _ordered(earlier), _ordered(later)
    days = [r.day for r in a if r.day], [r.day for r in b if r.day]
    if days[0] and days[1] and max(days[1]) < min(days[0]):
        raise LinkError(
            f"the later letter ({day(max(days[1]))}) is dated before the earlier one ({day(min(days[0]))}); swap them"
        )
    return a, b, list(_notes(a, b))


def follows(later: Report, earlier: Report) -> bool:
    """Whether a letter can answer another: not dated before it."""
    return later.day is None or earlier.day is None or later.day >= earlier.day


def _once(reports: Iterable[Report]) -> None:
    seen: dict[tuple[object, ...], Report] = {}
    for r in reports:
        # a letter inside a council's report shares its file, so its own place in it counts too
        place = r.paragraphs[0].span.start if r.paragraphs else 0
        mark = (r.document.fingerprint, place) if r.document.fingerprint else (r.document.text, place)
        if mark in seen:
            raise LinkError(f"{r.document.name} is there twice, and a letter cannot follow itself up; give each once")
        seen[mark] = r


def _one_authority(reports: Sequence[Report]) -> None:
    for i, r in enumerate(reports):
        for other in reports[:i]:
            if not same_authority(r.authority, other.authority):
                raise LinkError(
                    f"{other.document.name} is about {other.authority} and {r.document.name} about {r.authority}; "
                    "give letters of one authority"
                )


def _ordered(reports: Sequence[Report]) -> tuple[Report, ...]:
    return tuple(sorted(reports, key=lambda r: r.day or date.max))


def _notes(earlier: Sequence[Report], later: Sequence[Report]) -> Iterable[str]:
    for r in (*earlier, *later):
        if r.day is None:
            yield f"{r.document.name} carries no date; it is taken to stand where it was given"
        if not r.authority:
            yield f"{r.document.name} names no authority; it is taken to be of the same one"
        if r.kind is Kind.COUNCIL_REPORT:
            yield f"{r.document.name} is a council's own report and no inspection letter; give it as a response"
    for a in earlier:
        for b in later:
            if not follows(b, a):
                yield f"{b.document.name} is dated before {a.document.name} and is not read as its follow-up"
            elif b.kind in PARTIAL and b.kind is not a.kind:
                yield (
                    f"{b.document.name}: {PARTIAL[b.kind]}, "
                    "so what it does not speak of may have been dealt with all the same"
                )
            elif Kind.AREA_SEND in (a.kind, b.kind) and a.kind is not b.kind:
                yield (
                    f"{a.document.name} and {b.document.name} are of frameworks with different scopes: "
                    f"{PARTIAL[Kind.AREA_SEND]}"
                )
        if not a.recommendations:
            yield f"{a.document.name} makes no recommendation, so there is nothing of it to follow up"
