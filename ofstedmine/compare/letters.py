"""Which letters are compared: each once, under its authority's one name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..authorities import find
from ..errors import UnknownChoice
from ..model import Grade, Kind
from ..store.filters import Given, When, of_reports
from ..store.search import LISTING, listing
from ..wording import many

if TYPE_CHECKING:
    from ..store import Corpus, Listing

GROUPS = ("authority", "region", "year", "kind", "grade", "theme", "letter")
NO_LETTERS = (Kind.COUNCIL_REPORT, Kind.OTHER)
Label = str | int | None
_GRADE = (
    "(SELECT level FROM judgements WHERE judgements.report = reports.id AND level IS NOT NULL "
    "AND area LIKE '%overall%' ORDER BY position LIMIT 1)"
)
_ORDER = {grade.value: f" {i}" for i, grade in enumerate(Grade)}  # before all other labels


@dataclass(frozen=True, slots=True)
class Letter:
    """One inspection letter of a corpus; `number` is that of its report in the file."""

    number: int
    listing: Listing
    authority: str | None
    grade: str | None = None  # of overall effectiveness

    @property
    def name(self) -> str:
        """What it is called in a table: authority, day, kind."""
        day = self.listing.day
        about = (self.authority or self.listing.name, day.isoformat() if day else None, self.listing.kind.value)
        return ", ".join(filter(None, about))

    def label(self, by: str) -> Label:
        """In which group it stands; None where the letter does not say."""
        match by:
            case "authority":
                return self.authority
            case "region":
                return self.listing.region
            case "year":
                return self.listing.day.year if self.listing.day else None
            case "kind":
                return self.listing.kind.value
            case "grade":
                return self.grade
        return self.name


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that filters let through, by authority and day, and what a reader should know of them."""

    letters: tuple[Letter, ...]
    notes: tuple[str, ...] = ()


def letters(
    corpus: Corpus, *, authority: Given = None, region: Given = None, kind: Given = None, period: When = None
) -> Letters:
    """The inspection letters of a corpus, also those inside councils' reports; the filters are those of a search.

    A letter that stands there twice (same authority, kind and days) counts once. Councils' reports and other documents
    come only where `kind` asks for them.

    Raises `UnknownChoice` for a value that is not known, naming those that are.
    """
    given = of_reports(corpus.db, authority=authority, region=region, kind=kind, period=period)
    where, values = given.of_reports()
    rows = corpus.db.execute(
        f"SELECT reports.id, {_GRADE}, {LISTING} FROM reports JOIN documents ON documents.id = reports.document "
        f"{where} ORDER BY day, place, sha256",
        values,
    )
    found: dict[object, Letter] = {}
    twice, others = list[str](), 0
    for number, grade, *row in rows:
        told = listing(row)
        if kind is None and told.kind in NO_LETTERS:
            others += told.kind is Kind.OTHER
            continue
        of = find(told.authority)
        letter = Letter(number, told, of.name if of else told.authority, grade)
        same = (letter.authority, told.kind, told.inspected) if letter.authority and told.inspected else number
        before = found.get(same)
        if before is None or (before.listing.place and not told.place):  # a file of its own before a copy
            found[same] = letter
        if before:
            twice.append((before if found[same] is letter else letter).listing.name)
    out = sorted(found.values(), key=lambda x: (x.authority or "", x.listing.day is None, x.listing.day, x.number))
    return Letters(tuple(out), tuple(_notes(corpus, out, twice, others, given.names)))


def rank(label: Any) -> Any:
    """By what a label is put in order: grades from the best to the worst, all others by themselves."""
    return _ORDER.get(label, label) if isinstance(label, str) else label


def grouped(by: str | Iterable[str]) -> tuple[str, ...]:
    """Names of groups, checked; raises `UnknownChoice`."""
    names = tuple(dict.fromkeys([by] if isinstance(by, str) else by))
    if unknown := [n for n in names or ("",) if n not in GROUPS]:
        raise UnknownChoice("by", unknown[0], GROUPS)
    return names


def _notes(
    corpus: Corpus, found: list[Letter], twice: list[str], others: int, filters: tuple[str, ...]
) -> Iterable[str]:
    if not len(corpus):
        yield "The corpus is empty: add letters first."
    elif not found:
        names = " or ".join(filters)
        yield f"No letter is left. Compare without {names}." if names else "The corpus holds no inspection letter."
    if twice:
        names = ", ".join(twice[:3]) + (" …" if len(twice) > 3 else "")
        yield f"{many(len(twice), 'letter')} stood there twice, and counted once (left out: {names})."
    if others:
        yield f'Left out: {many(others, "document")} of no known form of letter; kind "other" counts such alone.'
