"""What became of each recommendation of a corpus: linked an authority at a time, and kept in the corpus's file."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from time import monotonic
from typing import TYPE_CHECKING, Any

from .. import api
from ..errors import CorpusError, LinkError
from ..model import Event, Lineage, Report, Theme
from ..store import schema
from ..store.bar import shown
from ..store.intake import Progress
from ..store.mining import linking_version
from ..store.numbers import Part, first_of
from ..store.rows import inside
from .letters import Letter, letters

if TYPE_CHECKING:
    from ..store import Corpus

_SHOWN = 3  # passages of one letter on one matter that are kept as its evidence
_TABLE = """
CREATE TABLE IF NOT EXISTS linked (
  authority TEXT PRIMARY KEY,
  from_what TEXT NOT NULL,               -- hash of its letters, and of what decides how they are linked
  packed BLOB NOT NULL                   -- its matters
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one letter means for a matter; `again` and `shown` are ids of its recommendations and findings."""

    letter: Letter
    event: Event
    again: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One recommendation as first raised, and its way through all later letters of the authority."""

    item: str  # id of the recommendation, in `raised_in`
    text: str
    themes: tuple[Theme, ...]
    page: int | None
    chain: str
    raised_in: Letter
    moments: tuple[Moment, ...]  # of the later letters, in order of date

    @property
    def spoken(self) -> tuple[Moment, ...]:
        """Those of the letters that speak of it."""
        return tuple(m for m in self.moments if m.event is not Event.NOT_ADDRESSED)

    @property
    def status(self) -> Event | None:
        """The latest word on it; `NOT_ADDRESSED` where no later letter speaks of it, None where none followed."""
        if self.spoken:
            return self.spoken[-1].event
        return Event.NOT_ADDRESSED if self.moments else None

    @property
    def came_back(self) -> bool:
        """Whether a later letter makes it a recommendation again."""
        return any(m.again for m in self.moments)

    @property
    def raised_anew(self) -> bool:
        """Whether it did so after another had found it closed."""
        return any(m.event is Event.RAISED_ANEW for m in self.moments)

    @property
    def seen(self) -> tuple[float, bool] | None:
        """For how many years it was seen, and whether it was found closed then; None where no letter speaks of it.

        What is not found closed is known to be open until the last letter that speaks of it, and not beyond.
        """
        closed = next((m for m in self.moments if m.event is Event.CLOSED), None)
        if not self.spoken:
            return None
        start, end = self.raised_in.listing.day, (closed or self.spoken[-1]).letter.listing.day
        assert start is not None  # letters without a day are followed up by none
        assert end is not None
        return (end - start).days / 365.25, closed is not None


def matters(
    corpus: Corpus,
    raised_in: Sequence[Letter],
    *,
    progress: bool | Callable[[Progress], None] | None = None,
) -> Iterator[Matter]:
    """The matters that these letters raise, each followed up in all letters of its authority that the corpus has.

    An authority's letters are linked when they are first asked for, and kept in the corpus's file (in memory only,
    where that may not be written) until its letters, the rules or the models change.
    """
    wanted = {letter.number for letter in raised_in}
    own = {letter.authority for letter in raised_in if letter.authority}
    every = [x for x in letters(corpus).letters if x.authority in own and x.listing.day]
    of = {a: list(some) for a, some in groupby(every, key=lambda x: x.authority)}
    begun, linked = monotonic(), 0
    with shown(progress, "Following up") as tell:
        for done, (name, some) in enumerate(of.items()):
            assert name is not None
            tell(Progress(done, len(of), linked, monotonic() - begun, name))
            from_what = _from_what(corpus, some)
            kept = _kept(corpus, name, from_what)
            if kept is None:
                kept = _linked(corpus, some)
                _keep(corpus, name, from_what, kept)
                linked += 1
            yield from (m for m in _read(kept, some) if m.raised_in.number in wanted)
        tell(Progress(len(of), len(of), linked, monotonic() - begun))


def _linked(corpus: Corpus, own: Sequence[Letter]) -> list[Any]:
    """The matters of one authority as plain values: letters by their place among its own."""
    whole = {number: dict(inside(corpus[number])) for number in {x.listing.id for x in own}}
    reports = [whole[x.listing.id][x.listing.place] for x in own]
    with suppress(LinkError):  # fewer than two letters: nothing follows
        return [_plain(lineage, reports) for lineage in api.history(reports).lineages]
    return [
        [r.id, r.text, [t.value for t in r.themes], r.page, Event.RAISED.value, place, []]
        for place, report in enumerate(reports)
        for r in report.recommendations
    ]


def _plain(lineage: Lineage, reports: Sequence[Report]) -> list[Any]:
    place = {id(report): i for i, report in enumerate(reports)}
    matter = lineage.matter
    moments = [
        [
            place[id(step.report)],
            step.event.value,
            [r.id for r in step.recommendations],
            [e.finding for e in (step.closure.evidence if step.closure else ()) if e.finding][:_SHOWN],
        ]
        for step in lineage.steps[1:]
    ]
    about = [matter.id, matter.text, [t.value for t in matter.themes], matter.page, lineage.chain]
    return [*about, place[id(lineage.raised_in)], moments]


def _read(kept: Sequence[Any], own: Sequence[Letter]) -> Iterator[Matter]:
    for item, text, themes, page, chain, raised_in, moments in kept:
        yield Matter(
            item=item,
            text=text,
            themes=tuple(map(Theme, themes)),
            page=page,
            chain=chain,
            raised_in=own[raised_in],
            moments=tuple(
                Moment(own[place], Event(event), tuple(again), tuple(evidence))
                for place, event, again, evidence in moments
            ),
        )


_FORM = 1  # of what is kept: with another number, what older editions kept is made anew
_memory: dict[tuple[str, str], list[Any]] = {}  # for corpora that may not be written


def _from_what(corpus: Corpus, own: Sequence[Letter]) -> str:
    """What the matters of an authority hang on: its letters, how each was mined, and how they are linked."""
    ids = json.dumps([x.listing.id for x in own])
    by = "SELECT sha256, mined_by FROM documents WHERE sha256 IN (SELECT value FROM json_each(?))"
    mined_by = dict(corpus.db.execute(by, [ids]))
    told = "\n".join(f"{x.listing.id} {x.listing.place} {mined_by[x.listing.id]}" for x in own)
    return sha256(f"{_FORM} {linking_version()}\n{told}".encode()).hexdigest()


def _kept(corpus: Corpus, authority: str, from_what: str) -> list[Any] | None:
    if (found := _memory.get((authority, from_what))) is not None:
        return found
    try:
        row = corpus.db.execute(
            "SELECT packed FROM linked WHERE authority = ? AND from_what = ?", [authority, from_what]
        ).fetchone()
    except sqlite3.OperationalError:  # nothing was kept yet: there is no table
        return None
    return list(json.loads(zlib.decompress(row[0]))) if row else None


def _keep(corpus: Corpus, authority: str, from_what: str, told: Sequence[Any]) -> None:
    packed = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
    row = [authority, from_what, packed]
    with suppress(CorpusError, sqlite3.DatabaseError), closing(schema.open_to_write(corpus.path)) as db:
        db.execute(_TABLE)
        db.execute("INSERT OR REPLACE INTO linked VALUES (?, ?, ?)", row)
        return
    _memory[authority, from_what] = list(told)


def numbers(corpus: Corpus, wanted: Iterable[tuple[Letter, Sequence[str]]], part: Part) -> list[int]:
    """The numbers of passages by the ids that they have in their letters, letter by letter."""
    out: list[int] = []
    for letter, items in wanted:
        report = letter.number
        ids = dict(
            corpus.db.execute(
                "SELECT item, id FROM passages WHERE id BETWEEN ? AND ? AND part = ?",
                [first_of(report), first_of(report + 1) - 1, part],
            )
        )
        out += [ids[item] for item in items if item in ids]
    return out
