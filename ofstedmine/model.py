"""The nouns: what a report says and what became of it. Frozen values; every text is a slice of its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from .document import Document, Span
from .image import Picture

if TYPE_CHECKING:
    import os

    import networkx


class Kind(StrEnum):
    """The form of a document, read from its own words."""

    ILACS = "ilacs"
    FOCUSED_VISIT = "focused_visit"
    MONITORING_VISIT = "monitoring_visit"
    SIF = "sif"
    JTAI = "jtai"
    AREA_SEND = "area_send"
    COUNCIL_REPORT = "council_report"
    OTHER = "other"


class Grade(StrEnum):
    """The four grades; the printed wording varies with the year and stays in `Judgement.grade`."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"


class RecommendationKind(StrEnum):
    """What the inspectorate asks for; or, in a council's report, what its board is asked to do."""

    IMPROVEMENT = "improvement"
    PRIORITY_ACTION = "priority_action"
    BOARD = "board"


class Polarity(StrEnum):
    """What a sentence says of the quality or the effect of a service."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Change(StrEnum):
    """Better or worse than before."""

    IMPROVED = "improved"
    DECLINED = "declined"


class Extent(StrEnum):
    """How many children, cases or staff a sentence speaks of, in the inspectors' own quantifiers."""

    ALL = "all"
    MOST = "most"
    SOME = "some"
    FEW = "few"
    NONE = "none"


class Theme(StrEnum):
    """The matters that the annotations' guides name."""

    EARLY_HELP = "early_help"
    FRONT_DOOR = "front_door"
    STRATEGY_AND_ENQUIRIES = "strategy_and_enquiries"
    ASSESSMENT = "assessment"
    PLANNING_AND_REVIEW = "planning_and_review"
    PRE_PROCEEDINGS = "pre_proceedings"
    EXPLOITATION_AND_MISSING = "exploitation_and_missing"
    SPECIFIC_RISKS = "specific_risks"
    DISABLED_CHILDREN = "disabled_children"
    PLACEMENTS_AND_PERMANENCE = "placements_and_permanence"
    HEALTH = "health"
    EDUCATION = "education"
    CARE_LEAVERS = "care_leavers"
    VOICE_AND_RELATIONSHIPS = "voice_and_relationships"
    MANAGEMENT_OVERSIGHT = "management_oversight"
    QUALITY_ASSURANCE = "quality_assurance"
    LEADERSHIP_AND_GOVERNANCE = "leadership_and_governance"
    PARTNERSHIP = "partnership"
    WORKFORCE = "workforce"
    RECORDING = "recording"


class Status(StrEnum):
    """What a later letter shows of an earlier recommendation."""

    CLOSED = "closed"
    PARTLY_CLOSED = "partly_closed"
    OPEN = "open"
    NOT_ADDRESSED = "not_addressed"


class Event(StrEnum):
    """What one letter of a history means for a matter: a status, or that it is raised for the first time or anew."""

    RAISED = "raised"
    OPEN = "open"
    PARTLY_CLOSED = "partly_closed"
    CLOSED = "closed"
    NOT_ADDRESSED = "not_addressed"
    RAISED_ANEW = "raised_anew"  # a recommendation again after it had been closed


class Stance(StrEnum):
    """What a passage does for an earlier recommendation."""

    CLOSES = "closes"
    PROGRESS = "progress"
    STILL_OPEN = "still_open"
    CONTEXT = "context"


class Truth(StrEnum):
    """Whether a quote stands in its source."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    NOT_FOUND = "not_found"


ParagraphNumber = int | str  # as printed: 36, or "4.2" where a report numbers that way


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; the same day twice for a single day."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Judgement:
    """One graded row. `grade` is the wording as printed, `level` its place among the four grades (None for a sentence).

    Where the document contradicts itself, both are None and a note of the report says how.
    """

    area: str
    grade: str | None
    page: int | None
    level: Grade | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next one. `grade` where the heading carries one."""

    heading: str
    grade: str | None
    page: int | None
    level: int = 1
    span: Span | None = field(default=None, compare=False, repr=False)  # of the whole section
    heading_span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or bullet, with the number that the letter prints before it."""

    text: str
    number: ParagraphNumber | None
    section: str | None
    page: int | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One item that the inspectorate says must improve (or, in a council's report, that its board is asked to do)."""

    id: str
    text: str
    heading: str | None
    kind: RecommendationKind
    addressee: str | None
    themes: tuple[Theme, ...]
    page: int | None
    paragraph: ParagraphNumber | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of what inspectors found. `cue` names the lexicon entry, or the model, that decided its polarity."""

    id: str
    text: str
    polarity: Polarity
    change: Change | None
    refers_back: bool
    extent: Extent | None
    themes: tuple[Theme, ...]
    section: str | None
    paragraph: ParagraphNumber | None
    page: int | None
    span: Span = field(compare=False, repr=False)
    cue: str | None = field(default=None, compare=False)

    def _repr_html_(self) -> str:
        from .notebook import finding  # what shows the nouns stands above them

        return finding(self)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a report takes from another document, and the page and paragraph it claims for them.

    `claimed_page` is the first page claimed; `claimed_pages` holds all of "pp. 3–4". So with paragraphs.
    """

    text: str
    attributed_to: str | None
    claimed_page: int | None
    paragraph: ParagraphNumber | None  # of the report that quotes
    page: int | None
    claimed_paragraph: int | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
    claimed_pages: tuple[int, ...] = ()
    claimed_paragraphs: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for one, several in (("claimed_page", "claimed_pages"), ("claimed_paragraph", "claimed_paragraphs")):
            if not getattr(self, several) and (number := getattr(self, one)) is not None:
                object.__setattr__(self, several, (number,))


