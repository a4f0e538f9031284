"""What documents say of one another: what became of each recommendation, and whether each quote is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..document import Span
from .labels import Event, Status, Truth
from .passages import Evidence
from .reports import Action, ParagraphNumber, Quote, Recommendation, Report

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Closure:
    """One earlier recommendation and what the later letters show of it; `confidence` is between 0 and 1."""

    recommendation: Recommendation
    status: Status
    confidence: float
    explicit: bool  # the later letter itself refers back to the earlier visit for this matter
    evidence: tuple[Evidence, ...]
    recurs_as: tuple[Recommendation, ...]
    reason: str
    raised_in: Report = field(repr=False, compare=False)
    actions: tuple[Action, ...] = ()  # what the council says that it did (`response=`)
    cited: tuple[Verification, ...] = ()  # the council's own evidence: its quotes, checked


@dataclass(frozen=True, slots=True)
class Step:
    """What one letter means for a matter.

    `closure` is what the letter by itself says of it (None where it is raised), `recommendations` are its own items on
    the matter: what raises it, or what makes it a recommendation again.
    """

    report: Report = field(repr=False, compare=False)
    event: Event
    closure: Closure | None = None
    recommendations: tuple[Recommendation, ...] = ()

    @property
    def recommendation(self) -> Recommendation | None:
        """The first of its own items on the matter."""
        return self.recommendations[0] if self.recommendations else None


@dataclass(frozen=True, slots=True)
class Lineage:
    """One matter over all letters, in order of date: the first step raises it, each later letter adds one.

    A recommendation that comes back in a later letter is a step here and begins no lineage of its own. Where two flow
    into one, the later one is a step of both.
    """

    matter: Recommendation  # as first raised
    raised_in: Report = field(repr=False, compare=False)
    steps: tuple[Step, ...]

    @property
    def latest(self) -> Step:
        """The last step that says something of the matter."""
        return next(s for s in reversed(self.steps) if s.event is not Event.NOT_ADDRESSED)

    @property
    def chain(self) -> str:
        """The events and their years in words: "raised 2015, open 2018, closed 2022".

        With the month where two stand in one year; without the letters that do not speak of the matter, or that find
        closed what was closed already.
        """
        spoken = [s for s in self.steps if s.event is not Event.NOT_ADDRESSED]
        before = [None, *(s.event for s in spoken)]
        told = [s for s, was in zip(spoken, before, strict=False) if not s.event is was is Event.CLOSED]
        days = [s.report.published or s.report.day for s in told]
        years = [d.year for d in days if d]
        words = [
            f"{s.event.value.replace('_', ' ')} "
            + (f"{d:%B %Y}" if d and years.count(d.year) > 1 else str(d.year) if d else "undated")
            for s, d in zip(told, days, strict=True)
        ]
        return ", ".join([*words, "not addressed since"] if len(words) == 1 < len(self.steps) else words)

    def __str__(self) -> str:
        return self.chain


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of the earlier recommendations: iterates over one `Closure` each, in the letter's order.

    With several later letters, a closure tells the latest word: the last letter that speaks of the matter decides its
    status, and the evidence of those before it stands behind. `lineages` tell each letter's word by itself.
    """

    closures: tuple[Closure, ...]
    general: tuple[Evidence, ...]  # statements about all earlier recommendations at once
    earlier: tuple[Report, ...] = field(repr=False)
    later: tuple[Report, ...] = field(repr=False)
    response: tuple[Report, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    lineages: tuple[Lineage, ...] = field(default=(), repr=False)

    def __iter__(self) -> Iterator[Closure]:
        return iter(self.closures)

    def __len__(self) -> int:
        return len(self.closures)

    def _repr_html_(self) -> str:
        from ..notebook import follow_up

        return follow_up(self)

    def lineage_of(self, closure: Closure) -> Lineage | None:
        """The way of the matter that a closure is about: of the earliest recommendation that it repeats, or its own."""
        for lineage in self.lineages:
            if any(closure.recommendation is r for step in lineage.steps for r in step.recommendations):
                return lineage
        return None

    @property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """Letters, recommendations, findings and actions as a networkx graph, which every networkx call can write."""
        from ..link.graph import graph  # networkx takes longer to import than the rest of the library together

        return graph(self)


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch in which a quote and its source differ; an empty side is words left out or put in."""

    quoted: str
    printed: str


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether one quote is true: where it stands in the source, and how it differs."""

    quote: Quote
    status: Truth
    source: Report | None = field(repr=False)
    page: int | None
    paragraph: ParagraphNumber | None
    page_agrees: bool | None  # None where the report claims no page, or the quote was not found
    differences: tuple[Difference, ...] = ()
    nearest: str | None = None  # the true text, a slice of the source
    similarity: float = 0.0
    span: Span | None = field(default=None, compare=False, repr=False)  # in the source
    paragraph_agrees: bool | None = None  # None too where the source prints no number there

    @property
    def correct(self) -> bool:
        """Word for word, with no wrong page or paragraph claimed: nothing is left for the writer to do."""
        return self.status is Truth.VERBATIM and self.page_agrees is not False and self.paragraph_agrees is not False
