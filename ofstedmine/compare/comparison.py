"""A table of counts whose every row opens to the sentences that were counted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UnknownChoice
from ..exchange.delimited import quoted
from ..write.safely import safely

if TYPE_CHECKING:
    from pandas import DataFrame

    from ..store import Hit
    from .draw.chart import Chart

    Open = Callable[[int, str], tuple[Hit, ...]]
    Draw = Callable[["Comparison"], Chart]


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What was counted: `frame` is a pandas table, `sentences` opens a row of it, `plot` draws it.

    `title` says what the table is, `notes` what a reader should know; `opens` are the columns whose counts open.
    """

    frame: DataFrame
    title: str
    opens: tuple[str, ...]
    notes: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict, repr=False)  # what its plot must know beside
    _open: Open = field(default=lambda row, column: (), repr=False)
    _draw: Draw | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.frame)

    def sentences(self, row: object = None, column: str | None = None, **where: object) -> tuple[Hit, ...]:
        """The sentences that one row counts, or that one of its columns does: as many as the number there.

        `row` is the row's label in `frame`, or the row itself (`frame.loc[3]`, also out of `itertuples` or a query);
        or name it by its columns: `sentences(theme="workforce", column="weaknesses")`. `column` is one of `opens`, by
        default the first.

        Raises `UnknownChoice` where there is no such row or column, or where `where` fits several rows.
        """
        asked = column or self.opens[0]
        if asked not in self.opens:
            raise UnknownChoice("column", asked, self.opens, "those that open")
        return self._open(self._label(row, where), asked)

    def plot(self) -> Chart:
        """The picture of this table, to show or to save as PNG or SVG.

        Raises `MissingExtra` where matplotlib is not installed.
        """
        assert self._draw is not None
        return self._draw(self)

    def save(self, path: str | os.PathLike[str], *, force: bool = False) -> Path:
        """Write the table as CSV; raises `OutputError` where a file stands there, unless `force`."""
        return safely(path, self.csv, force=force)

    @property
    def csv(self) -> str:
        """The table as CSV, in which no spreadsheet finds a formula: as an export of the corpus writes it."""
        lines = [",".join(map(str, self.frame.columns))]
        lines += [",".join(map(_cell, row.values())) for row in self.records]
        return "\ufeff" + "".join(f"{line}\r\n" for line in lines)

    @property
    def records(self) -> list[dict[str, Any]]:
        """The rows as plain values: numbers, texts, None, dates in ISO form."""
        told = zip(*(self.frame[name].tolist() for name in self.frame.columns), strict=True)
        return [dict(zip(map(str, self.frame.columns), map(_plain, row), strict=True)) for row in told]

    def _repr_html_(self) -> str:
        from html import escape

        notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in self.notes)
        return f"<p><strong>{escape(self.title)}</strong></p>{self.frame._repr_html_()}{notes}"

    def _label(self, row: object, where: Mapping[str, object]) -> int:
        if row is not None:
            label = getattr(row, "Index", getattr(row, "name", row))
            if label not in self.frame.index:
                raise UnknownChoice("row", label, [f"0 to {len(self) - 1}"] if len(self) else ["none: it is empty"])
            return int(str(label))
        if unknown := [name for name in where if name not in self.frame.columns]:
            raise UnknownChoice("column", unknown[0], map(str, self.frame.columns))
        found = self.frame
        for name, value in where.items():
            found = found[(found[name] == value).fillna(False).astype(bool)]
        if len(found) != 1:
            told = ", ".join(f"{k}={v!r}" for k, v in where.items()) or "none named"
            raise UnknownChoice(
                "row", told, [f"{len(found) or 'no'} rows fit it; name one by its columns, or by its number"], "why"
            )
        return int(str(found.index[0]))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return quoted(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(value: Any) -> Any:
    if type(value).__name__ in ("NAType", "NaTType") or value != value:  # pandas has three ways to say nothing
        return None
    return value.date().isoformat() if hasattr(value, "date") else value


def opener(numbers: Sequence[Mapping[str, Any]], read: Callable[[Sequence[int]], tuple[Hit, ...]]) -> Open:
    """Open a row by the passages that it counted: of each row, the numbers a column."""
    return lambda row, column: read([int(n) for n in numbers[row][column]])


def in_turn(parts: Sequence[tuple[Open, int]]) -> Open:
    """Open a row of tables that were put one below the other."""

    def open_(row: int, column: str) -> tuple[Hit, ...]:
        for opened, size in parts:
            if row < size:
                return opened(row, column)
            row -= size
        raise IndexError(row)

    return open_
