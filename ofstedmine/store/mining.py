"""Bytes of a file → its packed report and rows: a pure function, which any process anywhere may do, and do again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from typing import NamedTuple, Protocol

from .. import api
from ..apart.readers import run
from ..apart.report import failed
from ..errors import ReadingStopped, UnreadableDocument
from ..limits import Limits
from ..packing import codec
from .rows import rows

_DECIDES = (
    "authorities.csv",
    "document.py",
    "extract",
    "lexicon",
    "model",
    "trained/findings.npz",
    "read",
    "text.py",
)
_LINKS = ("link", "trained")
_READERS = ("lxml", "markdown-it-py", "pdfplumber", "pypdfium2", "python-docx")
_ONE_AT_A_TIME = Lock()  # pdfium may not be called from two threads at once


Run = Callable[[Callable[[bytes, str], tuple[object, ...]], bytes, str, Limits], tuple[object, ...]]


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


class Mined(NamedTuple):
    """What mining gave, as bytes that travel: the packed report and its rows, or the reason why there is none.

    `again`: the reason may not lie in the file, which is looked at again the next time.
    """

    version: str
    packed: bytes = b""
    rows: bytes = b""
    reason: str | None = None
    again: bool = False


def mine_bytes(data: bytes, name: str) -> Mined:
    """Mine the bytes of one file. What is wrong with the file is told by `reason`; nothing is raised for it.

    Raises `ImportError` for what is not installed, and `MemoryError`.
    """
    mined_by = mining_version()
    try:
        with _ONE_AT_A_TIME:
            report = api.mine(data, name=name)
        return Mined(mined_by, codec.encode(report), json.dumps(rows(report), separators=(",", ":")).encode())
    except UnreadableDocument as trouble:
        return Mined(mined_by, reason=trouble.reason)
    except (ImportError, MemoryError):  # no fault of the file, or one that a process apart tells
        raise
    except Exception as trouble:  # one file in thousands must not end the work on the others
        return Mined(mined_by, reason=failed(trouble))


def mine_apart(
    data: bytes, name: str, *, limits: Limits, mine: Callable[[bytes, str], Mined] = mine_bytes, run: Run = run
) -> Mined:
    """What `mine_bytes` gives, from a process apart; what goes beyond the limits, or ends it, is told by `reason`."""
    try:
        return Mined(*run(mine, data, name, limits))  # type: ignore[arg-type]
    except ReadingStopped as trouble:
        return Mined(mining_version(), reason=trouble.reason, again=True)


@cache
def mining_version() -> str:
    """What decides how a file is mined: the rules, the words, the model and the libraries that read, as one hash.

    A corpus mines a file anew when this changes; an edition of the package that reads the same way costs nothing.
    """
    return _hash(f"{codec.FORMAT}", _DECIDES)


@cache
def linking_version() -> str:
    """What decides how mined reports are followed up, as one hash: the mining, the rules of links, their models."""
    return _hash(mining_version(), _LINKS)


def _hash(start: str, names: Sequence[str]) -> str:
    out = sha256(start.encode())
    for name in _READERS:
        try:
            out.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            out.update(f"{name}\n".encode())
    for name in names:
        _take_in(files("ofstedmine").joinpath(name), out)
    return out.hexdigest()[:16]


def _take_in(place: Traversable, out: _Hash) -> None:
    if place.is_dir():
        for inside in sorted(place.iterdir(), key=lambda p: p.name):
            if inside.name != "__pycache__":
                _take_in(inside, out)
    else:
        out.update(f"{place.name}\n".encode() + place.read_bytes())
