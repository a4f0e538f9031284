"""Headings as data: what a title says of the document, and a heading of its section."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from ..errors import LexiconError
from ..text import key

_KEYS = frozenset(("id", "what", "label", "pattern", "example", "not"))


@dataclass(frozen=True, slots=True)
class Form:
    """One heading, by a pattern over its words (`text.key`), and the label that it gives."""

    id: str
    what: str
    label: str
    pattern: str
    example: str
    against: str | None = None
    regex: re.Pattern[str] = field(default=re.compile(""), compare=False, repr=False)


@cache
def forms(what: str) -> tuple[Form, ...]:
    """Entries of one sort ("kind", "section"), in the file's order."""
    source = files(__package__).joinpath("forms.toml").read_text("utf-8")
    return tuple(form for form in parse(source) if form.what == what)


def parse(source: str) -> tuple[Form, ...]:
    """Read forms out of TOML text, and try each on its own example.

    Raises `LexiconError` for an unknown key, a pattern that misses its example, or one that matches its `not`.
    """
    out = []
    for row in tomllib.loads(source).get("form", []):
        if set(row) - _KEYS:
            raise LexiconError(f"{row.get('id')}: unknown key {', '.join(sorted(set(row) - _KEYS))}")
        form = Form(
            row["id"],
            row["what"],
            row["label"],
            row["pattern"],
            row["example"],
            row.get("not"),
            re.compile(row["pattern"]),
        )
        if not form.regex.search(key(form.example)):
            raise LexiconError(f"{form.id}: does not match its example {form.example!r}")
        if form.against and form.regex.search(key(form.against)):
            raise LexiconError(f"{form.id}: matches {form.against!r}, which it must not")
        out.append(form)
    return tuple(out)


@lru_cache(maxsize=4096)
def label(what: str, heading: str) -> str | None:
    """The label of a heading, or None.

    >>> label("section", "What needs to improve?")
    'improvement'
    """
    words = key(heading)
    return next((form.label for form in forms(what) if form.regex.search(words)), None)
