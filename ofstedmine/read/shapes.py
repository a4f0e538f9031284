"""What a block is, where the source does not say: headings by their shape, bullets inside items, cut sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import BlockKind
from .draft import Draft, Line
from .marks import Style, follows, shape, take_mark
from .reflow import Row, ended, goes_on, group, has_ticks

_NO_HEADING = re.compile(
    r"""(?ix)
    (?:dear|yours|cc)\b                          # a letter's opening and close
    | (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?\d{1,2}(?:st|nd|rd|th)?\s[a-z]+,?\s\d{4}$
    | \S+@\S+$ | (?:https?://|www\.)\S+$ | [\w-]+(?:\.[\w-]+)+/?\S*$
    | [a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}$         # a postcode
    | (?:t|tel|telephone|textphone|fax|phone)\b[\s:.]*\+?[\d(]
    | page\s\d+
    | [\d\s.,£%()/-]+$
    | .*\b(?:yes|no)\s*$                         # "Is the report exempt? Yes No"
    """
)
_YES_NO = re.compile(r"^\W*(?:yes|no)\b\W*(?:yes|no)?\W*$", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w’' ()/-]{1,40}:\s+\S")  # "Date: 6 July", "Report of: the director"
_SENTENCE = re.compile(r"[a-z)][.!?]\s+[A-Z]")
_WIDE_NUMBER = re.compile(r"(\d{1,3})(?:\t\s*|\s{2,})(?=\S)")
_SHORT, _WORDS = 100, 16


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
        draft.child = draft.level > 0
    return list(drafts)


def may_be_heading(text: str) -> bool:
    """True for a short line that begins like a title and ends like no sentence: or for a short question.

    >>> may_be_heading("Main findings"), may_be_heading("What must improve?"), may_be_heading("Dear Sal")
    (True, True, False)
    """
    first = next((c for c in text if c.isalnum()), "")
    return (
        0 < len(text) <= _SHORT
        and len(text.split()) <= _WORDS
        and (first.isupper() or first.isdigit())
        and not text.endswith((".", ",", ";", ":", "!", "-", "–"))
        and not has_ticks(text)
        and not _NO_HEADING.match(text)
        and not _LABEL.match(text)
        and not _SENTENCE.search(text)
    )


def mark_headings(drafts: Sequence[Draft], alone: Sequence[bool] | None = None) -> list[Draft]:
    """Make headings of the short lines that stand before what they head.

    `alone` says of each draft whether white space sets it apart. A run of short lines (an address, a signature) holds
    no heading but its last line, where a paragraph follows, and questions.
    """
    texts = [text_of(d) for d in drafts]
    may = [
        d.kind is BlockKind.PARAGRAPH and d.cell is None and may_be_heading(t) and (alone is None or alone[i])
        for i, (d, t) in enumerate(zip(drafts, texts, strict=True))
    ]
    for i, draft in enumerate(drafts):
        after = drafts[i + 1] if i + 1 < len(drafts) else None
        before = drafts[i - 1] if i else None
        if not may[i] or after is None:
            continue
        question = texts[i].endswith("?")
        asked = before is not None and before.kind is BlockKind.HEADING and texts[i - 1].endswith("?")
        if draft.marker is not None:
            heads = _heads_section(before, draft, after, texts[i], texts[i + 1], question=question)
        elif question:
            heads = not _YES_NO.search(texts[i + 1])  # "Is the report exempt?" over "☐ Yes ☒ No" is a form's row
        elif asked:  # a short line under a question answers it
            heads = False
        else:
            heads = (
                _is_body(after, texts[i + 1])
                or (i == 0 and bool(_LABEL.match(texts[i + 1])))
                or (may[i + 1] and i + 2 < len(drafts) and _stands_over(drafts, texts, may, i))
            )
        if heads:
            draft.kind, draft.number = BlockKind.HEADING, None
            draft.level = 1 if draft.marker is None or draft.marker[:1].isdigit() else 2
    return list(drafts)


def _heads_section(before: Draft | None, draft: Draft, after: Draft, text: str, below: str, *, question: bool) -> bool:
    """Whether a numbered or lettered short line heads what follows, or is an item of a list."""
    marker = draft.marker or ""
    if after.marker is not None and shape(after.marker) == shape(marker):
        return False
    if before is not None and before.marker is not None and follows(before.marker, marker):
        return question
    if question:
        return _is_body(after, below)
    if len(text.split()) > 8 or not marker[:1].isdigit():
        return False
    if after.marker is None:
        return after.kind is BlockKind.PARAGRAPH and _is_body(after, below)
    return after.marker.startswith(f"{marker.rstrip('.)')}.")  # "3. Main issues", then "3.1 …"


def _stands_over(drafts: Sequence[Draft], texts: Sequence[str], may: Sequence[bool], i: int) -> bool:
    """Whether two short lines and no more stand together before a body: a heading, and another under it."""
    lone = i == 0 or drafts[i - 1].marker is not None or _is_body(drafts[i - 1], texts[i - 1])
    below = drafts[i + 1].marker is None and (_is_body(drafts[i + 2], texts[i + 2]) or texts[i + 1].endswith("?"))
    return lone and below and may[i]


def _is_body(draft: Draft, text: str) -> bool:
    """True for running text, an item or a cell: what a heading stands over."""
    if draft.marker is not None or draft.kind is not BlockKind.PARAGRAPH or draft.cell is not None:
        return draft.kind is not BlockKind.HEADING
    return len(text) > 60 or (len(text.split()) >= 4 and text.endswith((".", ":")))


def from_text(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, page: int | None = None) -> list[Draft]:
    """Make blocks of a stretch of text that the source sets apart, its forced line breaks as newlines.

    Lines that end early on purpose ("Date: …", "From: …") become blocks of their own; the rest is one.
    """
    rows = [Row(line, page) for line in (spaced(part) for part in text.splitlines()) if line]
    if kind in (BlockKind.HEADING, BlockKind.FOOTNOTE):
        return [Draft(kind, [Line(row.text, page) for row in rows])] if rows else []
    made = []
    for block in group(rows):
        draft = Draft(kind, [Line(row.text, page) for row in block.rows])
        if block.mark is not None and kind is not BlockKind.QUOTE:
            draft.marker, draft.number = block.mark.marker, block.mark.number
            if block.mark.is_bullet and kind is BlockKind.PARAGRAPH:
                draft.kind = BlockKind.BULLET
        elif block.mark is not None:
            draft.lines[0] = Line(f"{block.mark.marker} {block.rows[0].text}", page)
        made.append(draft)
    return made


def give_links(drafts: Sequence[Draft], links: Sequence[tuple[str, str]]) -> None:
    """Hand each link to the draft in which its words stand."""
    for label, address in links:
        words = " ".join(label.split())
        found = next((d for d in drafts if words and words in text_of(d)), None)
        if found is not None:
            found.links.append((words, address))


def spaced(line: str) -> str:
    """White space folded, but for the gap after a number that has no stop: there it is the mark."""
    line = line.replace("\xa0", " ").strip()
    found = _WIDE_NUMBER.match(line)
    return f"{found[1]}  {' '.join(line[found.end() :].split())}" if found else " ".join(line.split())
