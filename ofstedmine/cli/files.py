"""Mine several files: the others go on when one fails, and progress shows on a terminal alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .. import api
from ..errors import UnreadableDocument
from ..model import Report


class Failure(NamedTuple):
    """A file that could not be read, or letters that could not be followed up, and why."""

    name: str
    reason: str
    read: bool = False  # it was read, and something else stands in the way


def mined(paths: Iterable[Path], failures: list[Failure], errors: Console) -> Iterator[tuple[Path, Report]]:
    """Each report as it is mined; what fails is added to `failures`."""
    wanted = api.documents(*paths)
    for folder in (p for p in paths if p.is_dir() and not api.documents(p)):
        failures.append(Failure(str(folder), "There is no document in this folder. Check the path."))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    quiet = not errors.is_terminal or len(wanted) < 2
    with Progress(*columns, console=errors, transient=True, disable=quiet) as progress:
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
