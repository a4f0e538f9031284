"""`ofstedmine fetch`: published letters into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ..as_json import as_json
from ..authorities import Authority, find
from ..errors import ManifestError, OutputError, UnknownChoice
from ..wording import many
from .completing import a_region, an_authority
from .options import AsJson, Force
from .terminal import Screen, console, output, say

if TYPE_CHECKING:
    from ..web import Download, Fetching, PublishedLetter

_NAMED = 10  # letters without an address that are named; of more the count is told


def fetch(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="AUTHORITY", autocompletion=an_authority, help="Names, as in: leeds hackney."),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(metavar="REGION", autocompletion=a_region, help="All authorities of a region: London …"),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All that are listed.")] = False,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the letters go.")] = Path("letters"),
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A list of your own: CSV with authority, published, address; or sha256 too."),
    ] = None,
    pause: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.5, max=3600, help="How long to wait between two requests.")
    ] = 1.0,
    contact: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Your e-mail or web address, told to the server.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be fetched, and ask no server.")] = False,
    force: Force = False,
    json_: AsJson = False,
) -> None:
    """Fetch published letters into a folder.

    One at a time, and what is there already only if it has changed. An error page, a half file
    or a file other than the one listed is refused, and told. Stop it whenever you like: run
    again, it goes on where it was. Known are the addresses of each authority's latest full
    inspection letter; --manifest takes a list with others.

    \b
    Examples:
      ofstedmine fetch leeds --to letters
      ofstedmine fetch --region London --dry-run
      ofstedmine fetch --all --to letters && ofstedmine index letters --db letters.db

    \b
    Exit status: 0 all that has an address is there; 1 no address is known for what was named;
    2 a letter could not be fetched or written, or the command was wrong; 130 stopped.
    """
    if bool(names) + (region is not None) + every != 1:
        raise typer.BadParameter("name authorities, or a --region, or --all: one of the three", param_hint="AUTHORITY")
    from .. import web

    errors = Screen(stderr=True)
    with _explained():
        letters = web.published(*(names or ()), region=region, manifest=manifest)
    known = [letter for letter in letters if letter.address]
    results: tuple[Download, ...] = ()
    if known and not dry_run:
        try:
            with _explained(), _bar(errors) as progress:
                results = web.fetch(known, to, pause=pause, contact=contact, progress=progress, force=force)
        except KeyboardInterrupt:
            say(errors, f"Stopped. What was fetched is kept in {to}: run the same command again to go on.")
            raise typer.Exit(130) from None
    failed = [result for result in results if result.outcome is web.Outcome.FAILED]
    if json_:
        output({"letters": as_json(letters)} if dry_run else {"downloads": as_json(results)})
    else:
        out = console()
        for line in _listed(known, to) if dry_run else _done(results, to):
            say(out, line)
    listed = {letter.authority for letter in letters}
    missing = [of for of in map(find, names or ()) if of and of.name not in listed]
    for line in _unknown([letter for letter in letters if not letter.address], missing, len(known)):
        say(errors, line)
    if failed:
        errors.print("Could not be fetched:", highlight=False, style="bold")
    for result in failed:
        say(errors, f"  {result.letter.name} ({result.letter.address}): {result.reason}")
    raise typer.Exit(2 if failed else 0 if known else 1)


def _listed(letters: Sequence[PublishedLetter], to: Path) -> Iterator[str]:
    width = max((len(letter.name) for letter in letters), default=0)
    for letter in letters:
        there = "  (a file of this name is there)" if (to / letter.name).exists() else ""
        yield f"{letter.name:{width}}  {letter.address}{there}"
    if letters:
        yield f"{many(len(letters), 'letter')} would be fetched into {to}. No server was asked."


def _done(results: Sequence[Download], to: Path) -> Iterator[str]:
    """What became of each letter, and of all."""
    counts: dict[str, int] = {}
    for result in results:
        word = result.outcome.value
        counts[word] = counts.get(word, 0) + 1
        if result.path is not None:
            size = f"  {result.path.stat().st_size / 1000:,.0f} kB" if word != "unchanged" else ""
            yield f"{word:9}  {result.path}{size}"
    if results:
        where = f" The letters are in {to}." if any(result.path for result in results) else ""
        yield f"{', '.join(f'{count:,} {word}' for word, count in counts.items())}.{where}"


def _unknown(letters: Sequence[PublishedLetter], missing: Sequence[Authority], fetched: int) -> Iterator[str]:
    """Letters that are known to be published, but not where; authorities of which none is listed."""
    nowhere: dict[str, list[PublishedLetter]] = {}
    for letter in letters:
        nowhere.setdefault(letter.authority, []).append(letter)
    for of, several in nowhere.items() if len(nowhere) <= _NAMED else ():
        where = f" (URN {several[0].urn})" if several[0].urn else ""
        days = ", ".join(letter.published.isoformat() for letter in several)
        yield f"{of}{where}: no address is known of {many(len(several), 'letter')}, published {days}."
    if len(nowhere) > _NAMED:
        yield f"No address is known of {many(len(letters), 'letter')} more; --dry-run --json lists them."
    for authority in missing:
        yield f"{authority.name} (URN {authority.urn}): no published letter is listed."
    if not fetched:
        yield "Look for letters on the inspectorate's site by URN; --manifest takes a list with their addresses."


@contextmanager
def _bar(errors: Console) -> Iterator[Callable[[Fetching], None]]:
    """How many letters are done, and how much of the one under way; on a terminal alone."""
    columns = (
        TextColumn("Fetching"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("", name="", total=None)

        def tell(now: Fetching) -> None:
            of = f" of {now.size / 1000:,.0f}" if now.size else ""
            came = f" {now.received / 1000:,.0f}{of} kB" if now.received else ""
            bar.update(task, completed=now.done, total=now.total, name=f"{now.name}{came}")

        yield tell


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except UnknownChoice as trouble:
        hint = "--region" if trouble.what == "region" else "AUTHORITY"
        raise typer.BadParameter(str(trouble), param_hint=hint) from trouble
    except ManifestError as trouble:
        raise typer.BadParameter(str(trouble), param_hint="--manifest") from trouble
    except OutputError as trouble:
        raise typer.BadParameter(str(trouble), param_hint="--to") from trouble
    except ValueError as trouble:
        raise typer.BadParameter(str(trouble), param_hint="--contact") from trouble
