"""The tables that a corpus is taken elsewhere in: their columns, what each holds, and the version of all that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from ..errors import UnknownChoice

# Raised when a column changes its name, type or meaning; a new column at a table's end, or a new table, is no change.
VERSION = 1

Value: TypeAlias = str | int | bool | date | tuple[str, ...] | tuple[int, ...] | None
Row: TypeAlias = dict[str, Value]


class Type(StrEnum):
    """What a column holds; every column may be empty (None)."""

    TEXT = "text"
    NUMBER = "whole number"
    TRUTH = "true or false"
    DAY = "date"
    TEXTS = "list of texts"
    NUMBERS = "list of whole numbers"


class Column(NamedTuple):
    """One column: its name, what it holds, and what that means."""

    name: str
    type: Type
    about: str


class Table(NamedTuple):
    """One kind of row. `fields` are the columns of its own, after those that tell the report."""

    name: str
    about: str
    own: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*_REPORT, *self.own)


def _text(name: str, about: str) -> Column:
    return Column(name, Type.TEXT, about)


def _number(name: str, about: str) -> Column:
    return Column(name, Type.NUMBER, about)


_REPORT = (
    _text("report", "SHA-256 of the document's bytes: the same file has the same one everywhere"),
    _text("place", "empty for the document itself; 0 for the first letter that it carries, 0.1 inside that …"),
    _text("name", "name of the file"),
    _text("authority", "as the document prints it"),
    _text("region", "region of England in which the authority lies"),
    _text("kind", "form of the document: ilacs, focused_visit, council_report …"),
    Column("day", Type.DAY, "last day of the inspection, else that of publication"),
)
_THEMES = Column("themes", Type.TEXTS, "what it is about: front_door, workforce …")
_PAGE = _number("page", "page in the file, from 1")
_PLACE = (
    _text("paragraph", "number of the paragraph as printed: 36, or 4.2"),
    _PAGE,
)
_SPAN = (
    _number("start", "first character in the document's text, from 0, in Unicode code points"),
    _number("end", "the one after its last character"),
)
_CITED = _text("citation", "author, year, page and paragraph in the Harvard style")

TABLES = {
    table.name: table
    for table in (
        Table(
            "reports",
            "one row a letter or council report",
            (
                _text("title", "as printed"),
                _text("publisher", "who speaks: Ofsted, or the council"),
                Column("inspected_from", Type.DAY, "first day of the inspection"),
                Column("inspected_to", Type.DAY, "last day of the inspection"),
                Column("published", Type.DAY, "day of publication"),
                _number("year", "year of publication, else of the inspection"),
                _text("lead_inspector", "as printed"),
                Column("inspectors", Type.TEXTS, "all of the team, as printed"),
                _number("pages", "how many pages the file has; empty where it has none (web page, Word)"),
                _text("address", "where the document stands on the web"),
                Column("notes", Type.TEXTS, "what a reader should know of how it was read"),
            ),
        ),
        Table(
            "findings",
            "one row a sentence of what inspectors found",
            (
                _text("id", "F1, F2 … in this report"),
                _text("text", "the sentence, word for word"),
                _text("polarity", "strength, weakness, mixed or neutral"),
                _text("change", "improved or declined, where it says so"),
                _text("extent", "of how many children or cases it speaks: all, most, some, few, none"),
                Column("refers_back", Type.TRUTH, "whether it speaks of an earlier visit or recommendation"),
                _THEMES,
                _text("section", "heading above it"),
                *_PLACE,
                *_SPAN,
                _text("cue", "entry of the lexicon, or the model, that decided its polarity"),
                _CITED,
            ),
        ),
        Table(
            "recommendations",
            "one row an item that the inspectorate says must improve, or that a board is asked to do",
            (
                _text("id", "R1, R2 … in this report"),
                _text("text", "word for word"),
                _text("asks_for", "improvement, priority_action or board"),
                _text("addressee", "who is to do it, where it says so"),
                _THEMES,
                _text("section", "heading above it"),
                *_PLACE,
                *_SPAN,
                Column("retold", Type.TRUTH, "whether a council's report only repeats it from a letter"),
                _CITED,
            ),
        ),
        Table(
            "judgements",
            "one row a graded line",
            (
                _text("area", "what is graded, as printed"),
                _text("grade", "the grade as printed"),
                _text("level", "its place among the four: outstanding, good, requires improvement, inadequate"),
                _PAGE,
                *_SPAN,
            ),
        ),
        Table(
            "quotes",
            "one row a quotation from another document",
            (
                _text("text", "the words between the marks"),
                _text("attributed_to", "whom the report names as their source"),
                Column("claimed_pages", Type.NUMBERS, "pages of the source that the report claims for them"),
                Column("claimed_paragraphs", Type.NUMBERS, "paragraphs of the source that it claims for them"),
                *_PLACE,
                *_SPAN,
            ),
        ),
        Table(
            "actions",
            "one row an action that a council says it does or will do",
            (
                _text("text", "as the report tells it"),
                _text("owner", "who does it"),
                _text("due", "ISO date as exact as the report's: 2022-09-30, 2022-09 or 2022"),
                _text("answers", "id of the recommendation that it serves, among the retold ones of this report"),
                _text("progress", "what the report tells of it"),
                _text("rag", "red, amber, green or blue (complete)"),
                *_PLACE,
                *_SPAN,
            ),
        ),
        Table(
            "paragraphs",
            "one row a paragraph or bullet of the whole text",
            (_text("text", "the paragraph"), _text("section", "heading above it"), *_PLACE, *_SPAN),
        ),
    )
}


PASSAGES = Table(
    "passages",
    "one row a passage that a search found, or that a number of a comparison counts",
    (
        _text("part", "finding, recommendation or quote"),
        _text("id", "F1, R1 … in its report"),
        _text("text", "word for word"),
        _text("polarity", "strength, weakness, mixed or neutral, of a finding"),
        _text("change", "improved or declined, where it says so"),
        _text("extent", "of how many children or cases it speaks: all, most, some, few, none"),
        _THEMES,
        _text("section", "heading above it"),
        *_PLACE,
        *_SPAN,
        _CITED,
    ),
)
WRITTEN = {**TABLES, PASSAGES.name: PASSAGES}  # that a file may hold


def known_table(name: str) -> Table:
    """The table of that name; raises `UnknownChoice`, which lists them, where there is none."""
    if name not in TABLES:
        raise UnknownChoice("table", name, TABLES)
    return TABLES[name]


def table_of(columns: Iterable[str]) -> Table | None:
    """The table that has these columns, or None. What a newer edition wrote behind them is passed over."""
    names = tuple(columns)
    return next((t for t in WRITTEN.values() if names[: len(t.columns)] == tuple(c.name for c in t.columns)), None)


def newer() -> str:
    """What to do with a file of a version that is not known yet."""
    return f"This edition of ofstedmine reads {VERSION} and older. Run: pip install --upgrade ofstedmine"


def described() -> str:
    """The tables in Markdown, for the documentation."""
    return "\n".join(_described())


def _described() -> Iterator[str]:
    yield from ("Every table begins with the columns that tell the report:", "", *_listed(_REPORT))
    for table in WRITTEN.values():
        yield from ("", f"### {table.name}", "", f"{table.about[0].upper()}{table.about[1:]}.", "", *_listed(table.own))


def _listed(columns: Iterable[Column]) -> Iterator[str]:
    yield from ("| column | holds | |", "|---|---|---|")
    yield from (f"| `{c.name}` | {c.type} | {c.about} |" for c in columns)
