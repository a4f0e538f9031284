"""Blocks → sections: each heading, what it is for, its grade, and the blocks under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Block, BlockKind, Document, Span
from ..lexicon.forms import label
from ..model import Grade, Paragraph, ParagraphNumber, Section
from ..text import fold
from . import grades

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ "
_LSCB = re.compile(r"\blscb\b|safeguarding children board", re.IGNORECASE)
LONG = 90  # letters from which a block on the first page is running text rather than part of a title


@dataclass(slots=True)
class Part:
    """One section: its heading (None before the first), its duty and the blocks under it.

    `role` is the label of its own or, for a sub-heading, of the section that it stands in: "improvement",
    "priority_action", "strengths", "case_study", "about" …; `lscb` says that it speaks of the safeguarding board.
    """

    heading: str | None = None
    heading_span: Span | None = None
    area: str | None = None  # the heading without its grade
    grade: str | None = None
    grade_span: Span | None = None
    role: str | None = None
    inherited: bool = False
    lscb: bool = False
    level: int = 1
    page: int | None = None
    title: bool = False  # part of the front page's title
    blocks: list[Block] = field(default_factory=list)

    @property
    def graded(self) -> Grade | None:
        """The grade that the heading carries."""
        return grades.level(self.grade) if self.grade else None


def parts(document: Document, blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Sections in reading order, the first without a heading."""
    out = [Part()]
    front = _front(document, blocks)
    title_rows = _title_rows(document, blocks)
    sizes = sorted({round(b.size) for b in blocks if b.kind is BlockKind.HEADING and b.size}, reverse=True)
    parent: tuple[str, float] | None = None  # role and letter height of the list that sub-headings stand in
    lscb = False
    i = 0
    while i < len(blocks):
        block = blocks[i]
        span, used = _heading(document, blocks, i, title_rows)
        if span is None:
            out[-1].blocks.append(block)
            i += 1
            continue
        part = Part(heading_span=span, page=block.page, title=i < front)
        part.heading = fold(document.slice(span))
        if not part.title:
            _grade(document, span, part)
        if not part.title and grades.alone(part.heading) and out[-1].heading and not out[-1].blocks and not out[-1].grade:
            # the grade stands on a line of its own under its heading
            out[-1].grade, out[-1].grade_span = grades.alone(part.heading), span
            out[-1].heading_span = Span(out[-1].heading_span.start, span.end) if out[-1].heading_span else span
            out[-1].heading = fold(document.slice(out[-1].heading_span))
            i += used
            continue
        part.role = label("section", part.area or part.heading)
        size = block.size or 0.0
        part.level = 1 + (sizes.index(round(size)) if size and round(size) in sizes else 0)
        if part.role in ("improvement", "priority_action", "strengths", "weaknesses"):
            parent = (part.role, size)
        elif part.role in (None, "by_when") and parent and not block.boxed and _inside(blocks, i + used, size, parent[1]):
            part.role, part.inherited = parent[0], True
        else:
            parent = None
        if not part.title and part.page != 1:
            if _LSCB.search(part.heading) and part.role != "about":
                lscb = True
            elif part.role == "about" or (part.graded and part.role == "findings"):
                lscb = False
        part.lscb = lscb
        out.append(part)
        i += used
    return tuple(out)


def _inside(blocks: Sequence[Block], after: int, size: float, parent: float) -> bool:
    """Whether a heading is a sub-heading of the list above it: set smaller, or the list's numbers run on under it."""
    if size < parent - 0.5:
        return True
    if size > parent + 0.5 or after >= len(blocks) or not blocks[after].marker:
        return False
    before = next((b.number for b in reversed(blocks[:after]) if b.number is not None and not b.cell), None)
    number = blocks[after].number
    return number is None or before is None or number == before + 1


def _front(document: Document, blocks: Sequence[Block]) -> int:
    """How many blocks make up the title of the first page."""
    for i, block in enumerate(blocks):
        text = document.slice(block.span)
        first = blocks[0].page
        running = block.kind is not BlockKind.HEADING and (block.cell is not None or len(text) > LONG)
        if running or block.page != first or block.boxed or label("section", text) or i > 30:
            return i
    return len(blocks)


