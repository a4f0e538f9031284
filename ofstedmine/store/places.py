"""How a corpus remembers where a file is: below its own folder, relative to that, so that both can move together."""

from __future__ import annotations

from pathlib import Path


def kept_as(path: Path, home: Path) -> str:
    """The path as the corpus keeps it; `home` is the corpus's file.

    >>> kept_as(Path("/work/letters/a.pdf"), Path("/work/letters.db"))
    'letters/a.pdf'
    """
    whole = path.resolve()
    folder = home.resolve().parent
    return (whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix()


def found_at(kept: str, home: Path) -> Path:
    """Where a file is that the corpus keeps under this path."""
    return home.resolve().parent / kept
