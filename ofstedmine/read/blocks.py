"""Blocks made of stretches of text: their marks, their depth, their links, and sentences cut in two joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import BlockKind
from .draft import Draft, Line
from .marks import Style, lone_mark, shape, take_mark
from .reflow import Group, Row, ended, goes_on, group

_WIDE_NUMBER = re.compile(r"(\d{1,3})(?:\t\s*|\s{2,})(?=\S)")


def text_of(draft: Draft) -> str:
    """The lines of a draft as one."""
    return " ".join(" ".join(line.text for line in draft.lines).split())


def set_mark(draft: Draft) -> Draft:
    """Move the printed number, letter or bullet from the text of a paragraph or heading into its marker."""
    if draft.marker is None and draft.lines:
        mark = take_mark(draft.lines[0].text)
        # a dash, a lone letter or a wide number at the start of what the source calls a paragraph may be text
        if mark and mark.text and (mark.style is not Style.DASH or mark.marker != "o"):
            draft.lines[0] = draft.lines[0]._replace(text=mark.text)
            draft.marker = mark.marker
            draft.number = mark.number if draft.kind is BlockKind.PARAGRAPH else None
            if mark.is_bullet and draft.kind is BlockKind.PARAGRAPH:
                draft.kind = BlockKind.BULLET
    return draft


def join_continued(drafts: Sequence[Draft]) -> list[Draft]:
    """Join a paragraph that begins in the middle of a sentence to the one that it goes on from.

    Exports of PDFs cut a paragraph at a page's end; the second half has no mark and begins with a small letter.
    """
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if (
            before is not None
            and draft.kind is BlockKind.PARAGRAPH
            and draft.marker is None
            and before.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
            and not draft.child
            and draft.cell == before.cell
            and goes_on(text_of(draft))
            and not ended(text_of(before))
            and len(text_of(before)) > 60
        ):
            before.lines += draft.lines
            before.links += draft.links
            before.italics += draft.italics
        else:
            out.append(draft)
    return out


def nest(drafts: Sequence[Draft]) -> list[Draft]:
    """Set bullets inside the item that they belong to: as deep as the source says, else by their marks.

    Where the source has no depth, another kind of bullet is inside the one before it, and so is a list under a
    numbered "…:".
    """
    stack: list[tuple[int, str]] = []  # depth in the source and shape of markers, from the outermost list inwards
    for i, draft in enumerate(drafts):
        before = drafts[i - 1] if i else None
        if draft.marker is None or draft.kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH):
            stack = []
            continue
        own = (draft.level, shape(draft.marker))
        if own in stack:
            stack = stack[: stack.index(own) + 1]
        elif draft.level:
            stack = [*(outer for outer in stack if outer[0] < draft.level), own]
        elif draft.number is not None or "." in draft.marker.strip("."):
            stack = [own]
        elif before is not None and stack and text_of(before).endswith(":"):
            stack = [*stack, own]
        elif draft.kind is BlockKind.PARAGRAPH:
            stack = [own]
        else:  # bullets after an item that ended with its full stop begin a list of their own
            stack = [*stack[:-1], own] if len(stack) > 1 else [own]
        draft.level = len(stack) - 1
        draft.child = draft.level > 0 and draft.kind is BlockKind.BULLET
    return list(drafts)


def from_text(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, page: int | None = None) -> list[Draft]:
    """Make blocks of a stretch of text that the source sets apart, its forced line breaks as newlines.

    Lines that end early on purpose ("Date: …", "From: …") become blocks of their own; the rest is one. A form feed is
    a page break, and adds one to `page` if it is known.
    """
    rows = [Row(line) for line in (spaced(part) for part in text.split("\n")) if line.strip("\f") or "\f" in line]
    blocks = [Group([row]) for row in rows] if kind in (BlockKind.HEADING, BlockKind.FOOTNOTE) else group(rows)
    made: list[Draft] = []
    for block in blocks:
        draft = Draft(kind, [])
        for row in block.rows:
            for n, piece in enumerate(row.text.split("\f")):
                page = page + 1 if n and page is not None else page
                if piece.strip():
                    draft.lines.append(Line(piece, page))
        if not draft.lines:
            continue
        if block.mark is not None and kind is BlockKind.QUOTE:
            draft.lines[0] = draft.lines[0]._replace(text=f"{block.mark.marker} {draft.lines[0].text}")
        elif block.mark is not None:
            draft.marker, draft.number = block.mark.marker, block.mark.number
            if block.mark.is_bullet and kind is BlockKind.PARAGRAPH:
                draft.kind = BlockKind.BULLET
        if kind in (BlockKind.HEADING, BlockKind.FOOTNOTE) and made:
            made[0].lines += draft.lines
        else:
            made.append(draft)
    return made


def set_side_by_side(rows: Sequence[Sequence[str]]) -> bool:
    """True where a table's cells only set text side by side: one column, or numbers before paragraphs.

    >>> set_side_by_side([["1.1", "The board notes the plan."], ["1.2", "It resolves."]])
    True
    >>> set_side_by_side([["Action", "Owner"], ["Plans", "Director"]])
    False
    """
    filled = [[text for text in row if text.strip()] for row in rows]
    if all(len(row) <= 1 for row in filled):
        return all(len(row) <= 1 for row in rows) or len(rows) == 1
    pairs = [row for row in filled if len(row) == 2]
    numbered = sum(lone_mark(row[0]) is not None for row in pairs)
    return all(len(row) <= 2 for row in filled) and numbered * 2 >= len(pairs)


def give_links(drafts: Sequence[Draft], links: Sequence[tuple[str, str]]) -> None:
    """Hand each link to the draft in which its words stand."""
    texts = [text_of(draft) for draft in drafts] if links else []
    after = 0, 0  # they come in the order of the text
    for label, address in links:
        words = " ".join(label.split())
        place = _place(texts, words, *after) or _place(texts, words, 0, 0)
        if place is not None:
            after = place[0], place[1] + len(words)
            drafts[place[0]].links.append((words, address))


def _place(texts: Sequence[str], words: str, first: int, start: int) -> tuple[int, int] | None:
    """The first text from a place on in which words stand, and where in it."""
    for i in range(first, len(texts) if words else 0):
        if (at := texts[i].find(words, start if i == first else 0)) >= 0:
            return i, at
    return None


def give_italics(drafts: Sequence[Draft], stretches: Sequence[str]) -> None:
    """Hand each stretch in italics to the draft in which it stands; one over several is handed out line by line."""
    texts = [text_of(draft) for draft in drafts] if stretches else []
    after = 0, 0
    for stretch in stretches:
        whole = " ".join(stretch.split())
        lines = [" ".join(t.split()) for t in stretch.split("\n")]
        for words in lines if len(lines) > 1 and _place(texts, whole, 0, 0) is None else [whole]:
            place = _place(texts, words, *after) or _place(texts, words, 0, 0)
            if place is not None:
                after = place[0], place[1] + len(words)
                drafts[place[0]].italics.append(words)


def spaced(line: str) -> str:
    """White space folded, but for page breaks, and for the gap after a number that has no stop: it makes the mark."""
    if "\f" in line:
        return "\f".join(spaced(part) for part in line.split("\f"))
    line = line.replace("\xa0", " ").strip()
    found = _WIDE_NUMBER.match(line)
    return f"{found[1]}  {' '.join(line[found.end() :].split())}" if found else " ".join(line.split())
