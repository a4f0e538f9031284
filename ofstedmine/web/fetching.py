"""Fetch letters into a folder, one at a time: pauses, further tries, and an end where a server wants no more."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import OutputError
from .asking import ask, pieces
from .checks import checked, digest
from .keeping import Folder, Record, only_if_changed, the_rest, validators
from .manifest import PublishedLetter
from .opening import opener
from .trouble import Trouble

MOST_BYTES = 100_000_000  # the largest of 327 letters has 0.9 MB
TRIES = 4
_IN_A_ROW = 3  # letters that fail for the server's sake, after which it is asked for no more


class Outcome(StrEnum):
    """What became of a letter that was to be fetched."""

    FETCHED = "fetched"
    UPDATED = "updated"  # fetched earlier, and published anew since
    UNCHANGED = "unchanged"  # it is there already
    FAILED = "failed"
    NO_ADDRESS = "no_address"  # where it stands is not known


@dataclass(frozen=True, slots=True)
class Download:
    """A letter, what became of it, and its file; of one that failed the reason, and what to do."""

    letter: PublishedLetter
    outcome: Outcome
    path: Path | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Fetching:
    """How far the work is: letters done, of how many; the one under way, its bytes that came, and of how many."""

    done: int
    total: int
    name: str = ""
    received: int = 0
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Manners:
    """How a server is asked; times in seconds."""

    agent: str
    pause: float = 1.0  # between two requests
    timeout: float = 30.0  # for each step of an answer
    within: float = 300.0  # for a whole letter
    most: int = MOST_BYTES
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic


class Fetcher:
    """One run: letters into a folder, in their order."""

    def __init__(self, folder: Folder, manners: Manners, tell: Callable[[Fetching], object], *, force: bool) -> None:
        self.folder, self.manners, self.tell, self.force = folder, manners, tell, force
        self.web = opener(manners.clock, manners.within)
        self.done = self.total = 0
        self.asked = False
        self.failing: dict[str, int] = {}  # servers, and how many letters in a row failed for their sake
        self.closed: dict[str, str] = {}  # servers that are asked no more, and why

    def run(self, letters: Sequence[PublishedLetter]) -> Iterator[Download]:
        self.total = len(letters)
        for letter in letters:
            self.tell(Fetching(self.done, self.total, letter.name))
            found = self._letter(letter)
            self.done += 1
            self.tell(Fetching(self.done, self.total, letter.name))
            yield found

    def _letter(self, letter: PublishedLetter) -> Download:
        if letter.address is None:
            return Download(letter, Outcome.NO_ADDRESS)
        path = self.folder.letter(letter.name)
        server = urlsplit(letter.address).netloc.lower()
        try:
            there, record = self._there(letter, path)
            if there and letter.sha256 == there:
                return Download(letter, Outcome.UNCHANGED, path)
            if server in self.closed:
                raise Trouble(f"It was not asked for: {self.closed[server]}")
            found = self._tried(letter, letter.address, there, record)
            self.failing[server] = 0
            return Download(letter, found, path)
        except Trouble as trouble:
            if server not in self.closed:
                self.failing[server] = self.failing.get(server, 0) + 1 if trouble.server else 0
            if trouble.closed or (trouble.server and self.failing[server] >= _IN_A_ROW):
                self.closed[server] = trouble.reason
            return Download(letter, Outcome.FAILED, reason=trouble.reason)
        except PermissionError as trouble:
            why = f"It cannot be written ({trouble.strerror}). Close the program that has it open."
            return Download(letter, Outcome.FAILED, reason=why)
        except OSError as trouble:
            why = f"{path}: it cannot be written ({trouble.strerror or trouble}); make room, or name another folder"
            raise OutputError(why) from trouble

    def _there(self, letter: PublishedLetter, path: Path) -> tuple[str | None, Record]:
        """The hash of the file that stands there, and what is remembered of it; one of somebody else's stays."""
        if not os.path.lexists(path):
            return None, {}
        if path.is_symlink() or not path.is_file():
            raise Trouble(
                "Something else than a file goes by this name in the folder. Remove it, or name another folder."
            )
        there, record = digest(path), self.folder.record(letter.name)
        if there not in (letter.sha256, record.get("sha256"), record.get("was")) and not self.force:
            raise Trouble(
                "A file of this name is in the folder, and was not fetched, or was changed since. "
                "Name another folder, or --force (force=True) to write over it."
            )
        current = record.get("sha256") == there and record.get("address") == letter.address
        return there, record if current else {}

    def _tried(self, letter: PublishedLetter, address: str, there: str | None, record: Record) -> Outcome:
        """Ask until it comes; each wait is twice the last, unless the server says how long."""
        if self.asked:
            self.manners.sleep(self.manners.pause)
        self.asked = True
        attempt = 1
        while True:
            try:
                return self._once(letter, address, there, record)
            except Trouble as trouble:
                if trouble.spoilt:
                    self.folder.forget_part(letter.name)
                if not trouble.again or attempt == TRIES:
                    raise
                wait = 2.0**attempt if trouble.wait is None else trouble.wait
                self.manners.sleep(max(wait, self.manners.pause))
                attempt += 1

    def _once(self, letter: PublishedLetter, address: str, there: str | None, record: Record) -> Outcome:
        """Ask once: for the rest of what has come, else for the file if it has changed, else for the file."""
        name, part = letter.name, self.folder.part(letter.name)
        begun = self.folder.record(f"{name}.part")
        size = part.stat().st_size if part.is_file() and begun.get("address") == address else 0
        rest = the_rest(begun, size)
        wanted = rest or only_if_changed(record)
        headers = {
            "User-Agent": self.manners.agent,
            "Accept": "application/pdf, */*;q=0.1",
            "Accept-Encoding": "identity",
        }
        with closing(ask(self.web, address, headers | wanted, timeout=self.manners.timeout)) as response:
            if response.status == 304 and wanted and not rest:
                return Outcome.UNCHANGED
            resumed = _is_the_rest(response, begun, size, asked=bool(rest))
            size = size if resumed else 0
            whole = None if response.length is None else size + response.length
            with part.open("ab" if resumed else "wb") as file:
                if not resumed:
                    self.folder.remember(f"{name}.part", {"address": address} | validators(response.headers))
                for piece in pieces(response, size, self.manners.most):
                    file.write(piece)
                    size += len(piece)
                    self.tell(Fetching(self.done, self.total, name, size, whole))
                file.flush()
                os.fsync(file.fileno())
        sha256 = checked(part, sha256=letter.sha256, resumed=resumed)
        self.folder.finish(name, sha256, address=address, was=there)
        if there is None:
            return Outcome.FETCHED
        return Outcome.UNCHANGED if there == sha256 else Outcome.UPDATED


def _is_the_rest(response: HTTPResponse, begun: Record, size: int, *, asked: bool) -> bool:
    """Whether the rest came that was `asked` for; else the whole file did. Raises `Trouble` where neither did."""
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise Trouble("The server packed the file, which it was not asked to. Look at the address in a browser.")
    if response.status == 200:
        return False
    if response.status == 206 and asked:
        new = validators(response.headers)
        place = response.headers.get("Content-Range", "")
        if place.startswith(f"bytes {size}-") and all(new[k] == begun.get(k) for k in new):
            return True
        raise Trouble("The server sent another part than was asked for.", again=True, spoilt=True)
    # 416: what has come is no beginning of the file; or an answer to a question that was not asked
    raise Trouble(f"The server's answer ({response.status}) does not fit.", again=True, spoilt=True)
