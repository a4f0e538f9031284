"""A closure report as a Word document: headings, tables and footnotes that Word knows as such."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

from ..wording import day, short
from . import labels
from .crops import Crops
from .method import LICENCE_ADDRESS
from .sheet import Sheet, bookmark, inner_link, row
from .story import Passage, Point, Story

_DPI = 150  # of the pictures in it
_OVERVIEW = (0.08, 0.32, 0.15, 0.45)  # shares of the width between the margins
_TOLD = 0.2  # the share of each column beside an action
_PROPERTY = 250  # python-docx takes no more than 255 letters


def written(story: Story, *, template: str | os.PathLike[str] | None = None, pictures: bool = False) -> bytes:
    """The report as the bytes of a .docx, in a council's template where one is given (see `template`).

    `pictures` shows each piece of evidence as its PDF prints it, under its words.
    """
    report = _Report(Sheet(template), Crops(_DPI) if pictures else None)
    report.tell(story)
    return report.sheet.saved()


class _Report:
    """The report as it is told on a sheet, part by part."""

    def __init__(self, sheet: Sheet, crops: Crops | None) -> None:
        self.sheet = sheet
        self._crops = crops

    def tell(self, story: Story) -> None:
        self._properties(story)
        self.sheet.text(story.title, "Title")
        self.sheet.text(story.about, "Subtitle")
        self.sheet.text(day(story.made))
        self.sheet.text(labels.LETTERS, "Heading 1")
        for part, letter in story.sources:
            told = self.sheet.text(f"{part}: ", "List Bullet", bold=True)
            self.sheet.linked(told, f"{letter.reference} ({labels.FILE}: {letter.file})", letter.address)
        self.sheet.text(labels.OVERVIEW, "Heading 1")
        self.sheet.text(story.summary).paragraph_format.keep_with_next = bool(story.points)
        if story.points:
            self._overview(story)
        if story.general:
            self.sheet.text(labels.GENERAL, "Heading 1")
            self._passages(story.general)
        if story.points:
            self.sheet.text(labels.POINTS, "Heading 1")
        for point in story.points:
            self._section(point)
        self.sheet.text(labels.METHOD, "Heading 1")
        self.sheet.text(" ".join(story.method))
        self.sheet.text(labels.LICENCE, "Heading 1")
        self.sheet.linked(self.sheet.text(""), story.licence, LICENCE_ADDRESS)
        notes = (*story.notes, *(self._crops.missed if self._crops else ()))
        if notes:
            self.sheet.text(labels.NOTES, "Heading 1")
            for note in notes:
                self.sheet.text(note, "List Bullet")

    def _properties(self, story: Story) -> None:
        held = self.sheet.document.core_properties
        made = datetime.combine(story.made, time(), UTC)
        held.title, held.subject = short(story.title, _PROPERTY), short(story.subject, _PROPERTY)
        held.author = held.last_modified_by = "ofstedmine"
        told = ", ".join(filter(None, ("Ofsted", "inspection", "recommendations", story.authority)))
        held.keywords, held.language = short(told, _PROPERTY), "en-GB"
        held.comments, held.revision = "", 1
        held.created = held.modified = made

    def _section(self, point: Point) -> None:
        heading = self.sheet.text(point.heading, "Heading 2")
        bookmark(heading, _anchor(point), point.number)
        wording = self.sheet.text(f"“{point.text}”", "Quote")
        self.sheet.cite(wording, point.cited)
        told = self.sheet.text(f"{point.mark.title}. ", bold=True)
        told.add_run(point.reason)
        if point.themes:
            self.sheet.text(f"Themes: {', '.join(point.themes)}.")
        self._list(labels.EVIDENCE, point.supporting)
        if point.against or point.again:
            self._list(labels.AGAINST, point.against, always=True)
            for item in point.again:
                told = self.sheet.text(f"{labels.AGAIN}: ", "List Bullet", bold=True)
                told.add_run(f"“{item.text}”")
                self.sheet.cite(told, item.cited)
        if point.nearest:
            self.sheet.text(labels.NEAREST, "Heading 3")
            for passage in point.nearest:
                self.sheet.cite(self.sheet.text(f"“{passage.text}”", "List Bullet"), passage.cited)
        if point.weaker:
            self.sheet.text(f"{labels.WEAKER}: {'; '.join(p.cited.text for p in point.weaker)}.")
        if point.actions:
            self.sheet.text(labels.ACTIONS, "Heading 3")
            self._actions(point)
        if point.quotes:
            self.sheet.text(labels.QUOTES, "Heading 3")
            for quote in point.quotes:
                told = self.sheet.text(f"{quote.mark.title}: ", "List Bullet", bold=True)
                told.add_run(f"“{quote.text}”{f' ({quote.found})' if quote.found else ''}")
        if point.chain:
            self.sheet.text(labels.CHAIN, "Heading 3")
            for turn in point.chain:
                self.sheet.cite(self.sheet.text(f"{turn.when}: {turn.mark or turn.event}", "List Bullet"), turn.cited)

    def _overview(self, story: Story) -> None:
        table = self.sheet.table(labels.COLUMNS, _OVERVIEW)
        for point in story.points:
            cells = row(table)
            inner_link(cells[0].paragraphs[0], str(point.number), _anchor(point))
            several = f" {point.cited.text}" if len(story.found.earlier) > 1 else ""
            cells[1].paragraphs[0].add_run(point.named + several)
            cells[2].paragraphs[0].add_run(str(point.mark))
            text, cited = point.overview
            cells[3].paragraphs[0].add_run(f"{text} {cited.text}" if cited else text)
        self.sheet.finish(table, _OVERVIEW)

    def _actions(self, point: Point) -> None:
        columns = point.told
        shares = (1 - _TOLD * len(columns), *(_TOLD for _ in columns))
        table = self.sheet.table((labels.ACTION, *(labels.TOLD[c] for c in columns)), shares)
        for action in point.actions:
            first, *others = row(table)
            first.paragraphs[0].add_run(action.text)
            self.sheet.cite(first.paragraphs[0], action.cited)
            for cell, name in zip(others, columns, strict=True):
                cell.paragraphs[0].add_run(getattr(action, name) or "–")
        self.sheet.finish(table, shares)

    def _list(self, heading: str, passages: Sequence[Passage], *, always: bool = False) -> None:
        if passages or always:
            self.sheet.text(heading, "Heading 3")
            self._passages(passages)

    def _passages(self, passages: Iterable[Passage]) -> None:
        for passage in passages:
            told = self.sheet.text(f"{passage.mark.title}: ", "List Bullet", bold=True)
            told.add_run(f"“{passage.text}”")
            self.sheet.cite(told, passage.cited)
            if self._crops and (picture := self._crops.of(passage)):
                self.sheet.picture(told, picture)


def _anchor(point: Point) -> str:
    return f"_recommendation_{point.number}"
