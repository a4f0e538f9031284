"""The letters' own text as a page shows it: in blocks, with every passage that the report speaks of marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from ..document import Block, BlockKind, Document, Span
from ..model import Report
from ..wording import Mark
from .story import Letter, Passage, Point, Story

RAISED, AGAIN = Mark("→", "raised here"), Mark("↻", "recommended again")
NEAREST, GENERAL = Mark("·", "nearest passage, no evidence"), Mark("∗", "speaks of all of them")


class Use(NamedTuple):
    """Why a passage is marked: for which recommendation (None: for all of them), and what it does for it."""

    point: Point | None
    mark: Mark


@dataclass(slots=True)
class Place:
    """A marked passage: its anchor on the page, and whatever speaks of it."""

    anchor: str
    span: Span
    uses: list[Use] = field(default_factory=list)


class Run(NamedTuple):
    """A stretch of a block's text, alike from end to end: on one page, in the same passages."""

    text: str
    page: int | None  # where another page begins with it
    inside: tuple[Place, ...]
    begin: tuple[Place, ...]
    end: tuple[Place, ...]


class Row(NamedTuple):
    """A block of a letter, or a table with all its rows."""

    kind: str
    marker: str | None
    level: int
    page: int | None  # where another page begins with it
    runs: tuple[Run, ...]
    cells: tuple[tuple[tuple[Run, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as it is shown."""

    anchor: str
    letter: Letter
    rows: tuple[Row, ...]


class Places:
    """The passages of a story, each with its anchor; one that serves several recommendations is one."""

    def __init__(self, told: Story) -> None:
        seen: dict[int, Letter] = {id(m.report): m for m in told.letters if m.part != "response"}
        self._letters = tuple(seen.values())  # a letter of a history is earlier and later at once
        self._found: dict[tuple[int, Span], Place] = {}
        for point in told.points:
            self._add(point.closure.raised_in, point.closure.recommendation.span, Use(point, RAISED))
            self._passages(point, (*point.evidence, *point.weaker))
            self._passages(point, point.nearest, NEAREST)
            for again in point.again:
                self._add(again.source, again.recommendation.span, Use(point, AGAIN))
        self._passages(None, told.general, GENERAL)
        blocks = {id(m.report): _blocks(m.report) for m in self._letters}
        for key, place in [*self._found.items()]:
            if clipped := _clipped(place.span, blocks[key[0]]):
                place.span = clipped
            else:  # no word of it is shown
                del self._found[key]

    def _passages(self, point: Point | None, passages: Iterable[Passage], mark: Mark | None = None) -> None:
        for passage in passages:
            self._add(passage.evidence.source, passage.evidence.span, Use(point, mark or passage.mark))

    def _add(self, report: Report | None, span: Span | None, use: Use) -> None:
        if report is None or span is None or all(report is not m.report for m in self._letters):
            return
        key = (id(report), span)
        place = self._found.setdefault(key, Place(f"p{len(self._found) + 1}", span))
        if all(use.point is not u.point for u in place.uses):
            place.uses.append(use)

    def anchor(self, report: Report | None, span: Span | None) -> str | None:
        """Where a passage stands on the page; None where its letter is not shown."""
        place = self._found.get((id(report), span)) if span else None
        return place.anchor if place else None

    def round(self, point: Point) -> tuple[str, ...]:
        """The anchors that "next" goes through for a recommendation, best first."""
        passages = ((p.evidence.source, p.evidence.span) for p in (*point.evidence, *point.nearest))
        again = ((a.source, a.recommendation.span) for a in point.again)
        anchors = (self.anchor(report, span) for report, span in (*passages, *again))
        return tuple(dict.fromkeys(a for a in anchors if a))

    def letters(self) -> tuple[Shown, ...]:
        """The letters with their passages marked, the earliest first."""
        return tuple(
            Shown(f"letter-{i}", letter, tuple(_rows(letter.report, self._of(letter.report))))
            for i, letter in enumerate(self._letters, 1)
        )

    def _of(self, report: Report) -> list[Place]:
        return [place for (of, _), place in self._found.items() if of == id(report)]


def _rows(report: Report, places: Sequence[Place]) -> Iterator[Row]:
    document, blocks = report.document, _blocks(report)
    headings = [s.heading_span for s in report.sections if s.heading_span]
    levels = {s.heading_span: s.level for s in report.sections if s.heading_span}
    page: int | None = None

    def part(block: Block) -> Span | int:
        """What stands together: a heading over several lines, a table; any other block alone."""
        heading = next((h for h in headings if block.span in h), None)
        return heading or (-1 - block.cell.table if block.cell else block.span.start)

    for key, group in groupby(blocks, key=part):
        together = list(group)
        first = together[0]
        turned = first.page if first.page != page else None
        page = document.page_of(together[-1].span.end - 1)
        if isinstance(key, Span):
            yield Row("heading", None, levels[key], turned, _runs(document, [b.span for b in together], places))
        elif first.cell:
            yield Row("table", None, 0, turned, (), _table(document, together, places))
        else:
            glyph = first.marker and not any(c.isalnum() for c in first.marker)
            kind = "heading" if first.kind is BlockKind.HEADING else first.kind.value
            level = 9 if kind == "heading" else first.level  # a heading that opens no section is the smallest
            yield Row(kind, None if glyph else first.marker, level, turned, _runs(document, [first.span], places))


def _blocks(report: Report) -> Sequence[Block]:
    """The blocks of a report: of a letter inside a council's paper, its own alone."""
    mined = (report.paragraphs, report.sections, report.recommendations, report.judgements, report.findings)
    spans = [item.span for items in mined for item in items if item.span]
    if not spans:
        return report.document.blocks
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return [b for b in report.document.blocks if start <= b.span.start < end]


def _clipped(span: Span, blocks: Sequence[Block]) -> Span | None:
    """What is shown of a passage: from its first word in a block to its last."""
    touched = [b.span for b in blocks if b.span.start < span.end and b.span.end > span.start]
    if not touched:
        return None
    return Span(max(span.start, touched[0].start), min(span.end, touched[-1].end))


def _table(
    document: Document, blocks: Sequence[Block], places: Sequence[Place]
) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    cells: dict[tuple[int, int], list[Span]] = {}
    for block in blocks:
        if block.cell:
            cells.setdefault((block.cell.row, block.cell.column), []).append(block.span)
    columns = sorted({column for _, column in cells})
    return tuple(
        tuple(_runs(document, cells.get((row, column), []), places) for column in columns)
        for row in sorted({row for row, _ in cells})
    )


def _runs(document: Document, spans: Sequence[Span], places: Sequence[Place]) -> tuple[Run, ...]:
    """The text of blocks that stand together, cut wherever a passage or a page begins or ends."""
    out: list[Run] = []
    for i, span in enumerate(spans):
        touched = [p for p in places if p.span.start < span.end and p.span.end > span.start]
        turns = {p.start: p.number for p in document.pages if span.start < p.start < span.end and p.start < p.end}
        cuts = {span.start, span.end, *turns} | {c for p in touched for c in (p.span.start, p.span.end)}
        edges = sorted(c for c in cuts if span.start <= c <= span.end)
        for start, end in pairwise(edges):
            text = document.text[start:end]
            out.append(
                Run(
                    f" {text}" if i and start == span.start else text,
                    turns.get(start),
                    tuple(p for p in touched if p.span.start <= start < p.span.end),
                    tuple(p for p in touched if p.span.start == start),
                    tuple(p for p in touched if p.span.end == end),
                )
            )
    return tuple(out)
