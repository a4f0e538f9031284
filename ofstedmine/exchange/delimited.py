"""A table as CSV that no spreadsheet runs, and back to the same rows.

A text that a spreadsheet could take for a formula has an apostrophe before it: one that begins with = + - @ (also in
full width, or after white space), with an apostrophe, or with a control character; and the empty text, to tell it from
no text at all. Reading takes the apostrophe off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ..errors import UnreadableDocument
from .schema import VERSION, Row, Table, Type, Value, table_of

_SPACE = r"\s\x00-\x1f\x7f-\x9f\ufeff\u200b"
_FORMULA = re.compile(f"[{_SPACE}]*[=+\\-@＝＋－＠﹢﹣−']|[\x00-\x1f\x7f-\x9f\ufeff]|\\Z")
_ESCAPED = re.compile(r"[\\;]")
_ITEM = re.compile(r"(?:[^\\;]|\\.)+", re.DOTALL)
_TAKEN = re.compile(r"\\(.)", re.DOTALL)


def write(rows: Iterable[Row], table: Table, out: BinaryIO) -> None:
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding; CR LF, as RFC 4180 has it."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    text.write(",".join(c.name for c in table.columns) + "\r\n")
    for row in rows:
        text.write(",".join([_cell(row[c.name]) for c in table.columns]) + "\r\n")
    text.detach()


def read(path: Path) -> Iterator[Row]:
    """The rows of a CSV file that was written here. Raises `UnreadableDocument` for another one."""
    csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            lines = csv.reader(text)
            names = next(lines, [])
            table = table_of(names)
            if table is None:
                why = f"Its columns are those of no table of schema {VERSION}. Give a file that export wrote as .csv."
                raise UnreadableDocument(path.name, why)
            for line in lines:
                if len(line) != len(names):
                    raise ValueError(f"line {lines.line_num} has {len(line)} cells, not {len(names)}")
                yield {c.name: _value(cell, c.type) for c, cell in zip(table.columns, line, strict=False)}
    except (KeyError, ValueError, csv.Error) as trouble:
        why = f"It is no table that was written here ({trouble}). Give a file as export wrote it."
        raise UnreadableDocument(path.name, why) from trouble


def _cell(value: Value) -> str:
    """A value as it stands between two commas. No value is nothing, and so is a list without items."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return quoted("; ".join(map(_item, value)))
    if isinstance(value, str):
        return quoted(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def quoted(text: str) -> str:
    """A text between quotation marks always: a program that parts cells at semicolons too finds none outside them.

    >>> print(quoted("=1+1"), quoted("- late"), quoted('so "timely"'))
    "'=1+1" "'- late" "so ""timely\"""
    """
    guarded = f"'{text}" if _FORMULA.match(text) else text
    return '"' + guarded.replace('"', '""') + '"'


def _item(value: str | int) -> str:
    return (_ESCAPED.sub(r"\\\g<0>", value) or "\\0") if isinstance(value, str) else str(value)


def _value(cell: str, type: Type) -> Value:
    """What `_cell` was given, once the quotation marks are off."""
    if cell == "":
        return () if type in (Type.TEXTS, Type.NUMBERS) else None
    if type is Type.TRUTH:
        return {"true": True, "false": False}[cell.lower()]
    if type is Type.DAY:
        return date.fromisoformat(cell)
    if type is Type.NUMBER:
        return int(cell)
    text = cell.removeprefix("'")
    if type is Type.NUMBERS:
        return tuple(map(int, text.split("; ")))
    return tuple(_items(text)) if type is Type.TEXTS else text


def _items(text: str) -> Iterator[str]:
    """The items of a list: "; " parts them, a backslash takes the next character as it is, and 0 for nothing."""
    for i, item in enumerate(_ITEM.findall(text)):
        yield _TAKEN.sub(lambda m: "" if m[1] == "0" else m[1], item[1:] if i else item)
