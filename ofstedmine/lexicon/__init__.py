"""Words as data: TOML entries with an id and an example, read once and frozen; a wrong one is refused by name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

from ..errors import LexiconError
from .phrase import Index, Triggers, compile_pattern, tokens, word_set
from .rows import rows

__all__ = ["DEFAULT", "Entry", "Hit", "Lexicon", "Table", "check", "load", "tokens", "word_set"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern and what it says. `decides`: strong enough to settle a matter without asking the model."""

    id: str
    pattern: str
    label: str
    example: str
    against: str | None = None  # an example that must not match (`not` in the file)
    decides: bool = False
    regex: re.Pattern[str] = field(default=re.compile(""), compare=False, repr=False)
    triggers: Triggers = field(default=(), compare=False, repr=False)


class Hit(NamedTuple):
    """Where an entry matches: characters of the joined tokens, half-open."""

    entry: Entry
    start: int
    end: int


class Table:
    """Entries in file order, found in a text by their trigger words.

    >>> [hit.entry.id for hit in DEFAULT.back.hits(tokens("Visits are timelier since the last inspection."))]
    ['back.since_inspection', 'back.last_inspection']
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._index = Index(entry.triggers for entry in self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def hits(self, words: Sequence[str], joined: str | None = None) -> list[Hit]:
        """Each entry that matches, once, at its first place; in the entries' order."""
        return [hit for _, hit in self.numbered(words, joined if joined is not None else " " + " ".join(words) + " ")]

    def numbered(self, words: Sequence[str], joined: str) -> list[tuple[int, Hit]]:
        """Hits, each with the number of its entry."""
        out = []
        for number in self._index.candidates(words):
            entry = self.entries[number]
            match = entry.regex.search(joined)
            if match:
                out.append((number, Hit(entry, match.start() + 1, match.end())))
        return out


class Lexicon:
    """All tables of one folder of words; each is read when first asked for.

    `cues` say polarity, `change` better or worse, `back` an earlier visit, `extent` how many, `themes` what about,
    `instruction` what is no finding at all; `words` are single words by class, with which cues are not concerned.
    """

    cues = cached_property(lambda _: load("cues"))
    change = cached_property(lambda _: load("change"))
    back = cached_property(lambda _: load("back"))
    extent = cached_property(lambda _: load("extent"))
    themes = cached_property(lambda _: load("themes"))
    instruction = cached_property(lambda _: load("instruction"))

    @cached_property
    def _every(self) -> tuple[Table, tuple[str, ...]]:
        tables = self.tables()
        return Table(e for table in tables.values() for e in table), tuple(n for n, t in tables.items() for _ in t)

    def marks(self, words: Sequence[str], joined: str) -> dict[str, list[Hit]]:
        """Hits of every table at once, by the table's name; a table without one is left out."""
        every, names = self._every
        out: dict[str, list[Hit]] = {}
        for number, hit in every.numbered(words, joined):
            out.setdefault(names[number], []).append(hit)
        return out

    @cached_property
    def words(self) -> dict[str, str]:
        """Class of each single word, "effective": "positive"."""
        return parse_words(files(__name__).joinpath("words.toml").read_text("utf-8"), "words.toml")

    def tables(self) -> dict[str, Table]:
        """Every table by its name."""
        return {name: getattr(self, name) for name in ("cues", "change", "back", "extent", "themes", "instruction")}


def load(name: str) -> Table:
    """Read one shipped table."""
    return Table(parse(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"), f"{name}.toml"))


def parse(source: str, name: str = "<text>") -> tuple[Entry, ...]:
    """Read entries out of TOML text.

    Raises `LexiconError` for what `rows` refuses, and for a pattern that cannot be read.
    """
    out = []
    for where, row in rows(source, name, needed=("id", "pattern", "label", "example"), more=("not", "decides")):
        try:
            regex, triggers = compile_pattern(row["pattern"])
        except LexiconError as error:
            raise LexiconError(f"{where}: {error}") from None
        decides = bool(row.get("decides"))
        out.append(
            Entry(row["id"], row["pattern"], row["label"], row["example"], row.get("not"), decides, regex, triggers)
        )
    return tuple(out)


def parse_words(source: str, name: str = "<text>") -> dict[str, str]:
    """Read word classes: `class = "word word …"`, each word in one class.

    Raises `LexiconError` for a word in two classes.
    """
    out: dict[str, str] = {}
    for label, listed in tomllib.loads(source).items():
        if not isinstance(listed, str):
            raise LexiconError(f"{name}: {label} must be words between quotation marks")
        for word in listed.split():
            if out.setdefault(word, label) != label:
                raise LexiconError(f"{name}: {word} stands under {out[word]} and {label}")
    return out


def check(entries: Iterable[Entry]) -> list[str]:
    """What is wrong with entries, one line each: an example that does not match, a `not` that does."""
    out = []
    for entry in entries:
        table = Table((entry,))
        if not table.hits(tokens(entry.example)):
            out.append(f"{entry.id}: {entry.pattern!r} does not match its example {entry.example!r}")
        if entry.against and table.hits(tokens(entry.against)):
            out.append(f"{entry.id}: {entry.pattern!r} matches {entry.against!r}, which it must not")
    return out


DEFAULT = Lexicon()
