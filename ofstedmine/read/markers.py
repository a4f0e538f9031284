"""Bullets and numbers at the beginning of a line."""

from __future__ import annotations

import re
from typing import NamedTuple

from .pdf import Printed

# ◼ U+F06E U+F0A7 … : Word's Wingdings bullets arrive as private-use characters
BULLETS = "◼■□▪▫•●○◦‣⁃➢➤►✓✔❖·\uf000-\uf0ff"
_BULLET = re.compile(rf"([{BULLETS}])(?:\s+|$|(?=\w))|([-−–]|o)(?=\s+\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)](?=\s+\S|$|[A-Z‘“])")  # "10.When" (Hartlepool 2018, p. 5)
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=\s+\S)")
_LETTER = re.compile(r"(\([a-z]\)|[a-z]\)|\([ivx]{1,4}\)|[ivx]{1,4}\)|[A-H]\.)(?=\s+\S)")


class Marker(NamedTuple):
    """A printed marker: its text on the line, as shown, its number, whether it is a bullet, how many words it takes."""

    text: str
    shown: str
    number: int | None
    bullet: bool
    words: int


def marker(line: Printed) -> Marker | None:
    """The marker at the beginning of a printed line, or None."""
    text = line.text
    if m := _BULLET.match(text):
        glyph = m[1] or m[2]
        if m[2] == "o" and len(line.words) > 1 and line.words[1] - line.words[0] < 0.8 * line.size:
            return None  # a word, not a hollow bullet
        return Marker(m[0].rstrip() or glyph, glyph, None, True, 1 if text[1:2].isspace() or len(text) == 1 else 0)
    if m := _DOTTED.match(text):
        return Marker(m[0], m[1], None, False, 1)
    if m := _NUMBER.match(text):
        return Marker(m[0], m[0], int(m[1]), False, 1 if m.end() == len(text) or text[m.end()].isspace() else 0)
    if m := _LETTER.match(text):
        return Marker(m[0], m[0], None, False, 1)
    return None