def _title_rows(document: Document, blocks: Sequence[Block]) -> set[tuple[int, int]]:
    """Table rows that are a section's title box: a heading and its grade, the only graded row of their table."""
    rows: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.cell:
            rows.setdefault((block.cell.table, block.cell.row), []).append(block)
    graded = {
        row: cells
        for row, cells in rows.items()
        if len(cells) > 1 and any(grades.alone(document.slice(c.span)) for c in cells[1:])
    }
    tables = Counter(table for table, _ in graded)
    return {row for row, cells in graded.items() if tables[row[0]] == 1 and len(cells) == 2 and cells[0].bold}


def _heading(
    document: Document, blocks: Sequence[Block], i: int, title_rows: set[tuple[int, int]]
) -> tuple[Span | None, int]:
    """The span of a heading that begins at a block, and how many blocks it takes; (None, 0) where there is none."""
    block = blocks[i]
    if block.cell and (block.cell.table, block.cell.row) in title_rows and block.kind is BlockKind.CELL:
        j = i
        while j + 1 < len(blocks) and blocks[j + 1].cell and blocks[j + 1].cell[:2] == block.cell[:2]:  # type: ignore[index]
            j += 1
        return Span(block.span.start, blocks[j].span.end), j + 1 - i
    text = document.slice(block.span)
    if block.kind is BlockKind.HEADING:
        kept = text.rstrip(RAISED)
        return (Span(block.span.start, block.span.start + len(kept)), 1) if kept else (None, 0)
    plain = block.kind is BlockKind.PARAGRAPH and block.marker is None and block.cell is None
    if plain and len(text) < 120 and not text.endswith((".", ",", ";")) and label("section", text):
        return block.span, 1
    return None, 0


def _grade(document: Document, span: Span, part: Part) -> None:
    text = document.slice(span)
    found = grades.at_end(text)
    if found and not re.match(r"(what|areas?|case|practice)\b", found[0], re.IGNORECASE):
        part.area, part.grade = fold(found[0]), found[1]
        at = span.start + text.rindex(found[1])
        part.grade_span = Span(at, at + len(found[1]))


def sections(document: Document, found: Sequence[Part]) -> tuple[Section, ...]:
    """The public view of the parts that have a heading, without the front page's title."""
    out = []
    for part in found:
        if part.heading is None or part.heading_span is None or part.title:
            continue
        if part.role in ("contents", "sign_off") or label("kind", part.heading):
            continue
        end = max([part.heading_span.end, *(b.span.end for b in part.blocks)])
        out.append(
            Section(
                part.heading,
                part.grade,
                part.page,
                part.level,
                Span(part.heading_span.start, end),
                part.heading_span,
            )
        )
    return tuple(out)


def numbered(document: Document, part: Part, after: int = 0) -> Iterator[tuple[Block, ParagraphNumber | None]]:
    """Blocks of a part with the paragraph number under which each stands.

    A bullet, or a paragraph set in to the same depth, belongs to the numbered paragraph above it.
    """
    current: ParagraphNumber | None = None
    above: Block | None = None
    for block in part.blocks:
        if block.number is not None and block.kind is not BlockKind.CELL:
            current, above = block.number, block
        elif block.marker and re.match(r"\d+\.\d", block.marker):
            current, above = block.marker.rstrip("."), block
        elif block.kind is BlockKind.PARAGRAPH and not block.marker:
            inside = above is not None and above.x0 is not None and block.x0 is not None and block.x0 > above.x0 + 6
            if not inside:
                current, above = None, None
        yield block, current


def paragraphs(document: Document, found: Sequence[Part]) -> tuple[Paragraph, ...]:
    """Every paragraph and bullet of the body, with its number, section and page."""
    return tuple(
        Paragraph(document.slice(block.span), number, part.heading if not part.title else None, block.page, block.span)
        for part in found
        for block, number in numbered(document, part)
        if block.kind not in (BlockKind.FOOTNOTE, BlockKind.CONTENTS)
    )
