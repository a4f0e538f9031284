"""`ofstedmine report`: what became of the recommendations as a file to send."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import write
from ..errors import OutputError
from ..wording import many
from .files import holds
from .following import followed, letters
from .options import Force, Including, Letters, Responses
from .terminal import Failure, Screen, say, tell
from .trouble import writing


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a day; write it as in: 2024-10-01") from None


def report(
    paths: Letters,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="What to write: closure.docx, .html, .md …")
    ],
    response: Responses = None,
    include: Including = None,
    template: Annotated[
        Path | None, typer.Option(metavar="COUNCIL.docx", help="A Word file whose styles and headers are taken.")
    ] = None,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Show each passage as its PDF prints it too (.docx, .html).")
    ] = False,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="A title of your own.")] = None,
    on: Annotated[
        date | None, typer.Option(metavar="YYYY-MM-DD", parser=_day, help="The day of the report (default: today).")
    ] = None,
    force: Force = False,
) -> None:
    """Write what became of each recommendation as a report to send.

    What the file's name ends in says what is written: .docx a Word report with the citations as
    footnotes, .html a web page with the letters' own text and the evidence marked in it, .xlsx a
    spreadsheet to track the actions in, .md Markdown. A paragraph of the template that holds
    nothing but {{report}} marks where the report goes; without one, its text is replaced.

    \b
    Examples:
      ofstedmine report 2021-focused-visit.pdf 2022-ilacs.pdf -o closure.docx
      ofstedmine report letters/leeds/ -o closure.html
      ofstedmine report letters/leeds/ -o closure.docx --template council.docx
      ofstedmine report 2021.pdf 2022.pdf --response 2022-scrutiny-report.docx -o closure.md
    """
    letters(paths)
    with writing("--output"):
        write.ending(output, pictures=pictures, force=force)
        given = (*paths, *(response or ()), *([template] if template else ()))
        if holds((path for path in given if not path.is_dir()), output):
            raise OutputError(f"{output}: this is one of the files to be read; give another name")
    with writing("--template"):
        write.ending(output, template=template, force=force)
    errors, failures = Screen(stderr=True), list[Failure]()
    found = followed(paths, response, include, failures, errors)
    if found is not None:
        with writing("--output"):
            write.report(found, output, title=title, template=template, pictures=pictures, on=on, force=force)
        what = "recommendation" if not include else "matter"
        told = f"{output}: {many(len(found), what)}"
        say(errors, f"Written: {told}")
    tell(failures, errors)
    raise typer.Exit(2 if failures else 0)
