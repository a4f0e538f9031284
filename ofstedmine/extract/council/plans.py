"""Improvement plans set as tables: what each row is about, what will be done, by whom and when, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ...document import Block, Document, Span
from ...lexicon.patterns import council
from ...text import key

_NEEDED = frozenset(("owner", "due", "progress", "rag", "cited", "area"))
_MOST_HEADERS = 3  # rows from a table's top in which its header stands: titles come before it


class PlanRow(NamedTuple):
    """One row of an improvement plan, each cell as a span of the document; None where the table has no such column."""

    action: Span
    area: Span | None = None
    cited: Span | None = None  # the cell that repeats the inspectorate's recommendation
    owner: Span | None = None
    due: Span | None = None
    progress: Span | None = None
    rag: Span | None = None
    number: str | None = None


def plan_rows(document: Document, blocks: Sequence[Block]) -> tuple[PlanRow, ...]:
    """Read each table whose header names an action and two more of a plan's columns, in whatever order they stand.

    An empty or merged cell under the area takes the area above it; a header repeated on the next page is passed over,
    and a table that goes on without its header keeps the one before, if it has as many columns.
    """
    out: list[PlanRow] = []
    header: dict[int, str] = {}
    width, last = 0, -1
    for table, rows in _tables(blocks).items():
        columns = max((c for row in rows.values() for c in row), default=-1) + 1
        found = _header(document, rows)
        if found:
            at, header = found
            width = columns
        elif header and columns == width and table == last + 1:
            at = -1
        else:
            header = {}
            continue
        last = table
        out += _rows(
            document, {r: row for r, row in rows.items() if r > at}, header, out[-1] if at == -1 and out else None
        )
    return tuple(out)


def _tables(blocks: Sequence[Block]) -> dict[int, dict[int, dict[int, Span]]]:
    """Cells by table, row and column; the paragraphs of one cell are one span."""
    tables: dict[int, dict[int, dict[int, Span]]] = {}
    for block in blocks:
        if block.cell is None:
            continue
        row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
        held = row.get(block.cell.column)
        row[block.cell.column] = (
            Span(held.start, block.span.end) if held and held.end <= block.span.start else block.span
        )
    return tables


@lru_cache(maxsize=1024)
def label(text: str) -> str | None:
    """Which column of a plan a header's cell names: "action", "owner", "due", "progress", "rag", "cited", "area"."""
    return council().under("column", text) if len(text) <= 80 else None


def _header(document: Document, rows: dict[int, dict[int, Span]]) -> tuple[int, dict[int, str]] | None:
    """The header's row and the columns that it names, if the table is a plan."""
    for at in sorted(rows)[:_MOST_HEADERS]:
        named = _named(document, rows[at])
        if "action" in named.values() and len(_NEEDED & set(named.values())) >= 2:
            return at, named
        # "Recommendation | Lead | By when": what is to be done stands as the recommendation itself
        if {"owner", "due"} <= set(named.values()) and (_NEEDED - {"owner", "due"}) & set(named.values()):
            column = next((c for c, n in named.items() if n == "cited"), None)
            column = column if column is not None else next((c for c, n in named.items() if n == "area"), None)
            if column is not None:
                return at, {**named, column: "action"}
    return None


def _named(document: Document, row: dict[int, Span]) -> dict[int, str]:
    out: dict[int, str] = {}
    for column, span in sorted(row.items()):
        name = label(document.slice(span))
        if name and name not in out.values():  # of two columns with one name the first counts
            out[column] = name
    return out


def _rows(
    document: Document, rows: dict[int, dict[int, Span]], header: dict[int, str], before: PlanRow | None
) -> list[PlanRow]:
    out: list[PlanRow] = []
    area = before.area if before else None
    cited = before.cited if before else None
    for _, row in sorted(rows.items()):
        cells = {header[c]: span for c, span in row.items() if c in header and key(document.slice(span))}
        if (
            _named(document, row) == header
            or len([c for c in row if label(document.slice(row[c])) == header.get(c)]) > 2
        ):
            continue
        full = [c for c in row if key(document.slice(row[c]))]
        if len(full) == 1 and len(header) > 2 and (full[0] == 0 or "action" not in cells):
            # a row of one cell names the part of the plan that follows
            area, cited = row[full[0]], (row[full[0]] if "cited" in header.values() and full[0] in header else None)
            continue
        area, cited = cells.get("area", area), cells.get("cited", cited)
        if "action" not in cells:
            continue
        number = cells.get("number")
        out.append(
            PlanRow(
                cells["action"],
                area,
                cited,
                cells.get("owner"),
                cells.get("due"),
                cells.get("progress"),
                cells.get("rag"),
                document.slice(number) if number else None,
            )
        )
    return out
