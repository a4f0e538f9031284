"""The tables as the sheets of an Excel workbook: filters, headings that stay, and every text a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter

from ..errors import OutputError
from ..model import Report
from ..text import storable
from ..wording import short
from .rows import each, rows
from .schema import VERSION, Table, Type, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_048_575  # that Excel has under a heading
_MOST = 32_000  # characters in a cell: Excel holds 32,767
_WIDTHS = {"report": 12, "text": 90, "title": 50, "notes": 50, "themes": 30, "section": 30, "area": 50, "citation": 28}
_ABOUT = (
    f"Tables of ofstedmine, schema {VERSION}. A filter stands in each heading; hold the pointer over one to read what "
    "its column holds. Texts are the documents' own, word for word."
)


def write(reports: Report | Iterable[Report], tables: Sequence[Table], out: BinaryIO) -> None:
    """One pass over the reports, row by row to the disk. Raises `OutputError` where a sheet is full."""
    with xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False}) as book:
        book.set_properties({"title": "ofstedmine", "comments": _ABOUT})
        plain = {"valign": "top", "font_name": "Arial", "font_size": 10}
        head = book.add_format({**plain, "bold": True, "bg_color": "#E7EAF0", "bottom": 1})
        looks = {
            "": book.add_format(plain),
            "quoted": book.add_format({**plain, "quote_prefix": True}),
            "text": book.add_format({**plain, "text_wrap": True}),
            "day": book.add_format({**plain, "num_format": "yyyy-mm-dd"}),
        }
        sheets = [(table, _sheet(book.add_worksheet(table.name), table, head)) for table in tables]
        counts = dict.fromkeys((t.name for t in tables), 0)
        for report in each(reports):
            for table, sheet in sheets:
                for row in rows(report, table):
                    counts[table.name] += 1
                    if counts[table.name] > _MOST_ROWS:
                        raise OutputError(f"Excel has no room for so many {table.name}; write .parquet or .csv instead")
                    for i, column in enumerate(table.columns):
                        _cell(sheet, counts[table.name], i, row[column.name], looks, column.type)
        for table, sheet in sheets:
            sheet.autofilter(0, 0, max(counts[table.name], 1), len(table.columns) - 1)


def _sheet(sheet: Worksheet, table: Table, head: Format) -> Worksheet:
    for i, column in enumerate(table.columns):
        sheet.set_column(i, i, _WIDTHS.get(column.name, max(10, len(column.name) + 4)))
        sheet.write_string(0, i, column.name, head)
        sheet.write_comment(0, i, column.about)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _cell(sheet: Worksheet, row: int, column: int, value: Value, looks: dict[str, Format], type: Type) -> None:
    if value is None or value in ("", ()):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks[""])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, looks[""])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), looks["day"])
    else:
        text = storable("; ".join(map(str, value)) if isinstance(value, tuple) else value)
        look = "quoted" if text[:1] in "=+-@" else "text" if len(text) > 60 else ""
        sheet.write_string(row, column, short(text, _MOST), looks[look])
