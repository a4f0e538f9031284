"""`ofstedmine search`: what the letters of a corpus say on a matter."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from ..wording import many, title, words
from ..write.safely import target
from .completing import a_part
from .options import AsJson, Authorities, Db, Force, InPeriod, Kinds, Polarities, Regions, Themes
from .terminal import Screen, console, output, say, show, told
from .trouble import asking, made, writing

if TYPE_CHECKING:
    from ..store import Hit


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
    from ..store import Corpus

    out, errors = console(), Screen(stderr=True)
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
            from ..exchange import export

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
