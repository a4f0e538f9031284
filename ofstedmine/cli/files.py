"""Mine several files: the others go on when one fails, and progress shows on a terminal alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn

from .. import api
from ..errors import UnreadableDocument
from ..model import Report


class Failure(NamedTuple):
    """A file that could not be read, or letters that could not be followed up, and why."""

    name: str
    reason: str
    read: bool = False  # it was read, and something else stands in the way


def mined(
    paths: Iterable[Path], failures: list[Failure], errors: Console, *, but: Path | None = None
) -> Iterator[tuple[Path, Report]]:
    """Each report as it is mined, `but` left out; what fails is added to `failures`."""
    wanted = [path for path in api.documents(*paths) if but is None or not _same(path, but)]
    for folder in (p for p in paths if p.is_dir() and not api.documents(p)):
        failures.append(Failure(str(folder), "There is no document in this folder. Check the path."))
    quiet = not errors.is_terminal or len(wanted) < 2
    with Progress(*columns(), console=errors, transient=True, disable=quiet) as progress:
        task = progress.add_task("Reading", total=len(wanted))
        for path in wanted:
            progress.update(task, description=path.name)
            try:
                report = api.mine(path)
            except UnreadableDocument as trouble:
                failures.append(Failure(str(path), trouble.reason))
            else:
                yield path, report
            progress.advance(task)


def columns() -> tuple[ProgressColumn, ...]:
    """What a bar shows: what is done, how much of it, how long still."""
    return TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()


def holds(paths: Iterable[Path], path: Path) -> bool:
    """Whether a file is among the paths, or in a folder among them."""
    return any(_same(other, path) for other in api.documents(*paths))


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def console() -> Console:
    """Standard output; a file or pipe gets 100 columns unless COLUMNS says otherwise."""
    wide = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else 100
    return Console(highlight=False, markup=False, emoji=False, width=wide)


def show(out: Console, what: RenderableType) -> None:
    """Print; in a file or a pipe without the white space that fills up a terminal's lines."""
    if out.is_terminal:
        out.print(what)
        return
    with out.capture() as held:
        out.print(what)
    out.file.write("".join(f"{line.rstrip()}\n" for line in held.get().splitlines()))


def tell(failures: Sequence[Failure], errors: Console) -> None:
    """List what could not be read."""
    for i, failure in enumerate(failures):
        if not i:
            errors.print(
                "Could not be followed up:" if all(f.read for f in failures) else "Could not be read:",
                highlight=False,
                style="bold",
            )
        errors.print(f"  {failure.name}: {failure.reason}", highlight=False, markup=False, soft_wrap=True)
