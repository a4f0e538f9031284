"""Word documents: paragraphs, lists with their printed numbers, tables, quotations, notes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from ..document import BlockKind, Cell, Document
from ..errors import UnreadableDocument
from .assemble import assemble
from .blocks import from_text, give_italics, give_links, join_continued, nest, set_mark, set_side_by_side
from .draft import Draft, Line, Sheet
from .headings import mark_headings
from .marks import Mark, lone_mark
from .packages import check_package
from .wordnumbers import Numbering, Printed
from .wordstyles import Style, on, styles_of, whole_of, with_properties
from .wordtext import Reader, Words

_WRAPPERS = frozenset(qn(t) for t in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
_QUOTES = ("quote", "intense quote", "block text", "block quotation")
_INDENT = 280  # twentieths of a point: a passage in italics so far from the margin is a quotation


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word document.

    Pages are numbered where the file holds page breaks, by the writer's hand or as Word last set them; else unknown.
    """
    return traced(open_word(data, name), name)[0]


def open_word(data: bytes, name: str) -> WordDocument:
    """Open a Word document, after looking through its archive for what would harm."""
    check_package(data, name)
    try:
        return docx.Document(BytesIO(data))
    except Exception as trouble:  # a part missing or malformed shows as errors of many kinds
        reason = "The Word file is damaged. Open it in Word, save it again, and read that."
        raise UnreadableDocument(name, reason) from trouble


def traced(word: WordDocument, name: str) -> tuple[Document, list[tuple[str, _Element]]]:
    """Read an open Word document, which stays as it is; with every piece of its text in the order read."""
    reader = _Blocks(word)
    made = reader.build()
    return _assembled(reader, made, name), reader.words.trace


def _assembled(reader: _Blocks, made: list[Draft], name: str) -> Document:
    if not any(d.kind is BlockKind.HEADING for d in made):
        mark_headings(made)
    drafts = nest(join_continued(made))
    pages = reader.words.pages
    if not pages.set + pages.rendered:
        for draft in drafts:
            draft.lines = [line._replace(page=None) for line in draft.lines]
        return assemble(name, drafts)
    sheets = [Sheet(n + 1, None, 0.0, 0.0) for n in range(pages.set + pages.rendered + 1)]
    notes = (
        [] if pages.rendered else ["Pages are counted by the page breaks that the writer set; Word stored no others."]
    )
    return assemble(name, drafts, sheets, notes=notes)


class _Blocks:
    """Walks the body once, in the document's order, counting lists, tables, notes and pages."""

    def __init__(self, word: WordDocument) -> None:
        parts = {rel.reltype.rsplit("/", 1)[-1]: rel for rel in word.part.rels.values() if not rel.is_external}
        targets = {key: rel.target_ref for key, rel in word.part.rels.items() if rel.is_external}
        self._body = word.element.body
        self._styles = styles_of(word.styles.element)
        self._numbering = Numbering.of(_part(parts.get("numbering")))
        self._notes = {
            f"{kind} {note.get(qn('w:id'))}": note
            for kind in ("footnote", "endnote")
            for note in _children(_part(parts.get(f"{kind}s")), f"w:{kind}")
        }
        self.words = Reader(self._styles, targets)
        self._out: list[Draft] = []
        self._tables = 0
        self._noted = 0

    def build(self) -> list[Draft]:
        """The drafts of the body, in order."""
        self._blocks(self._body)
        return self._out

    def _blocks(
        self, parent: _Element, cell: Cell | None = None, *, boxed: bool = False, but: _Element | None = None
    ) -> None:
        for child in _shown(parent):
            if child is but:
                continue
            if child.tag == qn("w:p"):
                self._paragraph(child, cell, boxed=boxed)
            elif child.tag == qn("w:tbl"):
                self._table(child, cell, boxed=boxed)

    def _style(self, properties: _Element | None) -> Style:
        named = None if properties is None else properties.find(qn("w:pStyle"))
        style = self._styles.get("" if named is None else named.get(qn("w:val"), ""), Style())
        return with_properties(style, properties)

    def _paragraph(
        self, element: _Element, cell: Cell | None = None, *, boxed: bool = False, held: Mark | None = None
    ) -> None:
        properties = element.find(qn("w:pPr"))
        style = self._style(properties)
        # a paragraph whose end was deleted prints no number of its own
        gone = properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None
        page = 1 + self.words.pages.set + self.words.pages.rendered
        before = self.words.pages.written() if on(properties, "w:pageBreakBefore") and self._out else ""
        words = self.words.words(element, style)
        printed = self._numbering.printed(style.number, style.depth) if style.number and not gone else None
        kind = BlockKind.CELL if cell is not None else _kind(style, words, listed=printed is not None)
        made = from_text(before + words.text, kind, page=page)
        for n, draft in enumerate(made):
            draft.bold, draft.cell, draft.boxed, draft.indent = words.bold, cell, boxed, style.indent / 20
            if draft.kind is BlockKind.HEADING:
                draft.level = style.outline + 1 if style.outline is not None else 3
            if n == 0 and printed is not None:
                _print(draft, printed)
            elif n == 0 and held is not None and draft.marker is None:
                draft.marker, draft.number = held.marker, held.number
            elif draft.kind is BlockKind.HEADING:
                set_mark(draft)
            elif draft.marker is not None and draft.kind is not BlockKind.CELL and style.depth:
                draft.level = style.depth
        give_links(made, words.links)
        give_italics(made, words.italics)
        self._out += made
        for box in words.boxes:
            self._blocks(box, cell, boxed=True)
        for note in words.notes:
            self._note(note, page)

    def _note(self, key: str, page: int) -> None:
        note = self._notes.get(key)
        if note is None:
            return
        self._noted += 1
        text = " ".join(self.words.words(p, Style()).text for p in note.iter(qn("w:p")))
        lines = [Line(part, page) for part in text.replace("\f", "\n").split("\n") if part.strip()]
        self._out.append(Draft(BlockKind.FOOTNOTE, lines, marker=str(self._noted)))

    def _table(self, table: _Element, outer: Cell | None, *, boxed: bool) -> None:
        rows = [
            [(n, c) for n, c in _cells(row)] for row in _shown(table) if row.tag == qn("w:tr") and not _deleted(row)
        ]
        if outer is not None:  # a table inside a cell: its words belong to that cell
            for row in rows:
                for _, inner in row:
                    self._blocks(inner, outer, boxed=boxed)
            return
        texts = [["".join(t.text or "" for t in c.iter(qn("w:t"))) for _, c in row] for row in rows]
        if set_side_by_side(texts):
            self._side_by_side(rows, texts, boxed=boxed or all(len(row) == 1 for row in rows))
            return
        number, self._tables = self._tables, self._tables + 1
        for n, row in enumerate(rows):
            for column, inner in row:
                self._blocks(inner, Cell(number, n, column), boxed=boxed)

    def _side_by_side(self, rows: list[list[tuple[int, _Element]]], texts: list[list[str]], *, boxed: bool) -> None:
        """A table that only sets text: its cells are paragraphs, a number in a cell of its own is a mark."""
        for row, row_texts in zip(rows, texts, strict=True):
            held: Mark | None = None
            for (_, inner), text in zip(row, row_texts, strict=True):
                if held is None and (mark := lone_mark(text)):
                    held = mark
                    continue
                first = next((p for p in _shown(inner) if p.tag == qn("w:p")), None) if held is not None else None
                if first is not None:
                    self._paragraph(first, boxed=boxed, held=held)
                    held = None
                self._blocks(inner, boxed=boxed, but=first)


