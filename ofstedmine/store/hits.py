"""What a corpus gives out beside whole reports: a line of its catalogue, and a sentence that was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import overload

from ..cite import Style, cite, known_style
from ..document import Document, Span
from ..model import Change, Extent, Kind, ParagraphNumber, Period, Polarity, Report, Theme
from .filters import region_of
from .numbers import Part


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the catalogue: what a report is, without what it says.

    `id` is the SHA-256 of its file; `place` is "" for the file's own report, "0" for the first that it carries, and so
    on inside that ("0.1").
    """

    id: str
    place: str
    name: str
    kind: Kind
    authority: str | None
    title: str | None
    inspected: Period | None
    published: date | None
    address: str | None = None

    @property
    def region(self) -> str | None:
        """The region of England in which the authority lies."""
        return region_of(self.authority)

    @property
    def day(self) -> date | None:
        """The day by which reports are put in order: the inspection's last, else that of publication."""
        return self.inspected.end if self.inspected else self.published

    @property
    def year(self) -> int | None:
        """Year of publication, else of the inspection."""
        return self.bare().year

    def bare(self) -> Report:
        """A report that says all this and no more."""
        return Report(
            kind=self.kind,
            authority=self.authority,
            title=self.title,
            inspected=self.inspected,
            published=self.published,
            lead_inspector=None,
            inspectors=(),
            judgements=(),
            sections=(),
            paragraphs=(),
            recommendations=(),
            findings=(),
            quotes=(),
            cited_recommendations=(),
            actions=(),
            appendices=(),
            notes=(),
            document=Document(self.name, "", fingerprint=self.id),
            address=self.address,
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding, recommendation or quote that a search found, with its report and its place in it.

    `marks` are the stretches of `text` that the search's words matched; `score` is the rank (BM25; more is better, and
    only hits of one search compare).
    """

    text: str
    marks: tuple[Span, ...]
    part: Part
    item: str | None  # its id in the report
    report: Listing
    page: int | None
    paragraph: ParagraphNumber | None
    section: str | None
    polarity: Polarity | None
    change: Change | None
    extent: Extent | None
    themes: tuple[Theme, ...]
    span: Span | None  # in the text of the report's document
    score: float | None
    _open: Callable[[Listing], Report] = field(repr=False, compare=False)

    @property
    def source(self) -> Report:
        """The whole report, read from the corpus."""
        return self._open(self.report)

    def cite(self, style: str = "harvard") -> str:
        """Cite the sentence: author, year, page and, where one is printed, paragraph; or in another style.

        Raises `UnknownChoice` for a style that is not known.
        """
        in_text = known_style(style) in (Style.HARVARD, Style.MARKDOWN)  # the others may need the report's words
        report = self.report.bare() if in_text else self.source
        return cite(report, style, page=self.page, paragraph=self.paragraph, section=self.section)

    def marked(self, before: str = "[", after: str = "]") -> str:
        """The text with a sign before and after each match."""
        out, at = "", 0
        for span in self.marks:
            out += self.text[at : span.start] + before + self.text[span.start : span.end] + after
            at = span.end
        return out + self.text[at:]

    def _repr_html_(self) -> str:
        text = "".join(
            f"<mark>{escape(piece)}</mark>" if i % 2 else escape(piece) for i, piece in enumerate(self._pieces())
        )
        about = " · ".join(filter(None, (self.cite(), self.report.authority, self.polarity and self.polarity.value)))
        return f"<blockquote><p>{text}</p><footer><small>{escape(about)}</small></footer></blockquote>"

    def _pieces(self) -> Iterator[str]:
        """The text cut at its marks: what is not marked and what is, by turns."""
        at = 0
        for span in self.marks:
            yield self.text[at : span.start]
            yield self.text[span.start : span.end]
            at = span.end
        yield self.text[at:]


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, best first. `more`: not all were asked for. `notes`: why there is none, and what to do.

    `total` is how many there are, asked for or not; None where they are more than 10,000.
    """

    hits: tuple[Hit, ...]
    more: bool
    notes: tuple[str, ...] = ()
    total: int | None = None

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, at: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[at]
