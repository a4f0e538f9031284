"""What may be wrong inside a corpus: its pages, its references, its index, and rows that are not their reports'."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ..errors import CorpusError
from ..packing.codec import decode
from .rows import inside


def troubles(db: sqlite3.Connection) -> Iterator[str]:
    """Each trouble in a sentence; none in a sound corpus. Reads everything; `db` must be open to write."""
    for (told,) in db.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield f"The file is damaged: {told}."
    for table, row, *_ in db.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} belongs to nothing."
    try:
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        yield "The index does not hold the words of the passages."
    count = "SELECT count(*) FROM passages WHERE report NOT IN (SELECT id FROM reports)"
    if orphans := db.execute(count).fetchone()[0]:
        yield f"{orphans} passages belong to no report."
    for number, name, packed in db.execute("SELECT id, name, packed FROM documents"):
        yield from _rows(db, number, name, packed)


def _rows(db: sqlite3.Connection, number: int, name: str, packed: bytes) -> Iterator[str]:
    """Whether the rows of a document are those of its report, text by text."""
    told = "SELECT place, part, position, text FROM passages JOIN reports ON reports.id = report WHERE document = ?"
    kept = {tuple(row) for row in db.execute(told, [number])}
    places = {place for (place,) in db.execute("SELECT place FROM reports WHERE document = ?", [number])}
    try:
        reports = dict(inside(decode(packed, name=name)))
    except CorpusError as trouble:
        yield str(trouble)
        return
    said = {
        (place, part, i, text.encode("utf-8", "replace").decode())
        for place, report in reports.items()
        for part, texts in (
            ("finding", [f.text for f in report.findings]),
            ("recommendation", [r.text for r in report.recommendations]),
            ("quote", [q.text for q in report.quotes]),
        )
        for i, text in enumerate(texts)
    }
    if kept != said or places != reports.keys():
        yield f"The rows of {name} are not those of its report: index it again."
