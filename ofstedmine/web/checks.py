"""Whether what came is the letter: a whole PDF, the one that is listed, and no error page in its place."""

from __future__ import annotations

import hashlib
import os
import re
from html import unescape
from pathlib import Path

from ..read.decoding import NotTextError, decode
from ..read.formats import Format, recognise
from ..text import fold, storable
from .trouble import Trouble

_EDGE = 1024  # bytes at a PDF's end in which readers look for "%%EOF"; it stands there in all of 327 letters
_LOOK = 64_000  # bytes of a page in which its title is looked for
_TITLE = re.compile(r"<title[^<>]{0,200}>(.{1,500}?)</title", re.IGNORECASE | re.DOTALL)


def checked(path: Path, *, sha256: str | None, resumed: bool) -> str:
    """The SHA-256 of a downloaded file that is what it should be.

    Raises `Trouble` for one that is not. What came in pieces (`resumed`) is asked for once more, whole: the pieces may
    be of two editions.
    """
    with path.open("rb") as file:
        start = file.read(_LOOK)
        file.seek(max(0, os.fstat(file.fileno()).st_size - _EDGE))
        end = file.read()
    form = recognise(start)
    if form is not Format.PDF:
        raise Trouble(_instead(form, start), again=resumed, spoilt=True)
    if b"%%EOF" not in end:
        raise Trouble("The PDF came without its end. Try again later.", again=True, spoilt=True)
    found = digest(path)
    if sha256 and found != sha256:
        why = (
            "This is another file than the one that is listed (its SHA-256 differs): the letter may have been "
            "published anew. Look at it there; a --manifest of your own without the sha256 takes it."
        )
        raise Trouble(why, again=resumed, spoilt=True)
    return found


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _instead(form: Format, start: bytes) -> str:
    """What came in place of a PDF, by name."""
    if form is Format.EMPTY:
        return "The server sent an empty file. Try again later."
    if form is not Format.HTML:
        return f"What came is no PDF ({form.value}). Look at the address in a browser."
    try:
        title = _TITLE.search(decode(start))
    except NotTextError:
        title = None
    named = f", “{storable(fold(unescape(title[1])))[:80]}”" if title else ""
    return f"A web page came, not a PDF{named}: often an error page. Look at the address in a browser."
