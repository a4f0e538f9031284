"""Put one authority's documents in order: its letters by date, and the council's own reports beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..errors import LinkError
from ..model import Kind, Report
from ..wording import MADE_HERE, title
from .pairing import same_authority
from .twins import twins

_NO_LETTERS = (Kind.COUNCIL_REPORT, Kind.OTHER)
_NAMED = 6  # documents of several authorities that are named; of more, each authority's are counted


class Order(NamedTuple):
    """Letters from the first to the last, council reports likewise, and what a reader should know."""

    letters: tuple[Report, ...]
    responses: tuple[Report, ...]
    notes: tuple[str, ...]


class Sides(NamedTuple):
    """Letters alone on both sides, the council's reports beside them, and what a reader should know."""

    earlier: tuple[Report, ...]
    later: tuple[Report, ...]
    responses: tuple[Report, ...]
    notes: tuple[str, ...]


def in_order(reports: Iterable[Report]) -> Order:
    """Order letters by the day of the inspection (else of publication) and council reports by their own.

    A letter that a council report carries counts as a letter; one that is there twice counts once. A report that was
    written here, and kept beside the letters, is left out. Raises `LinkError` for the documents of two authorities, or
    fewer than two letters with a date.
    """
    letters: list[Report] = []
    responses: list[Report] = []
    given = tuple(reports)
    ours = [r for r in given if MADE_HERE in r.document.text and not _carried(r)]  # it would answer itself
    notes = [f"{r.document.name}: left out, for it is a report that ofstedmine wrote" for r in ours]
    others = (r for r in given if not any(r is own for own in ours))
    everything = sorted(_with_appendices(others), key=lambda pair: pair[1])  # a letter of its own before a copy
    _one_authority([report for report, _ in everything if report.kind is not Kind.OTHER])
    for report, _ in everything:
        if report.kind is Kind.COUNCIL_REPORT:
            if not any(_same_file(report, r) for r in responses):
                responses.append(report)
        elif report.kind is Kind.OTHER:
            notes.append(f"{report.document.name}: left out, for it is of no known form of letter or council report")
        elif report.day is None:
            notes.append(f"{report.document.name}: left out, for it carries no date to put it in order by")
        else:
            letters.append(report)
    letters = list({id(r): r for r in letters}.values())
    carried = {id(report) for report, depth in everything if depth}
    copies: dict[int, Report] = {}
    for first, copy in twins(letters):
        if id(first) not in copies and id(copy) not in copies:
            copies[id(copy)] = first
    for copy in (r for r in letters if id(r) in copies):
        first = copies[id(copy)]
        if copy.document.name != first.document.name:
            one = f"the letter in {copy.document.name}" if id(copy) in carried else copy.document.name
            notes.append(f"{one} and {first.document.name} are the same letter; it is read once")
    dated = [(r.day, r) for r in letters if id(r) not in copies and r.day]
    if len(dated) < 2:
        raise LinkError(f"{_count(len(dated))} with a date; give an earlier and a later one")
    return Order(
        tuple(r for _, r in sorted(dated, key=lambda row: (row[0], row[1].published or row[0]))),
        tuple(sorted(responses, key=lambda r: (r.day or date.max, r.document.name))),
        tuple(notes),
    )


def sides(earlier: Iterable[Report], later: Iterable[Report], response: Iterable[Report] = ()) -> Sides:
    """Both sides of a follow-up as letters alone, and the council's reports apart.

    A council report stands for the letter that it carries, and answers as a response too. Raises `LinkError` for a
    council report without a letter among the letters, a letter among the responses, the same letter twice, or a
    response of another authority.
    """
    notes: list[str] = []
    first, beside = _letters(earlier, "earlier", notes)
    second, more = _letters(later, "later", notes)
    for one, other in twins((*first, *second)):
        raise LinkError(
            f"{_both(one, other)} the same letter ({title(one)}), and a letter cannot follow itself up; "
            "give an earlier and a later one, each once"
        )
    answers: list[Report] = []
    for report in (*response, *beside, *more):
        _answer(report, (*first, *second), notes)
        if not any(_same_file(report, r) for r in answers):
            answers.append(report)
    return Sides(first, second, tuple(answers), tuple(dict.fromkeys(notes)))


