"""The words by which councils' documents are read, out of `lexicon/council.toml`; a wrong entry is refused by name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ...errors import LexiconError
from ...text import alike

_KEYS = frozenset(("id", "label", "pattern", "example", "not"))


class Entry(NamedTuple):
    """One pattern, the label under which it is asked for, and the examples that it must and must not match."""

    id: str
    label: str
    regex: re.Pattern[str]
    example: str
    against: str | None = None


class Words:
    """Entries by label, searched in text whose quotation marks and dashes are plain.

    >>> words().find("board_heading", "Recommendations")
    'board_heading.recommendations'
    >>> words().find("board_heading", "Recommendations from Ofsted") is None
    True
    """

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._by_label: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_label.setdefault(entry.label, []).append(entry)

    def find(self, label: str, text: str) -> str | None:
        """Id of the first entry of that label that the text holds, or None."""
        plain = alike(text)
        return next((entry.id for entry in self._by_label[label] if entry.regex.search(plain)), None)

    def under(self, prefix: str, text: str) -> str | None:
        """The first label of a family ("column", "rag") that the text answers to, without the prefix."""
        plain = alike(text)
        for entry in self.entries:
            if entry.label.startswith(f"{prefix}.") and entry.regex.search(plain):
                return entry.label[len(prefix) + 1 :]
        return None

    def regex(self, label: str) -> re.Pattern[str]:
        """The one pattern of a label, for callers that need the place of a match in text of their own."""
        (entry,) = self._by_label[label]
        return entry.regex


def parse(source: str, name: str = "<text>") -> Words:
    """Read entries out of TOML text, running each example.

    Raises `LexiconError` for an unknown or missing key, an id that stands twice, or an example that does not hold.
    """
    entries: dict[str, Entry] = {}
    data = tomllib.loads(source)
    if set(data) - {"entry"}:
        raise LexiconError(f"{name}: unknown table {', '.join(sorted(set(data) - {'entry'}))}")
    for row in data.get("entry", []):
        where = f"{name}: {row.get('id', 'an entry without id')}"
        if set(row) - _KEYS:
            raise LexiconError(f"{where}: unknown key {', '.join(sorted(set(row) - _KEYS))}")
        if missing := sorted(_KEYS - {"not"} - set(row)):
            raise LexiconError(f"{where}: needs {', '.join(missing)}")
        if row["id"] in entries:
            raise LexiconError(f"{where}: this id stands twice")
        entry = Entry(
            row["id"], row["label"], re.compile(row["pattern"], re.IGNORECASE), row["example"], row.get("not")
        )
        if not entry.regex.search(alike(entry.example)):
            raise LexiconError(f"{where}: does not match its example {entry.example!r}")
        if entry.against is not None and entry.regex.search(alike(entry.against)):
            raise LexiconError(f"{where}: matches {entry.against!r}, which it must not")
        entries[entry.id] = entry
    return Words(tuple(entries.values()))


@cache
def words() -> Words:
    """The shipped entries, read and checked once."""
    return parse(files("ofstedmine.lexicon").joinpath("council.toml").read_text("utf-8"), "council.toml")
