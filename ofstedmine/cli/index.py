"""`ofstedmine index`: many letters in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..as_json import as_json
from ..wording import many
from .apart import limits
from .files import empty
from .options import AsJson, Db
from .terminal import Failure, Screen, console, output, say, tell, told
from .trouble import asking

if TYPE_CHECKING:
    from ..store import Added

_NAMED = 10  # duplicates and files gone that are named; of the rest the count is told


def index(
    sources: Annotated[list[Path], typer.Argument(metavar="FOLDER", help="Folders of letters and reports, or files.")],
    db: Db,
    prune: Annotated[bool, typer.Option("--prune", help="Drop the letters whose files are gone from FOLDER.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Then read the whole corpus, and tell what is wrong.")] = False,
    json_: AsJson = False,
) -> None:
    """Mine folders of letters into one file.

    Only what is new or has changed is mined, on all cores; what cannot be read is listed.
    Stop it whenever you like: run again, it goes on where it was.

    \b
    Examples:
      ofstedmine index letters/ --db letters.db
      ofstedmine index letters/ --db letters.db --prune
    """
    from ..store import Corpus

    errors = Screen(stderr=True)
    with asking(errors):
        try:
            with Corpus(db) as corpus:
                added = corpus.add(sources, prune=prune, isolated=limits())
                documents, wrong = len(corpus), corpus.check() if check else ()
        except KeyboardInterrupt:
            say(errors, f"Stopped. What was indexed is kept in {db}: run the same command again to go on.")
            raise typer.Exit(130) from None
    failures = [Failure(str(as_json(u.path)), u.reason) for u in added.unreadable]
    failures += empty(sources)
    if json_:
        counts = {"documents": documents, "wrong": list(wrong), "added": told(added)}
        output(counts, failures)
    else:
        for line in _lines(added, documents, db):
            say(console(), line)
        if over := _passed_over(sources, db):
            say(console(), f"Passed over, as no documents: {over}. Unpack or convert what holds letters.")
        if check and not wrong:
            say(console(), "Checked: all of it can be read, and nothing is missing.")
    for trouble in wrong:
        say(errors, trouble)
    tell(failures, errors)
    raise typer.Exit(2 if failures or wrong else 0)


def _lines(added: Added, documents: int, db: Path) -> Iterator[str]:
    """What was done, a line each."""
    done = [(added.new, "new"), (added.mined_again, "mined again"), (added.unchanged, "unchanged")]
    counts = ", ".join(f"{n:,} {what}" for n, what in done if n) or "nothing new"
    mined = added.new + added.mined_again
    rate = f" ({mined / added.seconds:.1f} a second)" if mined else ""
    yield f"{counts}, in {_long(added.seconds)}{rate}. {db} holds {many(documents, 'document')}."
    if added.duplicates:
        yield "The same file twice, kept once:"
        yield from _some([f"{one} is {other}" for one, other in added.duplicates])
    if added.vanished:
        yield "Gone, and dropped:" if added.pruned else "Gone from the folder, and kept (--prune drops them):"
        yield from _some(list(map(str, added.vanished)))


def _long(seconds: float) -> str:
    """How long it took, as people say it.

    >>> _long(0.2), _long(1.1), _long(700)
    ('less than a second', '1 second', '12 minutes')
    """
    if seconds < 1:
        return "less than a second"
    return many(round(seconds), "second") if seconds < 120 else many(round(seconds / 60), "minute")


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_NAMED])
    if len(lines) > _NAMED:
        yield f"  and {len(lines) - _NAMED:,} more"


def _passed_over(sources: Sequence[Path], db: Path) -> str:
    """How many files of which endings in these folders are not read; hidden ones, and the corpus itself, not told."""
    from .. import api

    taken = {*api.documents(*sources), *api.astray(*sources)}
    found = (
        path
        for folder in sources
        if folder.is_dir()
        for path in folder.rglob("*")
        if path not in taken and path.is_file() and not path.name.startswith(("~$", db.name))
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    counts = Counter(path.suffix.lower() or "without an ending" for path in found)
    return ", ".join(f"{count:,} {ending}" for ending, count in sorted(counts.items()))
