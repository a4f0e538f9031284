"""Turn blocks into lines, table rows and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import getFont, stringWidth  # type: ignore[import-untyped]

from .markup import Block, Part, pieces
from .shapes import STYLES, Item, Mark, Rule, Run, Style, Text, move, stack

PAD = 5.0
ENDING = re.compile(r"(?:[ts]ions?|ments?|ness|ships?|hoods?)$")  # a long word may be divided before these


@cache
def _hyphenation() -> dict[str, tuple[int, ...]]:
    """Where a long word may be divided, from sources/hyphenation.txt ("informa-tion")."""
    table = {}
    for line in (Path(__file__).parent.parent / "sources/hyphenation.txt").read_text("utf-8").split():
        cuts = [match.start() for match in re.finditer("-", line)]
        table[line.replace("-", "")] = tuple(cut - n for n, cut in enumerate(cuts))
    return table


def _known(text: str, font: str, size: float, rise: float = 0.0) -> list[Run]:
    """Runs of one text: characters that a serif font lacks are taken from the sans."""
    found: list[Run] = []
    for char in text:
        other = font if ord(char) in getFont(font).face.charToGlyph else font.replace("serif", "sans")
        if found and found[-1].font == other:
            found[-1] = Run(found[-1].text + char, other, size, rise)
        else:
            found.append(Run(char, other, size, rise))
    return found


def _runs(text: str, style: Style, size: float, *, bold: bool) -> Iterator[list[Run] | None]:
    """The words of a text, each a list of runs; None where the source ends a line ("//")."""
    word: list[Run] = []
    for piece in pieces(text):
        font = style.family + ("-bold" if piece.bold or bold else "")
        scale, rise = (0.62, size * 0.36) if piece.raised else (1.0, 0.0)
        for n, part in enumerate(piece.text.split(" ")):
            if n and word:
                yield None if [r.text for r in word] == ["//"] else word
                word = []
            if part:
                word = [*word, *_known(part.replace("~", "\u00a0"), font, size * scale, rise)]
    if word:
        yield word


def _divide(word: list[Run], room: float, *, hyphenate: bool) -> tuple[list[Run], list[Run]] | None:
    """Split a word so that its head fits: after a hyphen of its own, else where the list allows."""
    if len(word) != 1:
        return None
    run = word[0]
    ends = [(m.end(), "") for m in re.finditer(r"(?<=\w)-(?=\w)", run.text)]
    core = re.match(r"\W*(\w+)", run.text)
    if hyphenate and core:
        cuts = {
            *_hyphenation().get(core[1].lower(), ()),
            *(m.start() for m in ENDING.finditer(core[1]) if m.start() > 2),
        }
        ends += [(core.start(1) + cut, "-") for cut in cuts]
    for end, mark in sorted(ends, reverse=True):
        head = Run(run.text[:end] + mark, run.font, run.size)
        if head.width <= room:
            return [head], [Run(run.text[end:], run.font, run.size)]
    return None


def _join(words: Sequence[list[Run]]) -> tuple[Run, ...]:
    """Put words on a line, runs of the same look merged, so that spaces are real characters."""
    line: list[Run] = []
    for n, word in enumerate(words):
        for m, run in enumerate(word):
            space = " " if n and not m else ""
            if line and (line[-1].font, line[-1].size) == (run.font, run.size):
                line[-1] = Run(line[-1].text + space + run.text, run.font, run.size, run.rise)
            else:
                if space:
                    line[-1] = Run(line[-1].text + space, line[-1].font, line[-1].size, line[-1].rise)
                line.append(run)
    return tuple(line)


class Setter:
    """Turns the blocks of one part into items."""

    def __init__(self, part: Part) -> None:
        self.settings = part.settings
        self.style = STYLES[part.settings.get("style", "report")]
        self.hyphenate = part.settings.get("hyphenate") == "yes"
        self.measure = self.style.page[0] - self.style.left - self.style.right
        self.bullets = [self._glyph("bullet", "◼"), self._glyph("subbullet", "–")]

    def _glyph(self, key: str, default: str) -> str:
        value = self.settings.get(key, default)
        return chr(int(value[2:], 16)) if value.startswith("U+") else value

    def wrap(self, text: str, width: float, size: float, *, bold: bool = False) -> list[tuple[Run, ...]]:
        """Break a text into lines of at most `width` points; headings and narrow cells keep their words whole."""
        hyphenate = self.hyphenate and size <= self.style.size and width > 300
        lines: list[list[list[Run]]] = [[]]
        used = 0.0
        space = float(stringWidth(" ", self.style.family, size))
        for word in _runs(text, self.style, size, bold=bold):
            if word is None:
                lines.append([])
                used = 0.0
                continue
            while True:
                wide = sum(run.width for run in word)
                lead = space if lines[-1] else 0.0
                if used + lead + wide <= width:
                    break
                cut = _divide(word, width - used - lead, hyphenate=hyphenate)
                if cut is None and not lines[-1]:
                    break
                if cut is not None:
                    lines[-1].append(cut[0])
                    word = cut[1]
                lines.append([])
                used = 0.0
            lines[-1].append(word)
            used += lead + wide if lines[-1][:-1] else wide
        return [_join(line) for line in lines]

    def lines(
        self, text: str, x: float, width: float, *, size: float | None = None, bold: bool = False, label: str = ""
    ) -> list[Item]:
        size = size or self.style.size
        leading = size * self.style.leading / self.style.size
        items = []
        for n, runs in enumerate(self.wrap(text, width, size, bold=bold)):
            marks: list[Mark] = [Text(x, size, runs)]
            if label and n == 0:
                marks.insert(0, Text(x - self.style.indent, size, tuple(_known(label, self.style.family, size))))
            items.append(Item(leading, marks))
        return items

    def items(self, blocks: Iterable[Block], x: float, width: float) -> Iterator[Item]:
        """Lay out blocks one after the other, with the space that belongs between them."""
        style = self.style
        for block in blocks:
            indent = style.indent
            match block.kind:
                case "title" | "head" | "subhead":
                    size = {"title": style.title, "head": style.head}.get(block.kind, style.size)
                    made = self.lines(block.text, x, width, size=size, bold=block.kind != "title")
                    yield Item(style.size * 0.5, gap=True)
                    for item in made:
                        item.keep = True
                    yield from made
                    yield Item(style.size * 0.5, keep=True)
                    continue
                case "item" | "bullet":
                    label = block.label or self.bullets[0]
                    made = self.lines(block.text, x + indent, width - indent, label=label)
                case "subbullet":
                    inner = 2 * indent - 6
                    made = self.lines(block.text, x + inner, width - inner, label=self.bullets[1])
                case "table":
                    made = list(self.table(block, x, width))
                case "box":
                    made = [self.box(block, x, width)]
                case "footnote":
                    notes = self.lines(f"^{block.label}^~{block.text}", x, width, size=style.size * 0.8)
                    marks = [*stack(notes), Rule(x, -4, x + 110, -4)]
                    yield Item(sum(n.height for n in notes) + 8, marks, order="footnote")
                    continue
                case "page":
                    yield Item(0, order="page")
                    continue
                case "space":
                    yield Item(float(block.label), gap=True)
                    continue
                case _:
                    made = self.lines(block.text, x, width)
            yield from made
            close = block.kind in {"bullet", "subbullet"}
            yield Item(style.size * (0.4 if close else 0.7), gap=True)

    def table(self, block: Block, x: float, width: float) -> Iterator[Item]:
        """A ruled table: `draw=lines` writes line by line across and not cell by cell; `split=yes` lets rows break."""
        options = block.options
        shares = [float(w) for w in options.get("widths", "").split(",") if w] or [1.0] * len(block.rows[0])
        widths = [width * share / sum(shares) for share in shares]
        lefts = [x + sum(widths[:n]) for n in range(len(widths))]
        ruled = options.get("rules") != "none"
        for number, row in enumerate(block.rows):
            bold = number < int(options.get("header", "1"))
            cells = [
                self.lines(cell, left + PAD, w - 2 * PAD, bold=bold) if cell else []
                for cell, left, w in zip(row, lefts, widths, strict=True)
            ]
            spans = [(left, left + w) for left, w in zip(lefts, widths, strict=True)]
            yield from self._row(cells, spans, options, ruled=ruled)

    def _row(
        self, cells: list[list[Item]], spans: list[tuple[float, float]], options: dict[str, str], *, ruled: bool
    ) -> Iterator[Item]:
        leading = self.style.leading
        deep = max(len(cell) for cell in cells)
        edges = sorted({x for span in spans for x in span}) if ruled else []
        left, right = spans[0][0], spans[-1][1]
        slices: list[Item] = []
        if options.get("split"):
            for n in range(deep):
                above, below = (PAD if n == 0 else 0.0), (PAD if n == deep - 1 else 0.0)
                marks = [move(mark, above) for cell in cells if n < len(cell) for mark in cell[n].marks]
                height = leading + above + below
                slices.append(Item(height, marks, edge=(left, right) if ruled and n else None))
        else:
            marks = []
            for cell in cells:
                free = (deep - len(cell)) * leading * {"middle": 0.5, "bottom": 1.0}.get(options.get("valign", ""), 0.0)
                marks += list(stack(cell, PAD + free))
            if options.get("draw") == "lines":
                marks.sort(key=lambda mark: (mark.y, mark.x) if isinstance(mark, Text) else (0, 0))
            slices.append(Item(deep * leading + 2 * PAD, marks))
        for item in slices:
            item.marks += [Rule(edge, 0, edge, item.height) for edge in edges]
        if ruled:
            slices[0].marks.append(Rule(left, 0, right, 0))
            slices[-1].marks.append(Rule(left, slices[-1].height, right, slices[-1].height))
        yield from slices

    def box(self, block: Block, x: float, width: float) -> Item:
        inner = list(self.items(block.blocks, x + 9, width - 18))
        height = sum(item.height for item in inner) + 12
        frame: list[Mark] = [
            Rule(x, 0, x + width, 0),
            Rule(x, height, x + width, height),
            Rule(x, 0, x, height),
            Rule(x + width, 0, x + width, height),
        ]
        return Item(height, frame + list(stack(inner, 8)))
