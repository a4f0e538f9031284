"""What the inspectorate says must improve: one item a bullet, number or table row, with whom it is addressed to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..document import Block, BlockKind, Document, Span
from ..model import Kind, ParagraphNumber, Recommendation, RecommendationKind, Theme
from ..text import key, unmarked
from .sections import Part, numbered

_HEAD_CELL = re.compile(
    r"^(responsible bod(y|ies)|areas? for (priority action|" r"improvement)|recommendations?|no\.?|ref)$"
)
# one word or name that shows whose work an item speaks of
_AGENCIES = {
    "police": re.compile(
        r"\b(police|constabulary|officers? in the case|ppns?|police officers?|custody)\b", re.IGNORECASE
    ),
    "health": re.compile(
        r"\b(health(?! and well)|healthcare|the (?:health )?trust|nhs|ccgs?|icbs?|integrated "
        r"care boards?|camhs|clinical|hospitals?|gps?|midwi\w+|"
        r"health visit\w+|school nurs\w+|nurs\w+|emergency departments?|accident and emergency|paediatric\w*|"
        r"foundation trust|adult mental health|substance misuse)\b",
        re.IGNORECASE,
    ),
    "local authority": re.compile(
        r"\b(local authority|children.s social care|children.s services|social work\w*|council|youth offending|"
        r"early help|local authority leaders)\b",
        re.IGNORECASE,
    ),
    "probation": re.compile(r"\b(probation|community rehabilitation compan\w+|crc|nps)\b", re.IGNORECASE),
}
# an item that says there is none (Swindon 2014, p. 6)
_NONE = re.compile(
    r"(there (are|were) no|none\b|no areas?|(the |this )?(inspectors?|inspections?|review) "
    r"(did not|have not|has not|identified no|found no))",
    re.IGNORECASE,
)
# "… the local authority and its partners should take the following action."
_LEADS = re.compile(r":$|following (actions?|areas?|recommendations?)[:.]?$", re.IGNORECASE)
_PARTNERSHIP = re.compile(
    r"\b(partnership|partners|partner agencies|multi-?agency|all agencies|area leaders|agencies|lscb|lscp|"
    r"safeguarding children (board|partnership))\b",
    re.IGNORECASE,
)


class _Item(NamedTuple):
    """One item of a list: its span, the body that a table holds responsible, the paragraph number it stands under."""

    span: Span
    body: str | None
    number: ParagraphNumber | None


def recommendations(
    document: Document, kind: Kind, found: Sequence[Part], themes: Callable[[str], tuple[Theme, ...]] = lambda text: ()
) -> tuple[Recommendation, ...]:
    """Every item of the lists of what must improve, in reading order: "R1", "R2" …; `themes` names an item's."""
    out: list[Recommendation] = []
    # a review of the board alone speaks to the board
    board = kind is Kind.OTHER and any(p.title and "safeguarding children board" in key(p.heading or "") for p in found)
    for part in found:
        if part.role not in ("improvement", "priority_action"):
            continue
        heading = _list_heading(found, part)
        for item in _items(document, part):
            text = unmarked(document.slice(item.span))  # a footnote's mark is no part of the item
            span = Span(item.span.start, item.span.start + len(text))
            out.append(
                Recommendation(
                    id=f"R{len(out) + 1}",
                    text=text,
                    heading=heading,
                    kind=RecommendationKind(part.role),
                    addressee=addressee(
                        kind, text, body=item.body, lscb=board or part.lscb, heading=part.heading or ""
                    ),
                    themes=themes(text),
                    page=document.page_of(span.start),
                    paragraph=item.number,
                    span=span,
                )
            )
    return tuple(out)


def _list_heading(found: Sequence[Part], part: Part) -> str | None:
    """The heading of the whole list, where an item stands under a sub-heading of it."""
    if not part.inherited:
        return part.heading
    before = found[: [p is part for p in found].index(True)]
    return next((p.heading for p in reversed(before) if p.role == part.role and not p.inherited), part.heading)


