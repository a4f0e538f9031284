"""Files on the disk, and how a corpus remembers them: below its own folder, relative to it, so that both can move."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SETTLED = 2.0  # seconds after which another change of a file shows in its time (some file systems count no finer)


class Seen(NamedTuple):
    """A file as it was when it was last looked at; `size` and `changed` are None where that must be done again."""

    size: int | None
    changed: int | None


LOOK_AGAIN = Seen(None, None)


def kept_as(path: Path, home: Path) -> str:
    """The path as the corpus keeps it; `home` is the corpus's file.

    >>> kept_as(Path("/home/ann/letters/a.pdf"), Path("/home/ann/letters.db"))
    'letters/a.pdf'
    """
    whole = path.resolve()
    folder = home.resolve().parent
    return (whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix()


def found_at(kept: str, home: Path) -> Path:
    """Where a file is that the corpus keeps under this path."""
    return home.resolve().parent / kept


def closed_folders(sources: Sequence[Path]) -> list[Path]:
    """Folders, in these or below them, into which this user may not look."""
    errors: list[OSError] = []
    for source in sources:
        for _ in os.walk(source, onerror=errors.append):
            pass
    return [Path(e.filename) for e in errors if isinstance(e, PermissionError)]


def is_unicode(name: str) -> bool:
    """Whether a name can be kept: Linux gives out any bytes as one, those of an old code page too."""
    return not any("\ud800" <= c <= "\udfff" for c in name)


def look(path: Path) -> Seen:
    """Size and time of a file; without them where it was written so lately that another change might not show."""
    try:
        status = os.stat(path)
    except OSError:
        return LOOK_AGAIN
    lately = time.time() - status.st_mtime < SETTLED
    return LOOK_AGAIN if lately else Seen(status.st_size, status.st_mtime_ns)
