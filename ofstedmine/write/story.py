"""What a closure report says, whatever it is written as: Markdown, Word, web page and spreadsheet all show a `Story`.

Every text here is one line that any format can hold (`safely.line`); each format adds its own escaping and no words
about the letters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ..entries import address
from ..model import Action, Closure, Evidence, FollowUp, Kind, Recommendation, Report, Status, Verification
from ..wording import STATUSES, Mark, day, many, short
from ..wording import title as title_of
from . import labels
from .citing import Cited, Citing
from .method import LICENCE, method
from .safely import line


@dataclass(frozen=True, slots=True)
class Letter:
    """A document that the report draws on. `part` is "earlier", "later" or "response"."""

    part: str
    name: str  # "Focused visit, 13 to 14 July 2021"
    published: str | None
    reference: str  # as a list of references names it
    file: str
    address: str | None  # where it is published, where that is known
    report: Report = field(repr=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a letter."""

    text: str
    mark: Mark  # what it does for the recommendation
    cited: Cited
    evidence: Evidence = field(repr=False)


@dataclass(frozen=True, slots=True)
class Again:
    """A recommendation of a later letter that takes an earlier one up again."""

    id: str
    text: str
    cited: Cited | None
    source: Report | None = field(repr=False)
    recommendation: Recommendation = field(repr=False)


