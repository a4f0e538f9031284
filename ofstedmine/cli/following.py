"""Letters off the disk, followed up: what `follow-up` and `report` share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .. import api
from ..errors import LinkError, OutputError, UnreadableDocument
from ..link.tracked import INCLUDED
from ..model import FollowUp
from .files import Failure, mined


def _included(name: str) -> str:
    if name not in INCLUDED:
        raise typer.BadParameter(f"“{name}” is not known; what can be included: {', '.join(INCLUDED)}")
    return name


Letters = Annotated[
    list[Path],
    typer.Argument(metavar="EARLIER LATER | FOLDER", help="Two letters, or a folder of one authority's."),
]
Responses = Annotated[
    list[Path] | None,
    typer.Option("--response", metavar="REPORT", help="A council report on the earlier letter; may be repeated."),
]
Including = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="weaknesses",
        parser=_included,
        help="Follow up weaknesses told in the letter's body too.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def letters(paths: Sequence[Path]) -> None:
    """Refuse what is neither two letters nor one folder."""
    folder = len(paths) == 1 and paths[0].is_dir()
    if not folder and (len(paths) != 2 or any(p.is_dir() for p in paths)):
        raise typer.BadParameter(
            "give an earlier and a later letter, or one folder", param_hint="EARLIER LATER | FOLDER"
        )


def followed(
    paths: Sequence[Path],
    response: Sequence[Path] | None,
    include: Sequence[str] | None,
    failures: list[Failure],
    errors: Console,
) -> FollowUp | None:
    """Two letters, or all of a folder, followed up; what stands in the way is added to `failures`."""
    folder = len(paths) == 1
    wanted = ("recommendations", *(include or ()))
    reports = [r for _, r in mined(paths, failures, errors)]
    responses = [r for _, r in mined(response or (), failures, errors)]
    try:
        if folder and (reports or not failures):
            return api.history([*reports, *responses], include=wanted)
        if not folder and len(reports) == 2:
            return api.follow_up(reports[0], reports[1], response=responses, include=wanted)
        if not folder and len(reports) == 1 and not failures:
            raise LinkError("these are the same letter: give an earlier and a later one")
    except LinkError as trouble:
        failures.append(Failure(" ".join(map(str, paths)), f"{trouble}.", read=True))
    return None


@contextmanager
def writing(option: str) -> Iterator[None]:
    """What stands in the way of writing a file, told as a mistake in the option that named it."""
    try:
        yield
    except (OutputError, UnreadableDocument) as trouble:
        raise typer.BadParameter(str(trouble), param_hint=option) from trouble
