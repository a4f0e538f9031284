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
from .linemarks import line_mark
from .openblock import OpenBlock, ends_sentence, goes_on
from .pdf import Leaf, Printed
from .tables import Frame, Table, split, tables


def drafts(leaves: Sequence[Leaf]) -> tuple[list[Draft], list[Sheet], list[str]]:
    """Blocks of a whole document in reading order, its pages, and notes on what was doubtful."""
    pages = without_furniture(leaves)
    flow = _Flow(*habits(pages))
    for page in pages:
        flow.page(page)
    return flow.done(), [page.sheet for page in pages], flow.notes


@dataclass(slots=True)
class _Flow:
    size: float
    pitch: float
    notes: list[str] = field(default_factory=list)
    _out: list[Draft] = field(default_factory=list)
    _open: OpenBlock | None = None
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
            if goes_on and frame.row == 0 and line_mark(own[0]) and self._announces(frame.column):
                row -= 1  # its bullets stand on the next page, and are still the same row's
            elif goes_on and frame.row == 0 and line_mark(own[0]) and not headed:
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
        if last is None or line_mark(line):
            return False
        return not ends_sentence(last.lines[-1].text.rstrip()) or goes_on(line.text)

    # -- running text

    def _line(
        self, line: Printed, right: float, *, cell: Cell | None = None, boxed: bool = False, column: bool = False
    ) -> None:
        block = self._open
        if block and block.takes_back(line):
            return
        mark = line_mark(line) or (block.next_number(line, self._number) if block else None)
        new_page, self._new_page = self._new_page, False
        if block and not block.ends_before(line, mark, cell, boxed=boxed, new_page=new_page, pitch=self.pitch):
            if block.text_x is None or (len(block.lines) == 1 and not new_page):
                block.text_x = line.box.x0
            block.lines.append(line)
            block.right = max(block.right, right)
            return
        self._close()
        if mark and mark.number is not None:
            self._number = mark.number
        self._open = OpenBlock(
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

    def _kind(self, block: OpenBlock, bold: bool) -> BlockKind:
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