def _print(draft: Draft, printed: Printed) -> None:
    """Give a paragraph the mark that Word prints before it."""
    own = draft.marker if draft.marker is not None and not printed.bullet else None
    if own is not None:  # a number typed by hand after the one that Word prints is text
        draft.lines[0] = draft.lines[0]._replace(text=f"{own} {draft.lines[0].text}")
    elif draft.marker is not None:  # "• a) …": the letter tells more than the bullet
        draft.level = printed.depth
        return
    draft.marker = printed.marker
    whole = re.fullmatch(r"\(?(\d{1,4})[.)]?", printed.marker)
    paragraph = draft.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
    draft.number = int(whole[1]) if whole and paragraph and printed.depth == 0 else None
    if paragraph:
        draft.kind = BlockKind.BULLET if printed.bullet else BlockKind.PARAGRAPH
        outline = re.fullmatch(r"\d+(?:\.\d+)+\.?", printed.marker)
        draft.level = 0 if outline else printed.depth


def _kind(style: Style, words: Words, *, listed: bool) -> BlockKind:
    name = style.name.lower()
    if name.startswith("toc ") and name != "toc heading":
        return BlockKind.CONTENTS
    if style.outline is not None and words.text.strip():
        return BlockKind.HEADING
    if name in _QUOTES or (words.italic and style.indent >= _INDENT and not listed and len(words.text) > 40):
        return BlockKind.QUOTE
    if words.bold and not listed and 0 < len(words.text.strip()) <= 100 and "\n" not in words.text.strip():
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _shown(parent: _Element) -> Iterator[_Element]:
    """Children of an element, those inside content controls and tracked insertions too, in order."""
    stack = list(reversed(parent))
    while stack:
        child = stack.pop()
        if child.tag in _WRAPPERS:
            stack += reversed(child)
        elif isinstance(child.tag, str):
            yield child


def _cells(row: _Element) -> Iterator[tuple[int, _Element]]:
    """The cells of a row with their columns; the rest of a cell that spans rows is left out."""
    column = 0
    for cell in _shown(row):
        if cell.tag != qn("w:tc"):
            continue
        properties = cell.find(qn("w:tcPr"))
        merged = None if properties is None else properties.find(qn("w:vMerge"))
        if merged is None or merged.get(qn("w:val")) == "restart":
            yield column, cell
        column += max(whole_of(None if properties is None else properties.find(qn("w:gridSpan")), "w:val", 1), 1)


def _deleted(row: _Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _part(relation: object) -> _Element | None:
    """The XML of a related part, parsed without entities or a network."""
    blob = getattr(getattr(relation, "target_part", None), "blob", None)
    if not blob:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(blob, parser)


def _children(parent: _Element | None, tag: str) -> Iterator[_Element]:
    if parent is not None:
        yield from parent.iterchildren(qn(tag))
