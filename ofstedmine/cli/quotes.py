"""`ofstedmine quotes`: quotes on a matter, ready to paste."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .. import __version__, pick
from ..as_json import Json
from ..cite import Style, known_style
from ..errors import UnknownChoice
from ..model import Report, Theme
from ..pick.wanted import UNITS
from ..wording import many
from ..write.quotations import SOURCES, content, quotations
from ..write.safely import safely, target
from .completing import a_change, a_kind, a_polarity, a_theme, among, an_authority
from .files import mined
from .options import Force, InPeriod
from .terminal import Failure, Screen, say, tell
from .trouble import writing

_LIMIT = 10  # quotes given where no number is asked for
_NAMED = 8  # authorities that a message names


class Format(StrEnum):
    """How the quotes are laid out."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def quotes(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Letters or reports, or folders of them.")],
    about: Annotated[
        str | None, typer.Option(metavar="WORDS", help="A theme, or words that the quotes must speak of.")
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="THEME", autocompletion=a_theme, help="Only findings of this theme: workforce, front_door …"
        ),
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=an_authority, help="Only letters of this authority."),
    ] = None,
    period: InPeriod = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", autocompletion=a_kind, help="Only letters of this kind: ilacs, focused_visit …"),
    ] = None,
    polarity: Annotated[
        str | None,
        typer.Option(metavar="POLARITY", autocompletion=a_polarity, help="strength, weakness, mixed or neutral."),
    ] = None,
    change: Annotated[
        str | None,
        typer.Option(metavar="CHANGE", autocompletion=a_change, help="improved or declined."),
    ] = None,
    unit: Annotated[
        str,
        typer.Option(metavar="UNIT", autocompletion=among(*UNITS), help="sentence or paragraph."),
    ] = "sentence",
    limit: Annotated[
        int | None, typer.Option(min=1, help="How many to give at most (default: 10; the sources alone of all).")
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            metavar="STYLE",
            autocompletion=among(*Style),
            help="harvard, footnote or markdown; for the sources alone reference, csl_json, bibtex or ris.",
        ),
    ] = None,
    layout: Annotated[Format, typer.Option("--format", help="How the quotes are laid out.")] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", "--output", metavar="FILE", help="Write them to a file.")
    ] = None,
    force: Force = False,
) -> None:
    """Find quotes on a matter, ready to paste.

    Whole sentences or paragraphs, best first: those that speak of the matter most directly
    and stand best alone. Each has its citation; the sources stand at the end. Where there is
    none, the exit status is 1, and what would widen the search is told.

    \b
    Examples:
      ofstedmine quotes letters/ --about supervision --polarity strength --limit 5
      ofstedmine quotes letter.pdf --about "care leavers' housing" --style footnote
      ofstedmine quotes letters/ --theme workforce --period 2021/2023 --format markdown
      ofstedmine quotes letters/ --about PEPs --style bibtex --out letters.bib
    """
    try:
        want = pick.wanted(
            about=about,
            theme=theme,
            authority=authority,
            period=period,
            kind=kind,
            polarity=polarity,
            change=change,
            unit=unit,
        )
        cited = known_style(style or ("markdown" if layout is Format.MARKDOWN else "harvard"))
    except UnknownChoice as trouble:
        raise typer.BadParameter(str(trouble), param_hint=f"--{trouble.what}") from trouble
    with writing("--out"):
        _ = out and target(out, force=force)
    errors, failures = Screen(stderr=True), list[Failure]()
    reports = [r for _, r in mined(files, failures, errors)]
    found = pick.quotes(reports, want)
    alone = cited in SOURCES and layout is not Format.JSON
    given = found[: limit or (len(found) if alone else _LIMIT)]
    if layout is Format.JSON:
        failed: list[Json] = [{"name": f.name, "reason": f.reason} for f in failures]
        whole = {"ofstedmine": __version__, **content(given, cited), "total": len(found), "failures": failed}
        text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    else:
        text = quotations(given, cited, markdown=layout is Format.MARKDOWN) if found else ""
    if out and found:
        with writing("--out"):
            safely(out, text, force=force)
        sources = f"{many(len({id(q.source) for q in given}), 'source')} of " if alone else ""
        say(errors, f"Written: {out}: {sources}{many(len(given), 'quote')}")
    elif not out:
        sys.stdout.write(text)
    if len(found) > len(given):
        best = f"the best {len(given)} of {len(found)}"
        told = f"the sources of {best} quotes" if alone else best
        say(errors, f"These are {told}; --limit {len(found)} gives all.")
    if reports and not found:
        for told in _nothing(reports, want):
            say(errors, told)
    tell(failures, errors)
    raise typer.Exit(2 if failures else 0 if found else 1)


def _nothing(reports: Sequence[Report], want: pick.Wanted) -> list[str]:
    """Why there is no quote, and what would widen the search."""
    out = [f"No quote was found in {many(len(reports), 'document')}."]
    if not pick.quotes(reports, pick.Wanted(unit=want.unit)):
        return [*out, "Inspectors' findings stand in inspection letters alone: give the letters themselves."]
    counts = pick.wider(reports, want)
    if counts:
        listed = "; ".join(f"without --{name} there {'is' if n == 1 else 'are'} {n}" for name, n in counts.items())
        out.append(f"{listed[0].upper()}{listed[1:]}.")
    known = sorted({r.authority for r in reports if r.authority})
    if want.authority and known and not pick.quotes(reports, pick.Wanted(authority=want.authority, unit=want.unit)):
        more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
        out.append(f"None is of {want.authority}; they are of {', '.join(known[:_NAMED])}{more}.")
    elif want.about and not pick.quotes(reports, pick.Wanted(about=want.about, unit=want.unit)):
        out.append(f"Nothing speaks of “{want.about}”. Try fewer or other words, or a theme: {', '.join(Theme)}.")
    elif not counts:
        given = ", ".join(f"--{name}" for name in pick.FILTERS if getattr(want, name) is not None)
        out.append(f"Leave out two or more of {given}, or give other letters.")
    return out
