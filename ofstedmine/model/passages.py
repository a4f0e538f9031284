"""Passages of a letter that are handed out by themselves: each can be cited, and shown on its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from ..document import Span
from ..image import Picture
from .labels import Change, Polarity, Stance, Theme
from .reports import ParagraphNumber, Report

if TYPE_CHECKING:
    import os


class _Placed:
    """What every passage does by its place in a report."""

    __slots__ = ()
    source: Report
    page: int | None
    paragraph: ParagraphNumber | None
    section: str | None
    span: Span | None

    def cite(self, style: str = "harvard") -> str:
        """The citation in one of the styles of `Style`: author, year, page and, where one is printed, paragraph.

        Raises `UnknownChoice` for a style that is not known.
        """
        from ..cite import cite

        return cite(self.source, style, page=self.page, paragraph=self.paragraph, section=self.section)

    def picture(
        self, *, dpi: int = 150, crop: bool = False, source: str | os.PathLike[str] | bytes | BinaryIO | None = None
    ) -> Picture:
        """The PDF's page (or a crop of it) with the passage marked; see `ofstedmine.picture`."""
        from ..api import picture  # opens files and draws: no noun does that before it is asked

        return picture(self.source, self, dpi=dpi, crop=crop, source=source)


@dataclass(frozen=True, slots=True)
class Evidence(_Placed):
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

    def _repr_html_(self) -> str:
        from ..notebook import evidence

        return evidence(self)


@dataclass(frozen=True, slots=True)
class Passage(_Placed):
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

    def _repr_html_(self) -> str:
        from ..notebook import passage

        return passage(self)