def _items(document: Document, part: Part) -> Iterator[_Item]:
    """Items of one list, each with the bullets inside it."""
    rows = list(numbered(part))
    cells = [b for b, _ in rows if b.cell]
    if cells:
        yield from _table_items(document, cells)
        rows = [(b, n) for b, n in rows if not b.cell]
    marked = [b for b, _ in rows if b.marker and b.kind in (BlockKind.BULLET, BlockKind.PARAGRAPH)]
    if not marked:
        # a list set without bullets: its paragraphs are the items, unless they are a sentence that says there are none
        if not cells and not part.inherited:
            for block, number in rows:
                text = document.slice(block.span)
                if block.kind is BlockKind.PARAGRAPH and len(text) > 25 and not _none(text) and not _LEADS.search(text):
                    yield _Item(block.span, None, number)
        return
    i = 0
    while i < len(rows):
        block, number = rows[i]
        i += 1
        if marked[0].kind is BlockKind.BULLET and block.number is not None:
            return  # a list that began with bullets ends where paragraphs are numbered
        if block not in marked or block.level:
            continue
        end = block.span.end
        while i < len(rows) and rows[i][0].level and rows[i][0].kind is not BlockKind.FOOTNOTE:
            end = rows[i][0].span.end
            i += 1
        text = document.slice(block.span)
        if not _none(text) and not (end == block.span.end and _LEADS.search(text)):
            yield _Item(Span(block.span.start, end), None, number)


def _none(text: str) -> bool:
    return bool(_NONE.match(text))


def _table_items(document: Document, cells: Sequence[Block]) -> Iterator[_Item]:
    """Rows of a table of actions: the widest column holds the items, another the body that is responsible."""
    tables: dict[int, dict[int, dict[int, list[Block]]]] = {}
    for block in cells:
        assert block.cell is not None
        table, row, column = block.cell
        tables.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(block)
    for rows in tables.values():
        length: dict[int, int] = {}
        for columns in rows.values():
            for column, own in columns.items():
                length[column] = length.get(column, 0) + sum(b.span.end - b.span.start for b in own)
        main = max(length, key=lambda c: length[c])
        body: str | None = None
        for row in sorted(rows):
            items = rows[row].get(main, [])
            side = [b for column, bs in rows[row].items() if column != main for b in bs]
            body = " ".join(document.slice(b.span) for b in side) or (body if len(length) > 1 else None)
            if not items:
                continue
            span = Span(items[0].span.start, items[-1].span.end)
            if _HEAD_CELL.match(key(document.slice(items[0].span))) or items[0].kind is BlockKind.HEADING:
                continue
            yield _Item(span, body, None)


def addressee(kind: Kind, text: str, *, body: str | None = None, lscb: bool = False, heading: str = "") -> str | None:
    """Whom an item is addressed to, by the table's own column, a sub-heading, or the agencies that it names.

    >>> addressee(Kind.JTAI, "The quality of police referrals.")
    'police'
    >>> addressee(Kind.JTAI, "How well agencies share what they know.")
    'partnership'
    """
    if kind is Kind.AREA_SEND:
        return _body(body) if body else _subject(text)
    if kind is not Kind.JTAI:
        return "LSCB" if lscb and kind in (Kind.SIF, Kind.OTHER) else "local authority"
    by_heading = {a for a, p in _AGENCIES.items() if p.search(heading)}
    if len(by_heading) == 1 and not _PARTNERSHIP.search(heading):
        return _named(by_heading.pop())
    named = {a for a, p in _AGENCIES.items() if p.search(text)}
    if len(named) == 1 and not _PARTNERSHIP.search(text[:80]):
        return _named(named.pop())
    return "partnership"


def _named(agency: str) -> str | None:
    return None if agency == "probation" else agency  # the guide knows no probation


def _body(body: str) -> str | None:
    """The bodies that a table names as responsible."""
    health = bool(re.search(r"\b(nhs|integrated care|icb|ccg|clinical commissioning)\b", body, re.IGNORECASE))
    council = bool(
        re.search(
            r"\b(council|local authority|borough|children.s " r"(services )?trust|city of|county)\b",
            body,
            re.IGNORECASE,
        )
    )
    if health and not council:
        return "health"
    if council and not health:
        return "local authority"
    return "partnership"


def _subject(text: str) -> str | None:
    """Who the first sentence says must act: its words before "should", "must", "need"."""
    head = re.split(r"\b(?:should|must|needs?|will|ought)\b", text, maxsplit=1)[0]
    if len(head) > 160:
        return "partnership"
    if re.search(r"\b(area|partnership|partners)\b", head, re.IGNORECASE):
        return "partnership"
    health = bool(re.search(r"\b(nhs|icb|integrated care board|health|icbs)\b", head, re.IGNORECASE))
    council = bool(re.search(r"\b(local authority|council|social care|borough)\b", head, re.IGNORECASE))
    education = bool(re.search(r"\beducation|schools?\b", head, re.IGNORECASE))
    if health and not council and not education:
        return "health"
    if council and not health and not education:
        return "local authority"
    if education and not health and not council:
        return None
    return "partnership"
