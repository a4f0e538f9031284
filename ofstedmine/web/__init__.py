"""Published letters on the web → a folder: which there are, and fetching them politely.

Nothing is asked of any server before `fetch` is called.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from .. import __version__
from ..text import fold
from .fetching import Download, Fetcher, Fetching, Manners, Outcome
from .keeping import Folder
from .manifest import PublishedLetter, published

__all__ = ["Download", "Fetching", "Outcome", "PublishedLetter", "fetch", "published"]


def fetch(
    letters: str | PublishedLetter | Iterable[str | PublishedLetter],
    folder: str | os.PathLike[str],
    *,
    pause: float = 1.0,
    contact: str | None = None,
    progress: Callable[[Fetching], object] | None = None,
    force: bool = False,
) -> tuple[Download, ...]:
    """Fetch published letters into a folder, and say what became of each.

    `letters`: names of authorities, or letters of `published(…)`. One is asked for at a time, `pause` seconds after the
    last; a server that is busy is asked again later, or when it says. What is there already is asked for only if it has
    changed; a transfer that broke goes on where it was. Only a whole PDF takes its name in the folder: an error page, a
    half file, or another file than the one listed is refused, and its `Download` has the reason. `contact` (an e-mail
    or web address) tells the server whom to complain to. A file that was not fetched is written over only with `force`.

    Stopped at any moment (Ctrl-C), the same call goes on where it was. Raises `UnknownChoice` for an authority that is
    not known, `OutputError` where the folder cannot be written.
    """
    if not 0 <= pause < float("inf"):
        raise ValueError(f"pause is a number of seconds, 0 or more, not {pause}")
    given = (letters,) if isinstance(letters, str | PublishedLetter) else tuple(letters)
    wanted = dict.fromkeys(one for each in given for one in (published(each) if isinstance(each, str) else (each,)))
    place = Folder(Path(folder))
    fetcher = Fetcher(place, Manners(_agent(contact), pause), progress or (lambda _: None), force=force)
    with place.held():
        return tuple(fetcher.run(tuple(wanted)))


def _agent(contact: str | None) -> str:
    """Who asks: name, version, and whom to complain to."""
    if contact is None:
        return f"ofstedmine/{__version__} (fetches inspection letters one by one; run by hand)"
    if fold(contact) != contact or not contact.isascii() or not contact.isprintable() or set(contact) & set("()\\"):
        raise ValueError(f"{contact!r} cannot be told to a server; give an e-mail or web address")
    return f"ofstedmine/{__version__} (fetches inspection letters one by one; complaints: {contact})"
