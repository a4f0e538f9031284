"""What opens a web address: http and https alone, through the system's proxy, with an end to its patience."""

from __future__ import annotations

import io
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from socket import socket
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request


def opener(clock: Callable[[], float], within: float) -> OpenerDirector:
    """Opens addresses, follows no redirect, raises for no status; an answer may take so many seconds in all.

    urllib's own opener also opens files, data and ftp. A timeout is for each step alone: a server that sends a byte now
    and then would hold us for ever.
    """

    class Response(HTTPResponse):
        def __init__(self, sock: socket, *args: Any, **more: Any) -> None:
            super().__init__(sock, *args, **more)
            self.fp = io.BufferedReader(_Bounded(self.fp.detach(), clock, clock() + within))

    class Plain(HTTPConnection):
        response_class = Response

    class Secure(HTTPSConnection):
        response_class = Response

    class PlainHandler(HTTPHandler):
        def http_open(self, request: Request) -> HTTPResponse:
            return self.do_open(Plain, request)

    class SecureHandler(HTTPSHandler):
        def https_open(self, request: Request) -> HTTPResponse:
            return self.do_open(Secure, request)

    out = OpenerDirector()
    for handler in (ProxyHandler(), PlainHandler(), SecureHandler()):
        out.add_handler(handler)
    out.addheaders = []
    return out


class _Bounded(io.RawIOBase):
    """What a socket sends, up to a moment."""

    def __init__(self, inner: io.RawIOBase, clock: Callable[[], float], until: float) -> None:
        super().__init__()
        self.inner, self.clock, self.until = inner, clock, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self.clock() > self.until:
            raise TimeoutError
        return self.inner.readinto(buffer)

    def close(self) -> None:
        self.inner.close()
        super().close()
