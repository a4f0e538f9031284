"""Web pages: headings, paragraphs, lists, tables and quotations become blocks; menus and scripts are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ..document import BlockKind, Document
from ..errors import UnreadableDocument
from .assemble import assemble
from .blocks import from_text, give_italics, give_links, join_continued, nest, set_mark, text_of
from .draft import Draft
from .headings import mark_headings
from .marks import Mark, Style, lone_mark
from .webparts import BLOCKS, LINES_APART, Lists, Tables, is_furniture, is_layout, main_part

_SET_IN = re.compile(r"(?:margin|padding)-left\s*:\s*(\d{1,4}(?:\.\d{1,4})?)\s*(px|pt|em|rem|cm|mm|in)", re.IGNORECASE)
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "cm": 28.3, "mm": 2.83, "in": 72.0}
_DEEPEST = 2000  # libxml2 gives up a little below: what stands deeper is lost


def read_html(text: str, name: str) -> Document:
    """Read a web page into a document; it has no pages. Nothing is fetched, and entities of its own are not expanded.

    >>> read_html("<h2>Plans</h2><ol start=12><li>Plans are<br>timely.</ol>", "a.html").text
    'Plans\\nPlans are timely.'
    """
    page = parse(text)
    deep = _too_deep(page)
    made = _drafts(page)
    if deep and not made:
        raise UnreadableDocument(name, "The page is nested too deeply to be read. Save it as a PDF and read that.")
    return assemble(name, made, notes=["The page is nested too deeply; what stands deepest is left out."] * deep)


def drafts(text: str) -> list[Draft]:
    """Make blocks of a web page, or of a piece of one."""
    return _drafts(parse(text))


def parse(text: str) -> HtmlElement | None:
    """Parse a web page without a network; None where it holds nothing."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return lxml.html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments or white space
        return None


def _drafts(page: HtmlElement | None) -> list[Draft]:
    if page is None:
        return []
    made = _Builder().build(main_part(page))
    if not any(d.kind is BlockKind.HEADING for d in made):
        mark_headings(made)
    return nest(join_continued(made))


