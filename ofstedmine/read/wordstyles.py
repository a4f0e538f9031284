"""The styles of a Word document: what a paragraph looks like and means, with all that it inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from lxml.etree import _Element

_HEADING = re.compile(r"heading\s?(\d)", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    """A style with what it inherits."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    outline: int | None = None  # 0 for a heading of the first level
    indent: int = 0  # twentieths of a point
    number: str | None = None  # the list that it belongs to
    depth: int = 0


def on(parent: _Element | None, tag: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said."""
    child = None if parent is None else parent.find(qn(tag))
    return None if child is None else child.get(qn("w:val"), "1") not in _OFF


def styles_of(root: _Element) -> dict[str, Style]:
    """The document's styles by id, each with what it inherits."""
    elements = {e.get(qn("w:styleId"), ""): e for e in root.iterchildren(qn("w:style"))}
    made: dict[str, Style] = {}
    for key in elements:
        line: list[str] = []
        at: str | None = key
        while at in elements and at not in line:
            line.append(at)
            above = elements[at].find(qn("w:basedOn"))
            at = None if above is None else above.get(qn("w:val"))
        style = Style()
        for ancestor in reversed(line):
            style = _inherit(style, elements[ancestor])
        made[key] = style
    return made


def _inherit(above: Style, element: _Element) -> Style:
    named, run = element.find(qn("w:name")), element.find(qn("w:rPr"))
    name = "" if named is None else named.get(qn("w:val"), "")
    bold, italic = on(run, "w:b"), on(run, "w:i")
    style = with_properties(replace(above, name=name), element.find(qn("w:pPr")))
    heading = _HEADING.match(name)
    outline = int(heading[1]) - 1 if heading else 0 if name.lower() in ("title", "toc heading") else style.outline
    return replace(
        style,
        bold=above.bold if bold is None else bold,
        italic=above.italic if italic is None else italic,
        outline=1 if name.lower() == "subtitle" else outline,
    )


def with_properties(style: Style, properties: _Element | None) -> Style:
    """A style with what a paragraph (or a style of its own) says beside it."""
    if properties is None:
        return style
    outline, indent, listed = (properties.find(qn(t)) for t in ("w:outlineLvl", "w:ind", "w:numPr"))
    level = whole_of(outline, "w:val", 9)
    number = None if listed is None else listed.find(qn("w:numId"))
    return replace(
        style,
        outline=(level if level < 9 else None) if outline is not None else style.outline,
        indent=whole_of(indent, "w:left", whole_of(indent, "w:start", style.indent)),
        number=style.number if number is None else number.get(qn("w:val"), ""),
        depth=style.depth if listed is None else whole_of(listed.find(qn("w:ilvl")), "w:val", style.depth),
    )


def whole_of(element: _Element | None, attribute: str, default: int) -> int:
    text = "" if element is None else element.get(qn(attribute), "")
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
