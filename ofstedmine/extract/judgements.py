"""Graded rows: tables, sentences and outcomes, mapped by their label and never by their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Block, Document, Span
from ..model import Judgement, Kind
from ..text import fold, key, unmarked
from . import grades
from .sections import Part
from .sentences import split

OVERALL, BOARD = "Overall effectiveness", "Local Safeguarding Children Board"
_SENTENCE = re.compile(
    rf"(?:^the overall judge?ment is(?: that)?|^children.s services? in .{{2,60}}?|"
    rf"^overall,? .{{2,60}}?)\s*+(?:children.s services?\s*+)?"
    rf"(?:is|are)?\s*+:?+\s*+(?P<grade>{grades.WORDS})\W*$",
    re.IGNORECASE,
)
_BOARD = re.compile(
    rf"^(?:the )?(?:effectiveness of (?:the )?)?[\w\s’'()-]*?(?:local safeguarding children "
    rf"board|safeguarding children board|lscb)\b.{{0,40}}?"
    rf"(?:\b(?:is|are)\b)?\s*+:?+\s*+(?P<grade>{grades.WORDS})\W*$",
    re.IGNORECASE | re.DOTALL,
)
_AREA = re.compile(
    r"^(overall effectiveness|the impact of (the )?leaders|the experiences? "
    r"and progress of|(the )?experiences and progress|"
    r"children (who need|looked after)|adoption|leadership,? management|(the )?local safeguarding)",
    re.IGNORECASE,
)


def judgements(
    document: Document, kind: Kind, found: Sequence[Part], blocks: Sequence[Block]
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Graded rows of a report, and notes on what could not be told."""
    if kind is Kind.AREA_SEND:
        rows = _outcome(document, found)
        return rows, () if rows else ("no inspection outcome found",)
    if kind not in (Kind.ILACS, Kind.SIF, Kind.OTHER):
        return (), ()
    rows = _table(document, blocks) or _lines(document, blocks)
    if kind is Kind.SIF or (kind is Kind.OTHER and not rows):
        # a list of previous inspections prints their grades like live ones (Sunderland 2018, p. 5)
        past = {b.span for part in found if part.role == "area" for b in part.blocks}
        live = [b for b in blocks if b.span not in past]
        rows = (*_sentence(document, live, _SENTENCE, OVERALL, rows), *rows)
        rows = (*rows, *_sentence(document, live, _BOARD, BOARD, rows))
    rows, notes = _checked(rows, found)
    if kind is not Kind.OTHER and not any(key(r.area).startswith("overall") for r in rows):
        notes = (*notes, "prints no overall grade" if rows else "no graded row could be read")
    return rows, notes


def _judgement(document: Document, area: str, span: Span, page: int | None) -> Judgement:
    text = unmarked(document.slice(span))
    return Judgement(area, fold(text), page, grades.level(text), Span(span.start, span.start + len(text)))


def _table(document: Document, blocks: Sequence[Block]) -> tuple[Judgement, ...]:
    """Rows of the first table that has at least two cells holding a grade and nothing else."""
    tables: dict[int, dict[int, list[Block]]] = {}
    for block in blocks:
        if block.cell:
            tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, []).append(block)
    for rows in tables.values():
        out = []
        headed = _headed(document, rows)
        for number, cells in rows.items():
            last = max(c.cell.column for c in cells if c.cell)
            grade = [c for c in cells if c.cell and c.cell.column == last]
            area = [c for c in cells if c.cell and c.cell.column != last]
            if not area or not grade:
                continue
            span = Span(grade[0].span.start, grade[-1].span.end)
            verbatim = headed and number != min(rows) and span.end - span.start < 60
            if verbatim or grades.alone(document.slice(span).replace("\n", " ")):
                name = fold(" ".join(document.slice(c.span) for c in area))
                out.append(_judgement(document, name, span, grade[0].page))
        if len(out) >= 2:
            return tuple(out)
    return ()


def _headed(document: Document, rows: dict[int, list[Block]]) -> bool:
    """Whether a table's first row says that grades follow, in whatever words the year's form has."""
    words = " ".join(key(document.slice(c.span)) for c in rows[min(rows)])
    return bool(
        re.fullmatch(r"(key )?(judge?ments?|areas?|evaluation areas?) " r"(judge?ment )?(grades?|judge?ments?)", words)
    )


def _lines(document: Document, blocks: Sequence[Block]) -> tuple[Judgement, ...]:
    """Rows of a table without rules, or of plain text: a known area and its grade on one line, before paragraph 1."""
    out: list[Judgement] = []
    for i, block in enumerate(blocks):
        if block.number is not None and not _AREA.match(document.slice(block.span)):
            break
        text = document.slice(block.span)
        found = grades.at_end(text)
        if found and len(text) < 160 and _AREA.match(found[0]):
            at = block.span.start + text.rindex(found[1])
            if not any(key(j.area) == key(found[0]) for j in out):
                out.append(_judgement(document, fold(found[0]), Span(at, at + len(found[1])), block.page))
        elif _AREA.match(text) and len(text) < 160 and i + 1 < len(blocks):
            after = document.slice(blocks[i + 1].span)
            if grades.alone(after):
                out.append(_judgement(document, fold(text), blocks[i + 1].span, block.page))
    return tuple(out) if len(out) >= 2 else ()


def _sentence(
    document: Document, blocks: Sequence[Block], pattern: re.Pattern[str], area: str, have: Sequence[Judgement]
) -> tuple[Judgement, ...]:
    """The grade that one sentence gives, be it broken into two blocks by a change of type."""
    if any(key(r.area) == key(area) for r in have):
        return ()
    for i, block in enumerate(blocks):
        if block.number is not None:
            continue
        for last in (i, i + 1):
            if last >= len(blocks) or blocks[last].page != block.page:
                continue
            span = Span(block.span.start, blocks[last].span.end)
            text = document.slice(span)
            if len(text) > 220 or (last > i and not grades.alone(document.slice(blocks[last].span))):
                continue
            match = pattern.match(unmarked(text).replace("\n", " "))
            if match:
                return (
                    _judgement(
                        document,
                        area,
                        Span(span.start + match.start("grade"), span.start + match.end("grade")),
                        block.page,
                    ),
                )
    return ()


def _outcome(document: Document, found: Sequence[Part]) -> tuple[Judgement, ...]:
    """The first sentence under "Inspection outcome"."""
    for part in found:
        if part.heading and key(part.heading) == "inspection outcome":
            for block in part.blocks:
                ends = split(document.slice(block.span))
                if ends:
                    start, end = ends[0]
                    span = Span(block.span.start + start, block.span.start + end)
                    return (Judgement(part.heading, document.slice(span), part.page, None, span),)
    return ()


def _checked(rows: Sequence[Judgement], found: Sequence[Part]) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Rows beside the grades in the sections' headings: where the two differ, the row stands without a grade."""
    out, notes = [], []
    headings = {key(p.area): p for p in found if p.area and p.graded}
    for row in rows:
        part = headings.get(key(row.area))
        if part and row.level and part.graded is not row.level:
            notes.append(
                f"p. {row.page}: {row.area!r} is {row.grade!r} in the table and {part.grade!r} on p. {part.page}"
            )
            row = Judgement(row.area, None, row.page, None, row.span)
        out.append(row)
    return tuple(out), tuple(notes)
