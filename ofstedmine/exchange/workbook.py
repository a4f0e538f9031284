"""The tables as the sheets of an Excel workbook: filters, headings that stay, and every text a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter

from ..errors import OutputError
from ..text import storable
from ..wording import short
from .schema import VERSION, Row, Table, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_048_575  # that Excel has under a heading
_MOST = 32_000  # characters in a cell: Excel holds 32,767
_WIDTHS = {
    "text": 90,
    **dict.fromkeys(("notes", "title", "area"), 50),
    **dict.fromkeys(("inspectors", "address", "progress", "section"), 40),
    **dict.fromkeys(("name", "themes", "citation"), 32),
    **dict.fromkeys(("authority", "region", "cue", "lead_inspector", "owner", "grade", "level"), 24),
    **dict.fromkeys(("kind", "publisher"), 16),
    **dict.fromkeys(("report", "due"), 12),
    "id": 6,
}
_LINE = 13.5  # points, of a line in a cell
_HIGHEST = 409  # points, of a row in Excel
_ABOUT = (
    f"Tables of ofstedmine, schema {VERSION}. A filter stands in each heading; hold the pointer over one to read what "
    "its column holds. Texts are the documents' own, word for word."
)


def write(rows: Iterable[tuple[Table, Row]], tables: Sequence[Table], out: BinaryIO) -> None:
    """Each row to the sheet of its table, as it comes, to the disk. Raises `OutputError` where a sheet is full."""
    with xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False}) as book:
        book.set_properties({"title": "ofstedmine", "comments": _ABOUT})
        plain = {"valign": "top", "align": "left", "font_name": "Arial", "font_size": 10}
        head = book.add_format({**plain, "bold": True, "bg_color": "#E7EAF0", "bottom": 1})
        looks = {
            "": book.add_format(plain),
            "text": book.add_format({**plain, "text_wrap": True}),
            "quoted": book.add_format({**plain, "text_wrap": True, "quote_prefix": True}),
            "cut": book.add_format({**plain, "align": "fill"}),  # a long one does not run over the next cell
            "day": book.add_format({**plain, "num_format": "yyyy-mm-dd"}),
        }
        sheets = {table.name: _sheet(book.add_worksheet(table.name), table, head) for table in tables}
        counts = dict.fromkeys((t.name for t in tables), 0)
        for table, row in rows:
            counts[table.name] += 1
            if counts[table.name] > _MOST_ROWS:
                raise OutputError(f"Excel has no room for so many {table.name}; write .parquet or .csv instead")
            _row(sheets[table.name], counts[table.name], row, table, looks)
        for table in tables:
            sheets[table.name].autofilter(0, 0, max(counts[table.name], 1), len(table.columns) - 1)


def _sheet(sheet: Worksheet, table: Table, head: Format) -> Worksheet:
    for i, column in enumerate(table.columns):
        sheet.set_column(i, i, _width(column.name))
        sheet.write_string(0, i, column.name, head)
        sheet.write_comment(0, i, column.about)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    return sheet


def _width(name: str) -> int:
    return _WIDTHS.get(name, max(9, len(name) + 4))


def _row(sheet: Worksheet, number: int, row: Row, table: Table, looks: dict[str, Format]) -> None:
    """A row as high as its longest text: not every program measures them when it opens the file."""
    lines = 1
    cells = [(c.name, _shown(row[c.name])) for c in table.columns]
    for name, value in cells[1:]:
        if isinstance(value, str):
            lines = max(lines, sum(ceil(len(line) / _width(name) / 1.1) for line in value.split("\n")))
    sheet.set_row(number, min(lines * _LINE + 2, _HIGHEST))
    for i, (name, value) in enumerate(cells):
        if isinstance(value, str):
            look = "quoted" if value[:1] in "=+-@" else "cut" if name == "report" else "text"
            sheet.write_string(number, i, value, looks[look])
        elif isinstance(value, int):
            sheet.write_number(number, i, value, looks[""])
        elif value is not None:
            sheet.write_datetime(number, i, datetime.combine(value, time()), looks["day"])


def _shown(value: Value) -> str | int | date | None:
    """What a cell shows: an empty text is no cell, and a truth is a word, as programs differ in how they show one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date) and value.year < 1900:
        return value.isoformat()  # Excel knows no day before
    if isinstance(value, tuple):
        value = "; ".join(map(str, value))
    return short(storable(value), _MOST) or None if isinstance(value, str) else value
