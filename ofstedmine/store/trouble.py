"""SQLite's own messages as sentences that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import CorpusError


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """What goes wrong with a corpus inside, told so."""
    try:
        yield
    except sqlite3.DatabaseError as trouble:
        raise CorpusError(explained(trouble, path)) from trouble


def explained(trouble: sqlite3.DatabaseError, path: Path) -> str:
    """What stands in the way of reading or writing a corpus, and what to do."""
    told = str(trouble)
    if path.is_dir():
        return f"{path} is a folder. Name a file for the corpus, such as {path / 'letters.db'}."
    if "not a database" in told:
        return f"{path} is no corpus: it is a file of another kind. Give the corpus another name."
    if "malformed" in told:
        return f"{path} is damaged. Delete it and index the letters again, or take a copy from before."
    if "readonly" in told or "unable to open" in told:
        folder = path.parent
        if not folder.is_dir():
            return f"There is no folder {folder}. Make it first, or check the path."
        return f"{path} may not be written: the file or its folder is read-only. Copy the corpus to another folder."
    if "full" in told:
        return f"The disk is full. What was indexed is kept in {path}: make room and run the same command again."
    if "locked" in told or "busy" in told:
        return f"Another process is writing to {path}. Wait until it has ended, and run the same command again."
    return f"{path} cannot be used: {told}. Check the disk."
