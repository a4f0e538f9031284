"""Printed bullets and numbers at the start of a block: what is the mark, and what is the text."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

GLYPHS = "•◼▪▫➢➤●■□◆◇▶►‣⁃∙◦○✓✔❖\ue000-\uf8ff"  # U+E000–F8FF is where symbol fonts put their bullets
# U+FFFD, Ø and § are what exports make of such a bullet
_GLYPH = re.compile(f"([{GLYPHS}])\\s*|([·�Ø§])\\s+(?=[^\\W\\d_])")
_DASH = re.compile(r"([-−–—*o])\s+(?=\S)")
_NUMBER = re.compile(r"(?:(\d{1,3})[.)]|\((\d{1,3})\))(?:\s+(?=\S)|(?=[A-Z‘“]))")
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+(?=[A-Z‘“\"'(\[\d])")
_WIDE = re.compile(r"(\d{1,3})(?:\s{2,}|\t\s*)(?=[A-Z‘“\"'])")  # "12   The service": a number with no stop
_LETTER = re.compile(r"(\(?(?:[A-Za-z]|[ivx]{2,5})\)|[A-Za-z]\.)\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Style(Enum):
    """How a block is marked."""

    GLYPH = "a bullet that can be nothing else"
    DASH = "a dash, star or letter o, which may also stand in running text"
    NUMBER = "a whole number"
    OUTLINE = "a number with parts, 4.2"
    LETTER = "a letter or a small Roman number"


class Mark(NamedTuple):
    """A printed mark, its value where it is a whole number, and the text after it."""

    style: Style
    marker: str
    number: int | None
    text: str

    @property
    def is_bullet(self) -> bool:
        """True for glyphs and dashes, which do not count."""
        return self.style in (Style.GLYPH, Style.DASH)


def take_mark(text: str) -> Mark | None:
    """Split the printed mark from the start of a block, or None where the text begins at once.

    >>> take_mark("12. Plans are timely.")
    Mark(style=<Style.NUMBER: 'a whole number'>, marker='12.', number=12, text='Plans are timely.')
    >>> take_mark("4.2 Plans are timely.").marker, take_mark("(ii) plans").marker, take_mark("• plans").marker
    ('4.2', '(ii)', '•')
    >>> take_mark("3.5 million children"), take_mark("2021. A year"), take_mark("e.g. plans")
    (None, None, None)
    """
    text = text.strip()
    if text[:2].isalpha() and ")" not in text[:6]:
        return None  # a word: so most lines begin
    if found := _GLYPH.match(text):
        return Mark(Style.GLYPH, found[1] or found[2], None, text[found.end() :])
    if found := _OUTLINE.match(text):
        return Mark(Style.OUTLINE, found[0].strip(), None, text[found.end() :])
    if found := _NUMBER.match(text):
        return Mark(Style.NUMBER, found[0].strip(), int(found[1] or found[2]), text[found.end() :])
    if found := _WIDE.match(text):
        return Mark(Style.NUMBER, found[1], int(found[1]), text[found.end() :])
    if found := _LETTER.match(text):
        return Mark(Style.LETTER, found[1], None, text[found.end() :])
    if found := _DASH.match(text):
        return Mark(Style.DASH, found[1], None, text[found.end() :])
    return None


def shape(marker: str) -> str:
    """What markers of one list share: their punctuation and kind of sign, "(a)" and "(b)" but not "b)".

    >>> shape("b)"), shape("(iii)"), shape("12."), shape("➢")
    ('a)', '(i)', '1.', '➢')
    """
    core = marker.strip("().")
    if core.isdigit():
        return marker.replace(core, "1")
    if core.lower() in _ROMAN[1:]:
        return marker.replace(core, "i" if core.islower() else "I")
    if len(core) == 1 and core.isascii() and core.isalpha() and core != marker:
        return marker.replace(core, "a" if core.islower() else "A")
    return marker


def follows(before: str | None, marker: str) -> bool:
    """True where one marker comes directly after another in counting: "b)" after "a)", "4.3" after "4.2".

    >>> follows("a)", "b)"), follows("i)", "ii)"), follows("9.", "10."), follows("4.2", "5.1"), follows("a)", "c)")
    (True, True, True, True, False)
    """
    if before is None:
        return False
    old, new = before.strip("()."), marker.strip("().")
    if before.replace(old, "", 1) != marker.replace(new, "", 1):
        return False
    if old.isalpha() and new.isalpha():
        if len(old) == len(new) == 1 and ord(new) == ord(old) + 1:
            return True
        low, high = old.lower(), new.lower()
        return low in _ROMAN and high in _ROMAN and _ROMAN.index(high) == _ROMAN.index(low) + 1
    if not (old[:1].isdigit() and new[:1].isdigit()):
        return False
    a, b = [int(n) for n in old.split(".")], [int(n) for n in new.split(".")]
    # counting goes on at some depth (4.2 → 4.3, 4.2 → 5, 4.2 → 5.1) or opens a new one (4.2 → 4.2.1)
    steps = {(*a[:depth], a[depth] + 1, *[1] * more) for depth in range(len(a)) for more in range(3)}
    return tuple(b) in steps | {(*a, 1)}


def starts_list(marker: str) -> bool:
    """True for a marker with which counting begins: "1.", "a)", "(i)", "1.1"."""
    return marker.strip("().").lower() in ("1", "a", "i", "1.1")


def lone_mark(text: str) -> Mark | None:
    """The mark that stands alone in a cell or paragraph, before the one with its text; None for anything else.

    >>> lone_mark("1.1").marker, lone_mark(" (b) ").marker, lone_mark("12").number, lone_mark("Owner")
    ('1.1', '(b)', 12, None)
    """
    text = text.strip()
    if re.fullmatch(r"\d{1,3}", text):
        return Mark(Style.NUMBER, text, int(text), "")
    mark = take_mark(f"{text} X") if text and len(text) < 10 else None
    return mark._replace(text="") if mark is not None and mark.marker == text else None


def letter(value: int) -> str:
    """The letter of a place in a list: a, b … z, aa, ab …

    >>> letter(1), letter(28)
    ('a', 'ab')
    """
    signs = ""
    while value > 0:
        value, rest = divmod(value - 1, 26)
        signs = chr(ord("a") + rest) + signs
    return signs


def roman(value: int) -> str:
    """The small Roman number of a place in a list; past 3,999 the Arabic one.

    >>> roman(4), roman(19)
    ('iv', 'xix')
    """
    if not 0 < value < 4000:
        return str(value)
    signs = ""
    steps = (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")
    for worth, sign in (*steps, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        signs += sign * (value // worth)
        value %= worth
    return signs
