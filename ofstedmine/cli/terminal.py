"""What the commands print: text and tables for people, JSON for machines, and what failed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.segment import Segment

from .. import __version__
from ..as_json import as_json
from ..text import storable


class Screen(Console):
    """A terminal, file or pipe that is commanded by nothing but our own colours: a file's name is text as all else."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """What is to be printed, its control characters shown as U+FFFD."""
        for part in super().render(renderable, options):
            yield part if part.control else Segment(storable(part.text), part.style)


class Failure(NamedTuple):
    """A file that could not be read, or letters that could not be followed up, and why."""

    name: str
    reason: str
    read: bool = False  # it was read, and something else stands in the way


def columns() -> tuple[ProgressColumn, ...]:
    """What a bar shows: what is done, how much of it, how long still."""
    return TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()


def console() -> Console:
    """Standard output; a file or pipe gets 100 columns unless COLUMNS says otherwise."""
    wide = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else 100
    return Screen(highlight=False, markup=False, emoji=False, width=wide)


def show(out: Console, what: RenderableType) -> None:
    """Print; in a file or a pipe without the white space that fills up a terminal's lines."""
    if out.is_terminal:
        out.print(what)
        return
    with out.capture() as held:
        out.print(what)
    out.file.write("".join(f"{line.rstrip()}\n" for line in held.get().splitlines()))


def say(where: Console, line: str) -> None:
    """Print a line as it is, however long."""
    where.print(line, highlight=False, markup=False, soft_wrap=True)


def told(noun: object) -> dict[str, object]:
    """A noun as JSON holds it."""
    content = as_json(noun)
    assert isinstance(content, dict)
    return dict(content)


def output(content: Mapping[str, object], failures: Sequence[Failure] | None = None) -> None:
    """Print JSON for machines: the version, the content, and what failed where anything can."""
    whole: dict[str, object] = {"ofstedmine": __version__, **content}
    if failures is not None:
        whole["failures"] = [{"name": f.name, "reason": f.reason} for f in failures]
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


def tell(failures: Sequence[Failure], errors: Console) -> None:
    """List what could not be read."""
    for i, failure in enumerate(failures):
        if not i:
            errors.print(
                "Could not be followed up:" if all(f.read for f in failures) else "Could not be read:",
                highlight=False,
                style="bold",
            )
        say(errors, f"  {failure.name}: {failure.reason}")
