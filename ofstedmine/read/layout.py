"""Printed lines → blocks: paragraphs, bullets, headings and cells, over line and page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..document import BlockKind, Cell
from .draft import Draft, Line, Sheet
from .furniture import without_furniture
from .leaf import habits, in_order, is_contents
from .markers import Marker, marker
from .pdf import RAISED, Leaf, Printed
from .tables import Frame, Table, split, tables

_END = re.compile(r"[.?!:;][\)\]’”'\"]*[⁰¹²³⁴-⁹]*(?:\s*\([^()]*\))?$")
_FULL_STOP = re.compile(r"[.?!][\)\]’”'\"]*[⁰¹²³⁴-⁹]*(?:\s*\([^()]*\))?$")  # "… young person. (Recommendation)"
_LOWER = re.compile(r"^[\(\[‘“'\"]?[a-z]")
SAME_SIZE = 0.08  # share by which the height of letters may differ within one style


def drafts(leaves: Sequence[Leaf]) -> tuple[list[Draft], list[Sheet], list[str]]:
    """Blocks of a whole document in reading order, its pages, and notes on what was doubtful."""
    pages = without_furniture(leaves)
    flow = _Flow(*habits(pages))
    for page in pages:
        flow.page(page)
    return flow.done(), [page.sheet for page in pages], flow.notes


@dataclass(slots=True)
class _Open:
    """The block that is being read: what it holds, and where its next line would begin."""

    lines: list[Printed]
    mark: Marker | None
    x0: float  # of its first line, marker included
    text_x: float | None  # where its wrapped lines begin
    cell: Cell | None
    boxed: bool
    right: float  # edge to which its lines may run
    column: bool  # inside a table of several columns
    bold: bool
    size: float

    @property
    def text(self) -> str:
        last = self.lines[-1].text
        return last if self.lines[-1] is not self.lines[0] or not self.mark else last[len(self.mark.text) :].lstrip()


@dataclass(slots=True)
class _Flow:
    size: float
    pitch: float
    notes: list[str] = field(default_factory=list)
    _out: list[Draft] = field(default_factory=list)
    _open: _Open | None = None
    _waiting: list[Draft] = field(default_factory=list)  # footnotes, until the block above them is whole
    _number: int = 0  # the last paragraph number read
    _table: int = -1
    _columns: tuple[float, ...] = ()  # left edges of the table that the last page ended with
    _open_row: int = -1
    _new_page: bool = False

    def page(self, leaf: Leaf) -> None:
        """Read one page on from where the last one ended."""
        self._new_page = True
        found = tables(leaf.rules)
        lines, notes = self._footnotes(leaf._replace(lines=in_order(leaf.lines)))
        contents = is_contents(lines)
        right = max((line.box.x1 for line in lines), default=leaf.sheet.width)
        done: set[int] = set()
        frames = [f for t in found for f in t]
        parts = [p for line in lines for p in split(line, frames)] if frames else [(None, line) for line in lines]
        for frame, line in parts:
            number = next((i for i, t in enumerate(found) if frame in t), None) if frame else None
            if frame is None or number is None:
                if contents:
                    self._contents_line(line)
                else:
                    self._columns = ()
                    self._line(line, right)
            elif len(found[number]) == 1:
                self._line(line, frame.x1 - 4, boxed=True)
            elif number not in done:
                done.add(number)
                self._cells(found[number], [(f, p) for f, p in parts if f in found[number] and f is not None])
        for note in notes:
            self._waiting.append(note)
        if not self._open:
            self._out += self._waiting
            self._waiting = []

    def done(self) -> list[Draft]:
        """Close the last block, and give back all of them."""
        self._close()
        return self._out

    # -- tables

    def _cells(self, table: Table, parts: Sequence[tuple[Frame, Printed]]) -> None:
        self._close()
        columns = tuple(round(f.x0, -1) for f in table if f.row == table[-1].row)
        goes_on = bool(self._new_page and columns == self._columns and self._open_row >= 0)
        if not goes_on:
            self._table += 1
        first = self._open_row + 1 if goes_on else 0
        wide = Counter(f.row for f in table)
        before = list(self._out) if goes_on else []
        headed = any(f.column == 0 and f.row == 0 and f is g for g, _ in parts for f in table)
        for frame in table:
            own = [line for f, line in parts if f is frame]
            if not own:
                continue
            row = first + frame.row
            if goes_on and frame.row == 0 and marker(own[0]) and self._announces(frame.column):
                row -= 1  # its bullets stand on the next page, and are still the same row's
            elif goes_on and frame.row == 0 and marker(own[0]) and not headed:
                row -= 1  # the column that names who is responsible is empty: the row goes on
            elif goes_on and frame.row == 0 and self._unfinished(frame.column, own[0]):
                # the row was cut by the page break: its cell goes on where it stopped
                target = next(
                    d
                    for d in reversed(before)
                    if d.cell and d.cell.table == self._table and d.cell.column == frame.column
                )
                target.lines += [Line(p.text, p.box.page, p.box, p.words) for p in own]
                continue
            self._close()
            cell = Cell(self._table, row, frame.column)
            for line in own:
                self._line(line, frame.x1 - 4, cell=cell, column=wide[frame.row] > 1)
            if wide[frame.row] > 1 or frame is not table[-1]:
                self._close()
        self._columns = columns
        self._open_row = first + table[-1].row
        self._new_page = False

    def _last_cell(self, column: int) -> Draft | None:
        cells = (d for d in reversed(self._out) if d.cell and d.cell.table == self._table and d.cell.column == column)
        return next(cells, None)

    def _announces(self, column: int) -> bool:
        """Whether a table's last cell ends in a colon."""
        last = self._last_cell(column)
        return last is not None and last.lines[-1].text.rstrip().endswith(":")

    def _unfinished(self, column: int, line: Printed) -> bool:
        last = self._last_cell(column)
        if last is None or marker(line):
            return False
        return not _FULL_STOP.search(last.lines[-1].text.rstrip()) or bool(_LOWER.match(line.text))

    # -- running text

    def _line(
        self, line: Printed, right: float, *, cell: Cell | None = None, boxed: bool = False, column: bool = False
    ) -> None:
        if self._raised(line):
            return
        mark = marker(line) or self._dotless(line)
        new_page, self._new_page = self._new_page, False
        if self._open and not self._begins(line, mark, cell, boxed, new_page):
            block = self._open
            if block.text_x is None or (len(block.lines) == 1 and not new_page):
                block.text_x = line.box.x0
            block.lines.append(line)
            block.right = max(block.right, right)
            return
        self._close()
        if mark and mark.number is not None:
            self._number = mark.number
        self._open = _Open(
            lines=[line],
            mark=mark,
            x0=line.box.x0,
            text_x=line.words[mark.words] if mark and mark.words and len(line.words) > mark.words else None,
            cell=cell,
            boxed=boxed,
            right=right,
            column=column,
            bold=line.bold,
            size=line.size,
        )

    def _raised(self, line: Printed) -> bool:
        """A footnote mark that pdfium gives as a line of its own goes back to the word that it is stuck to."""
        block = self._open
        if block is None or not line.text.isdigit() or line.size > 0.8 * block.size:
            return False
        last = block.lines[-1]
        if line.box.page != last.box.page or line.box.top > last.box.bottom or line.box.bottom < last.box.top:
            return False
        block.lines[-1] = last._replace(text=last.text + line.text.translate(RAISED))
        return True

    def _dotless(self, line: Printed) -> Marker | None:
        """The next paragraph's number, printed without its full stop in the numbers' column (Nottingham 2022, p. 7)."""
        block = self._open
        match = re.match(r"(\d{1,3})\s+(?=[A-Z])", line.text)
        if not match or int(match[1]) != self._number + 1 or block is None or not block.mark or block.mark.bullet:
            return None
        if abs(line.box.x0 - block.x0) > 4 or not _FULL_STOP.search(block.lines[-1].text):
            return None
        return Marker(match[1], match[1], int(match[1]), False, 1)

    def _begins(self, line: Printed, mark: Marker | None, cell: Cell | None, boxed: bool, new_page: bool) -> bool:
        """Whether a line begins a new block, rather than going on with the open one."""
        block = self._open
        assert block is not None
        last = block.lines[-1]
        if cell != block.cell or boxed != block.boxed:
            # a frame ends with its page, a sentence in it need not (Bedford 2017, p. 2)
            return not (new_page and not block.column and _LOWER.match(line.text) and not _END.search(last.text))
        if last.text.endswith("\ufffe") and not mark:
            return False
        drop = (line.box.top - last.box.top) / max(line.size, 1)
        if not block.text and block.mark:  # a bullet or number on a line of its own: its text comes next
            return new_page or (line.box.top > last.box.bottom and (bool(mark) or line.bold or drop > self.pitch * 1.4))
        same_style = line.bold == block.bold and abs(line.size - block.size) <= SAME_SIZE * block.size
        going_on = bool(_LOWER.match(line.text)) and not _END.search(last.text)
        if not same_style and not block.column and not going_on:
            return True
        hanging = block.mark is not None and block.text_x is not None and block.text_x > block.x0 + 4
        at_text = block.text_x is not None and abs(line.box.x0 - block.text_x) < 4
        near = new_page or drop <= 1.22 * self.pitch
        if mark:
            return not self._wrapped(mark, block, line, hanging and at_text, near)
        if new_page:
            if hanging and at_text:
                return False
            return bool(_END.search(last.text)) and not _LOWER.match(line.text)
        if drop < -0.3:
            return True
        if not near:
            # a line of superscripts or a taller letter pushes the next line down; its sentence still goes on
            return block.bold or line.bold or not (drop <= 1.5 * self.pitch and going_on)
        if abs(drop) < 0.4:
            return False
        text_x = block.text_x if block.text_x is not None else block.x0
        if hanging and line.box.x0 < text_x - 6 and line.box.x0 < block.x0 + 6:
            return not _LOWER.match(line.text)
        return self._deliberate(block, last, line)

    def _wrapped(self, mark: Marker, block: _Open, line: Printed, at_text: bool, near: bool) -> bool:
        """Whether what looks like a marker is the beginning of a wrapped line ("… since the review in / 21. …")."""
        if mark.bullet:  # a dash may lead a wrapped line ("Multi-Systemic Therapy / – Child Abuse and Neglect")
            return near and at_text and mark.text in "-–−" and not _END.search(block.lines[-1].text)
        if not near:
            return False
        if at_text:
            return True
        if block.mark and abs(line.box.x0 - block.x0) < 4 and (block.text_x or 0) > block.x0 + 4:
            return False  # it stands in the column of the markers
        room = block.right - block.lines[-1].box.x1
        full = room < 0.25 * (block.right - block.x0)
        return full and not block.bold and not _FULL_STOP.search(block.lines[-1].text)

    def _deliberate(self, block: _Open, last: Printed, line: Printed) -> bool:
        """Whether the line before ended early on purpose: the next line's first word would have had room on it."""
        if _LOWER.match(line.text):
            return False
        first = line.words[1] - line.words[0] if len(line.words) > 1 else line.box.x1 - line.box.x0
        room = block.right - last.box.x1
        if _END.search(last.text):
            return room > 1.15 * first + 0.3 * line.size
        return room > first + 0.3 * (block.right - block.x0) and not block.column

    def _close(self) -> None:
        block = self._open
        self._open = None
        if block:
            lines = [Line(p.text, p.box.page, p.box, p.words) for p in block.lines]
            if block.mark:
                first = lines[0]
                lines[0] = first._replace(
                    text=first.text[len(block.mark.text) :].lstrip(), words=first.words[block.mark.words :]
                )
            wide = [p for p in block.lines if p.text]
            bold = all(p.bold for p in wide)
            draft = Draft(
                self._kind(block, bold),
                lines,
                marker=block.mark.shown if block.mark else None,
                number=block.mark.number if block.mark else None,
                bold=bold,
                size=block.size,
                x0=block.x0,
                cell=block.cell,
                boxed=block.boxed,
            )
            self._nest(draft)
            self._out.append(draft)
        self._out += self._waiting
        self._waiting = []

    def _kind(self, block: _Open, bold: bool) -> BlockKind:
        if block.column:
            return BlockKind.CELL
        large = block.size > 1.1 * self.size and len(block.lines) <= 4
        text = " ".join(p.text for p in block.lines)
        if (bold or large) and len(text) < 240 and not (block.mark and block.mark.bullet) and block.text:
            return BlockKind.HEADING
        return BlockKind.BULLET if block.mark and block.mark.bullet else BlockKind.PARAGRAPH

    def _nest(self, draft: Draft) -> None:
        """A bullet that stands deeper than the item above it belongs to it."""
        if draft.kind is not BlockKind.BULLET and not (draft.cell and draft.marker):
            return
        parent = next((d for d in reversed(self._out) if not d.child), None)
        if parent is None or parent.cell != draft.cell or parent.kind is BlockKind.HEADING:
            return
        last = parent.lines[-1].text.rstrip() if parent.lines else ""
        in_cell = parent.cell is not None and parent.marker is None and last.endswith(":")
        deeper = (
            parent.marker is not None
            and draft.x0 is not None
            and parent.x0 is not None
            and draft.x0 > parent.x0 + 8
            and (not last.endswith(".") or parent.kind is BlockKind.BULLET)
        )
        if in_cell or deeper:
            draft.child, draft.level = True, 1

    def _contents_line(self, line: Printed) -> None:
        self._close()
        style = BlockKind.HEADING if line.text.strip().lower() == "contents" else BlockKind.CONTENTS
        self._out.append(
            Draft(style, [Line(line.text, line.box.page, line.box, line.words)], size=line.size, bold=line.bold)
        )

    def _footnotes(self, leaf: Leaf) -> tuple[list[Printed], list[Draft]]:
        """Small print at the page's foot that begins with a mark, apart from the lines above it."""
        lines = list(leaf.lines)
        small = [line.size < 0.92 * self.size for line in lines]
        # the short rule above footnotes; without it, a mark must stand before the first
        ruled = [r.top for r in leaf.rules if not r.upright and 90 < r.x1 - r.x0 < 0.4 * leaf.sheet.width]
        begins = next(
            (
                i
                for i, line in enumerate(lines)
                if small[i]
                and line.box.top > 0.3 * leaf.sheet.height
                and (
                    re.match(r"(?:[\d⁰¹²³⁴-⁹]{1,2}(?![.\d])|[*†])", line.text)
                    or any(0 <= line.box.top - y < 30 for y in ruled)
                )
                and all(small[i:])
            ),
            None,
        )
        if begins is None:
            return lines, []
        notes: list[Draft] = []
        for line in lines[begins:]:
            mark = re.match(r"([\d⁰¹²³⁴-⁹]{1,2}|[*†])(?=\s|$|[A-Z])\s*", line.text)
            if mark or not notes:
                notes.append(Draft(BlockKind.FOOTNOTE, [], marker=mark[1] if mark else None, size=line.size))
            text, words = (line.text[mark.end() :], line.words[1:]) if mark else (line.text, line.words)
            notes[-1].lines.append(Line(text, line.box.page, line.box, words))
        return lines[:begins], notes
