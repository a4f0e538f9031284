"""Markdown: headings, paragraphs, lists and tables become blocks; its signs are no part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..document import BlockKind, Cell, Document
from .assemble import assemble
from .blocks import from_text, give_italics, give_links, join_continued, nest, set_mark, text_of
from .draft import Draft, Line
from .headings import mark_headings

_LEFT_OVER = re.compile(r"\*\*|(?<!\w)\*(?=[\w\"'‘“])|(?<=[\w.\"'’”])\*(?!\w)")  # stars that closed or opened nothing
_MOST_HEADING = 200  # a "heading" longer than this is a paragraph that a rule of dashes happens to follow


@dataclass(slots=True)
class _List:
    """An open list: how deep it stands, how far its first item was indented, and the item being read."""

    depth: int
    indent: int | None = None
    deeper: int = 0
    marker: str | None = None
    number: int | None = None
    fresh: bool = False  # nothing of the item was read yet


@dataclass(slots=True)
class _Piece:
    """Text up to a hard line break, with the links and the words in italics that it holds."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)


def read_markdown(text: str, name: str) -> Document:
    """Read Markdown (CommonMark with tables) into a document; it has no pages.

    >>> read_markdown("# Plans\\n\\n12. **Plans** are [timely](https://e.org).", "a.md").text
    'Plans\\nPlans are timely.'
    """
    return assemble(name, drafts(text))


def drafts(text: str) -> list[Draft]:
    """Make blocks of Markdown: marks and levels from its lists, headings from its signs or, without any, by shape."""
    # indented code is switched off: exports indent what is only a list, or a paragraph inside one
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
    made = _Builder(text.splitlines()).build(parser.parse(text))
    if not any(d.kind is BlockKind.HEADING for d in made):
        mark_headings(made)
    return nest(join_continued(made))


class _Builder:
    """Walks the tokens once, keeping the open lists."""

    def __init__(self, source: Sequence[str]) -> None:
        self._source = source
        self._lists: list[_List] = []
        self._out: list[Draft] = []
        self._quotes = 0
        self._heading: int | None = None
        self._cell: tuple[int, int, int] | None = None
        self._tables = 0
        self._header = False

    def build(self, tokens: Sequence[Token]) -> list[Draft]:
        """The drafts of a document, in order."""
        for token in tokens:
            self._take(token)
        return self._out

    def _take(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                # "- 1. Plans": a list that opens an item takes its place
                inner = self._lists and self._lists[-1].fresh
                self._lists.append(_List(self._lists[-1].depth + (0 if inner else 1) if self._lists else 0))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._open_item(token)
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = None
            case "table_open" | "tr_open" | "td_open" | "th_open" | "table_close":
                self._table(token.type)
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._paragraphs([_Piece(token.content)])
            case "html_block":
                from .html import drafts as of_html

                self._out += of_html(token.content)

    def _open_item(self, token: Token) -> None:
        current = self._lists[-1]
        line = self._source[token.map[0]] if token.map and token.map[0] < len(self._source) else ""
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if current.indent is None:
            current.indent = indent
        # CommonMark takes an item that is indented by one space for a neighbour; who wrote it meant it to be inside
        current.deeper = int(indent > current.indent)
        current.fresh = True
        if token.info:
            current.marker, current.number = f"{token.info}{token.markup}", int(token.info)
        else:
            current.marker, current.number = token.markup, None

    def _table(self, kind: str) -> None:
        table, row, column = self._cell or (self._tables, -1, -1)
        if kind == "table_open":
            self._cell = (self._tables, -1, -1)
            self._tables += 1
        elif kind == "table_close":
            self._cell = None
        elif kind == "tr_open":
            self._cell = (table, row + 1, -1)
        else:
            self._cell = (table, row, column + 1)
            self._header = kind == "th_open"

    def _inline(self, token: Token) -> None:
        pieces = _pieces(token.children or ())
        text = " ".join(piece.text for piece in pieces)
        links = [link for piece in pieces for link in piece.links]
        bold = _all_bold(token.children or ())
        if self._cell is not None:
            cell = Draft(BlockKind.CELL, _lines(text), cell=Cell(*self._cell), bold=bold or self._header)
            cell.links, cell.italics = links, [words for piece in pieces for words in piece.italics]
            self._out.append(cell)
        elif self._heading is not None and len(text) <= _MOST_HEADING:
            heading = Draft(BlockKind.HEADING, _lines(text), level=self._heading, bold=True)
            heading.links = links
            self._out.append(set_mark(heading))
        else:
            self._paragraphs(pieces, bold=bold)

    def _paragraphs(self, pieces: Sequence[_Piece], *, bold: bool = False) -> None:
        """A paragraph's lines as one block, or as several where they were broken on purpose ("Date: …", "From: …")."""
        item = self._lists[-1] if self._lists and self._lists[-1].fresh else None
        kind = BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
        for piece in pieces:
            made = from_text(piece.text, kind)
            give_links(made, piece.links)
            give_italics(made, piece.italics)
            for draft in made:
                draft.bold = bold
                if item is not None:
                    self._begin_item(draft, item)
                    item = None
                elif kind is BlockKind.PARAGRAPH and bold and len(text_of(draft)) <= 100 and draft.marker is None:
                    draft.kind, draft.level = BlockKind.HEADING, 3
                self._out.append(draft)

    def _begin_item(self, draft: Draft, item: _List) -> None:
        """The first block of an item takes its mark: the list's, or the letter or number printed after a dash."""
        item.fresh = False
        depth = item.depth + item.deeper
        if draft.marker is None:
            draft.marker, draft.number = item.marker, item.number if depth == 0 else None
            if item.number is None and draft.kind is BlockKind.PARAGRAPH:
                draft.kind = BlockKind.BULLET
        draft.level = depth


def _pieces(tokens: Sequence[Token]) -> list[_Piece]:
    """The text of inline tokens with its links and italics, cut at hard line breaks."""
    pieces = [_Piece()]
    label: str | None = None
    address = ""
    slanted = False
    for token in tokens:
        if token.type == "hardbreak":
            pieces.append(_Piece(italics=[""] if slanted else []))
            continue
        text = "\n" if token.type == "softbreak" else token.content if token.type in ("text", "code_inline") else ""
        if token.type == "html_inline" and token.content.lower().startswith("<br"):
            text = "\n"
        if token.type == "text":
            text = _LEFT_OVER.sub("", text)
        if token.type in ("em_open", "em_close"):
            slanted = token.type == "em_open"
            pieces[-1].italics += [""] if slanted else []
        elif slanted:
            pieces[-1].italics[-1] += text
        if token.type == "link_open":
            label, address = "", str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            if label and label.strip() and address:
                pieces[-1].links.append((label, address))
            label = None
        elif label is not None:
            label += text
        pieces[-1].text += text
    return pieces


def _lines(text: str) -> list[Line]:
    return [Line(line) for line in text.splitlines() if line.strip()]


def _all_bold(tokens: Sequence[Token]) -> bool:
    """True where every word stands in bold type."""
    depth, any_bold = 0, False
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            depth += token.nesting
        elif token.type in ("text", "code_inline") and token.content.strip():
            if not depth:
                return False
            any_bold = True
    return any_bold
