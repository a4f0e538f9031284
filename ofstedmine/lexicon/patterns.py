"""Headings and phrases as data: regular expressions with a label, each tried on its own examples when it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from ..errors import LexiconError
from ..text import alike, key
from .rows import rows

_OPENING = 120  # characters by which the imprint is known


class Pattern(NamedTuple):
    """One pattern, the label under which it is asked for, and the examples that it must and must not match."""

    id: str
    label: str
    regex: re.Pattern[str]
    example: str
    against: str | None = None


class Patterns:
    """Patterns by label, in the file's order, searched without regard to case in texts made plain.

    >>> council().find("board_heading", "Recommendations")
    'board_heading.recommendations'
    >>> council().find("board_heading", "Recommendations from Ofsted") is None
    True
    """

    def __init__(self, entries: Iterable[Pattern], plain: Callable[[str], str]) -> None:
        self.entries = tuple(entries)
        self._plain = plain
        self._by_label: dict[str, list[Pattern]] = {}
        self._by_family: dict[str, list[Pattern]] = {}
        for entry in self.entries:
            self._by_label.setdefault(entry.label, []).append(entry)
            self._by_family.setdefault(entry.label.partition(".")[0], []).append(entry)

    def find(self, label: str, text: str) -> str | None:
        """Id of the first pattern of that label that the text holds, or None."""
        plain = self._plain(text)
        return next((entry.id for entry in self._by_label[label] if entry.regex.search(plain)), None)

    def under(self, family: str, text: str) -> str | None:
        """The first label of a family ("column", "kind") that the text answers to, without the family's name."""
        plain = self._plain(text)
        found = next((entry.label for entry in self._by_family[family] if entry.regex.search(plain)), None)
        return None if found is None else found[len(family) + 1 :]

    def regex(self, label: str) -> re.Pattern[str]:
        """The one pattern of a label, for callers that need the place of a match in text of their own."""
        (entry,) = self._by_label[label]
        return entry.regex


def parse(source: str, name: str = "<text>", *, plain: Callable[[str], str] = alike) -> Patterns:
    """Read patterns out of TOML text; `plain` is what is done to a text before it is searched.

    Raises `LexiconError` for what `rows` refuses, a pattern that misses its example, or one that matches its `not`.
    """
    entries = []
    for where, row in rows(source, name, needed=("id", "label", "pattern", "example"), more=("not",)):
        regex = re.compile(row["pattern"], re.IGNORECASE)
        entry = Pattern(row["id"], row["label"], regex, row["example"], row.get("not"))
        if not regex.search(plain(entry.example)):
            raise LexiconError(f"{where}: does not match its example {entry.example!r}")
        if entry.against is not None and regex.search(plain(entry.against)):
            raise LexiconError(f"{where}: matches {entry.against!r}, which it must not")
        entries.append(entry)
    return Patterns(entries, plain)


@cache
def council() -> Patterns:
    """How councils write (`council.toml`), searched in text whose quotation marks and dashes are plain."""
    return _shipped("council.toml", alike)


@cache
def forms() -> Patterns:
    """By which words a form of document and the duty of a section are known (`forms.toml`), over the words alone."""
    return _shipped("forms.toml", key)


@lru_cache(maxsize=4096)
def label(family: str, heading: str) -> str | None:
    """What a heading or title says: of its section, or of the kind of document.

    >>> label("section", "What needs to improve?"), label("kind", "Improvement plan")
    ('improvement', None)
    """
    return forms().under(family, heading)


def is_imprint(text: str) -> bool:
    """Whether the publisher's own words begin here.

    >>> is_imprint("You may reuse this information (not including logos) free of charge")
    True
    """
    return forms().find("imprint", text[:_OPENING]) is not None


def _shipped(name: str, plain: Callable[[str], str]) -> Patterns:
    return parse(files(__package__).joinpath(name).read_text("utf-8"), name, plain=plain)
