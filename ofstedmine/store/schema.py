"""The tables of a corpus, and how its file is opened: for reading by many, for writing by one at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from ..errors import CorpusError
from .trouble import in_words

MARK = 0x6F66736D  # "ofsm": tells a corpus from other SQLite files
PATIENCE = 30.0  # seconds that a writer waits for another

TOKENS = "porter unicode61 remove_diacritics 2"  # how the full-text index takes a text apart
_FIRST = f"""
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mined_by TEXT NOT NULL,                -- the mining version
  packed BLOB NOT NULL                   -- the whole report
);
CREATE TABLE files (
  path TEXT PRIMARY KEY,                 -- below the corpus's own folder: relative to it
  document INTEGER REFERENCES documents ON DELETE CASCADE,
  size INTEGER, changed INTEGER,         -- as last seen (changed: nanoseconds); NULL: look again
  tried_by TEXT,
  reason TEXT                            -- why the file as it is now cannot be read
) WITHOUT ROWID;
CREATE INDEX files_of_document ON files (document);
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  place TEXT NOT NULL,                   -- '' its own report, '0' its first appendix, '0.1' that one's second
  kind TEXT NOT NULL, authority TEXT, title TEXT, publisher TEXT NOT NULL,
  starts TEXT, ends TEXT, published TEXT,
  day TEXT,                              -- by which it is put in order: the inspection's last, else that of publication
  address TEXT,
  UNIQUE (document, place)
);
CREATE INDEX reports_of_authority ON reports (authority);
CREATE INDEX reports_by_day ON reports (day);
CREATE TABLE passages (
  id INTEGER PRIMARY KEY,                -- tells report, position, themes, part, polarity: see `numbers.py`
  report INTEGER GENERATED ALWAYS AS (id >> 43) VIRTUAL,
  part TEXT NOT NULL,                    -- finding, recommendation, quote
  position INTEGER NOT NULL,             -- its place among the report's, from 0
  item TEXT,                             -- its id in the report
  page INTEGER, paragraph, section TEXT,
  polarity TEXT, change TEXT, extent TEXT, refers_back INTEGER, cue TEXT,
  kind TEXT, addressee TEXT,             -- of recommendations
  attributed_to TEXT, claimed_page INTEGER, claimed_paragraph INTEGER, -- of quotes
  themes TEXT NOT NULL,                  -- JSON list
  starts INTEGER, ends INTEGER,          -- characters of the document's text
  text TEXT NOT NULL
);
CREATE VIEW findings AS
  SELECT id, report, position, item, text, polarity, change, refers_back, extent, themes, section, paragraph, page,
    starts, ends, cue FROM passages WHERE part = 'finding';
CREATE VIEW recommendations AS
  SELECT id, report, position, item, text, section AS heading, kind, addressee, themes, paragraph, page, starts, ends
  FROM passages WHERE part = 'recommendation';
CREATE VIEW quotes AS
  SELECT id, report, position, text, attributed_to, claimed_page, claimed_paragraph, paragraph, page, starts, ends
  FROM passages WHERE part = 'quote';
CREATE VIEW themes AS
  SELECT passages.id AS passage, json_each.value AS theme FROM passages, json_each(passages.themes);
