"""Letters off the disk, followed up: what `follow-up` and `report` share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console

from .. import api
from ..errors import LinkError
from ..model import FollowUp
from .files import mined
from .terminal import Failure


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
