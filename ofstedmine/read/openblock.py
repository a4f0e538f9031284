"""The block of a page that is being read, and whether the next printed line goes on with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Cell
from ..text import footnote_mark
from .linemarks import LineMark
from .pdf import Printed

_END = re.compile(r"[.?!:;][\)\]’”'\"]*[⁰¹²³⁴-⁹]*(?:\s*\([^()]*\))?$")
_FULL_STOP = re.compile(r"[.?!][\)\]’”'\"]*[⁰¹²³⁴-⁹]*(?:\s*\([^()]*\))?$")  # "… young person. (Recommendation)"
_LOWER = re.compile(r"^[\(\[‘“'\"]?[a-z]")
_SAME_SIZE = 0.08  # share by which the height of letters may differ within one style


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a full stop, a question or an exclamation mark."""
    return bool(_FULL_STOP.search(text))


def goes_on(text: str) -> bool:
    """Whether a line begins with a small letter: in the middle of a sentence."""
    return bool(_LOWER.match(text))


@dataclass(slots=True)
class OpenBlock:
    """The block that is being read: what it holds, and where its next line would begin."""

    lines: list[Printed]
    mark: LineMark | None
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

    def next_number(self, line: Printed, last: int) -> LineMark | None:
        """The next paragraph's number, printed without its full stop in the numbers' column (Nottingham 2022, p. 7)."""
        match = re.match(r"(\d{1,3})\s+(?=[A-Z])", line.text)
        if not match or int(match[1]) != last + 1 or not self.mark or self.mark.bullet:
            return None
        if abs(line.box.x0 - self.x0) > 4 or not ends_sentence(self.lines[-1].text):
            return None
        return LineMark(match[1], match[1], int(match[1]), False, 1)

    def takes_back(self, line: Printed) -> bool:
        """A footnote mark that pdfium gives as a line of its own goes back to the word that it is stuck to."""
        last = self.lines[-1]
        if not line.text.isdigit() or line.size > 0.8 * self.size:
            return False
        if line.box.page != last.box.page or line.box.top > last.box.bottom or line.box.bottom < last.box.top:
            return False
        self.lines[-1] = last._replace(text=last.text + footnote_mark(line.text))
        return True

    def ends_before(
        self, line: Printed, mark: LineMark | None, cell: Cell | None, *, boxed: bool, new_page: bool, pitch: float
    ) -> bool:
        """Whether a line begins a new block, rather than going on; `pitch` is that of the body's lines."""
        last = self.lines[-1]
        if cell != self.cell or boxed != self.boxed:
            # a frame ends with its page, a sentence in it need not (Bedford 2017, p. 2)
            return not (new_page and not self.column and goes_on(line.text) and not _END.search(last.text))
        if last.text.endswith("\ufffe") and not mark:
            return False
        drop = (line.box.top - last.box.top) / max(line.size, 1)
        if not self.text and self.mark:  # a bullet or number on a line of its own: its text comes next
            return new_page or (line.box.top > last.box.bottom and (bool(mark) or line.bold or drop > pitch * 1.4))
        same_style = line.bold == self.bold and abs(line.size - self.size) <= _SAME_SIZE * self.size
        going_on = goes_on(line.text) and not _END.search(last.text)
        if not same_style and not self.column and not going_on:
            return True
        hanging = self.mark is not None and self.text_x is not None and self.text_x > self.x0 + 4
        at_text = self.text_x is not None and abs(line.box.x0 - self.text_x) < 4
        near = new_page or drop <= 1.22 * pitch
        if mark:
            return not self._wrapped(mark, line, at_text=hanging and at_text, near=near)
        if new_page:
            if hanging and at_text:
                return False
            return bool(_END.search(last.text)) and not goes_on(line.text)
        if drop < -0.3:
            return True
        if not near:
            # a line of superscripts or a taller letter pushes the next line down; its sentence still goes on
            return self.bold or line.bold or not (drop <= 1.5 * pitch and going_on)
        if abs(drop) < 0.4:
            return False
        text_x = self.text_x if self.text_x is not None else self.x0
        if hanging and line.box.x0 < text_x - 6 and line.box.x0 < self.x0 + 6:
            return not goes_on(line.text)
        return self._ended_early(line)

    def _wrapped(self, mark: LineMark, line: Printed, *, at_text: bool, near: bool) -> bool:
        """Whether what looks like a marker is the beginning of a wrapped line ("… since the review in / 21. …")."""
        if mark.bullet:  # a dash may lead a wrapped line ("Multi-Systemic Therapy / – Child Abuse and Neglect")
            return near and at_text and mark.text in "-–—−" and not _END.search(self.lines[-1].text)
        if not near:
            return False
        if at_text:
            return True
        if self.mark and abs(line.box.x0 - self.x0) < 4 and (self.text_x or 0) > self.x0 + 4:
            return False  # it stands in the column of the markers
        room = self.right - self.lines[-1].box.x1
        full = room < 0.25 * (self.right - self.x0)
        return full and not self.bold and not ends_sentence(self.lines[-1].text)

    def _ended_early(self, line: Printed) -> bool:
        """Whether the line before ended early on purpose: the next line's first word would have had room on it."""
        if goes_on(line.text):
            return False
        last = self.lines[-1]
        first = line.words[1] - line.words[0] if len(line.words) > 1 else line.box.x1 - line.box.x0
        room = self.right - last.box.x1
        if _END.search(last.text):
            return room > 1.15 * first + 0.3 * line.size
        return room > first + 0.3 * (self.right - self.x0) and not self.column
