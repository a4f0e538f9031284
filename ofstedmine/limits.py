"""How much time and memory a file may take."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import UnknownChoice

FEWEST = 64  # megabytes in which any letter can be read


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take, where it is read in a process apart: seconds of the clock, and megabytes of memory.

    A published letter takes about a tenth of a second and under 50 MB. None is no limit. Memory is what is taken beyond
    that of the process before; it is held on Linux and macOS, and has no limit on Windows.

    >>> Limits(seconds=300)
    Limits(seconds=300, megabytes=1024)
    """

    seconds: float | None = 60
    megabytes: int | None = 1024

    def __post_init__(self) -> None:
        if self.seconds is not None and not self.seconds > 0:
            raise UnknownChoice("seconds", self.seconds, ("a number above 0", "None for no limit"))
        if self.megabytes is not None and not self.megabytes >= FEWEST:
            raise UnknownChoice("megabytes", self.megabytes, (f"{FEWEST} or more", "None for no limit"))

    @property
    def too_long(self) -> str:
        """Why a file was given up that took longer."""
        return f"It took longer than {self.seconds:g} s to read. Check the file, or allow it more seconds."

    @property
    def too_much(self) -> str:
        """Why a file was given up that needed more memory."""
        whole = (self.megabytes or 0) / 1024
        told = f"{whole:g} GB" if whole >= 1 and whole * 10 == int(whole * 10) else f"{self.megabytes} MB"
        return f"It needed more than {told} of memory to read. Check the file, or allow it more megabytes."


def limits_of(isolated: bool | Limits) -> Limits | None:
    """The limits that an argument `isolated` stands for: the usual ones, those given, or None for no process apart."""
    return isolated if isinstance(isolated, Limits) else Limits() if isolated else None
