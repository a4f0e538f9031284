"""Lines of exported text become paragraphs again, although exports put blank lines where they like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..lexicon.patterns import label
from ..text import key
from .marks import GLYPHS, Mark, Style, follows, starts_list, take_mark

_ENDED = re.compile(r"[.!?:;…][\"'’”)\]]*$")
_FIRST = re.compile(r"[\"'‘“(\[]*(\w)")
_ADDRESS = re.compile(r"\S+@\S+$|(?:https?://|www\.)\S+$|[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
# words with which no paragraph ends
_OPEN_WORD = re.compile(
    r"\b(?:a|an|the|of|and|or|to|in|on|at|by|for|from|with|that|which|is|are|was|were|has|have|as|but|their|its"
    r"|this|these|who|be|been|not|than|between)$"
)
_TICK = re.compile("[☐☑☒]")
_LEADER = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}+\s*+\d+$|(?<!…)…{2,}+\s*+\d+$")
_LONE = re.compile(f"[{GLYPHS}]|\\d{{1,3}}\\.")
LABELLED = re.compile(r"[A-Z][\w’' ()/-]{1,40}:\s+\S")  # "Date: 6 July", "Report of: the director"
_LONG = 160  # a line so long was never wrapped: it is a paragraph
_WRAPPED = 120  # no export wraps later
_NARROW, _NEAR = 60, 8


class Row(NamedTuple):
    """A line that is not blank: its text, its page, how many blank lines stand before it, and spaces before it."""

    text: str
    page: int | None = None
    gap: int = 0
    spaces: int = 0


@dataclass(slots=True)
class Group:
    """Lines that make one block, and the mark before them."""

    rows: list[Row]
    mark: Mark | None = None
    closed: bool = False  # stands alone whatever follows
    spacing: int | None = None  # blank lines between its own lines

    @property
    def text(self) -> str:
        """The lines as one, for looking at; the document's text is made later."""
        return " ".join(row.text for row in self.rows)


@dataclass(slots=True)
class _State:
    """What has been counted so far."""

    number: int = 0
    markers: list[str] = field(default_factory=list)


_OPENS = re.compile(r"((main|headline|key|inspection) )?findings|(executive )?summary|inspection outcome")
_GRADED = re.compile(r"\b(good|outstanding|inadequate|improvement)\b", re.IGNORECASE)


def ended(text: str) -> bool:
    """True where a sentence, or the announcement of a list, ends with this line."""
    return bool(_ENDED.search(text.rstrip()))


def goes_on(text: str) -> bool:
    """True where a line begins in the middle of a sentence: with a small letter that opens no address."""
    first = _FIRST.match(text)
    return bool(first and first[1].islower() and not _ADDRESS.match(text))


def is_contents(text: str) -> bool:
    """True for a line of a table of contents: a leader of dots and a page."""
    return bool(_LEADER.search(text))


def has_ticks(text: str) -> bool:
    """True where a line holds boxes to tick."""
    return bool(_TICK.search(text))


def group(rows: Sequence[Row]) -> list[Group]:
    """Join lines into blocks: by their marks, their length beside their neighbours', and whether the sentence goes on.

    Blank lines decide only where the text around is set without them: some exports put one after each line.
    """
    rows = list(_lone_marks(rows))
    widths = _widths(rows)
    groups: list[Group] = []
    state = _State()
    # where no two lines stand without a blank line between, it is the export that put them there: unless a line is so
    # long that it was never wrapped
    spacing = int(all(row.gap for row in rows[1:]) and max(map(len, (row.text for row in rows)), default=0) <= _WRAPPED)
    for i, row in enumerate(rows):
        before = rows[i - 1] if i else None
        after = rows[i + 1] if i + 1 < len(rows) else None
        current = groups[-1] if groups else None
        filled = (len(before.text) + 1 + len(row.text.split()[0])) / widths[i - 1] if before else 0.0
        if _is_known(before, row):
            groups.append(Group([row], closed=not (after is not None and _ends_heading(after.text))))
            continue
        mark = take_mark(row.text)
        if mark and _opens(mark, before, row, rows[i + 1 :], filled, state, current):
            groups.append(Group([row._replace(text=mark.text)], mark, closed=has_ticks(mark.text)))
            state.number = mark.number or state.number
            state.markers.append(mark.marker)
            continue
        if has_ticks(row.text) or is_contents(row.text):
            groups.append(Group([row], closed=True))
            continue
        if after is not None and not ended(row.text) and goes_on(after.text):
            spacing = after.gap
        here = current.spacing if current is not None and current.spacing is not None else spacing
        if (
            current is not None
            and before is not None
            and not current.closed
            and _joins(current, before, row, after, filled, widths[i], double=here > 0)
        ):
            current.rows.append(row)
            current.spacing = row.gap if row.gap < 2 else current.spacing
        else:
            groups.append(Group([row]))
    return groups