def _letters(reports: Iterable[Report], side: str, notes: list[str]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    given = tuple(reports)
    for report in given:
        name, inside = report.document.name, _carried(report)
        if inside:
            notes.append(f"{name} stands for the letter that it carries: {'; '.join(map(title, inside))}")
        elif report.kind is Kind.COUNCIL_REPORT:
            raise LinkError(
                f"{name} is a council's own report with no inspection letter in it, and cannot be the {side} letter; "
                "give the letter itself, and this as a response (--response, response=)"
            )
        elif report.kind is Kind.OTHER:
            notes.append(f"{name} has the form of no inspection letter that is known; it is read as one all the same")
    return with_their_letters(given)


def with_their_letters(reports: Iterable[Report]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """Letters alone, for a council's report the letters that it carries; and those reports, as responses.

    A report that carries no letter stays as it is.
    """
    letters: list[Report] = []
    responses: list[Report] = []
    for report in reports:
        inside = _carried(report)
        letters += inside or (report,)
        responses += [report] if inside and report.kind is Kind.COUNCIL_REPORT else []
    return tuple(letters), tuple(responses)


def _carried(report: Report) -> tuple[Report, ...]:
    if report.kind not in _NO_LETTERS:
        return ()
    return tuple(r for r, _ in _with_appendices(report.appendices) if r.kind not in _NO_LETTERS)


def _answer(report: Report, letters: Sequence[Report], notes: list[str]) -> None:
    """Whether a document can be the council's answer to these letters."""
    name = report.document.name
    if report.kind not in _NO_LETTERS:
        raise LinkError(
            f"{name} is an inspection letter ({title(report)}) and no answer of the council's; "
            "give it as an earlier or a later letter"
        )
    strange = next((r for r in letters if not same_authority(report.authority, r.authority)), None)
    if strange:
        raise LinkError(
            f"{name} is a report of {report.authority} and {strange.document.name} a letter to {strange.authority}; "
            "give the reports and letters of one authority"
        )
    if not report.authority:
        notes.append(f"{name} names no authority; it is taken to be of the same one")


def _one_authority(reports: Sequence[Report]) -> None:
    groups: list[list[Report]] = []
    for report in (r for r in reports if r.authority):
        own = next((g for g in groups if same_authority(g[0].authority, report.authority)), None)
        groups.append([report]) if own is None else own.append(report)
    if len(groups) > 1:
        named = sum(map(len, groups)) <= _NAMED
        told = [
            f"{g[0].authority} ({', '.join(dict.fromkeys(r.document.name for r in g)) if named else f'{len(g):,}'})"
            for g in groups
        ]
        raise LinkError(
            f"these are letters of {', '.join(told[:-1])} and {told[-1]}; "
            "give those of one authority at a time, each authority's in a folder of its own"
        )


def _same_file(one: Report, other: Report) -> bool:
    if one is other:
        return True
    mark = one.document.fingerprint
    return bool(mark) and mark == other.document.fingerprint and one.paragraphs == other.paragraphs


def _both(one: Report, other: Report) -> str:
    if one.document.name == other.document.name:
        return f"{one.document.name} is there twice, and is"
    return f"{one.document.name} and {other.document.name} are"


def _with_appendices(reports: Iterable[Report], depth: int = 0) -> Iterator[tuple[Report, int]]:
    for report in reports:
        yield report, depth
        yield from _with_appendices(report.appendices, depth + 1)


def _count(letters: int) -> str:
    return "there is only one inspection letter" if letters else "there is no inspection letter"
