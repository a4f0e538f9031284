"""Why a letter did not come, in words, and what is to be done about it."""

from __future__ import annotations


class Trouble(Exception):
    """One try that failed: `reason` for people, whether to try `again`, and after how many seconds (`wait`).

    `server`: it is the server's state, or that of the way to it, and would meet the next letter too; `closed`: it asks
    to be left alone for long. `spoilt`: what has come so far is of no use.
    """

    def __init__(
        self,
        reason: str,
        *,
        again: bool = False,
        wait: float | None = None,
        server: bool = False,
        closed: bool = False,
        spoilt: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.again, self.wait = reason, again, wait
        self.server, self.closed, self.spoilt = server or closed, closed, spoilt