CREATE TABLE judgements (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  area TEXT NOT NULL, grade TEXT, level TEXT, page INTEGER, starts INTEGER, ends INTEGER,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE TABLE actions (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL, owner TEXT, due TEXT, answers TEXT, progress TEXT, rag TEXT,
  paragraph, page INTEGER, starts INTEGER, ends INTEGER,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
  text, content='passages', content_rowid='id', tokenize='{TOKENS}'
);
CREATE TRIGGER report_out AFTER DELETE ON reports BEGIN
  DELETE FROM passages WHERE id BETWEEN old.id << 43 AND ((old.id + 1) << 43) - 1;
END;
CREATE TRIGGER passage_in AFTER INSERT ON passages BEGIN
  INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER passage_out AFTER DELETE ON passages BEGIN
  INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
END;
"""

# What takes a file from each version to the next, and an empty one to the first: every file has gone through them all,
# in order. What is published never changes; a new version is a new step at the end. One whose rows must be mined anew
# ends in: UPDATE files SET tried_by = NULL; UPDATE documents SET mined_by = '';
STEPS: tuple[str, ...] = (_FIRST,)


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing; of a corpus that is not there yet, an empty one in memory.

    A file of an older version is brought up to date first. Raises `CorpusError` where the file is no corpus, or one of
    a newer version, or one of an older version that may not be written.
    """
    if not path.exists():
        return empty()
    with in_words(path):
        db = _reading(path)
        if _version(db) < len(STEPS):
            db.close()
            open_to_write(path).close()
            db = _reading(path)
        return db


def _reading(path: Path) -> sqlite3.Connection:
    try:
        return _checked(_connect(f"{_address(path)}?mode=ro"), path)
    except sqlite3.OperationalError:
        # a folder that may not be written has no room for the file by which readers and the writer agree
        if os.access(path.parent, os.W_OK) or _log(path):
            raise
        return _checked(_connect(f"{_address(path)}?immutable=1"), path)


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection that writes; the corpus is made where there is none, and brought up to date where it is older.

    Raises `CorpusError`, as above.
    """
    with in_words(path):
        db = _checked(_connect(f"{_address(path)}?mode=rwc"), path, may_be_new=True)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last seconds' work, never the file
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("BEGIN IMMEDIATE")
            _bring_up(db)
            db.execute("COMMIT")
        except BaseException:
            db.close()
            raise
        return db


def settle(path: Path) -> None:
    """Take what the log beside a corpus holds into its file, so that this alone is all of it, unless others read."""
    if _log(path):
        with suppress(CorpusError):
            open_to_write(path).close()  # the last that may write does it as it leaves; one that only reads cannot


def _log(path: Path) -> bool:
    """Whether a log stands beside a corpus: the last that writes takes it in, and one that is killed leaves it."""
    return path.with_name(path.name + "-wal").exists()


def _connect(address: str) -> sqlite3.Connection:
    db = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA cache_size = -65536")  # 64 MB, so that a search of a large corpus reads each page once
    except sqlite3.DatabaseError:  # a file of another kind
        db.close()
        raise
    return db


def _address(path: Path) -> str:
    return path.absolute().as_uri()


def empty() -> sqlite3.Connection:
    """A corpus without letters, in memory."""
    db = _connect(":memory:")
    _bring_up(db)
    return db


def _marked(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA application_id").fetchone()[0] == MARK)


def _version(db: sqlite3.Connection) -> int:
    """The version of a corpus's tables; 0 for a file that has none."""
    return int(db.execute("PRAGMA user_version").fetchone()[0]) if _marked(db) else 0


def _bring_up(db: sqlite3.Connection) -> None:
    """Take a file through the steps that it lacks; inside one transaction, so that all of them are done, or none."""
    if lacking := STEPS[_version(db) :]:
        for statement in chain.from_iterable(map(_statements, lacking)):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {MARK}")
        db.execute(f"PRAGMA user_version = {len(STEPS)}")


def _checked(db: sqlite3.Connection, path: Path, *, may_be_new: bool = False) -> sqlite3.Connection:
    """The connection, if the file is a corpus of this version, or of an older one."""
    try:
        marked, newer = _marked(db), _version(db) > len(STEPS)
        blank = not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    except BaseException:
        db.close()
        raise
    if (marked and not newer) or (may_be_new and not marked and blank):
        return db
    db.close()
    if marked:
        raise CorpusError(f"{path} was made by a newer version of ofstedmine. Run: pip install --upgrade ofstedmine")
    if blank:
        return empty()
    raise CorpusError(f"{path} is no corpus: it is an SQLite file of another program. Give the corpus another name.")


def _statements(script: str) -> Iterator[str]:
    """One statement at a time: `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
