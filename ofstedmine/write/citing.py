"""Citations of one report: documents of one author and year are told apart as 2022a and 2022b in all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..cite import Style, cite
from ..entries import address
from ..model import Evidence, ParagraphNumber, Recommendation, Report
from .safely import line


class Cited(NamedTuple):
    """A place cited: in the text, in a footnote, and its address where that is known.

    `brief` is for a footnote behind one that has told the same document in full; `document` tells which that is.
    """

    text: str
    note: str
    brief: str
    link: str | None
    document: str


class Citing:
    """Cites places of the documents that it was given, each by its own letter where its year is another's too."""

    def __init__(self, reports: Iterable[Report]) -> None:
        alike: dict[tuple[str, int | None], list[Report]] = {}
        for report in {id(r): r for r in reports}.values():
            alike.setdefault((report.publisher, report.year), []).append(report)
        self._letters = {
            id(report): chr(ord("a") + i) if i < 26 else f"-{i + 1}"
            for several in alike.values()
            for i, report in enumerate(several if len(several) > 1 else ())
        }

    def evidence(self, passage: Evidence) -> Cited:
        """The place of a passage."""
        return self.place(passage.source, passage.page, passage.paragraph, passage.section)

    def recommendation(self, item: Recommendation, source: Report) -> Cited:
        """The place of a recommendation."""
        return self.place(source, item.page, item.paragraph, item.heading)

    def place(self, source: Report, page: int | None, paragraph: ParagraphNumber | None, section: str | None) -> Cited:
        """Any place in a document."""
        letter = self._letters.get(id(source), "")
        text, note = (
            line(cite(source, style, page=page, paragraph=paragraph, section=section, letter=letter))
            for style in (Style.HARVARD, Style.FOOTNOTE)
        )
        return Cited(text, note, f"{text[1:-1]}.", address(source, page), self.reference(source))

    def whole(self, report: Report) -> str:
        """The document as a citation in the text names it: Ofsted, 2022b."""
        return self.place(report, None, None, None).text[1:-1]

    def reference(self, report: Report) -> str:
        """The document as the list of references names it."""
        return line(cite(report, Style.REFERENCE, letter=self._letters.get(id(report), "")))
