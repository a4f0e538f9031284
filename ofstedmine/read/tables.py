"""Ruled lines → the cells of tables and frames (pdfplumber's cell finder over pdfium's lines)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .pdf import Printed, Rule

MOST = 1500  # rules of a page, and places where they cross: more make a drawing, no table
SNAP = 3.0  # points between two rules that are drawn as one


class Frame(NamedTuple):
    """One cell of a table, or a frame that stands alone: row and column from 0, box in points."""

    row: int
    column: int
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 - SNAP <= x <= self.x1 + SNAP and self.top - SNAP <= y <= self.bottom + SNAP


Table = tuple[Frame, ...]


def tables(rules: Sequence[Rule]) -> tuple[Table, ...]:
    """Cells by table, from top to bottom; a frame around one text is a table of one cell."""
    upright = [r for r in rules if r.upright and r.bottom - r.top > 6]
    if len(rules) > MOST or len({round(r.x0 / SNAP) for r in upright}) < 2:
        return ()  # running rules, underlines: no cell without two sides
    from pdfplumber import table as finder  # imports a PDF parser of its own; most pages have no table

    edges = [
        {
            "x0": r.x0,
            "x1": r.x1 if not r.upright else r.x0,
            "top": r.top,
            "bottom": r.bottom if r.upright else r.top,
            "width": r.x1 - r.x0,
            "height": r.bottom - r.top,
            "orientation": "v" if r.upright else "h",
        }
        for r in rules
    ]
    merged = finder.merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    crossings = finder.edges_to_intersections(merged, SNAP, SNAP)
    if len(crossings) > MOST:
        return ()
    cells = finder.intersections_to_cells(crossings)
    return tuple(sorted((_numbered(t) for t in _grouped(cells)), key=lambda t: t[0].top))


def _grouped(cells: Sequence[tuple[float, float, float, float]]) -> list[list[tuple[float, float, float, float]]]:
    """Cells that touch, along an edge or at a corner, make one table."""
    groups: list[list[tuple[float, float, float, float]]] = []
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        near = [g for g in groups if any(_touch(cell, other) for other in g)]
        joined = [c for g in near for c in g] + [cell]
        groups = [g for g in groups if g not in near] + [joined]
    return groups


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] <= b[2] + SNAP and b[0] <= a[2] + SNAP and a[1] <= b[3] + SNAP and b[1] <= a[3] + SNAP


def _numbered(cells: Sequence[tuple[float, float, float, float]]) -> Table:
    tops, lefts = _lines(c[1] for c in cells), _lines(c[0] for c in cells)
    frames = [Frame(_nearest(tops, c[1]), _nearest(lefts, c[0]), *c) for c in cells]
    return tuple(sorted(frames, key=lambda f: (f.row, f.column)))


def _lines(values: object) -> list[float]:
    out: list[float] = []
    for v in sorted(values):  # type: ignore[call-overload]
        if not out or v - out[-1] > SNAP:
            out.append(v)
    return out


def _nearest(lines: Sequence[float], value: float) -> int:
    return min(range(len(lines)), key=lambda i: abs(lines[i] - value))


def split(line: Printed, frames: Sequence[Frame]) -> list[tuple[Frame | None, Printed]]:
    """A printed line cut where it runs from one cell into the next, each part with its cell."""
    y = (line.box.top + line.box.bottom) / 2
    row = [f for f in frames if f.top - SNAP <= y <= f.bottom + SNAP]
    if not row:
        return [(None, line)]
    places: list[Frame | None] = [next((f for f in row if f.holds(x + 1, y)), None) for x in line.words]
    if len(set(places)) == 1:
        return [(places[0], line)]
    words = line.text.split()
    if len(words) != len(places):
        return [(places[0], line)]
    parts: list[tuple[Frame | None, Printed]] = []
    begin = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or places[i] is not places[begin]:
            right = line.box.x1 if i == len(words) else line.words[i] - 0.3 * line.size
            box = line.box._replace(x0=line.words[begin], x1=right)
            parts.append(
                (
                    places[begin],
                    line._replace(text=" ".join(words[begin:i]), box=box, words=line.words[begin:i]),
                )
            )
            begin = i
    return parts
