"""Mine several files: the others go on when one fails, and progress shows on a terminal alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from .. import api
from ..errors import IsolationError, UnreadableDocument
from ..model import Report
from .apart import limits
from .terminal import Failure, columns


def mined(
    paths: Iterable[Path], failures: list[Failure], errors: Console, *, but: Path | None = None
) -> Iterator[tuple[Path, Report]]:
    """Each report as it is mined, `but` left out; what fails is added to `failures`."""
    wanted = [path for path in api.documents(*paths) if but is None or not _same(path, but)]
    failures += empty(paths)
    failures += (Failure(str(link), api.ASTRAY) for link in api.astray(*paths))
    quiet = not errors.is_terminal or len(wanted) < 2
    with Progress(*columns(), console=errors, transient=True, disable=quiet) as progress:
        task = progress.add_task("Reading", total=len(wanted))
        for path in wanted:
            progress.update(task, description=path.name)
            try:
                report = api.mine(path, isolated=limits())
            except UnreadableDocument as trouble:
                failures.append(Failure(str(path), trouble.reason))
            except IsolationError as trouble:
                failures.append(Failure(str(path), f"{trouble}."))
            else:
                yield path, report
            progress.advance(task)


def empty(paths: Iterable[Path]) -> list[Failure]:
    """The folders in which there is no document."""
    told = "There is no document in this folder. Check the path."
    return [Failure(str(path), told) for path in paths if path.is_dir() and not api.documents(path)]


def holds(paths: Iterable[Path], path: Path) -> bool:
    """Whether a file is among the paths, or in a folder among them."""
    return any(_same(other, path) for other in api.documents(*paths))


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
