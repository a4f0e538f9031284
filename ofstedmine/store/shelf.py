"""What is written to a corpus: a document with its rows, whole or not at all; files, and what became of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from .mining import Mined
from .numbers import first_of
from .places import Seen
from .rows import ACTION, JUDGEMENT, PASSAGE, REPORT


class File(NamedTuple):
    """A file that the corpus knows: its document, and why it cannot be read now, if so."""

    document: int | None
    seen: Seen
    tried_by: str | None
    reason: str | None


def _insert(table: str, columns: tuple[str, ...], owner: str) -> str:
    names = (owner, *columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


_REPORT = _insert("reports", REPORT, "document")
_PASSAGE = _insert("passages", PASSAGE[1:], "id")
_JUDGEMENT = _insert("judgements", JUDGEMENT, "report")
_ACTION = _insert("actions", ACTION, "report")
_FILE = "INSERT OR REPLACE INTO files (path, document, size, changed, tried_by, reason) VALUES (?, ?, ?, ?, ?, ?)"


@contextmanager
def whole(db: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside is kept, or nothing is, whatever ends it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def files(db: sqlite3.Connection) -> dict[str, File]:
    """Every file that the corpus knows, by its path as it is kept."""
    told = db.execute("SELECT path, document, size, changed, tried_by, reason FROM files")
    return {path: File(document, Seen(size, changed), by, why) for path, document, size, changed, by, why in told}


def document(db: sqlite3.Connection, sha256: str, mined_by: str | None = None) -> int | None:
    """The number of the document with these bytes, if the corpus has it (mined by these rules)."""
    row = db.execute("SELECT id, mined_by FROM documents WHERE sha256 = ?", [sha256]).fetchone()
    return int(row[0]) if row and mined_by in (None, row[1]) else None


def paths(db: sqlite3.Connection, document: int) -> list[str]:
    """The files that stand for a document, as they are kept."""
    return [p for (p,) in db.execute("SELECT path FROM files WHERE document = ? ORDER BY path", [document])]


def put(db: sqlite3.Connection, sha256: str, name: str, mined: Mined) -> int:
    """Keep a document with its rows, in place of those of an earlier mining; its number."""
    if (known := document(db, sha256, mined.version)) is not None:
        return known  # another process was sooner
    number = document(db, sha256)
    if number is not None:
        db.execute("DELETE FROM reports WHERE document = ?", [number])
        db.execute("UPDATE documents SET mined_by = ?, packed = ? WHERE id = ?", [mined.version, mined.packed, number])
    else:
        new = "INSERT INTO documents (sha256, name, mined_by, packed) VALUES (?, ?, ?, ?)"
        number = _number(db.execute(new, [sha256, name, mined.version, mined.packed]))
    for rows in json.loads(mined.rows):
        report = _number(db.execute(_REPORT, [number, *rows["report"]]))
        db.executemany(_PASSAGE, ([first_of(report) + number, *row] for number, *row in rows["passages"]))
        for statement, part in ((_JUDGEMENT, "judgements"), (_ACTION, "actions")):
            db.executemany(statement, ([report, *row] for row in rows[part]))
    return number


def file(db: sqlite3.Connection, path: str, found: File) -> None:
    """Remember a file. A document that no file stands for any more goes, and the others are called by a name left."""
    earlier = db.execute("SELECT document FROM files WHERE path = ?", [path]).fetchone()
    db.execute(_FILE, [path, found.document, *found.seen, found.tried_by, found.reason])
    if earlier and earlier[0] != found.document:
        _settle(db, earlier[0])


def forget(db: sqlite3.Connection, path: str) -> None:
    """Forget a file, and its document with it where no other file stands for that."""
    earlier = db.execute("SELECT document FROM files WHERE path = ?", [path]).fetchone()
    db.execute("DELETE FROM files WHERE path = ?", [path])
    if earlier:
        _settle(db, earlier[0])


def _settle(db: sqlite3.Connection, document: int | None) -> None:
    if document is None:
        return
    names = [path.rpartition("/")[2] for path in paths(db, document)]
    if not names:
        db.execute("DELETE FROM documents WHERE id = ?", [document])
    elif db.execute("SELECT name FROM documents WHERE id = ?", [document]).fetchone()[0] not in names:
        db.execute("UPDATE documents SET name = ? WHERE id = ?", [names[0], document])


def _number(done: sqlite3.Cursor) -> int:
    assert done.lastrowid is not None  # an insert has one
    return done.lastrowid
