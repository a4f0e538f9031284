"""What a web page's elements mean: which are menus, which tables hold no data, how its lists count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ..document import Cell
from .blocks import set_side_by_side
from .marks import Mark, Style, letter, roman

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
LINES_APART = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")  # two <br> are a paragraph's end
_NEVER_SHOWN = (
    "script style template noscript head svg math iframe object embed video audio canvas map select button datalist"
    " nav dialog textarea"
)
_UNSEEN = frozenset(_NEVER_SHOWN.split())
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"))
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|breadcrumbs?|cookies?|banner|skip|skip-?link|site-?(?:header|footer)|page-?footer"
    r"|social|share|sidebar|visually-?hidden|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAIN = frozenset(("main", "content", "maincontent", "main-content", "main_content", "page-content"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i"}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]{0,100}?\b(none|lower-\w+|upper-\w+|decimal)", re.IGNORECASE)
_WIDEST = 200  # columns; a page may claim millions


def is_furniture(element: HtmlElement) -> bool:
    """True for what belongs to the site and not to the document: menus, scripts, banners, what is not shown."""
    tag = element.tag
    if tag in _UNSEEN:
        return True
    if tag in ("html", "body", "main", "article", "h1", "h2", "li", "td", "th", "tr", "table"):
        return _hidden(element)
    if element.get("role", "").lower() in _ROLES or _hidden(element):
        return True
    inside = any(a.tag in ("article", "main", "blockquote", "section") for a in element.iterancestors())
    if tag == "footer" or (tag == "header" and element.find(".//h1") is None):
        return not inside
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(len(named) < 500 and _FURNITURE.search(named)) and element.find(".//h1") is None


def _hidden(element: HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")[:500]))
    )


def main_part(page: HtmlElement) -> HtmlElement:
    """The part of a page that holds its document: what is marked as its main part, if it has words; else the whole."""
    named = (e for e in page.iter("div", "section", "article") if (e.get("id") or "").lower() in _MAIN)
    for found in (page.iter("main"), (e for e in page.iter("div", "section") if e.get("role") == "main"), named):
        parts = [e for e in found if not _hidden(e)]
        if len(parts) == 1 and len(" ".join(parts[0].itertext()).split()) > 3:
            return parts[0]
    return page


def is_layout(table: HtmlElement) -> bool:
    """True for a table that only sets text side by side: one column, tables inside, or numbers before paragraphs."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return True
    rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    if any(c.tag == "th" for cells in rows for c in cells):
        return False
    return set_side_by_side([[" ".join(c.itertext()) for c in cells] for cells in rows])


@dataclass(slots=True)
class _OpenList:
    style: str | None  # "1", "a", "A", "i", "I"; None for bullets, "" for none
    next: int
    step: int = 1


@dataclass(slots=True)
class Lists:
    """The open lists of a page, and the mark that the next block takes."""

    _open: list[_OpenList] = field(default_factory=list)
    _mark: Mark | None = None

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def open(self, element: HtmlElement) -> None:
        """Open a list, counting from its `start` in its `type`."""
        found = _LIST_STYLE.search(element.get("style", "")[:500])
        shown = found[1].lower() if found else ""
        if element.tag != "ol":
            self._open.append(_OpenList("" if shown == "none" else None, 0))
            return
        style = {"none": "", "upper-roman": "I", **_STYLES}.get(shown, element.get("type") or "1")
        back = element.get("reversed") is not None
        start = _whole(element.get("start"), len(element.findall("li")) if back else 1)
        self._open.append(_OpenList(style if style in ("", "1", "a", "A", "i", "I") else "1", start, -1 if back else 1))

    def close(self) -> None:
        """Close the innermost list."""
        if self._open:
            self._open.pop()
        self._mark = None

    def item(self, element: HtmlElement) -> None:
        """Begin an item: the next block takes its mark."""
        if not self._open:
            self._mark = Mark(Style.GLYPH, "•", None, "")
            return
        current = self._open[-1]
        if current.style is None:
            self._mark = Mark(Style.GLYPH, "•", None, "")
            return
        value = _whole(element.get("value"), current.next)
        current.next = value + current.step
        self._mark = _counted(current.style, value)

    def take(self) -> Mark | None:
        """The mark of the item that has just begun, once."""
        mark, self._mark = self._mark, None
        return mark


def _counted(style: str, value: int) -> Mark | None:
    if not style:
        return None
    if style == "1" or value < 1:
        return Mark(Style.NUMBER, f"{value}.", value if value >= 0 else None, "")
    sign = letter(value) if style in "aA" else roman(value)
    return Mark(Style.LETTER, f"{sign.upper() if style in 'AI' else sign}.", None, "")


def _whole(text: str | None, default: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", text or "")
    return int(found[1]) if found else default


@dataclass(slots=True)
class _Grid:
    number: int | None  # None for layout
    row: int = -1
    column: int = 0
    spans: dict[int, int] = field(default_factory=dict)  # column → rows that a cell from above still takes
    cell: Cell | None = None


@dataclass(slots=True)
class Tables:
    """The open tables of a page, and the cell that is being read."""

    _open: list[_Grid] = field(default_factory=list)
    _count: int = 0

    @property
    def cell(self) -> Cell | None:
        """The cell that is being read, or None outside of tables and in those that only set text side by side."""
        return self._open[-1].cell if self._open else None

    @property
    def in_layout(self) -> bool:
        """True inside a table that only sets text side by side."""
        return bool(self._open) and self._open[-1].number is None

    def open(self, *, layout: bool) -> None:
        """Open a table; only those with data are counted."""
        self._open.append(_Grid(None if layout else self._count))
        self._count += not layout

    def close(self) -> None:
        """Close the innermost table."""
        if self._open:
            self._open.pop()

    def row(self) -> None:
        """Begin a row."""
        if self._open:
            grid = self._open[-1]
            grid.row, grid.column = grid.row + 1, 0
            grid.spans = {c: left - 1 for c, left in grid.spans.items() if left > 1}

    def cell_of(self, element: HtmlElement) -> None:
        """Begin a cell in the first free column of its row."""
        if not self._open:
            return
        grid = self._open[-1]
        while grid.column in grid.spans:
            grid.column += 1
        wide = min(max(_whole(element.get("colspan"), 1), 1), _WIDEST)
        tall = min(max(_whole(element.get("rowspan"), 1), 1), 10_000)
        grid.cell = None if grid.number is None else Cell(grid.number, max(grid.row, 0), grid.column)
        if tall > 1:
            grid.spans.update(dict.fromkeys(range(grid.column, min(grid.column + wide, _WIDEST)), tall))
        grid.column += wide

    def leave(self) -> None:
        """End a cell."""
        if self._open:
            self._open[-1].cell = None
