"""What a council's report asks its board to do, and what the board resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...document import Block, BlockKind, Document, Span
from ...lexicon.patterns import council
from ...model import Recommendation, RecommendationKind
from ...text import alike, bare
from .flow import Passage, passages, trim

_BODY = r"(?P<body>(?:[A-Z][\w'’&(),-]*|and|for|of|the|on|&)(?: (?:[A-Z][\w'’&(),-]*|and|for|of|the|on|&)){0,9}?)"
_ASKED = re.compile(
    rf"^(?:it is recommended |recommendations? ?: ?|resolved ?[-–:]? ?)?(?:that )?(?:the )?{_BODY} (?:is|are"
    rf"|(?:unanimously )?resolved|agreed|notes?|considers?|accepts?|adopts?|"
    r"approves?|endorses?|agrees?|receives?|supports?|comments?|recommends?|reviews?)\b",
    re.IGNORECASE,
)
_WE_ASK = re.compile(rf"^we (?:ask|invite) (?:the )?{_BODY}(?= to\b|:)", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:unanimously |it was )?(?:resolved|recommended|agreed|decisions?"
    r"|recommendations?)(?: \d{1,2})?\s*[:–—-]+\s*|^recommendation \d{1,2}\s+(?=that\b)",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:^|(?<=[\s:;–—,-]))(?P<label>\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|\d{1,2})\))\s+(?=[A-Za-z])"
)
_LIST_END = re.compile(r"(?:[;,]|(?<![\s;,]))\s*+(?:\band\b|\bor\b)?+\s*+$", re.IGNORECASE)
_INTRODUCES = re.compile(r"(?::|\bto|\bthat|[–—-])\s*$", re.IGNORECASE)


class _Item(NamedTuple):
    span: Span
    place: Passage
    addressee: str | None


def board_recommendations(document: Document, blocks: Sequence[Block]) -> tuple[Recommendation, ...]:
    """What the board, committee or members are asked or have resolved to do, one item a list entry, in order.

    A section under "Recommendations" (or "Decision", "Resolved" …) counts, each of its list entries once, with their
    sub-entries inside; without such a section, sentences that ask a board. The inspectorate's are never among them.
    """
    places = passages(document, blocks)
    items: list[_Item] = []
    for i, place in enumerate(places):
        text = document.slice(place.span)
        if council().find("board_heading", text) and (place.is_heading or place.block.cell is not None):
            if not _heads_column(places, place):
                items += _section(document, places, i + 1)
        elif council().find("resolved", text) and not place.is_heading:
            items += _section(document, places, i, resolved=True)
    if not items:
        for i, place in enumerate(places):
            text = document.slice(place.span)
            if not place.is_heading and len(text) < 1500 and _asks(text):
                items += _section(document, places, i, resolved=True)
    return _numbered(document, items)


def _heads_column(places: Sequence[Passage], place: Passage) -> bool:
    """Whether a "Recommendations" cell is the header of a plan's column: other labels stand beside it."""
    cell = place.block.cell
    row = [p.block.cell for p in places if cell and p.block.cell and p.block.cell[:2] == cell[:2]]
    return cell is not None and any(other.column > cell.column + 1 for other in row)


def _asks(text: str) -> bool:
    plain = alike(text)
    if council().find("sign.strong", plain[:200]) != "sign.ask":
        return False
    if plain.lower().startswith("we "):
        return bool(council().find("ask", plain))
    found = _ASKED.match(plain)
    return bool(found and council().find("board", found["body"]) and council().find("ask", plain)) or bool(
        re.match(r"it is recommended that", plain, re.IGNORECASE)
    )


