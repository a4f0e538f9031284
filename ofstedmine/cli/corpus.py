"""`ofstedmine index` and `ofstedmine search`: many letters in one file, and what they say on a matter."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..as_json import as_json
from ..wording import many, title, words
from ..write.safely import target
from .apart import limits
from .completing import a_part
from .options import AsJson, Authorities, Db, Force, InPeriod, Kinds, Polarities, Regions, Themes
from .terminal import Failure, console, output, say, show, tell, told
from .trouble import asking, made, writing

if TYPE_CHECKING:
    from ..store import Added, Hit

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

    errors = Console(stderr=True)
    with asking(errors):
        try:
            with Corpus(db) as corpus:
                added = corpus.add(sources, prune=prune, isolated=limits())
                documents, wrong = len(corpus), corpus.check() if check else ()
        except KeyboardInterrupt:
            say(errors, f"Stopped. What was indexed is kept in {db}: run the same command again to go on.")
            raise typer.Exit(130) from None
    failures = [Failure(str(as_json(u.path)), u.reason) for u in added.unreadable]
    failures += [Failure(str(s), "There is no document in this folder. Check the path.") for s in _empty(sources)]
    if json_:
        counts = {"documents": documents, "wrong": list(wrong), "added": told(added)}
        output(counts, failures)
    else:
        for line in _lines(added, documents, db):
            say(console(), line)
        if check and not wrong:
            say(console(), "Checked: all of it can be read, and nothing is missing.")
    for trouble in wrong:
        say(errors, trouble)
    tell(failures, errors)
    raise typer.Exit(2 if failures or wrong else 0)


def search(
    db: Db,
    query: Annotated[
        str,
        typer.Argument(metavar="[WORDS]", help='Words, "a phrase", AND, OR, NOT, (…), prefix*.', show_default=False),
    ] = "",
    theme: Themes = None,
    polarity: Polarities = None,
    part: Annotated[
        list[str] | None,
        typer.Option(metavar="PART", autocompletion=a_part, help="finding, recommendation or quote."),
    ] = None,
    authority: Authorities = None,
    region: Regions = None,
    kind: Kinds = None,
    period: InPeriod = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to show at most.")] = 20,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all that is found as CSV.")] = None,
    force: Force = False,
    json_: AsJson = False,
) -> None:
    """Search the findings, recommendations and quotes of a corpus.

    All words must be there, in any form; without words, all that the filters let through is
    shown. A filter may be given twice: either will do then.
    Where nothing is found, the exit status is 1, and what would widen the search is told.

    \b
    Examples:
      ofstedmine search "strategy meetings" --db letters.db --polarity weakness --region London
      ofstedmine search '"personal advisers" NOT housing' --db letters.db --period 2021/2023
      ofstedmine search --db letters.db --theme health --authority Leeds --csv health.csv
    """
    from ..exchange import export
    from ..store import Corpus

    out, errors = console(), Console(stderr=True)
    with writing("--csv"):
        _ = csv and target(csv, force=force, endings=(".csv",))
    with asking(errors), Corpus(made(db)) as corpus:
        found = corpus.search(
            query,
            theme=theme or None,
            polarity=polarity or None,
            part=part or None,
            authority=authority or None,
            region=region or None,
            kind=kind or None,
            period=period,
            limit=sys.maxsize - 1 if csv else limit,
        )
    first = found[:limit]
    more = found.more or len(first) < len(found)
    if json_:
        hits = [{**told(hit), "cite": hit.cite(), "region": hit.report.region} for hit in first]
        output({"hits": hits, "more": more, "total": found.total, "notes": list(found.notes)})
    for number, hit in enumerate(() if json_ else first, 1):
        show(out, shown(number, hit))
    if csv:
        with writing("--csv"):
            export(found, csv, force=force)
        say(errors, f"Written: {csv}: {many(len(found), 'passage')}")
    if not found:
        say(errors, "Nothing was found.")
    for note in found.notes:
        say(errors, note)
    if more:
        of = f"{found.total:,}" if found.total else "more than 10,000"
        say(
            errors,
            f"Shown: {limit:,} of {of}. --limit {limit * 5} shows more{'' if csv else ', --csv FILE writes all'}.",
        )
    raise typer.Exit(0 if found else 1)


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


def shown(number: int, hit: Hit) -> Padding:
    """A passage with its matches marked, and where it stands."""
    text = Text(f"{number}. “", no_wrap=False)
    at = 0
    for span in hit.marks:
        text.append(hit.text[at : span.start])
        text.append(hit.text[span.start : span.end], style="bold")
        at = span.end
    text.append(f"{hit.text[at:]}” ").append(hit.cite(), style="dim")
    report = hit.report
    about = (report.authority, title(report.bare()), words(hit.polarity) if hit.polarity else hit.part, report.name)
    text.append("\n" + " · ".join(filter(None, about)), style="dim")
    return Padding(text, (0, 0, 1, 0))


def _empty(sources: Sequence[Path]) -> list[Path]:
    from .. import api

    return [s for s in sources if s.is_dir() and not api.documents(s)]