@dataclass(frozen=True, slots=True)
class Action:
    """What the council does or will do. `due` is ISO text as exact as the report: "2022-09-30", "2022-09", "2022"."""

    text: str
    owner: str | None
    due: str | None
    answers: str | None  # id of the recommendation that it serves (among `cited_recommendations`)
    paragraph: ParagraphNumber | None
    page: int | None
    progress: str | None = None
    rag: str | None = None  # "red", "amber", "green", "blue" (complete)
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """One document, mined. What could not be read is None, and `notes` says why."""

    kind: Kind
    authority: str | None
    title: str | None
    inspected: Period | None
    published: date | None
    lead_inspector: str | None
    inspectors: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    recommendations: tuple[Recommendation, ...]
    findings: tuple[Finding, ...]
    quotes: tuple[Quote, ...]
    cited_recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...]
    appendices: tuple[Report, ...]
    notes: tuple[str, ...]
    document: Document = field(repr=False)
    address: str | None = None  # where the published document stands on the web

    def cite(self, style: str = "harvard") -> str:
        """The citation of the whole document, in one of the styles of `Style`."""
        from .cite import cite

        return cite(self, style)

    @property
    def publisher(self) -> str:
        """Who speaks: the inspectorate, or the council."""
        if self.kind is Kind.COUNCIL_REPORT:
            return f"{self.authority} council" if self.authority else "Council"
        return "Ofsted"

    @property
    def year(self) -> int | None:
        """Year of publication, else of the inspection."""
        day = self.published or (self.inspected.end if self.inspected else None)
        return day.year if day else None

    @property
    def day(self) -> date | None:
        """The day by which reports are put in order: the inspection's last, else that of publication."""
        return self.inspected.end if self.inspected else self.published


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a later letter that speaks of an earlier recommendation; `score` is between 0 and 1."""

    text: str
    stance: Stance
    score: float
    paragraph: ParagraphNumber | None
    page: int | None
    source: Report = field(repr=False, compare=False)
    section: str | None = None
    matched: tuple[str, ...] = ()  # the words that it shares with the recommendation
    finding: str | None = None  # id of the finding, in `source`
    span: Span | None = field(default=None, compare=False, repr=False)

    def cite(self, style: str = "harvard") -> str:
        """The citation in one of the styles of `Style`: author, year, page and, where one is printed, paragraph.

        Raises `UnknownChoice` for a style that is not known.
        """
        from .cite import cite

        return cite(self.source, style, page=self.page, paragraph=self.paragraph, section=self.section)

    def picture(
        self, *, dpi: int = 150, crop: bool = False, source: str | os.PathLike[str] | bytes | BinaryIO | None = None
    ) -> Picture:
        """The PDF's page (or a crop of it) with the passage marked; see `ofstedmine.picture`."""
        from .api import picture  # opens files and draws: no noun does that before it is asked

        return picture(self.source, self, dpi=dpi, crop=crop, source=source)

    def _repr_html_(self) -> str:
        from .notebook import evidence

        return evidence(self)


@dataclass(frozen=True, slots=True)
class Passage:
    """A whole sentence or paragraph that a writer may quote; `score` is between 0 and 1.

    Of a paragraph, `polarity`, `change` and `themes` are those of the sentences that speak of what was asked for.
    """

    text: str
    polarity: Polarity
    change: Change | None
    themes: tuple[Theme, ...]
    section: str | None
    paragraph: ParagraphNumber | None
    page: int | None
    score: float
    source: Report = field(repr=False, compare=False)
    finding: str | None = None  # id of the finding, in `source`; of a paragraph, of the one that speaks of it best
    span: Span | None = field(default=None, compare=False, repr=False)

    def cite(self, style: str = "harvard") -> str:
        """The citation, as `Evidence.cite` gives it."""
        from .cite import cite

        return cite(self.source, style, page=self.page, paragraph=self.paragraph, section=self.section)

    def picture(
        self, *, dpi: int = 150, crop: bool = False, source: str | os.PathLike[str] | bytes | BinaryIO | None = None
    ) -> Picture:
        """The PDF's page (or a crop of it) with the passage marked; see `ofstedmine.picture`."""
        from .api import picture

        return picture(self.source, self, dpi=dpi, crop=crop, source=source)

    def _repr_html_(self) -> str:
        from .notebook import passage

        return passage(self)


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
        from .notebook import follow_up

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
        from .link.graph import graph  # networkx takes longer to import than the rest of the library together

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
