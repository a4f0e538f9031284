"""Blocks → sections: each heading, what it is for, its grade, and the blocks under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Block, BlockKind, Document, Span
from ..lexicon.patterns import is_imprint, label
from ..model import Grade, Paragraph, ParagraphNumber, Section
from ..text import fold, key, unmarked
from . import grades

_LSCB = re.compile(r"\blscb\b|safeguarding children board", re.IGNORECASE)
_GENERIC = re.compile(r"(inspection findings|summary)$")
# headings that open a text of their own, however small they are set
_OWN_TEXT = re.compile(r"findings|summary|judge?ment|effectiveness|strengths|progress since", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2}( \w+)? (to|–|-) )?\d{1,2} \w+ 20\d\d")
FRONT = 30  # blocks within which a title or a letter's address ends
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
    role: str | None = None
    inherited: bool = False
    lscb: bool = False
    level: int = 1
    page: int | None = None
    title: bool = False  # part of the front page's title
    under: Part | None = None  # the graded section that "Inspection findings" or "Summary" belongs to
    blocks: list[Block] = field(default_factory=list)

    @property
    def graded(self) -> Grade | None:
        """The grade that the heading carries."""
        own = self.grade or (self.under.grade if self.under else None)
        return grades.level(own) if own else None

    @property
    def name(self) -> str | None:
        """The heading that says what the section is about: its own, or that of the graded section above it."""
        return None if self.title else self.under.heading if self.under else self.heading


def parts(document: Document, blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Sections in reading order, the first without a heading."""
    front = _front(document, blocks)
    title_rows = _title_rows(document, blocks)
    sizes = sorted({round(b.size) for b in blocks if b.kind is BlockKind.HEADING and b.size}, reverse=True)
    out = [Part(title=front > 0)]
    listed: tuple[str, Block] | None = None  # role and heading of the list that sub-headings stand in
    graded: Part | None = None
    lscb = closing = False
    i = 0
    while i < len(blocks):
        block = blocks[i]
        span, used = _heading(document, blocks, i, title_rows)
        if out[-1].role == "area" and block.kind is BlockKind.PARAGRAPH and grades.at_end(document.slice(block.span)):
            span = None  # an earlier inspection's grade, whose bullet is lost (Wakefield 2016)
        if span is None:
            if i == front and out[-1].title:
                out.append(Part(page=block.page))
            if block.kind is not BlockKind.CELL and is_imprint(document.slice(block.span)):
                out.append(Part(role="imprint", page=block.page))
            if not _column_head(document, block):
                out[-1].blocks.append(block)
            i += 1
            continue
        part = Part(heading_span=span, page=block.page, title=i < front)
        part.heading = fold(document.slice(span))
        i += used
        if part.title:
            out.append(part)
            continue
        _grade(document, span, part)
        if grades.alone(part.heading) and _graded_below(document, out[-1], part, span):
            graded = out[-1]
            continue
        part.role = label("section", part.area or part.heading)
        if closing and part.role is None:  # who signs, and what they are
            out[-1].blocks.append(block)
            continue
        closing = part.role == "sign_off" or key(part.heading) == "next steps"
        size = block.size or 0.0
        part.level = 1 + (sizes.index(round(size)) if size and round(size) in sizes else 0)
        if part.role in ("improvement", "priority_action", "strengths", "weaknesses"):
            listed = (part.role, block)
        elif (
            listed
            and part.grade is None
            and not block.boxed
            and _inside(blocks, i, part.role, block, listed[1], own_text=bool(_OWN_TEXT.search(part.heading)))
        ):
            part.role, part.inherited = listed[0], True
        else:
            listed = None
        if part.page != 1:
            if _LSCB.search(part.heading) and part.role != "about":
                lscb = True
            elif part.role == "about" or (part.grade and part.role == "findings"):
                lscb = False
        part.lscb = lscb
        if part.grade and part.role == "findings":
            graded = part
        elif _GENERIC.match(key(part.heading)) and not lscb:
            part.under = graded
        elif part.role not in (None, "case_study"):
            graded = None
        out.append(part)
    return tuple(out)


