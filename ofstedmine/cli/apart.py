"""Within which limits the commands read files: `ofstedmine --seconds 300 mine letter.pdf`."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Annotated

import typer

from ..errors import UnknownChoice
from ..limits import Limits

_USUAL = Limits()
_SET: ContextVar[bool | Limits] = ContextVar("limits", default=_USUAL)

Seconds = Annotated[
    float, typer.Option("--seconds", metavar="N", min=0, help="Give a file up that takes longer to read; 0: never.")
]
Megabytes = Annotated[
    int, typer.Option("--megabytes", metavar="N", min=0, help="Give a file up that takes more memory; 0: never.")
]
SECONDS, MEGABYTES = _USUAL.seconds or 0.0, _USUAL.megabytes or 0


def limit(seconds: float, megabytes: int) -> None:
    """Set the limits of this run; without any, no process apart is wanted."""
    try:
        _SET.set(bool(seconds or megabytes) and Limits(seconds or None, megabytes or None))
    except UnknownChoice as trouble:
        raise typer.BadParameter(str(trouble), param_hint=f"--{trouble.what}") from trouble


def limits() -> bool | Limits:
    """The limits of this run, or False: for `isolated=`."""
    return _SET.get()