@dataclass(frozen=True, slots=True)
class Doing:
    """An action of the council's. `due` is in words, `told` how its report rates it and what it says of progress."""

    text: str
    owner: str | None
    due: str | None
    told: str | None
    cited: Cited | None
    source: Report | None = field(repr=False)
    action: Action = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """A quote in the council's own report; `found` says in words whether it is true, and how it differs."""

    text: str
    mark: Mark
    found: str
    check: Verification = field(repr=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """One letter in the chain of a matter over the years: what it says of it."""

    when: str
    event: str
    mark: Mark | None
    cited: Cited | None
    report: Report = field(repr=False)


@dataclass(frozen=True, slots=True)
class Point:
    """One earlier recommendation and what became of it: a row of the overview, and a section of its own.

    `evidence` is best first; `supporting` and `against` part it: what shows it closed or on the way, and what still
    stands against it, with `again` the recommendations that take it up anew. `weaker` passages touch on the matter: a
    report gives their places. Where the matter is not addressed `evidence` is empty, and `nearest` holds the passage
    that comes nearest to it, which is no evidence.
    """

    number: int  # from 1, through all earlier letters
    id: str
    text: str
    raised: str  # in which letter
    cited: Cited
    themes: tuple[str, ...]
    mark: Mark
    reason: str
    evidence: tuple[Passage, ...]
    supporting: tuple[Passage, ...]
    against: tuple[Passage, ...]
    weaker: tuple[Passage, ...]
    nearest: tuple[Passage, ...]
    again: tuple[Again, ...]
    actions: tuple[Doing, ...]
    quotes: tuple[Checked, ...]
    chain: tuple[Turn, ...]
    closure: Closure = field(repr=False)

    @property
    def heading(self) -> str:
        """The heading of its section; the number stands in the overview."""
        return f"{labels.ASKED if self.asked else labels.WEAKNESS} {self.number}: {short(self.text, labels.HEADING)}"

    @property
    def asked(self) -> bool:
        """Whether the letter asks for it; if not, it is a weakness that the letter's body tells."""
        return self.closure.recommendation in self.closure.raised_in.recommendations

    @property
    def named(self) -> str:
        """Its wording as a table shows it: a weakness is called one, for nobody recommended it."""
        return self.text if self.asked else f"{labels.WEAKNESS}: {self.text}"

    @property
    def told(self) -> tuple[str, ...]:
        """What is known of any of its actions: "owner", "due", "told"."""
        return tuple(name for name in labels.TOLD if any(getattr(a, name) for a in self.actions))

    @property
    def overview(self) -> tuple[str, Cited | None]:
        """What the overview shows of its evidence, in brief, and where that stands."""
        if self.best:
            return f"“{short(self.best.text, labels.BRIEF)}”", self.best.cited
        if self.again:
            return f"{labels.AGAIN}: “{short(self.again[0].text, labels.BRIEF)}”", self.again[0].cited
        return labels.NONE, None

    @property
    def best(self) -> Passage | None:
        """The passage that the overview shows."""
        return self.evidence[0] if self.evidence else None


@dataclass(frozen=True, slots=True)
class Story:
    """All that a closure report says, in the order in which it says it."""

    title: str
    about: str  # one sentence: whose recommendations, followed up in what
    made: date
    authority: str | None
    letters: tuple[Letter, ...]
    points: tuple[Point, ...]
    counts: tuple[tuple[Mark, int], ...]
    summary: str  # the counts in words, or that there was nothing to follow up and what would widen it
    general: tuple[Passage, ...]
    method: tuple[str, str]
    licence: str
    notes: tuple[str, ...]
    found: FollowUp = field(repr=False)

    @property
    def sources(self) -> tuple[tuple[str, Letter], ...]:
        """Each document once, with what it was used for in words."""
        uses: dict[int, list[Letter]] = {}
        for letter in self.letters:
            uses.setdefault(id(letter.report), []).append(letter)
        return tuple((" and ".join(labels.PARTS[m.part] for m in same).capitalize(), same[0]) for same in uses.values())

    @property
    def subject(self) -> str:
        """Kind of report and whose, for the properties of a file."""
        return " – ".join(filter(None, ("Closure report", self.authority)))


def story(found: FollowUp, *, title: str | None = None, today: date | None = None) -> Story:
    """Tell what became of each earlier recommendation; `title` stands in place of the report's own, `today` on it."""
    from .points import passage, points

    authority = next((line(r.authority) for r in (*found.earlier, *found.later) if r.authority), None)
    counts = Counter(c.status for c in found)
    told = tuple((STATUSES[s], counts[s]) for s in Status if counts[s])
    citing = Citing((*found.earlier, *found.later, *found.response))
    letters = tuple(
        _letter(part, report, citing)
        for part, those in (("earlier", found.earlier), ("later", found.later), ("response", found.response))
        for report in those
    )
    whose = f" to {authority}" if authority else ""
    followed = points(found, citing)
    return Story(
        title=line(title or "") or f"What became of the recommendations{whose}",
        about=_about(letters, followed),
        made=today or date.today(),
        authority=authority,
        letters=letters,
        points=followed,
        counts=told,
        summary=_summary(told, followed),
        general=tuple(passage(e, citing) for e in found.general),
        method=method(),
        licence=LICENCE,
        notes=tuple(map(line, found.notes)),
        found=found,
    )


def _letter(part: str, report: Report, citing: Citing) -> Letter:
    name = title_of(report)
    if report.kind is Kind.COUNCIL_REPORT and report.title:
        name = f"{name}: {report.title}"
    return Letter(
        part,
        line(name[:1].upper() + name[1:]),
        day(report.published) if report.published else None,
        citing.reference(report),
        line(report.document.name),
        address(report),
        report,
    )


def _about(letters: tuple[Letter, ...], points: tuple[Point, ...]) -> str:
    first, second = ([m.name[:1].lower() + m.name[1:] for m in letters if m.part == p] for p in ("earlier", "later"))
    told = "recommendations" if all(p.asked for p in points) else "recommendations and weaknesses"
    if len(first) > 1:
        return f"The {told} of {len(first)} letters, and what the letters after each of them say of it."
    return f"The {told} of the {' and the '.join(first)}, and what the {' and the '.join(second)} says of each."


def _summary(counts: tuple[tuple[Mark, int], ...], points: tuple[Point, ...]) -> str:
    if not points:
        return (
            "The earlier letters make no recommendation that could be followed up. The weaknesses told in their text "
            "can be: --include weaknesses (include=['weaknesses'])."
        )
    asked = sum(p.asked for p in points)
    weak = len(points) - asked
    whole = [many(asked, "recommendation")] if asked else []
    whole += [many(weak, "weakness", "weaknesses")] if weak else []
    return f"{' and '.join(whole)}: {', '.join(f'{number} {mark.words}' for mark, number in counts)}."
