"""The commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .. import __version__, api
from ..as_json import Json, as_json
from ..model import Truth
from ..write.annotate import annotatable
from ..write.annotate import annotate as write_comments
from ..write.graph import ENDINGS, save
from ..write.safely import target
from .apart import MEGABYTES, SECONDS, Megabytes, Seconds, limit
from .checks import of_verifications
from .compare import compare
from .doctor import doctor
from .export import export
from .fetch import fetch
from .files import holds, mined
from .following import followed, letters
from .index import index
from .options import AsJson, Force, Full, Including, Letters, Responses
from .quotes import quotes as find_quotes
from .report import report as write_report
from .search import search
from .tables import of_follow_up, of_report
from .terminal import Failure, Screen, console, output, say, show, tell
from .trouble import writing

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ofstedmine {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    seconds: Seconds = SECONDS,
    megabytes: Megabytes = MEGABYTES,
) -> None:
    """Findings, recommendations and cited quotes out of children's-services inspection letters.

    \b
    Examples:
      ofstedmine mine letter.pdf
      ofstedmine follow-up 2021-focused-visit.pdf 2022-ilacs.pdf
      ofstedmine report 2021-focused-visit.pdf 2022-ilacs.pdf -o closure.docx
      ofstedmine quotes letters/ --about supervision --polarity strength
      ofstedmine verify draft.docx letters/

    \b
    Files are read in a process apart. One that takes too long or too much memory is listed
    as unreadable, and the others are read: ofstedmine --seconds 300 mine letters/

    \b
    Exit status: 0 all went well; 1 verify found a quote or its place wrong, or quotes found none;
    2 a file could not be read or written, or the command was wrong.
    """
    limit(seconds, megabytes)


@app.command()
def mine(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Letters or reports, or folders of them.")],
    json_: AsJson = False,
    full: Full = False,
) -> None:
    """Show what letters and reports say.

    Kind, authority, dates, judgements, recommendations, actions, counts of findings. Reads
    PDF, Word (.docx), web pages, Markdown and plain text. With several files, those that
    cannot be read are listed at the end.

    \b
    Examples:
      ofstedmine mine letter.pdf
      ofstedmine mine letters/ --json > letters.json
    """
    out, errors, failures = console(), Screen(stderr=True), list[Failure]()
    reports: list[Json] = []
    for path, report in mined(files, failures, errors):
        if json_:
            reports.append(as_json(report))
        else:
            show(out, of_report(report, out, name=str(path), full=full))
    if json_:
        output({"reports": reports}, failures)
    _leave(failures, errors)


@app.command("follow-up")
def follow_up(
    paths: Letters,
    response: Responses = None,
    include: Including = None,
    graph: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write letters, recommendations and findings as a .graphml or .json graph."),
    ] = None,
    force: Force = False,
    json_: AsJson = False,
    full: Full = False,
) -> None:
    """Show what became of each recommendation.

    Each with its status, and the passage of the later letter that shows it. Of a folder,
    each letter is followed up in all that came after it, in order of date, and the way of
    each matter is told from letter to letter; the council's reports in it are taken as its
    responses.

    \b
    Examples:
      ofstedmine follow-up 2021-focused-visit.pdf 2022-ilacs.pdf
      ofstedmine follow-up 2021.pdf 2022.pdf --response 2022-scrutiny-report.docx
      ofstedmine follow-up letters/leeds/ --include weaknesses
      ofstedmine follow-up letters/leeds/ --graph leeds.graphml
    """
    letters(paths)
    with writing("--graph"):
        _ = graph and target(graph, force=force, endings=ENDINGS)
    out, errors, failures = console(), Screen(stderr=True), list[Failure]()
    found = followed(paths, response, include, failures, errors)
    if json_:
        output({"follow_up": as_json(found)}, failures)
    elif found is not None:
        show(out, of_follow_up(found, out, full=full))
    if found is not None and graph:
        with writing("--graph"):
            save(found, graph, force=force)
        say(errors, f"Written: {graph}")
    _leave(failures, errors)


app.command("report")(write_report)
app.command("quotes")(find_quotes)
app.command("fetch")(fetch)
app.command("index")(index)
app.command("search")(search)
app.command("compare")(compare)
app.command("export")(export)
app.command("doctor")(doctor)


@app.command()
def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A report or draft that quotes.")],
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE", help="Letters it quotes, or folders of them.")],
    annotate: Annotated[
        Path | None,
        typer.Option(metavar="OUT.docx", help="Write a copy of a Word draft with a comment beside each quote."),
    ] = None,
    force: Force = False,
    json_: AsJson = False,
    full: Full = False,
) -> None:
    """Check that each quote in a report is true.

    Word for word, and that it stands on the page and in the paragraph that the report claims
    for it. An altered quote is shown with the words that were changed (quoted → printed), one
    that is not found with the nearest true text.

    \b
    Examples:
      ofstedmine verify draft.docx 2022-ilacs.pdf
      ofstedmine verify draft.docx letters/ --full
      ofstedmine verify draft.docx letters/ --annotate draft-checked.docx

    \b
    Exit status: 0 every quote is true, or there is none; 1 a quote is altered or not found, or
    its page or paragraph is wrong; 2 a file could not be read or written, and no quote is wrong.
    """
    out, errors, failures = console(), Screen(stderr=True), list[Failure]()
    drafts = [r for _, r in mined([report], failures, errors)]
    if annotate and drafts:
        with writing("--annotate"):
            annotatable(report, annotate, force=force)
    quoting = [d for d in drafts if d.quotes]
    letters = [r for _, r in mined(sources, failures, errors, but=report)] if quoting else []
    if quoting and holds(sources, report):
        errors.print(f"Note: {report.name} is the draft itself; it is no source of its own quotes.", highlight=False)
        letters += [d for d in drafts if d.appendices]  # but the letters that it carries are
        if not letters and not failures:
            failures.append(Failure(str(report), "There is nothing but the draft. Give the letters that it quotes."))
    checks = api.verify(drafts[0], letters) if letters else ()
    if annotate and drafts and not (quoting and not letters):
        with writing("--annotate"):
            write_comments(report, checks, annotate, force=force)
        say(errors, f"Written: {annotate}")
    if json_:
        counts: dict[str, Json] = {t.value: sum(c.status is t for c in checks) for t in Truth}
        output({"verifications": as_json(checks), "counts": counts}, failures)
    elif letters or (drafts and not quoting):
        show(out, of_verifications(checks, out, full=full))
    _leave(failures, errors, 0 if all(c.correct for c in checks) else 1)


def _leave(failures: list[Failure], errors: Console, status: int = 0) -> None:
    tell(failures, errors)
    raise typer.Exit(status or (2 if failures else 0))