def _graded_below(document: Document, above: Part, part: Part, span: Span) -> bool:
    """Whether a grade on a line of its own belongs to the heading above it; that heading then carries it."""
    if not above.heading or above.heading_span is None or above.blocks or above.grade or above.title:
        return False
    above.area, above.grade = above.heading, grades.alone(part.heading or "")
    above.heading_span = Span(above.heading_span.start, span.end)
    above.heading = fold(document.slice(above.heading_span))
    return True


def _column_head(document: Document, block: Block) -> bool:
    return block.cell is not None and key(document.slice(block.span)) in ("key judgement", "judgement grade")


def _inside(
    blocks: Sequence[Block], after: int, role: str | None, head: Block, parent: Block, *, own_text: bool
) -> bool:
    """Whether a heading is a sub-heading of the list above it: set smaller, or the list's numbers run on under it."""
    size, above_size = head.size or 0.0, parent.size or 0.0
    smaller = size < above_size - 0.5 or (parent.bold and not head.bold)
    if role in ("findings", "lscb"):  # "Leadership, management and governance" over some of the items
        return smaller and not own_text
    if role not in (None, "by_when") or size > above_size + 0.5 or after >= len(blocks):
        return False
    own = [b for b in blocks[:after] if b.marker and not b.cell]
    number, last = blocks[after].number, own[-1] if own else None
    if number is not None and last is not None and last.kind is BlockKind.BULLET:
        return False  # a list that began with bullets ends where paragraphs are numbered
    if smaller:
        return True
    before = next((b.number for b in reversed(own) if b.number is not None), None)
    return bool(blocks[after].marker) and (number is None or before is None or number == before + 1)


def _front(document: Document, blocks: Sequence[Block]) -> int:
    """How many blocks make up the title of the first page, or a letter's address, up to its subject line."""
    texts = [document.slice(b.span) for b in blocks[:FRONT]]
    subject = next(
        (
            i
            for i, text in enumerate(texts)
            if len(text) < 260 and label("kind", text) and blocks[i].page == blocks[0].page
        ),
        -1,
    )
    for i, block in enumerate(blocks[:FRONT]):
        if i <= subject:
            continue
        running = block.kind is not BlockKind.HEADING and (block.cell is not None or len(texts[i]) > LONG)
        if running or block.page != blocks[0].page or block.boxed or label("section", texts[i]):
            return i
    return min(len(blocks), FRONT)


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
    return {
        row
        for row, cells in graded.items()
        if tables[row[0]] == 1
        and len(cells) == 2
        and (cells[0].bold or label("section", document.slice(cells[0].span)) == "findings")
    }


def _heading(
    document: Document, blocks: Sequence[Block], i: int, title_rows: set[tuple[int, int]]
) -> tuple[Span | None, int]:
    """The span of a heading that begins at a block, and how many blocks it takes; (None, 0) where there is none."""
    block = blocks[i]
    if block.cell and (block.cell.table, block.cell.row) in title_rows and block.kind is BlockKind.CELL:
        j = i
        while j + 1 < len(blocks) and (after := blocks[j + 1].cell) and after[:2] == block.cell[:2]:
            j += 1
        return Span(block.span.start, blocks[j].span.end), j + 1 - i
    text = document.slice(block.span)
    if block.kind is BlockKind.HEADING:
        kept = unmarked(text)
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


def sections(document: Document, found: Sequence[Part]) -> tuple[Section, ...]:
    """The public view of the parts that have a heading, without the front page's title."""
    out = []
    for part in found:
        if part.heading is None or part.heading_span is None or part.title:
            continue
        if part.role in ("contents", "sign_off") or label("kind", part.heading) or _DATE.fullmatch(part.heading):
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


def numbered(part: Part) -> Iterator[tuple[Block, ParagraphNumber | None]]:
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
    body = [part for part in found if not part.title and part.role != "imprint"]
    return tuple(
        Paragraph(document.slice(block.span), number, part.name, block.page, block.span)
        for part in (body if any(part.blocks for part in body) else found)
        for block, number in numbered(part)
        if block.kind not in (BlockKind.FOOTNOTE, BlockKind.CONTENTS)
    )