class _Builder:
    """Walks the elements once, without recursion, and cuts a block wherever one begins or ends."""

    def __init__(self) -> None:
        self._out: list[Draft] = []
        self._text: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._link: tuple[int, str] | None = None  # where its words begin in `_text`, its address
        self._bold = 0  # open elements in bold type
        self._light = False  # the block has words outside them
        self._italics: list[str] = []
        self._slanted: int | None = None  # where the words in italics begin in `_text`
        self._indents: list[tuple[HtmlElement, float]] = []  # open elements that set their text in
        self._quotes = 0
        self._pre = 0
        self._heading: int | None = None
        self._lists = Lists()
        self._tables = Tables()
        self._held: Mark | None = None  # a number in a cell of its own, before the cell with its text

    def build(self, root: HtmlElement) -> list[Draft]:
        """The drafts of the elements under a root, in order."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if element is not root and is_furniture(element):
                    walk.skip_subtree()  # the next event is the end of the same element
                    skipped = element
                    self._cut_at(element.tag)
                else:
                    self._start(element)
                    self._add(element.text)
                continue
            if element is not skipped:
                self._end(element)
            if element is not root:
                self._add(element.tail)
        self._cut()
        return self._out

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if text.strip() and not self._bold:
            self._light = True
        # a line end in the source is white space; only <br> breaks a line, except in <pre>
        space = text if self._pre else " ".join(text.replace("\n", " ").split(" "))
        self._text.append(space if self._pre else space.replace("\r", " ").replace("\x0b", " ").replace("\f", " "))

    def _cut_at(self, tag: str) -> None:
        if tag in BLOCKS:
            self._cut()

    def _start(self, element: HtmlElement) -> None:
        tag = element.tag
        self._cut_at(tag)
        if tag in BLOCKS and (points := _indent(element)):
            self._indents.append((element, points))
        match tag:
            case "br":
                self._text.append("\n")
            case "b" | "strong" | "th":
                self._bold += 1
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading = int(tag[1])
            case "i" | "em" if self._slanted is None:
                self._slanted = len(self._text)
            case "blockquote":
                self._quotes += 1
            case "pre":
                self._pre += 1
            case "a":
                self._link = (len(self._text), (element.get("href") or "").strip())
            case "q":
                self._text.append("“")
            case "input":
                ticked = element.get("checked") is not None
                self._text.append("☒ " if ticked else "☐ ")
            case "ul" | "ol" | "menu":
                self._lists.open(element)
            case "li":
                self._lists.item(element)
            case "table":
                self._tables.open(layout=is_layout(element))
            case "tr":
                self._tables.row()
        if tag in ("td", "th"):
            self._tables.cell_of(element)

    def _end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self._close_link()
        elif tag == "q":
            self._text.append("”")
        if tag in ("i", "em"):
            self._close_italics()
        self._cut_at(tag)
        if self._indents and self._indents[-1][0] is element:
            self._indents.pop()
        match tag:
            case "b" | "strong" | "th":
                self._bold -= 1
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading = None
            case "blockquote":
                self._quotes -= 1
            case "pre":
                self._pre -= 1
            case "ul" | "ol" | "menu":
                self._lists.close()
            case "table":
                self._tables.close()
                self._held = None
        if tag in ("td", "th"):
            self._tables.leave()

    def _close_italics(self) -> None:
        if self._slanted is not None:
            self._italics.append("".join(self._text[self._slanted :]))
        self._slanted = None

    def _close_link(self) -> None:
        start, address = self._link or (0, "")
        label = "".join(self._text[start:])
        if label.strip() and address and not address.lower().startswith(("#", "javascript:", "data:")):
            self._links.append((label, address))
        self._link = None

    def _cut(self) -> None:
        """Make blocks of the text since the last cut."""
        slanted = self._slanted is not None
        self._close_italics()
        text, links, italics, bold = "".join(self._text), self._links, self._italics, not self._light
        self._text, self._links, self._italics, self._light = [], [], [], False
        self._slanted = 0 if slanted else None
        if self._link is not None:
            self._link = (0, self._link[1])
        if not text.strip():
            return
        made: list[Draft] = []
        for part in LINES_APART.split(text):
            made += self._blocks(part, bold=bold)
        give_links(made, links)
        give_italics(made, italics)
        self._out += made

    def _blocks(self, text: str, *, bold: bool) -> list[Draft]:
        cell = self._tables.cell
        if self._heading is not None and cell is None:
            made = [set_mark(d) for d in from_text(text, BlockKind.HEADING)]
            for draft in made:
                draft.level, draft.bold = self._heading, True
            return made
        if self._tables.in_layout and self._held is None and (mark := lone_mark(text)):
            self._held = mark
            return []
        kind = BlockKind.CELL if cell is not None else BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
        made = from_text(text, kind)
        for draft in made:
            draft.bold, draft.cell, draft.indent = bold, cell, sum(points for _, points in self._indents)
        if made:
            self._give_mark(made)
        if kind is BlockKind.PARAGRAPH and bold and len(made) == 1 and made[0].marker is None and not self._lists.depth:
            short = len(text_of(made[0])) <= 100
            made[0].kind, made[0].level = (BlockKind.HEADING, 3) if short else (kind, 0)
        return made

    def _give_mark(self, made: Sequence[Draft]) -> None:
        """The first block of an item, or after a number in a cell of its own, takes that mark if it prints none."""
        first, held, item = made[0], self._held, self._lists.take()
        self._held = None
        mark = held or item
        if mark is not None and first.marker is None and first.kind is not BlockKind.QUOTE:
            first.marker = mark.marker
            first.number = mark.number if first.kind is BlockKind.PARAGRAPH and self._lists.depth <= 1 else None
            if mark.style is Style.GLYPH and first.kind is BlockKind.PARAGRAPH:
                first.kind = BlockKind.BULLET
        for draft in made:
            if draft.marker is not None and first.kind is not BlockKind.CELL:
                draft.level = max(self._lists.depth - 1, 0)


def _indent(element: HtmlElement) -> float:
    """How far an element's style sets its text in, in points."""
    found = _SET_IN.findall(element.get("style") or "")
    return sum(float(n) * _POINTS[unit.lower()] for n, unit in found)


def _too_deep(page: HtmlElement | None) -> bool:
    """Whether the page reaches the depth at which its parser gives up."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")) if page is not None else ():
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest >= _DEEPEST
