"""The rows of a TOML table of words; a wrong one is refused by name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from ..errors import LexiconError


def rows(
    source: str, name: str, *, needed: Sequence[str], more: Sequence[str] = ()
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each `[[entry]]` of a TOML text, and the words by which an error names it.

    Raises `LexiconError` for a table or a key that is not known, a key of `needed` that is missing, an id that stands
    twice.
    """
    data = tomllib.loads(source)
    if unknown := set(data) - {"entry"}:
        raise LexiconError(f"{name}: unknown table {', '.join(sorted(unknown))}; known: entry")
    seen: set[str] = set()
    for number, row in enumerate(data.get("entry", []), 1):
        where = f"{name}: {row.get('id', f'entry {number}')}"
        if unknown := set(row) - {*needed, *more}:
            raise LexiconError(
                f"{where}: unknown key {', '.join(sorted(unknown))}; known: {', '.join((*needed, *more))}"
            )
        if missing := [key for key in needed if not isinstance(row.get(key), str) or not row[key]]:
            raise LexiconError(f"{where}: needs {', '.join(missing)}")
        if row["id"] in seen:
            raise LexiconError(f"{where}: this id stands twice; give each entry its own")
        seen.add(row["id"])
        yield where, row