def _is_known(before: Row | None, row: Row) -> bool:
    """Whether a line is a heading of the letters' own forms, which stands alone however the text was pasted."""
    if len(row.text) > 70 or row.text.endswith((".", ",", ";")) or (before is not None and not _may_end(before.text)):
        return False
    words = key(row.text)
    duty = None if row.text.startswith("(") else label("section", row.text)
    # the names of graded areas are rows of a table as often as headings
    return duty not in (None, "findings", "lscb") or words == "judgement grade" or bool(_OPENS.fullmatch(words))


def _may_end(text: str) -> bool:
    """Whether a line may be a block's last: it ends a sentence, or is too short to be a full line of one."""
    return ended(text) or len(text) < 60


def _ends_heading(text: str) -> bool:
    """Whether a line is the rest of a graded heading ("protection: requires improvement to be good")."""
    return goes_on(text) and len(text) < 60 and not text.endswith(".") and bool(_GRADED.search(text))


def _joins(
    current: Group, before: Row, row: Row, after: Row | None, filled: float, width: float, *, double: bool
) -> bool:
    """Whether a line without a mark goes on with the block before it; `filled`: how far the line before reaches."""
    text, low, over = before.text, goes_on(row.text), ended(before.text)
    if text.endswith(("-", "\u00ad", "\u0002", "\ufffe")) and low:
        return True
    if len(text) > _LONG:
        return low and not over
    if row.gap == 0:
        if LABELLED.match(text) and LABELLED.match(row.text):
            return False
        if low:
            return not (text.endswith((":", ";")) and filled < 0.65)
        return filled >= (0.8 if over else 0.62) or bool(_OPEN_WORD.search(text))
    if double and row.gap == 1:
        if low:
            return not over or filled >= 0.8
        more = after is not None and goes_on(after.text) and take_mark(after.text) is None
        if not ended(row.text) and len(row.text) < 0.72 * width and not more:
            return False  # a heading, or a line of an address
        if over and row.text.endswith("?") and len(row.text) < 0.85 * width:
            return False  # a whole question on a line: a heading
        return filled >= (0.8 if over else 0.72)
    # a blank line among lines that have none ends a block, unless the sentence plainly goes on
    if over:
        return False
    if low or row.text.startswith("("):
        return filled >= 0.5 or len(current.rows) > 1 or bool(_OPEN_WORD.search(text))
    return filled >= 0.6 and (bool(_OPEN_WORD.search(text)) or text.endswith((",", "/")))


def _opens(
    mark: Mark, before: Row | None, row: Row, rest: Sequence[Row], filled: float, state: _State, current: Group | None
) -> bool:
    """Whether a mark opens a block, or is a number or dash that a wrapped line happens to begin with."""
    if before is None or mark.style is Style.GLYPH:
        return True
    running = not ended(before.text) and filled >= 0.62 and not (current is not None and current.closed)
    last = state.markers[-1] if state.markers else None
    if mark.style is Style.DASH:
        same = current is not None and current.mark is not None and current.mark.marker == mark.marker
        return not running or same or row.gap > 0 or not goes_on(mark.text)
    if mark.style is Style.NUMBER:
        number = mark.number or 0
        if number == state.number + 1:
            return True
        if running:
            return False
        return number == 1 or row.gap > 0 or state.number < number <= state.number + 5
    if any(follows(marker, mark.marker) for marker in state.markers[-12:]):
        return True
    if mark.style is Style.OUTLINE:
        return not running
    if mark.marker.endswith("."):  # "A. Jones" signs a letter; a list that begins with A. has a B.
        ahead = (take_mark(other.text) for other in rest[:60])
        return not running and starts_list(mark.marker) and any(m and follows(mark.marker, m.marker) for m in ahead)
    return not running and (starts_list(mark.marker) or last is None or row.gap > 0)


def _lone_marks(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows in which a bullet or number on a line of its own stands before the line that follows it."""
    held: Row | None = None
    for row in rows:
        if held is not None:
            row = row._replace(text=f"{held.text} {row.text}", gap=held.gap)
            held = None
        if _LONE.fullmatch(row.text):
            held = row
        else:
            yield row
    if held is not None and not _LONE.fullmatch(held.text[:1]):
        yield held


def _widths(rows: Sequence[Row]) -> list[float]:
    """How long a full line is around each line: the longest of its neighbours, counted in characters."""
    lengths = [min(len(row.text), _LONG) for row in rows]
    usual = sorted(lengths)[int(len(lengths) * 0.9)] if lengths else 0
    least = min(_NARROW, max(usual, 40))
    return [max(least, *lengths[max(i - _NEAR, 0) : i + _NEAR + 1]) for i in range(len(lengths))]
