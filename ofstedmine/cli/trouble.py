"""What goes wrong, told as a mistake in the option that it was given to: exit status 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console

from ..errors import CorpusError, MissingExtra, OutputError, QueryError, UnknownChoice, UnreadableDocument
from .terminal import say


@contextmanager
def writing(option: str) -> Iterator[None]:
    """What stands in the way of writing a file, told as a mistake in the option that named it."""
    try:
        yield
    except (OutputError, UnreadableDocument, MissingExtra) as trouble:
        raise typer.BadParameter(str(trouble), param_hint=option) from trouble


@contextmanager
def choosing() -> Iterator[None]:
    """A name that is not known."""
    try:
        yield
    except UnknownChoice as trouble:
        raise typer.BadParameter(str(trouble), param_hint=f"--{trouble.what}") from trouble


@contextmanager
def asking(errors: Console) -> Iterator[None]:
    """What stands in the way of asking a corpus."""
    try:
        with choosing():
            yield
    except QueryError as trouble:
        raise typer.BadParameter(str(trouble), param_hint="WORDS") from trouble
    except (CorpusError, MissingExtra) as trouble:
        say(errors, str(trouble))
        raise typer.Exit(2) from trouble


def made(db: Path) -> Path:
    """A corpus that is there."""
    if not db.exists():
        raise typer.BadParameter(f"there is no file {db}; make it with: ofstedmine index FOLDER --db {db}")
    return db
