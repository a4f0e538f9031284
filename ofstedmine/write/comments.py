"""Word comments on the quotes of an open draft: each on the runs that hold just its words."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.run import Run
from lxml.etree import _Element

from ..document import Span
from ..model import Verification
from ..read.wordplaces import WordPlaces
from ..wording import short
from .safely import line
from .verdicts import told, total, verdict

AUTHOR, INITIALS = "ofstedmine", "om"
_LISTED = 90  # letters of a quote that a comment elsewhere names


class Comments:
    """Adds comments to an open Word document, splitting runs where a quote begins or ends inside one."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._body = word.element
        used = [int(i) for e in self._body.iter() if (i := e.get(qn("w:id")) or "").isdigit() and len(i) < 10]
        used += [c.comment_id for c in word.comments]
        self._ids = count(max(used, default=0) + 1)
        self._parts: dict[_Element, list[tuple[int, _Element]]] = {}  # a text, cut: where each part began, its element

    def beside(self, places: WordPlaces, check: Verification) -> bool:
        """Comment on a quote; False where no comment can stand."""
        runs = self._runs(places, check.quote.span)
        if runs is None:
            return False
        boxed = _box(runs[0])
        lines = [str(verdict(check)), *(item.text for item in told(check))]
        if boxed is not None:
            lines.insert(0, f"In this box: “{short(check.quote.text, _LISTED)}”")
            runs = (boxed, boxed)
        self._add(*runs, lines)
        return True

    def at_top(self, places: WordPlaces, checks: Sequence[Verification], left: Sequence[Verification]) -> None:
        """The comment that sums up, on the first words of the body."""
        lines = [f"Checked by {AUTHOR}. {total(checks)}."]
        if left:
            lines.append("No comment can stand beside these, in footnotes or endnotes:")
        for check in left:
            lines.append(f"“{short(check.quote.text, _LISTED)}” – {verdict(check)}")
            lines += [item.text for item in told(check)]
        texts = (e for e in places.elements if e.tag == qn("w:t") and self._in_body(e))
        run = next((r for e in texts if (r := e.getparent()) is not None and _box(r) is None), None)
        if run is None:  # a body without words of its own: all of them are in boxes or notes
            paragraph = next(self._body.iter(qn("w:p")), None)
            if paragraph is None:
                paragraph = self._word.add_paragraph()._p
            run = OxmlElement("w:r")
            paragraph.append(run)
        self._add(run, run, lines)

    def _runs(self, places: WordPlaces, span: Span | None) -> tuple[_Element, _Element] | None:
        """The first and last run of a quote, with nothing else in them; None where it does not begin in the body."""
        held = places.stretches(span) if span else []
        if not held or not self._in_body(held[0].element):
            return None
        held = [s for s in held if self._in_body(s.element)]  # a note's text may stand between two paragraphs
        first, last = held[0], held[-1]
        if (_box(first.element) is None) != (_box(last.element) is None):
            last = first
        self._cut(last.element, last.end)
        start = self._cut(first.element, first.start)[1]
        end = self._cut(last.element, last.end)[0]  # in its own run only now, if both stood in one
        return (start, end) if start is not None and end is not None else None

    def _in_body(self, element: _Element) -> bool:
        run = element.getparent()
        root = element.getroottree().getroot()
        return root is self._body and run is not None and run.tag == qn("w:r")

    def _cut(self, element: _Element, at: int) -> tuple[_Element | None, _Element | None]:
        """Cut the run of a text (or sign) at a character: the runs that end before it and begin at it."""
        parts = self._parts.setdefault(element, [(0, element)])
        k = max((i for i, (start, _) in enumerate(parts) if start < at), default=0)
        start, part = parts[k]
        text = part.text or ""
        if part.tag == qn("w:t") and 0 < at - start < len(text):
            after = deepcopy(part)
            after.text, part.text = text[at - start :], text[: at - start]
            for piece in (part, after):  # white space at a cut is no white space at an end
                piece.set(qn("xml:space"), "preserve")
            part.addnext(after)
            parts.insert(k + 1, (at, after))
            return part.getparent(), self._split(after)
        if at <= start:
            return None, self._split(part)
        beyond = part.getnext()
        if beyond is not None:
            self._split(beyond)
        return part.getparent(), parts[k + 1][1].getparent() if k + 1 < len(parts) else None

    def _split(self, child: _Element) -> _Element | None:
        """The run that begins with this child of a run: what stands before it becomes a run of its own."""
        run, before = child.getparent(), child.getprevious()
        if run is None or before is None or before.tag == qn("w:rPr"):
            return run
        later = OxmlElement("w:r")
        for name, value in run.attrib.items():
            later.set(name, value)
        properties = run.find(qn("w:rPr"))
        if properties is not None:
            later.append(deepcopy(properties))
            for change in later.iter(qn("w:rPrChange")):  # tracked formatting: no two changes share an id
                change.set(qn("w:id"), str(next(self._ids)))
        later.extend([child, *child.itersiblings()])
        run.addnext(later)
        return later

    def _add(self, first: _Element, last: _Element, lines: Sequence[str]) -> None:
        text = "\n".join(map(line, lines))
        comment = self._word.comments.add_comment(text, AUTHOR, INITIALS)
        number = next(self._ids)
        comment._comment_elm.id = number  # a range without its comment may hold the number that was next
        body = self._word._body
        assert isinstance(first, CT_R)
        assert isinstance(last, CT_R)
        Run(first, body).mark_comment_range(Run(last, body), number)


def _box(element: _Element) -> _Element | None:
    """The run that anchors the text box in which an element stands, or None."""
    boxes = [a for a in element.iterancestors() if a.tag == qn("w:txbxContent")]
    return next((a for a in boxes[-1].iterancestors() if a.tag == qn("w:r")), None) if boxes else None