def _section(document: Document, places: Sequence[Passage], i: int, *, resolved: bool = False) -> Iterator[_Item]:
    """The items of one section, from its first block; with `resolved`, of one sentence and the list that it opens."""
    first: Passage | None = None  # the first list entry: the others carry a mark of the same style
    held: Span | None = None
    holder: Passage | None = None
    addressee: str | None = None
    introduced = False
    addressee_of_held: str | None = None
    start = i
    cell = places[i].block.cell if i < len(places) else None
    while i < len(places):
        place = places[i]
        text = document.slice(place.span)
        if i > start and resolved and council().find("resolved", text):
            break
        if place.is_heading or place.block.kind is BlockKind.QUOTE:
            break
        if cell is not None and (place.block.cell is None or place.block.cell.row != cell.row):
            break
        if cell is None and place.block.cell is not None:
            break
        if first is not None and first.style and not _belongs(document, first, place, held):
            break
        if first is not None and not first.style and place.style is None and resolved:
            break
        i += 1
        addressee = _addressee(text) or addressee
        parts = list(_inline(document, place.span))
        if len(parts) > 1:
            addressee = _addressee(text[: parts[0].start - place.span.start]) or addressee
            yield from (_Item(part, place, _addressee(document.slice(part)) or addressee) for part in parts)
            first = first or place
            if resolved:
                break
            continue
        if first is None and _INTRODUCES.search(text) and _leads(places, i) and (place.style is None or _asks(text)):
            introduced = True
            continue
        if re.fullmatch(r"\W*+(?:(?:yes|no)\W*+){0,2}", text, re.IGNORECASE):
            continue
        if first is not None and first.style and _under(first, place):
            held = Span(held.start, place.span.end) if held else place.span  # a sub-entry is part of its item
            continue
        if held is not None and holder is not None:
            yield _Item(held, holder, addressee_of_held)
            held = None
        unlisted = place.style is None and not introduced
        if unlisted and not (
            council().find("ask", text) or council().find("board_verb", text) or council().find("resolved", text)
        ):
            if first is not None or resolved:
                break
            continue  # a sentence of explanation before the list
        held, holder, addressee_of_held = _unlabelled(document, place.span), place, addressee
        first = first or place
    if held is not None and holder is not None:
        yield _Item(held, holder, addressee_of_held)


def _leads(places: Sequence[Passage], i: int) -> bool:
    """Whether a list follows an introduction."""
    return i < len(places) and not places[i].is_heading


def _belongs(document: Document, first: Passage, place: Passage, held: Span | None) -> bool:
    """Whether a block goes on with the list whose first entry is `first`."""
    if _alike(first, place) and place.block.level <= first.block.level + 1:
        return True
    if held is None or (place.block.cell is not None and first.block.cell is None):
        return False
    text = document.slice(held)
    if place.style is not None:  # a sub-list opens after a colon, or stands deeper
        return place.block.level > first.block.level or text.endswith((":", ";")) or place.style in ("i", "•", "a")
    return text[-1:] not in ".:;?" or document.text[place.span.start].islower()


def _alike(first: Passage, place: Passage) -> bool:
    """Whether two entries carry marks of one style; "i" follows "h" in a lettered list."""
    return place.style == first.style or (
        first.style == "a" and place.style == "i" and len((place.mark or "").strip("(). ")) == 1
    )


def _under(first: Passage, place: Passage) -> bool:
    return not _alike(first, place) or place.block.level > first.block.level


def _inline(document: Document, span: Span) -> Iterator[Span]:
    """The entries of a list that stands inside one block: "to: (a) note …; (b) agree …"."""
    text = document.slice(span)
    labels = list(_INLINE.finditer(text))
    values = [m["label"].strip("()") for m in labels]
    if len(labels) < 2 or values[0] not in ("a", "i", "1"):
        return
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        end = after.start() if after else len(text)
        stretch = text[label.end() : end]
        cut = _LIST_END.search(stretch)
        stop = label.end() + (cut.start() if cut else len(stretch))
        if stop > label.end():
            yield trim(document, Span(span.start + label.end(), span.start + stop))


def _unlabelled(document: Document, span: Span) -> Span:
    """An item without "RESOLVED –" before it, and without the "; and" of its list after it."""
    text = document.slice(span)
    label = _LABEL.match(text)
    start = label.end() if label and label.end() < len(text) else 0
    cut = re.search(r"(?<!\s)(?:\s*+[;,]\s*+(?:and\b)?+|\s*+[;,.]\s++and|\s++and)\s*+$", text)
    end = cut.start() if cut and cut.start() > start else len(text)
    return trim(document, Span(span.start + start, span.start + end))


def _addressee(text: str) -> str | None:
    """Who is asked: "Members", "Scrutiny Board (Children and Learning)"; None where the words name no board."""
    found = _ASKED.match(text) or _WE_ASK.match(text)
    if not found:
        return None
    body = re.sub(r"^(?:that )?(?:the )?", "", found["body"], flags=re.IGNORECASE).strip(" ,")
    return body if council().find("board", re.sub(r"(?<!\s)\s*\([^()]*\)$", "", body)) else None


def _numbered(document: Document, items: Sequence[_Item]) -> tuple[Recommendation, ...]:
    out: list[Recommendation] = []
    seen: set[str] = set()
    for item in items:
        text = document.slice(item.span)
        if len(text.split()) < 2 or bare(text) in seen:
            continue
        seen.add(bare(text))
        out.append(
            Recommendation(
                id=f"B{len(out) + 1}",
                text=text,
                heading=item.place.heading,
                kind=RecommendationKind.BOARD,
                addressee=item.addressee,
                themes=(),
                page=document.page_of(item.span.start),
                paragraph=item.place.number,
                span=item.span,
            )
        )
    return tuple(out)
