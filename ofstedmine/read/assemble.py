"""Blocks as a reader saw them become one clean text, with the map back to pages and boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..document import Block, Document, Fragment, Page, Repair, Span
from ..text import fold
from .draft import Draft, Line, Sheet
from .hyphens import LINE_END, Hyphens

# control characters, marks that turn the direction of writing or show nothing (a soft hyphen inside a line is one),
# halves of surrogate pairs
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)


def assemble(
    name: str,
    drafts: Sequence[Draft],
    sheets: Sequence[Sheet] = (),
    *,
    fingerprint: str = "",
    notes: Sequence[str] = (),
) -> Document:
    """Join the drafts into a document: one block a line, line-end hyphens decided, white space folded."""
    hyphens = Hyphens(line.text for draft in drafts for line in draft.lines)
    parts: list[str] = []
    blocks: list[Block] = []
    fragments: list[Fragment] = []
    repairs: list[Repair] = []
    links: list[tuple[Span, str]] = []
    italics: list[Span] = []
    turns: list[tuple[int, int]] = []  # where each line begins, and its page
    at = 0
    for draft in drafts:
        text, pieces, mended = _join(draft.lines, hyphens)
        if not text:
            continue
        if blocks:
            parts.append(" " if draft.child else "\n")
            at += 1
        for start, end, line in pieces:
            if line.page is not None:
                turns.append((at + start, line.page))
            if line.box:
                fragments.append(Fragment(at + start, at + end, line.box, line.words))
        repairs += [r._replace(offset=at + r.offset) for r in mended]
        after = 0
        for label, address in draft.links:
            place = text.find(fold(label), after) if label.strip() else -1
            if place < 0 < after and label.strip():
                place = text.find(fold(label))  # not in the order of the text
            if place >= 0:
                after = place + len(fold(label))
                links.append((Span(at + place, at + place + len(fold(label))), address))
        after = 0
        for words in map(_shown, draft.italics):
            if words and (found := _find(text, words, after)):
                after = found[1]
                italics.append(Span(at + found[0], at + after))
        blocks.append(
            Block(
                draft.kind,
                Span(at, at + len(text)),
                page=next(
                    (line.page for _, _, line in pieces if line.page is not None), None
                ),  # a line may show nothing
                marker=draft.marker,
                number=draft.number,
                level=draft.level,
                bold=draft.bold,
                size=draft.size,
                x0=draft.x0,
                cell=draft.cell,
                boxed=draft.boxed,
                indent=draft.indent,
            )
        )
        parts.append(text)
        at += len(text)
    return Document(
        name=name,
        text="".join(parts),
        pages=_pages(sheets, turns, at),
        blocks=tuple(blocks),
        fragments=tuple(fragments),
        repairs=tuple(repairs),
        notes=tuple(notes),
        fingerprint=fingerprint,
        links=tuple(links),
        italics=tuple(italics),
    )


def _find(text: str, words: str, start: int) -> tuple[int, int] | None:
    """Where words stand in a block's text, in which a hyphen at a line's end may have been mended."""
    at = text.find(words, start)
    if at >= 0:
        return at, at + len(words)
    loose = re.compile(r"[\s-]*".join(re.escape(c) for c in words if c not in " -"))
    found = loose.search(text, start) if "-" in words else None
    return found.span() if found else None


def _shown(text: str) -> str:
    return fold(UNSEEN.sub("", text))


def _join(lines: Sequence[Line], hyphens: Hyphens) -> tuple[str, list[tuple[int, int, Line]], list[Repair]]:
    """One text out of the lines of a block, where each line stands in it, and the repairs made."""
    kept: list[tuple[str, Line, str]] = []  # text without its line-end hyphen, the line, the hyphen
    for line in lines:
        text = line.text.rstrip()
        mark = text[-1:] if text.endswith(LINE_END) and not text.endswith((" -", "--")) and len(text) > 1 else ""
        body = _shown(text[:-1] if mark else text)
        if body:
            kept.append((body, line, mark))
    text, pieces, repairs = "", [], []
    for i, (body, line, mark) in enumerate(kept):
        start = len(text)
        text += body
        end = len(text)
        after = kept[i + 1][0] if i + 1 < len(kept) else None
        if mark and after is None:
            text += "-"
            end += 1
        elif mark and after is not None:
            used, reason = hyphens.decide(body, after)
            repairs.append(Repair(end, "-\n", used, reason))
            text += used
            end += len(used.rstrip())
        pieces.append((start, end, line))
        # "and/" at a line's end goes on as "and/or", "2014–" as "2014–15"
        if after is not None and not mark and not re.search(r"\w[/–—]$", text[-2:]):
            text += " "
    return text, pieces, repairs


def _pages(sheets: Sequence[Sheet], turns: Sequence[tuple[int, int]], end: int) -> tuple[Page, ...]:
    """Where each page's text begins and ends: at its first line, even inside a block that crosses the break."""
    starts, i = [], 0
    for sheet in sheets:
        while i < len(turns) and turns[i][1] < sheet.number:
            i += 1
        starts.append(turns[i][0] if i < len(turns) else end)
    ends = [after for _, after in pairwise([*starts, end])]
    return tuple(Page(*sheet, start, stop) for sheet, start, stop in zip(sheets, starts, ends, strict=True))
