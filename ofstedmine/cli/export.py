"""`ofstedmine export`: what letters say, in the forms that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from ..errors import CorpusError
from ..model import Report
from .completing import a_table
from .files import mined
from .options import Authorities, Force, InPeriod, Kinds, Regions
from .terminal import Failure, Screen, columns, say, tell
from .trouble import choosing, made, writing


def export(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help=".csv, .parquet, .xlsx, .jsonl, .qdpx or .jsonld."),
    ],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Letters or reports, or folders of them.")
    ] = None,
    db: Annotated[Path | None, typer.Option("--db", metavar="FILE", help="Or a corpus that index made.")] = None,
    table: Annotated[
        str | None,
        typer.Option(
            metavar="TABLE",
            autocompletion=a_table,
            help="One table: findings, recommendations, judgements, quotes, actions …",
        ),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Put the PDFs into a .qdpx project, where they are.")] = False,
    authority: Authorities = None,
    region: Regions = None,
    kind: Kinds = None,
    period: InPeriod = None,
    force: Force = False,
) -> None:
    """Take letters elsewhere: tables, coded projects, annotations.

    .csv and .parquet hold one table (the findings, or --table), .xlsx all of them as sheets.
    .jsonl holds all of every report. .qdpx is a REFI-QDA project: the letters coded by
    polarity and theme, for NVivo, ATLAS.ti, MAXQDA and QualCoder. .jsonld are W3C Web
    Annotations. A graph is written by follow-up --graph. Which letters: files and folders, or
    those of a corpus that --authority, --region, --kind and --period let through.

    \b
    Examples:
      ofstedmine export letters/ -o findings.csv
      ofstedmine export --db letters.db -o letters.xlsx --region London --period 2021/2023
      ofstedmine export --db letters.db -o letters.qdpx
      ofstedmine export letters/ -o asked.parquet --table recommendations
    """
    from ..exchange import export as write
    from ..exchange.verbs import ending

    errors, failures = Screen(stderr=True), list[Failure]()
    if (db is None) == (not files):
        raise typer.BadParameter("give letters or folders of them, or a corpus with --db", param_hint="FILE | --db")
    if files and (authority or region or kind or period):
        raise typer.BadParameter("letters are chosen in a corpus: ofstedmine index, then export --db")
    with choosing(), writing("-o"):
        ending(output, table=table, pdf=pdf, force=force)
    reports = (
        _kept(db, errors, authority or None, region or None, kind or None, period)
        if db
        else (r for _, r in mined(files or (), failures, errors))
    )
    first = next(reports, None)
    if first is not None:
        with writing("-o"):
            write(chain([first], reports), output, table=table, pdf=pdf, force=force)
        say(errors, f"Written: {output}")
    elif not failures:
        errors.print("Nothing to export: the corpus has no such report. Leave a filter out.", highlight=False)
    tell(failures, errors)
    raise typer.Exit(2 if failures else 0 if first else 1)


def _kept(
    db: Path,
    errors: Console,
    authority: list[str] | None,
    region: list[str] | None,
    kind: list[str] | None,
    period: str | None,
) -> Iterator[Report]:
    """The reports of a corpus that the filters let through, with a bar on a terminal."""
    from ..store import Corpus

    try:
        bar = Progress(*columns(), console=errors, transient=True, disable=not errors.is_terminal)
        with choosing(), Corpus(made(db)) as corpus, bar:
            total = len(corpus.listings(authority=authority, region=region, kind=kind, period=period))
            kept = corpus.reports(authority=authority, region=region, kind=kind, period=period)
            yield from bar.track(kept, total=total, description="Exporting")
    except CorpusError as trouble:
        raise typer.BadParameter(str(trouble), param_hint="--db") from trouble
