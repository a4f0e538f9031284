"""Headings by their shape, where the source does not say which lines are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import BlockKind
from .blocks import text_of
from .draft import Draft
from .marks import follows, shape
from .reflow import LABELLED, has_ticks

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
_SENTENCE = re.compile(r"[a-z)][.!?]\s+[A-Z]")
# a quotation's source behind it: "(Ofsted, 2022, p. 3)", "[2022: 3]", ".” page 9"
_PLACE = r"(?:\b(?:pages?|pp?\.?|para(?:graph)?s?\.?)\s?|\b20\d\d:\s?)\d{1,3}(?:[–-]\d{1,3})?"
_CITED = re.compile(rf"[(\[][^()\[\]]{{0,60}}{_PLACE}[)\]]$|[.?!…][\"'’”]?[,\s–—]{{1,3}}{_PLACE}$", re.IGNORECASE)
_SHORT, _WORDS = 100, 16


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
        and not text.rstrip("\"'’”").endswith((".", ",", ";", ":", "!", "-", "–"))
        and not has_ticks(text)
        and not _NO_HEADING.match(text)
        and not LABELLED.match(text)
        and not _SENTENCE.search(text)
        and not _CITED.search(text)
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
                or (i == 0 and bool(LABELLED.match(texts[i + 1])))
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
