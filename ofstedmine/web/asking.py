"""One request to a web server: where it may lead, how long it may take, what its answer means."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import OpenerDirector, Request

from ..text import fold, storable
from .trouble import Trouble

REDIRECTS = 5
PATIENCE = 300.0  # seconds: the longest wait that a server may ask for before its other letters are left too
_PIECE = 65_536  # bytes
_MOVED = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_WELL = (200, 206, 304, 416)


def ask(web: OpenerDirector, address: str, headers: Mapping[str, str], *, timeout: float) -> HTTPResponse:
    """The answer to a request, redirects followed: status 200, 206, 304 or 416. Raises `Trouble` for all others.

    It is for the caller to close. `timeout`: seconds that each step may take.
    """
    for _ in range(REDIRECTS + 1):
        with _told():
            response: HTTPResponse = web.open(Request(address, headers=dict(headers)), timeout=timeout)
        if response.status in _WELL:
            return response
        with closing(response):
            if response.status not in _MOVED:
                raise _refused(response.status, response.headers)
            address = _onward(address, response.headers)
    raise Trouble("The address leads on and on, from one to the next. Look for the letter's new address.")


def pieces(response: HTTPResponse, got: int, most: int) -> Iterator[bytes]:
    """What comes after the bytes that we have `got`, a piece at a time.

    Raises `Trouble` where it is more than `most` bytes in all, or fewer than were announced.
    """
    announced = None if response.length is None else got + response.length
    too_large = Trouble(f"The file is larger than {most / 1e6:,.0f} MB: that is no letter.", spoilt=True)
    if announced is not None and announced > most:
        raise too_large
    while announced is None or got < announced:
        with _told():
            piece = response.read1(_PIECE)
        if not piece:
            break
        got += len(piece)
        if got > most:
            raise too_large
        yield piece
    if announced is not None and got < announced:
        raise Trouble(f"The connection ended after {got:,} of {announced:,} bytes. Try again later.", again=True)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong on the way, as `Trouble`."""
    try:
        yield
    except (OSError, HTTPException, ValueError) as trouble:  # ValueError: a server's name that can be none
        why = trouble.reason if isinstance(trouble, URLError) else trouble
        if isinstance(why, TimeoutError):
            raise Trouble(
                "The server is too slow, or does not answer. Try again later.", again=True, server=True
            ) from None
        if isinstance(why, ssl.SSLCertVerificationError):
            said = _clip(why.verify_message)
            raise Trouble(f"The server cannot prove that it is the right one ({said}).", server=True) from None
        if isinstance(why, HTTPException | ValueError):
            what = "The server's answer cannot be understood"
        else:
            what = "The server cannot be reached" if trouble is not why else "The connection broke"
        said = _clip((isinstance(why, OSError) and why.strerror) or type(why).__name__)
        raise Trouble(f"{what} ({said}). Check the network, or try again later.", again=True, server=True) from None


def _onward(address: str, headers: Message) -> str:
    """Where a redirect leads: http or https only, and not from https down to http."""
    to = headers.get("Location", "").strip()
    try:
        to = urljoin(address, to)
        before, after = urlsplit(address), urlsplit(to)
        _ = after.port  # raises for one that is none
    except ValueError:
        raise Trouble(f"The address leads on to one that is none (“{_clip(to)}”).") from None
    plain = re.fullmatch(r"[!-~]+", to) and after.hostname and after.username is None
    if not plain or after.scheme not in ("http", "https") or (before.scheme, after.scheme) == ("https", "http"):
        raise Trouble(f"The address leads on to one that is not followed (“{_clip(to)}”): https alone is safe.")
    return to


def _refused(status: int, headers: Message) -> Trouble:
    """What a status other than success means."""
    if status in (404, 410):
        return Trouble(
            f"There is nothing at this address ({status}). The letter may have moved: look for its new address."
        )
    if status in _AGAIN:
        wait = _retry_after(headers)
        if wait is not None and wait > PATIENCE:
            minutes = f"{wait / 60:,.0f}"
            return Trouble(f"The server asks to be left alone for {minutes} minutes ({status}).", closed=True)
        why = "is asked too often" if status == 429 else "is out of order or busy"
        return Trouble(f"The server {why} ({status}). Try again later.", again=True, wait=wait, server=True)
    return Trouble(f"The server refuses to give the letter ({status}).", server=True)


def _retry_after(headers: Message) -> float | None:
    """Seconds that the server asks to wait: a number, or a date (by the server's own clock, where it tells it)."""
    given = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", given):
        return float(given)
    when, now = _date(given), _date(headers.get("Date", "")) or datetime.now(UTC)
    return max(0.0, (when - now).total_seconds()) if when else None


def _date(given: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(given)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _clip(what: object) -> str:
    """Words from outside, fit for one line of a terminal."""
    return storable(fold(str(what)))[:120]
