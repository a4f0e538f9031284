"""Files → a corpus: what is new or has changed is mined, the rest is left; to stop at any moment loses nothing."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from .. import api
from ..errors import UnreadableDocument
from ..limits import Limits
from ..read.source import load
from . import shelf
from .mining import Mined, mining_version
from .places import LOOK_AGAIN, Seen, closed_folders, found_at, is_unicode, kept_as, look
from .shelf import File
from .workers import Mine, Task, mined

CLOSED = "You may not look into this folder. Change its permissions, or copy it."


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that cannot be read, and why: one plain sentence that says what to do."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: files looked at, of how many, and how many of them were mined, in how many seconds."""

    done: int
    total: int
    mined: int
    seconds: float
    name: str = ""

    @property
    def rate(self) -> float | None:
        """Files mined in a second (looked at, where none had to be mined); None at the beginning."""
        count = self.mined or self.done
        return count / self.seconds if count and self.seconds > 0 else None

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest will take at this rate."""
        return (self.total - self.done) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class Added:
    """What `Corpus.add` did: counts of files, those that cannot be read, and those that are gone from the folder."""

    new: int  # documents
    mined_again: int  # known documents, by other rules than before
    unchanged: int
    duplicates: tuple[tuple[Path, Path], ...]  # a new file, and the one whose bytes it has
    unreadable: tuple[Unreadable, ...]
    vanished: tuple[Path, ...]  # kept in the corpus, unless pruned
    pruned: bool
    seconds: float


@dataclass(slots=True)
class _Tally:
    new: int = 0
    mined_again: int = 0
    unchanged: int = 0
    duplicates: list[tuple[Path, Path]] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)


def take_in(
    db: sqlite3.Connection,
    home: Path,
    sources: Sequence[Path],
    *,
    executor: Executor | None = None,
    tell: Callable[[Progress], None],
    prune: bool = False,
    limits: Limits | None,
    mine: Mine,
) -> Added:
    """Mine what is new or has changed in these files and folders into the corpus at `home`."""
    return _Intake(db, home, executor, tell, limits, mine).run(sources, prune=prune)


class _Intake:
    """One run: each file is looked at, mined if need be, and written with its document in one transaction."""

    def __init__(
        self,
        db: sqlite3.Connection,
        home: Path,
        executor: Executor | None,
        tell: Callable[[Progress], None],
        limits: Limits | None,
        mine: Mine,
    ) -> None:
        self.db, self.home, self.executor, self.tell = db, home, executor, tell
        self.limits, self.mine = limits, mine
        self.files = shelf.files(db)
        self.waiting: dict[str, list[tuple[Path, Seen]]] = {}  # files whose bytes are being mined, by hash
        self.tally, self.done, self.mined, self.began = _Tally(), 0, 0, time.monotonic()

    def run(self, sources: Sequence[Path], *, prune: bool) -> Added:
        paths = list(api.documents(*sources))
        self.total = len(paths)
        self._step(0, "")
        with closing(mined(self._tasks(paths), self.executor, limits=self.limits, mine=self.mine)) as results:
            for task, found in results:
                self._write(task, found)
        closed = closed_folders(sources)
        self.tally.unreadable += (Unreadable(folder, CLOSED) for folder in closed)
        self.tally.unreadable += (Unreadable(link, api.ASTRAY) for link in api.astray(*sources))
        vanished = self._vanished(sources, paths, closed)
        if prune and vanished:
            with shelf.whole(self.db):
                for path in vanished:
                    shelf.forget(self.db, path)
        return Added(
            new=self.tally.new,
            mined_again=self.tally.mined_again,
            unchanged=self.tally.unchanged,
            duplicates=tuple(self.tally.duplicates),
            unreadable=tuple(self.tally.unreadable),
            vanished=tuple(found_at(p, self.home) for p in vanished),
            pruned=prune and bool(vanished),
            seconds=time.monotonic() - self.began,
        )

    def _tasks(self, paths: Sequence[Path]) -> Iterator[Task]:
        """The files that must be mined, each with its bytes; what the others need is written at once."""
        for path in paths:
            known, seen = self.files.get(kept_as(path, self.home)), look(path)
            if known and known.seen == seen != LOOK_AGAIN and known.tried_by == mining_version():
                if known.reason:
                    self.tally.unreadable.append(Unreadable(path, known.reason))
                else:
                    self.tally.unchanged += 1
                self._step(1, path.name)
                continue
            if not is_unicode(str(path)):
                self._refuse(path, LOOK_AGAIN, "The name of the file, or of a folder above it, is damaged. Rename it.")
                continue
            try:
                data, name = load(path, None)
            except UnreadableDocument as trouble:
                self._refuse(path, LOOK_AGAIN, trouble.reason)
                continue
            sha = sha256(data).hexdigest()
            if sha in self.waiting:
                self.waiting[sha].append((path, seen))
            elif self._link_to_known(path, seen, sha):
                self._step(1, name)
            else:
                self.waiting[sha] = [(path, seen)]
                yield Task(sha, data, name)

    def _link_to_known(self, path: Path, seen: Seen, sha: str) -> bool:
        with shelf.whole(self.db):
            document = shelf.document(self.db, sha, mining_version())
            if document is not None:
                self._link(path, seen, document)
        return document is not None

    def _write(self, task: Task, found: Mined) -> None:
        """One document with its rows and its files: one transaction."""
        files = self.waiting.pop(task.key)
        self.mined += 1
        if found.reason:
            for path, seen in files:
                self._refuse(path, LOOK_AGAIN if found.again else seen, found.reason)
            return
        with shelf.whole(self.db):
            known = shelf.document(self.db, task.key)
            document = shelf.put(self.db, task.key, task.name, found)
            for path, seen in files:
                self._link(path, seen, document, fresh=True)
        if known is None:
            self.tally.new += 1
        else:
            self.tally.mined_again += 1
        self._step(len(files), task.name)

    def _link(self, path: Path, seen: Seen, document: int, *, fresh: bool = False) -> None:
        """Remember that a file holds a document, which may be `fresh` from mining."""
        key = kept_as(path, self.home)
        known = self.files.get(key)
        if known is None or known.document != document:
            twin = next((p for p in shelf.paths(self.db, document) if os.path.exists(found_at(p, self.home))), None)
            if twin:
                self.tally.duplicates.append((path, found_at(twin, self.home)))
        elif not fresh:
            self.tally.unchanged += 1  # written again, with the same bytes
        self._remember(key, File(document, seen, mining_version(), None))

    def _refuse(self, path: Path, seen: Seen, reason: str) -> None:
        """Remember that a file cannot be read, if there is one. The document that it held before stays."""
        key = kept_as(path, self.home)
        if os.path.exists(path) and is_unicode(key):
            known = self.files.get(key)
            with shelf.whole(self.db):
                self._remember(key, File(known.document if known else None, seen, mining_version(), reason))
        self.tally.unreadable.append(Unreadable(path, reason))
        self._step(1, path.name)

    def _remember(self, key: str, found: File) -> None:
        shelf.file(self.db, key, found)
        self.files[key] = found

    def _vanished(self, sources: Sequence[Path], paths: Sequence[Path], closed: Sequence[Path]) -> list[str]:
        """Files that were in these folders and are not now; none where a folder is empty, as one not mounted is.

        Of folders that are `closed` nobody knows.
        """
        there = {kept_as(p, self.home) for p in paths}
        folders = [f.resolve() for f in sources if f.is_dir() and api.documents(f)]
        gone = [key for key in self.files if key not in there]
        where = {key: found_at(key, self.home) for key in gone}
        return [
            key
            for key, path in where.items()
            if any(path.is_relative_to(folder) for folder in folders)
            and not any(path.is_relative_to(folder.resolve()) for folder in closed)
        ]

    def _step(self, files: int, name: str) -> None:
        self.done += files
        self.tell(Progress(self.done, self.total, self.mined, time.monotonic() - self.began, name))
