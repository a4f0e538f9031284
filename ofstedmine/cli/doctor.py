"""`ofstedmine doctor`: whether the installation is whole, and what an optional feature needs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .examine import Found, State, examined
from .options import AsJson
from .terminal import console, output, show


def doctor(json_: AsJson = False) -> None:
    """Tell what is installed, and what a feature needs.

    Python, SQLite, each package that is needed with its version, the optional features, the
    words and models. Put what it prints into a report of a mistake.

    \b
    Examples:
      ofstedmine doctor
      ofstedmine doctor --json

    \b
    Exit status: 0 all that is needed is there and loads (an optional feature may lack
    something); 1 something is missing or broken, and what to do about it is told.
    """
    found = list(examined())
    wrong = [f for f in found if f.state is not State.OK and f.group != "Optional"]
    if json_:
        output({"sound": not wrong, "found": [f._asdict() for f in found]})
    else:
        out = console()
        show(out, _told(found, len(wrong)))
    raise typer.Exit(1 if wrong else 0)


def _told(found: Sequence[Found], wrong: int) -> RenderableType:
    """A line or two a thing, under the headings of their groups."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for group, several in groupby(found, key=lambda f: f.group):
        table.add_row(Text(group, style="bold"))
        for one in several:
            sign = "" if one.state is State.OK else f"{one.state.upper()}: "
            table.add_row(Text(f"  {one.name}"), Text("\n".join(filter(None, (sign + one.told, one.remedy)))))
        table.add_row()
    total = f"{wrong} of these must be mended: see above." if wrong else "All that is needed is there."
    return Group(table, Text(total))
