"""Beginnings of words (`child*`) spelled out as the words that the index has of them.

The index gathers all places of a beginning anew for each question, however common it is; those of a word it reads one
by one, and no more of them than are wanted.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice

from .schema import TOKENS

MOST = 60  # words; with more of them the index is quicker in its own way
_BEGINNING = re.compile(
    r'"((?:[^"]*(?:[^\w"]|_))?)([^\W_]++)" \*'
)  # its last word, behind those that stand before it in a phrase


def spelled_out(db: sqlite3.Connection, asked: str) -> str:
    """A query that finds the same, with each beginning as its words where these are not too many."""
    return _BEGINNING.sub(lambda found: _words(db, found[1], found[2]) or found[0], asked)


def _words(db: sqlite3.Connection, before: str, beginning: str) -> str | None:
    """The words, any of which will do, each behind what stands before it; None where it cannot be told so."""
    stem = _kept([beginning])
    words = list(islice(_of(db, stem[0]), MOST + 1)) if stem else []
    if not words or len(words) > MOST:
        return None
    again = _kept(words)  # asked for, a word of the index is cut to its stem once more
    if not again or not all(cut.startswith(stem[0]) for cut in again):
        return None
    each = (f'"{before}{word}"{"" if word == cut else " *"}' for word, cut in zip(words, again, strict=True))
    return f"({' OR '.join(each)})"


def _of(db: sqlite3.Connection, stem: str) -> Iterator[str]:
    """The words of the index that begin so, in order."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab(main, words, instance)")
    at = stem
    while row := db.execute("SELECT term FROM temp.places WHERE term >= ? LIMIT 1", [at]).fetchone():
        word = row[0]
        if not word.startswith(stem):
            return
        yield word
        at = word + "\x01"  # stands behind it, and before all that is longer


def _kept(words: Sequence[str]) -> list[str]:
    """What the index keeps of each word; nothing where it takes one for none or for several."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(f"CREATE VIRTUAL TABLE kept USING fts5(text, tokenize='{TOKENS}')")
        index.execute("CREATE VIRTUAL TABLE places USING fts5vocab(kept, instance)")
        index.executemany("INSERT INTO kept (rowid, text) VALUES (?, ?)", enumerate(words))
        found = index.execute("SELECT doc, term FROM places ORDER BY doc, offset").fetchall()
    return [term for _, term in found] if [doc for doc, _ in found] == list(range(len(words))) else []
