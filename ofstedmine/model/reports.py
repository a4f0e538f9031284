"""What one document says: a report with its judgements, recommendations, findings, quotes and actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..document import Document, Span
from .labels import Change, Extent, Grade, Kind, Polarity, RecommendationKind, Theme

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
        from ..notebook import finding  # what shows the nouns stands above them

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
        from ..cite import cite

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
