"""A council's report as it is read: blocks with their list marks, paragraph numbers and headings; sentences; words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...document import Block, BlockKind, Document, Span
from ...lexicon.patterns import council
from ...model import ParagraphNumber
from ...text import alike, key
from ..sentences import split

# a list mark that the reader left in the text: "a)", "(iv)", "1.2", "•", "A."
_MARK = re.compile(
    r"(?P<mark>\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|[ivx]{1,4}|\d{1,3})\)|\d{1,2}(?:\.\d{1,3}){1,2}\.?"
    r"|\d{1,3}\.|[A-Za-z]\.|[•▪■◼➢○◦])\s+(?=\S)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?(\d{1,3})[.):]?$")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,2})\.?$")
_OPEN_END = re.compile(r"[^.!?:;…][\"'”’)\]]?$")
_HEADINGS = ("board_heading", "inspectorate_heading", "form_heading", "plain_heading", "action_heading")


class Passage(NamedTuple):
    """One block and its setting: its text without the list mark, the number and the heading under which it stands."""

    block: Block
    span: Span
    mark: str | None
    number: ParagraphNumber | None
    heading: str | None
    is_heading: bool = False

    @property
    def style(self) -> str | None:
        """What kind of list mark this is: "a", "1", "1.1", "i", "•"; None for running text."""
        if not self.mark:
            return "•" if self.block.kind is BlockKind.BULLET else None
        bare = self.mark.strip("().: ")
        if _DOTTED.match(bare):
            return "1.1"
        if bare.isdigit():
            return "1"
        if bare.lower() in ("i", "v", "x") or (len(bare) > 1 and set(bare.lower()) <= set("ivxl")):
            return "i"
        return "a" if bare.isalpha() and len(bare) == 1 else "•"


def passages(document: Document, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Walk the blocks once: list marks set aside, paragraph numbers and headings carried down."""
    out: list[Passage] = []
    number: ParagraphNumber | None = None
    heading: str | None = None
    for block in blocks:
        if block.kind in (BlockKind.CONTENTS, BlockKind.FOOTNOTE):
            continue
        span, mark = _unmarked(document, block)
        is_heading = _is_heading(document, block, span, mark)
        if is_heading:
            number, heading = None, document.slice(span)
        elif block.cell is not None:
            number = None
        else:
            own = number_of(mark, block)
            number = own if own is not None else number
        out.append(Passage(block, span, mark, number, heading, is_heading))
    return tuple(out)


def number_of(mark: str | None, block: Block) -> ParagraphNumber | None:
    """The paragraph number that a list mark prints: 36, or "4.2"; letters and bullets print none."""
    if block.number is not None and (mark is None or _NUMBERED.match(mark.strip())):
        return block.number
    if mark is None:
        return None
    if dotted := _DOTTED.match(mark.strip()):
        return dotted[1]
    if (plain := _NUMBERED.match(mark.strip())) and not mark.strip().startswith("("):
        return int(plain[1])
    return None


def _unmarked(document: Document, block: Block) -> tuple[Span, str | None]:
    text = document.slice(block.span)
    mark = block.marker
    found = _MARK.match(text)
    # "- a) Members …": the reader took the bullet, and the letter is still in the text
    if found and (mark is None or not re.search(r"\w", mark)) and block.cell is None:
        after = text[found.end() :]
        if not (found["mark"][:-1].isdigit() and re.match(r"[A-Z]?[a-z]+ \d{4}\b", after)):
            return Span(block.span.start + found.end(), block.span.end), found["mark"]
    return block.span, mark


def _is_heading(document: Document, block: Block, span: Span, mark: str | None) -> bool:
    if block.cell is not None or block.kind is BlockKind.QUOTE:
        return False
    text = document.slice(span)
    if block.kind is BlockKind.HEADING:
        return True
    if len(text) > 110 or text.endswith((".", ";", ",")) or (text.endswith(":") and len(text.split()) > 5):
        return False  # a sentence, or one that opens a list
    if any(council().find(label, text) for label in _HEADINGS):
        return True
    return block.bold and mark is None and block.kind is BlockKind.PARAGRAPH and len(text) <= 90 and text[:1].isupper()


def adjoin(left: Span, right: Span) -> bool:
    """Whether nothing but a line end (and a list mark) stands between two spans."""
    return 0 <= right.start - left.end <= 8


def runs(document: Document, places: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """Passages joined where a sentence goes on in the next block (a page break stood between them)."""
    held: list[Passage] = []
    for place in places:
        if held and not _goes_on(document, held[-1], place):
            yield tuple(held)
            held = []
        held.append(place)
    if held:
        yield tuple(held)


def _goes_on(document: Document, left: Passage, right: Passage) -> bool:
    if left.is_heading or right.is_heading or right.mark or left.block.cell or right.block.cell:
        return False
    if right.block.kind is not BlockKind.PARAGRAPH or not adjoin(left.span, right.span):
        return False
    return bool(_OPEN_END.search(document.slice(left.span))) and document.text[right.span.start].islower()


def sentences(document: Document, span: Span) -> list[Span]:
    """Sentences of a stretch, as spans of the document."""
    return [Span(span.start + a, span.start + b) for a, b in split(document.slice(span))]


def trim(document: Document, span: Span, *, ends: str = "") -> Span:
    """A span less the white space around it, and less the given characters at its end."""
    start, end = span.start, span.end
    while end > start + 1 and (document.text[end - 1].isspace() or document.text[end - 1] in ends):
        end -= 1
    while start < end - 1 and document.text[start].isspace():
        start += 1
    return Span(start, end)


# words of every recommendation, which tell none from another
_EVERYWHERE = """
    a about all also an and any are as at be been being both by can do does each for from had has have how in into
    is it its more most need needs no not of on or other our out so some such than that the their them there these
    they this those through to too up use used was well were when where which while who will with within would
    recommendation recommendations area areas improve improvement improved improving ensure ensures ensuring
    quality consistency consistent service services child children's children young people social worker workers
    work practice action actions plan local authority council response progress outcome outcomes report findings
    background summary next steps step introduction update inspection ofsted letter provide provides support
    supports understanding understand enable address full fully identify identified team teams manager managers
    new time timely timeliness including include information make makes made month months week weeks
"""
_COMMON = frozenset(_EVERYWHERE.split())
_SUFFIX = re.compile(r"(?:ies|ing|ed|es|s|e|y|ly|ment|ments)$")


@lru_cache(maxsize=8192)
def stems(text: str, *, common: bool = False) -> frozenset[str]:
    """The words of a text by their stems, without the commonest ones (unless asked for).

    >>> stems("The quality of assessments") == stems("assessing")
    True
    """
    found = re.findall(r"[a-z0-9]+", key(text).replace("'s", ""))
    return frozenset(_stem(w) for w in found if len(w) > 1 and (common or w not in _COMMON))


def _stem(word: str) -> str:
    for _ in range(2):
        shorter = _SUFFIX.sub("", word)
        if len(shorter) < 4:
            break
        word = shorter
    return word


def plain(document: Document, span: Span) -> str:
    """The text of a span with plain quotation marks and dashes, for matching only."""
    return alike(document.slice(span))
