"""Full-text search over the findings, recommendations and quotes of a corpus."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from typing import Any

from ..document import Span
from ..model import Change, Extent, Kind, Period, Polarity, Report, Theme
from .beginnings import spelled_out
from .filters import NO_FILTERS, Filters
from .hits import Hit, Hits, Listing
from .numbers import Part, first_of, in_reports, report_of
from .query import understood
from .query import words as words_of
from .schema import TOKENS

LISTING = (
    "documents.sha256, reports.place, documents.name, reports.kind, reports.authority, reports.title, reports.starts, "
    "reports.ends, reports.published, reports.address"
)
MOST_RANKED = 10_000  # to rank more takes longer than a reader waits, and says less than a narrower search
ENOUGH = 1000  # counts end here
MANY = f"More than {MOST_RANKED:,} passages match: these are of the newest letters, in no rank. Add a word or a filter."
_BEGIN, _END = "\ue000", "\ue001"  # private characters: no letter prints them
_WHOLE = f"""
SELECT passages.id, passages.part, passages.item, passages.page, passages.paragraph, passages.section,
  passages.polarity, passages.change, passages.extent, passages.themes, passages.starts, passages.ends, passages.text,
  {LISTING}
FROM passages JOIN reports ON reports.id = passages.report JOIN documents ON documents.id = reports.document
WHERE passages.id IN (SELECT value FROM json_each(?))
"""
_TEXT = 12  # its place among these columns


def search(
    db: sqlite3.Connection, query: str, given: Filters, *, limit: int, opened: Callable[[Listing], Report]
) -> Hits:
    """The passages that a query and all filters find, best first.

    Without a query, or where it finds more than `MOST_RANKED`, those of the newest letters come first.

    Raises `QueryError` for a query that cannot be understood.
    """
    asked = understood(query) if query.strip() else None
    words = spelled_out(db, asked) if asked else None
    found, notes = list[tuple[int, float | None]](), tuple[str, ...]()
    count = _count(db, words, given, MOST_RANKED + 1)
    if asked and count <= MOST_RANKED:
        found = _ranked(db, asked, given, limit + 1)  # a beginning counts as one word
    else:
        found = list(islice(_newest(db, words, given), limit + 1))
        notes = (MANY,) if asked else ()
    whole = {row[0]: row for row in db.execute(_WHOLE, [json.dumps([number for number, _ in found[:limit]])])}
    marks = _marks(asked, {number: row[_TEXT] for number, row in whole.items()})
    hits = tuple(_hit(whole[number], marks[number], score, opened) for number, score in found[:limit])
    told = notes if hits else _widening(db, query, asked, given)
    return Hits(hits, len(found) > limit, told, count if count <= MOST_RANKED else None)


def by_number(db: sqlite3.Connection, numbers: Sequence[int], opened: Callable[[Listing], Report]) -> tuple[Hit, ...]:
    """The passages of these numbers, in the order given."""
    whole = {row[0]: row for row in db.execute(_WHOLE, [json.dumps(numbers)])}
    return tuple(_hit(whole[number], (), None, opened) for number in numbers)


def _matching(asked: str, given: Filters) -> tuple[str, list[Any]]:
    """The part of a statement that finds what a query and the filters let through, and its values."""
    where, values = given.of_passages("words.rowid")
    return f"FROM words WHERE words MATCH ?{where}", [asked, *values]


def _count(db: sqlite3.Connection, asked: str | None, given: Filters, most: int) -> int:
    """How many there are; counting ends at `most`."""
    if asked is None:
        return sum(1 for _ in islice(_newest(db, None, given), most))
    rest, values = _matching(asked, given)
    return int(db.execute(f"SELECT count(*) FROM (SELECT 1 {rest} LIMIT ?)", [*values, most]).fetchone()[0])


def _ranked(db: sqlite3.Connection, asked: str, given: Filters, most: int) -> list[tuple[int, float | None]]:
    """Numbers of the best passages with their scores."""
    rest, values = _matching(asked, given)
    return db.execute(
        f"SELECT rowid, -bm25(words) AS score {rest} ORDER BY score DESC, rowid LIMIT ?", [*values, most]
    ).fetchall()


def _newest(db: sqlite3.Connection, asked: str | None, given: Filters) -> Iterator[tuple[int, None]]:
    """Numbers of passages, those of the newest letters first."""
    where, values = given.of_passages("words.rowid" if asked else "passages.id", reports=False)
    if asked:
        inside = f"SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?{where} ORDER BY rowid"
    else:
        inside = f"SELECT id FROM passages WHERE id BETWEEN ? AND ?{where} ORDER BY id"
    which, about = given.of_reports()
    reports = [n for (n,) in db.execute(f"SELECT id FROM reports {which} ORDER BY day DESC, id", about)]
    if asked and _has_prefix(asked):
        yield from _newest_in_one(db, asked, given, reports)
        return
    for report in reports:
        bounds = first_of(report), first_of(report + 1) - 1
        for (number,) in db.execute(inside, [*([asked] if asked else ()), *bounds, *values]):
            yield number, None


def _has_prefix(asked: str) -> bool:
    """Whether the index gathers all words of some beginning, which it does anew for each question."""
    return '" *' in asked


def _newest_in_one(
    db: sqlite3.Connection, asked: str, given: Filters, reports: Sequence[int]
) -> Iterator[tuple[int, None]]:
    """The same in few questions, each of more reports than the one before."""
    at, size = 0, 200
    where, values = given.of_passages("words.rowid", reports=False)
    while some := reports[at : at + size]:
        there = in_reports(", ".join(map(str, some))).format(id="words.rowid")
        found = db.execute(f"SELECT rowid FROM words WHERE words MATCH ? AND {there}{where}", [asked, *values])
        place = {report: i for i, report in enumerate(some)}
        yield from ((n, None) for n in sorted((n for (n,) in found), key=lambda n: (place[report_of(n)], n)))
        at, size = at + size, size * 10


def _marks(asked: str | None, texts: Mapping[int, str]) -> dict[int, tuple[Span, ...]]:
    """What the query matches in each of these texts: told by an index of them alone, however many more match it."""
    if not asked:
        return dict.fromkeys(texts, ())
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(f"CREATE VIRTUAL TABLE shown USING fts5(text, tokenize='{TOKENS}')")
        index.executemany("INSERT INTO shown (rowid, text) VALUES (?, ?)", texts.items())
        question = "SELECT rowid, highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?"
        return {number: tuple(_between(text)) for number, text in index.execute(question, [_BEGIN, _END, asked])}


def _between(text: str) -> list[Span]:
    out, at, start = [], 0, 0
    for character in text:
        if character == _BEGIN:
            start = at
        elif character == _END and at > start:
            out.append(Span(start, at))
        else:
            at += 1
    return out


def _hit(row: Sequence[Any], marks: tuple[Span, ...], score: float | None, opened: Callable[[Listing], Report]) -> Hit:
    _, part, item, page, paragraph, section, polarity, change, extent, themes, starts, ends, text, *about = row
    return Hit(
        text=text,
        marks=tuple(m for m in marks if m.end <= len(text)),
        part=Part(part),
        item=item,
        report=listing(about),
        page=page,
        paragraph=paragraph,
        section=section,
        polarity=Polarity(polarity) if polarity else None,
        change=Change(change) if change else None,
        extent=Extent(extent) if extent else None,
        themes=tuple(map(Theme, json.loads(themes))),
        span=Span(starts, ends) if ends else None,
        score=score,
        _open=opened,
    )


def listing(row: Sequence[Any]) -> Listing:
    """A row of the columns `LISTING` as a value."""
    sha256, place, name, kind, authority, title, starts, ends, published, address = row
    return Listing(
        id=sha256,
        place=place,
        name=name,
        kind=Kind(kind),
        authority=authority,
        title=title,
        inspected=Period(date.fromisoformat(starts), date.fromisoformat(ends)) if ends else None,
        published=date.fromisoformat(published) if published else None,
        address=address,
    )


def _widening(db: sqlite3.Connection, query: str, asked: str | None, given: Filters) -> tuple[str, ...]:
    """Why nothing was found: what each word and each filter alone stands in the way of."""
    if not db.execute("SELECT 1 FROM reports LIMIT 1").fetchone():
        return ("The corpus is empty: add letters first.",)
    out = []
    for word in words_of(query) if asked else ():
        if not _count(db, word, NO_FILTERS, 1):
            out.append(f"No passage has {word}. Check its spelling, or search for its beginning, as in strat*.")
    if out:
        return tuple(out)
    for name in given.names:
        if found := _count(db, asked, given.without(name), ENOUGH):
            out.append(f"Without {name} there {_are(found)}.")
    if not out and len(given.names) > 1 and (found := _count(db, asked, NO_FILTERS, ENOUGH)):
        out.append(f"Without any filter there {_are(found)}.")
    several = words_of(query) if asked else ()
    if not out and len(several) > 1 and (found := _count(db, " OR ".join(several), given, ENOUGH)):
        out.append(f"With OR between its words there {_are(found)}.")
    return tuple(out) or ("Nothing matches. Use fewer words, or fewer filters.",)


def _are(found: int) -> str:
    return "is 1" if found == 1 else f"are {found:,}{' or more' if found == ENOUGH else ''}"
