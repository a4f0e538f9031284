"""The numbers and bullets that Word prints before paragraphs, counted as Word counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml.etree import _Element

from .marks import letter, roman

_LEVELS = 9
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "o": "o", "": "•"}


class _Level(NamedTuple):
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None  # the level whose new item restarts this one; 0 for none
    legal: bool = False  # all parts in Arabic numbers


class Printed(NamedTuple):
    """What Word prints before a paragraph: the marker, whether it counts, and its depth from 0."""

    marker: str
    bullet: bool
    depth: int


@dataclass(slots=True)
class Numbering:
    """The lists of a Word document. `printed` must be asked once for each paragraph, in the document's order."""

    _levels: dict[str, list[_Level]] = field(default_factory=dict)  # by abstract list
    _abstract: dict[str, str] = field(default_factory=dict)  # list → abstract list
    _overrides: dict[tuple[str, int], int] = field(default_factory=dict)  # (list, depth) → start
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _used: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: _Element | None) -> Numbering:
        """Read the numbering part of a Word document (None where it has none)."""
        numbering = cls()
        if root is None:
            return numbering
        for abstract in root.iterchildren(qn("w:abstractNum")):
            levels = [_Level()] * _LEVELS
            for level in abstract.iterchildren(qn("w:lvl")):
                _set(levels, level)
            numbering._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in root.iterchildren(qn("w:num")):
            own = number.get(qn("w:numId"), "")
            numbering._abstract[own] = _value(number, "w:abstractNumId") or ""
            for override in number.iterchildren(qn("w:lvlOverride")):
                start = _value(override, "w:startOverride")
                depth = _whole(override.get(qn("w:ilvl")), 0)
                if start is not None:
                    numbering._overrides[own, depth] = _whole(start, 1)
        return numbering

    def printed(self, number: str, depth: int) -> Printed | None:
        """Count the next paragraph of a list at a depth; None for a list that prints nothing."""
        abstract = self._abstract.get(number)
        levels = self._levels.get(abstract or "")
        if abstract is None or levels is None or not 0 <= depth < _LEVELS:
            return None
        level = levels[depth]
        if level.style == "bullet":
            glyph = level.text.strip()
            return Printed(_BULLETS.get(glyph, glyph), bullet=True, depth=depth)
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if (number, depth) in self._overrides and (number, depth) not in self._used:
            counts[depth] = self._overrides[number, depth]
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        self._used.add((number, depth))
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or (restart and restart > depth):
                counts[deeper] = None
        if level.style == "none":
            return None
        marker = level.text
        for n, part in enumerate(levels[: depth + 1]):
            value = counts[n]
            style = "decimal" if level.legal else part.style
            marker = marker.replace(f"%{n + 1}", _shown(part.start if value is None else value, style))
        return Printed(marker.strip(), bullet=False, depth=depth) if marker.strip() else None


def _set(levels: list[_Level], element: _Element) -> None:
    depth = _whole(element.get(qn("w:ilvl")), -1)
    if not 0 <= depth < _LEVELS:
        return
    restart = _value(element, "w:lvlRestart")
    legal = element.find(qn("w:isLgl"))
    levels[depth] = _Level(
        _whole(_value(element, "w:start"), 1),
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText") or "",
        None if restart is None else _whole(restart, 0),
        legal is not None and legal.get(qn("w:val"), "1") not in ("0", "false", "off"),
    )


def _value(element: _Element, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _whole(text: str | None, default: int) -> int:
    try:
        return min(max(int(text or ""), -1), 1_000_000)
    except ValueError:
        return default


def _shown(value: int, style: str) -> str:
    match style:
        case "lowerLetter":
            return letter(value)
        case "upperLetter":
            return letter(value).upper()
        case "lowerRoman":
            return roman(value)
        case "upperRoman":
            return roman(value).upper()
        case "decimalZero":
            return f"{value:02d}"
        case _:
            return str(value)
