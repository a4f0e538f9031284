"""A progress bar for a long work: how much, how fast, how long still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .intake import Progress


@contextmanager
def shown(
    progress: bool | Callable[[Progress], None] | None, what: str = "Indexing"
) -> Iterator[Callable[[Progress], None]]:
    """Where progress is told: a bar (True; None: on a terminal or in a notebook only), a function, or nowhere."""
    if callable(progress):
        yield progress
        return
    if progress is False:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    silent = progress is None and not (console.is_terminal or console.is_jupyter)
    with Bar(*columns, console=console, transient=True, disable=silent) as bar:
        task = bar.add_task("", rate="", name="", total=None)

        def tell(now: Progress) -> None:
            rate = f"{now.rate:.1f} a second" if now.rate else ""
            bar.update(task, completed=now.done, total=now.total, rate=rate, name=now.name)

        yield tell
