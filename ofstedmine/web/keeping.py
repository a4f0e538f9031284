"""A folder of fetched letters: whole PDFs in it, and what is needed to go on in `.fetched` below it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import Message
from pathlib import Path
from typing import IO

from ..errors import OutputError
from ..write.safely import safely

BESIDE = ".fetched"
Record = dict[str, str]  # address, etag, modified, sha256; was: the SHA-256 of the file that it took the place of


class Folder:
    """Where letters go. A half-read letter is never in the folder itself; a whole one takes its name in one step."""

    def __init__(self, path: Path) -> None:
        self.path, self.beside = path, path / BESIDE
        try:
            self.beside.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise OutputError(f"{path}: letters cannot be put there ({trouble.strerror}); name a folder") from None
        if self.beside.is_symlink():
            raise OutputError(f"{self.beside}: this leads elsewhere; remove it")

    def letter(self, name: str) -> Path:
        return self.path / name

    def part(self, name: str) -> Path:
        return self._own(f"{name}.part")

    def _own(self, name: str) -> Path:
        """A file of ours beside the letters; a link in its place, which would lead our writing elsewhere, goes."""
        path = self.beside / name
        if path.is_symlink():
            path.unlink()
        return path

    def record(self, name: str) -> Record:
        """What is remembered of a letter, or of a half-read one (`name`.part)."""
        try:
            found = json.loads(self._own(f"{name}.json").read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {k: v for k, v in found.items() if isinstance(v, str) and v.isascii() and v.isprintable()}

    def remember(self, name: str, record: Mapping[str, str | None]) -> None:
        text = json.dumps({k: v for k, v in record.items() if v}, indent=1) + "\n"
        safely(self._own(f"{name}.json"), text, force=True)

    def forget_part(self, name: str) -> None:
        for path in (self.part(name), self.beside / f"{name}.part.json"):
            with suppress(OSError):
                path.unlink()

    def finish(self, name: str, sha256: str, *, address: str, was: str | None) -> Path:
        """Give a whole letter its name. Stopped between two steps, the next run finds its way."""
        part = self.record(f"{name}.part")
        record = {"address": address, "sha256": sha256, "was": was}
        self.remember(name, record | {k: part[k] for k in ("etag", "modified") if k in part})
        os.replace(self.part(name), self.letter(name))
        self.forget_part(name)
        return self.letter(name)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else fetches into the folder meanwhile; the system lets go when the process ends, in any way."""
        try:
            file = self._own("lock").open("a+b")
        except OSError as trouble:
            raise OutputError(f"{self.path}: letters cannot be put there ({trouble.strerror}); name a folder") from None
        with file:
            try:
                _lock(file)
            except (BlockingIOError, PermissionError):
                raise OutputError(f"{self.path}: another fetch is at work in this folder; wait for its end") from None
            except OSError:  # some network folders lock nothing
                pass
            yield


def validators(headers: Message) -> Record:
    """What tells one edition of a file from the next: its ETag, its date."""
    given = {"etag": headers.get("ETag"), "modified": headers.get("Last-Modified")}
    return {k: v for k, v in given.items() if v and len(v) < 500 and v.isascii() and v.isprintable()}


def only_if_changed(record: Record) -> dict[str, str]:
    """Headers that ask for a file only if it is another than before."""
    named = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
    return {named[k]: record[k] for k in named if k in record}


def the_rest(record: Record, size: int) -> dict[str, str]:
    """Headers that ask for the rest of a half-read file, if it is still the same; none where that cannot be told."""
    etag = record.get("etag", "")
    same = etag if etag.startswith('"') else record.get("modified")  # a weak tag (W/…) vouches for no bytes
    return {"Range": f"bytes={size}-", "If-Range": same} if same and size else {}


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
