"""A table as Parquet, with its schema's version in the file, and back to the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import UnreadableDocument
from .schema import VERSION, WRITTEN, Row, Table, Type, newer

_ROWS = 5_000  # in memory at once
_TABLE, _VERSION, _ABOUT = b"ofstedmine.table", b"ofstedmine.schema", b"description"
_TYPES = {
    Type.TEXT: pa.string(),
    Type.NUMBER: pa.int64(),
    Type.TRUTH: pa.bool_(),
    Type.DAY: pa.date32(),
    Type.TEXTS: pa.list_(pa.string()),
    Type.NUMBERS: pa.list_(pa.int64()),
}


def write(rows: Iterable[Row], table: Table, out: BinaryIO) -> None:
    """A few thousand rows at a time."""
    fields = [pa.field(c.name, _TYPES[c.type], metadata={_ABOUT: c.about.encode()}) for c in table.columns]
    schema = pa.schema(fields, {_TABLE: table.name.encode(), _VERSION: str(VERSION).encode()})
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        left = iter(rows)
        while batch := list(islice(left, _ROWS)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))


def read(path: Path) -> Iterator[Row]:
    """The rows of a Parquet file that was written here. Raises `UnreadableDocument` for another one."""
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as trouble:
        why = f"It is no Parquet file ({trouble}). Give one that export wrote."
        raise UnreadableDocument(path.name, why) from trouble
    with file:
        told = file.schema_arrow.metadata or {}
        name, version = (told.get(key, b"").decode() for key in (_TABLE, _VERSION))
        if version.isdecimal() and int(version) > VERSION:
            raise UnreadableDocument(path.name, f"It is of schema {version}. {newer()}")
        table = WRITTEN.get(name) if version == str(VERSION) else None
        columns = [c.name for c in table.columns] if table else []
        if not columns or not set(columns) <= set(file.schema_arrow.names):
            why = f"It holds no table of schema {VERSION}. Give a file that export wrote as .parquet."
            raise UnreadableDocument(path.name, why)
        for batch in file.iter_batches(_ROWS, columns=columns):
            for row in batch.to_pylist():
                yield {key: _value(value) for key, value in row.items()}


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
