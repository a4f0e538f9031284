"""Plain text, most of it exported from a PDF: page breaks, lines and blank lines become pages and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..document import BlockKind, Document
from .assemble import assemble
from .blocks import join_continued, nest, spaced
from .draft import Draft, Line, Sheet
from .headings import mark_headings
from .reflow import Group, Row, ended, group, is_contents

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s*)?(\d{1,3}|[ivxl]{1,5})(?:\s*(?:of|/)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_DENSE = 0.1  # fewer blank lines than this share of all lines divide nothing
_SPACE = 6.0  # points that a space counts for
_EDGE = 2  # running titles and page numbers stand among so many lines at a page's top or foot


def read_plain(text: str, name: str) -> Document:
    """Read plain text into a document; pages are numbered where form feeds divide them, and unknown where none do.

    >>> read_plain("1. Plans for children\\n\\nare timely.\\n\\n2. Audits help.", "a.txt").text
    'Plans for children are timely.\\nAudits help.'
    """
    rows, sheets = _rows(text)
    return assemble(name, drafts(rows), sheets)


def drafts(rows: Sequence[Row]) -> list[Draft]:
    """Make blocks of lines: joined, marked, nested, headings told from paragraphs."""
    groups = group(rows)
    made = [_draft(g) for g in groups]
    # some exports have no blank lines at all: there a line stands apart if the sentence before it ended
    dense = sum(row.gap > 0 for row in rows) < _DENSE * len(rows)
    apart = [_apart(groups, i, dense=dense) for i in range(len(groups))]
    mark_headings(made, apart)
    return nest(join_continued(made))


def _draft(block: Group) -> Draft:
    mark = block.mark
    kind = BlockKind.BULLET if mark is not None and mark.is_bullet else BlockKind.PARAGRAPH
    if is_contents(block.text):
        kind = BlockKind.CONTENTS
    lines = [Line(row.text, row.page) for row in block.rows]
    indent = _SPACE * min(row.spaces for row in block.rows)
    return Draft(kind, lines, mark.marker if mark else None, mark.number if mark else None, indent=indent)


def _apart(groups: Sequence[Group], i: int, *, dense: bool) -> bool:
    """Whether a block has white space on a side where a heading has it: before it, or after a question."""
    text = groups[i].text
    if len(groups[i].rows) > 2:
        return False
    if dense and i and (ended(groups[i - 1].text) or groups[i - 1].mark is not None):
        return True
    before = i == 0 or groups[i].rows[0].gap > 0
    after = i + 1 == len(groups) or groups[i + 1].rows[0].gap > 0
    return (before and (after or len(text.split()) <= 8)) or (after and text.endswith("?"))


def _rows(text: str) -> tuple[list[Row], list[Sheet]]:
    """The lines of a text that are not blank, with their pages, and the pages; running titles are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x85", "\n")
    leaves = [leaf.split("\n") for leaf in text.split("\f")]
    while leaves and not any(line.strip() for line in leaves[-1]):
        leaves.pop()
    paged = len(leaves) > 1
    running = _running_titles(leaves) if paged else set()
    rows: list[Row] = []
    sheets: list[Sheet] = []
    gap = 0
    for number, leaf in enumerate(leaves, 1):
        label = None
        edges = set(_edges(leaf)) if paged else set()
        for i, line in enumerate(leaf):
            spaces = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            line = spaced(line)
            printed = _PAGE_NUMBER.fullmatch(line) if i in edges and line else None
            if printed or (i in edges and _without_digits(line) in running):
                label = printed[1] if printed else label
                continue
            if not line:
                gap += 1
                continue
            rows.append(Row(line, number if paged else None, gap, spaces))
            gap = 0
        gap = max(gap, 1)  # a page break parts lines as a blank line does
        if paged:
            sheets.append(Sheet(number, label, 0.0, 0.0))
    return rows, sheets


def _edges(leaf: Sequence[str]) -> Iterator[int]:
    """Where the first and last lines of a page stand, blank ones not counted."""
    full = [i for i, line in enumerate(leaf) if line.strip()]
    yield from full[:_EDGE]
    yield from full[-_EDGE:]


def _running_titles(leaves: Sequence[Sequence[str]]) -> set[str]:
    """Lines that stand at the top or foot of three pages or more, and of half of all, whatever their numbers."""
    seen = Counter(text for leaf in leaves for text in {_without_digits(spaced(leaf[i])) for i in _edges(leaf)})
    return {text for text, count in seen.items() if text and count >= max(3, len(leaves) / 2)}


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "#", line)
