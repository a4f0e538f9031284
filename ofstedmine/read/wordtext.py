"""A Word paragraph's words: what stays of tracked changes, links, notes, page breaks, bold and italic type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Comment, _Element, _ProcessingInstruction

from .wordstyles import Style, on

_GONE = frozenset(qn(t) for t in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:rt", "w:instrText"))
_AFTER = frozenset((qn("w:drawing"), qn("w:pict"), qn("w:object")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


@dataclass(slots=True)
class Words:
    """What a paragraph says. `text` has newlines for line breaks and form feeds for page breaks."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # "footnote 3", in order
    boxes: list[_Element] = field(default_factory=list)  # contents of text boxes anchored here
    italics: list[str] = field(default_factory=list)  # stretches in italics, in order
    bold: bool = True  # all words are
    italic: bool = True


class Pages:
    """Counts page breaks: those that the writer set, and those that Word left where a page last ended."""

    def __init__(self) -> None:
        self.set = 0
        self.rendered = 0
        self._blank = True  # nothing since the last break

    def word(self) -> None:
        """A word stands on the page."""
        self._blank = False

    def written(self) -> str:
        """A break that the writer set."""
        self.set, self._blank = self.set + 1, True
        return "\f"

    def last_rendered(self) -> str:
        """Where Word last ended a page: it notes a break that the writer set once more."""
        if self._blank:
            return ""
        self.rendered, self._blank = self.rendered + 1, True
        return "\f"


class Reader:
    """Reads the words of paragraphs; one for a document, as it counts its pages."""

    def __init__(self, styles: dict[str, Style], targets: dict[str, str]) -> None:
        self._styles = styles
        self._targets = targets  # relationship → address
        self.pages = Pages()
        self.trace: list[tuple[str, _Element]] = []  # every piece of text in the order read, and what holds it

    def words(self, paragraph: _Element, style: Style) -> Words:
        """Read one paragraph: insertions stay, deletions and hidden text go."""
        words = Words()
        pieces: list[str] = []
        label: list[tuple[int, str]] = []  # open links: where their words begin, their address
        field_code = ""
        slanted = False  # whether the words before are in italics
        for event, element in _walk(paragraph):
            tag = element.tag
            if event == "end":
                if tag == qn("w:hyperlink"):
                    _close(label, pieces, words)
                continue
            if tag == qn("w:hyperlink"):
                label.append((len(pieces), self._targets.get(element.get(qn("r:id"), ""), "")))
            elif tag == qn("w:fldChar"):
                kind = element.get(qn("w:fldCharType"))
                if kind == "begin":
                    field_code = ""
                elif kind == "separate" and (found := _FIELD_LINK.match(field_code)):
                    label.append((len(pieces), found[1]))
                elif kind == "end" and label:
                    _close(label, pieces, words)
            elif tag == qn("w:instrText"):
                field_code += element.text or ""
            elif tag == qn("w:txbxContent"):
                words.boxes.append(element)
            elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                kind = "footnote" if tag == qn("w:footnoteReference") else "endnote"
                words.notes.append(f"{kind} {element.get(qn('w:id'), '')}")
            else:
                text = self._text(element)
                if text.strip():
                    before, slanted = slanted, self._weigh(element.getparent(), style, words)
                    if slanted and not before:
                        words.italics.append("")
                    self.pages.word()
                if slanted:
                    words.italics[-1] += text
                pieces.append(text)
                self.trace.append((text, element))
        while label:
            _close(label, pieces, words)
        words.text = "".join(pieces)
        return words

    def _text(self, element: _Element) -> str:
        tag = element.tag
        if tag == qn("w:t"):
            return (element.text or "").replace("\f", " ").replace("\n", " ")
        if tag == qn("w:tab"):
            return "\t"
        if tag == qn("w:br"):
            return self.pages.written() if element.get(qn("w:type")) == "page" else "\n"
        if tag == qn("w:cr"):
            return "\n"
        if tag == qn("w:noBreakHyphen"):
            return "-"
        if tag == qn("w:lastRenderedPageBreak"):
            return self.pages.last_rendered()
        if tag == qn("w:sym"):
            code = element.get(qn("w:char"), "")
            return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else ""
        return ""

    def _weigh(self, run: _Element | None, style: Style, words: Words) -> bool:
        """Note whether the words of a run are bold and italic, by themselves, their style or the paragraph's.

        Gives back whether they are italic.
        """
        properties = None if run is None else run.find(qn("w:rPr"))
        named = None if properties is None else properties.find(qn("w:rStyle"))
        own = self._styles.get(named.get(qn("w:val"), ""), Style()) if named is not None else Style()
        bold, italic = on(properties, "w:b"), on(properties, "w:i")
        words.bold &= style.bold or own.bold if bold is None else bold
        slanted = style.italic or own.italic if italic is None else italic
        words.italic &= slanted
        return slanted


def _walk(root: _Element) -> Iterator[tuple[str, _Element]]:
    """Elements of a paragraph that are shown, in order, without those of text boxes: those stand apart."""
    stack: list[tuple[str, _Element]] = [("start", child) for child in reversed(root)]
    while stack:
        event, element = stack.pop()
        if isinstance(element, _Comment | _ProcessingInstruction):
            continue
        if event == "start" and element.tag == qn("w:instrText"):
            yield event, element
            continue
        if event == "start" and (element.tag in _GONE or element.tag == _FALLBACK):
            continue
        if event == "start" and element.tag == qn("w:r") and on(element.find(qn("w:rPr")), "w:vanish"):
            continue
        yield event, element
        if event == "start" and element.tag != qn("w:txbxContent"):
            stack.append(("end", element))
            stack += (("start", child) for child in reversed(element))


def _close(label: list[tuple[int, str]], pieces: list[str], words: Words) -> None:
    start, address = label.pop() if label else (0, "")
    text = "".join(pieces[start:])
    if address and text.strip():
        words.links.append((text.replace("\f", " "), address))
