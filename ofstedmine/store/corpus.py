"""Many reports in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ..errors import CorpusError, NotInCorpus
from ..limits import Limits, limits_of
from ..model import Report
from ..packing.codec import decode
from . import schema, shelf
from .check import troubles
from .filters import Given, When, of_passages, of_reports
from .hits import Hits, Listing
from .intake import Added, Progress, Unreadable, take_in
from .mining import mine_bytes
from .places import found_at, kept_as
from .rows import inside
from .search import LISTING, listing, search
from .trouble import explained

if TYPE_CHECKING:
    from ..compare import Compare

PathLike = str | os.PathLike[str]


class Corpus:
    """Letters and reports, mined once and kept in one file to read, search and compare.

    >>> with Corpus("no-such-file.db") as corpus:  # the file is made when something is added
    ...     len(corpus)
    0

    `corpus[…]` takes a path, or the SHA-256 of a file's bytes (`Listing.id`) or the beginning of it. Any number of
    processes may read while one adds. Raises `CorpusError` where the file is no corpus, is one of a newer version, or
    cannot be read or written.
    """

    def __init__(self, path: PathLike) -> None:
        self.path: Path = Path(path).absolute()  # it stays the same file when the working folder changes
        self._db: sqlite3.Connection | None = schema.open_to_read(self.path)
        self._wrote = False

    def __repr__(self) -> str:
        return f"Corpus({str(self.path)!r})"

    def __reduce__(self) -> tuple[type[Corpus], tuple[Path]]:
        """Another process opens the file for itself."""
        return Corpus, (self.path,)

    def __deepcopy__(self, _: object) -> Corpus:
        return self

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. What was added is kept, and stands in the one file alone when nobody else reads it."""
        if self._db is not None:
            self._db.close()
            self._db = None
            if self._wrote:
                schema.settle(self.path)

    def __del__(self) -> None:
        if (db := getattr(self, "_db", None)) is not None:
            db.close()  # who is sent a hit by another process gets its corpus with it, and has none to close

    def add(
        self,
        sources: PathLike | Iterable[PathLike],
        *,
        executor: Executor | None = None,
        progress: bool | Callable[[Progress], None] | None = None,
        prune: bool = False,
        isolated: bool | Limits = True,
    ) -> Added:
        """Mine what is new or has changed in these files and folders, and say what was done.

        A file that has not changed since is passed over; two files of the same bytes are one document; what cannot be
        read is listed, here and in `unreadable`. Each document is written whole: stopped at any moment, in any way,
        the same call goes on where it was.

        Each file is mined in a process apart: one that takes more than a minute or 1 GB, or by which that process ends
        twice, is listed with that as its reason, the others are mined, and the next call tries it again. `isolated` may
        be other `Limits`, or False, which mines without them, and without an executor in this process.

        `executor`: any of `concurrent.futures`, Dask's too; by default a process for each core. `progress`: True draws
        a bar, a function is told each `Progress`, None draws a bar on a terminal only. `prune` drops the documents of
        files that are gone from a folder that is given, which are kept otherwise.
        """
        from .bar import shown

        paths = [Path(sources)] if isinstance(sources, str | os.PathLike) else [Path(s) for s in sources]
        with self._writing() as db, shown(progress) as tell:
            return take_in(
                db,
                self.path,
                paths,
                executor=executor,
                tell=tell,
                prune=prune,
                limits=limits_of(isolated),
                mine=mine_bytes,
            )

    def remove(self, *keys: PathLike) -> int:
        """Drop documents, each named as in `corpus[…]`, with all that they say; how many.

        `add` takes a file in again where it still stands. Raises `NotInCorpus`, and drops none then.
        """
        ids = {self._find(key)[0] for key in keys}
        with self._writing() as db, shelf.whole(db):
            for number in ids:
                db.execute("DELETE FROM documents WHERE id = ?", [number])
        return len(ids)

    def check(self) -> tuple[str, ...]:
        """What is wrong inside the file, a sentence each: nothing, in a sound one. Reads all of it."""
        if not self.path.exists():
            return ()
        with self._writing() as db:
            return tuple(troubles(db))

    def __len__(self) -> int:
        """How many documents there are."""
        return int(self.db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def __contains__(self, key: object) -> bool:
        if isinstance(key, Report):
            key = key.document.fingerprint
        if not isinstance(key, str | os.PathLike):
            return False
        try:
            self._find(key)
        except NotInCorpus:
            return False
        return True

    def __getitem__(self, key: PathLike) -> Report:
        """The report of a document, equal to one that is mined from its file now."""
        return self._report(self._find(key)[0])

    def __iter__(self) -> Iterator[Report]:
        return self.reports()

    def reports(
        self,
        *,
        authority: Given = None,
        region: Given = None,
        kind: Given = None,
        period: When = None,
        appendices: bool = False,
    ) -> Iterator[Report]:
        """The reports that the filters let through, one at a time, by authority and date.

        With `appendices` also those that others carry: a letter in a council's report may then come twice, for its own
        file and for that. The filters are those of `search`.
        """
        asked = self.listings(authority=authority, region=region, kind=kind, period=period, appendices=appendices)
        return (self._open(found) for found in asked)

    def listings(
        self,
        *,
        authority: Given = None,
        region: Given = None,
        kind: Given = None,
        period: When = None,
        appendices: bool = False,
    ) -> tuple[Listing, ...]:
        """The catalogue: what each of these reports is, without reading them."""
        given = of_reports(self.db, authority=authority, region=region, kind=kind, period=period)
        where, values = given.of_reports(*(() if appendices else ("place = ''",)))
        found = self.db.execute(
            f"SELECT {LISTING} FROM reports JOIN documents ON documents.id = reports.document {where} "
            "ORDER BY authority, day, sha256, place",
            values,
        )
        return tuple(map(listing, found))

    def search(
        self,
        query: str = "",
        *,
        theme: Given = None,
        polarity: Given = None,
        part: Given = None,
        authority: Given = None,
        region: Given = None,
        kind: Given = None,
        period: When = None,
        limit: int = 20,
    ) -> Hits:
        """Findings, recommendations and quotes that match, best first, each with its page and paragraph.

        All words must be there, in any form (meeting finds meetings); "a phrase" in quotes, AND, OR, NOT, brackets and
        prefix* are understood. A filter takes one value, or several of which any will do: `part` "finding",
        "recommendation" or "quote"; `period` 2022, "2022-05", "2019/2022" or "2021-09/". Without words all that the
        filters let through is found, newest first.

        Raises `QueryError` for a query that cannot be understood, `UnknownChoice` for a value that is not known.
        """
        if limit < 1:
            raise ValueError(f"limit is 1 or more, not {limit}")
        given = of_reports(self.db, authority=authority, region=region, kind=kind, period=period)
        given = given._replace(passages=of_passages(polarity=polarity, theme=theme, part=part))
        return search(self.db, query, given, limit=limit, opened=self._open)

    @property
    def compare(self) -> Compare:
        """Compare letters by authority, year, kind, grade, theme …: `corpus.compare(by="theme")`; see `Compare`."""
        from ..compare import Compare  # stands above the store

        return Compare(self)

    def paths(self, key: PathLike) -> tuple[Path, ...]:
        """The files that hold a document: more than one where the same bytes stand under several names."""
        return tuple(found_at(p, self.path) for p in shelf.paths(self.db, self._find(key)[0]))

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The files that could not be read when they were last looked at, and why."""
        told = self.db.execute("SELECT path, reason FROM files WHERE reason IS NOT NULL ORDER BY path")
        return tuple(Unreadable(found_at(path, self.path), reason) for path, reason in told)

    @property
    def db(self) -> sqlite3.Connection:
        """The file for reading with SQL; `ofstedmine/store/schema.py` describes the tables."""
        if self._db is None:
            raise CorpusError(f"{self.path} is closed. Open it again: Corpus({str(self.path)!r}).")
        return self._db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that writes, beside the one that reads: what is half written is never read."""
        reading = self.db
        try:
            with closing(schema.open_to_write(self.path)) as db:
                self._wrote = True
                yield db
                db.execute("PRAGMA wal_checkpoint(PASSIVE)")  # so that the file alone is all of it; waits for nobody
        except sqlite3.DatabaseError as trouble:
            raise CorpusError(explained(trouble, self.path)) from trouble
        finally:
            if not reading.execute("PRAGMA database_list").fetchone()[2] and self.path.exists():  # it was made now
                reading.close()
                self._db = schema.open_to_read(self.path)

    def _find(self, key: PathLike) -> tuple[int, str]:
        """Number and SHA-256 of the one document that a key names."""
        text = os.fspath(key)
        found = self.db.execute(
            "SELECT id, sha256 FROM documents JOIN files ON files.document = documents.id WHERE files.path = ?",
            [kept_as(Path(text), self.path)],
        ).fetchall()
        if not found and len(text) >= 6 and set(text) <= set("0123456789abcdef"):
            last = text + "g"  # behind all that begin with it
            found = self.db.execute(
                "SELECT id, sha256 FROM documents WHERE sha256 >= ? AND sha256 < ? LIMIT 2", [text, last]
            ).fetchall()
        if len(found) != 1:
            why = "Several documents begin so: write more of it." if found else "Add it first, or check the path."
            raise NotInCorpus(f"{self.path} has no document {text}. {why}")
        number, sha256 = found[0]
        return number, sha256

    def _open(self, found: Listing) -> Report:
        report = self._report(self._find(found.id)[0])
        return dict(inside(report))[found.place]

    def _report(self, number: int) -> Report:
        packed, name = self.db.execute("SELECT packed, name FROM documents WHERE id = ?", [number]).fetchone()
        there = (found_at(p, self.path) for p in shelf.paths(self.db, number))
        origin = next((str(p) for p in there if p.name == name), None)
        return decode(packed, name=name, origin=origin)
