"""The mark that a printed line begins with: those of any text, told from words by where they stand on the page."""

from __future__ import annotations

import re
from typing import NamedTuple

from .marks import Style, lone_mark, take_mark
from .pdf import Printed

_ALONE = re.compile(r"\d{1,3}[.)]")  # its text comes on the next line
_INITIAL = re.compile(r"[^A-H]\.")  # of a name; lists with capitals are short
_APART = 0.8  # share of a line's height by which a hollow bullet stands away from its text


class LineMark(NamedTuple):
    """A mark: its text on the line, as shown, its number, whether it is a bullet, how many words it takes."""

    text: str
    shown: str
    number: int | None
    bullet: bool
    words: int


def line_mark(line: Printed) -> LineMark | None:
    """The mark at the beginning of a printed line, or None."""
    text = line.text.strip()
    found = take_mark(text) or (lone_mark(text) if _ALONE.fullmatch(text) else None)
    if found is None or (found.style is Style.LETTER and _INITIAL.fullmatch(found.marker)):
        return None
    if found.marker == "o" and len(line.words) > 1 and line.words[1] - line.words[0] < _APART * line.size:
        return None  # a word, not a hollow bullet
    printed = text[: len(text) - len(found.text)]
    apart = not found.text or printed[-1:].isspace()
    return LineMark(printed.rstrip(), found.marker, found.number, found.is_bullet, int(apart))
