"""A web server on this machine that misbehaves as it is told, and remembers what it was asked."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Mapping
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple

from ofstedmine.web import PublishedLetter

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"\n%%EOF\n"
Answer = Callable[["Asked"], None]


class Request(NamedTuple):
    path: str
    headers: Mapping[str, str]


class Site:
    """`site.gives(path, first, second, …)`: what each request to a path is answered with; the last one stays."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[Request] = []
        self.over = Event()
        self.server = _Server(("127.0.0.1", 0), Asked)
        self.server.site = self
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    def gives(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.root + path

    def letter(
        self,
        *answers: Answer,
        path: str = "/letter",
        name: str = "marlowbridge-2022-06-01.pdf",
        sha256: str | None = None,
    ) -> PublishedLetter:
        return PublishedLetter("Marlowbridge", date(2022, 6, 1), self.gives(path, *answers), name, sha256=sha256)


class Asked(BaseHTTPRequestHandler):
    """One request."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append(Request(self.path, dict(self.headers)))
        answers = site.answers[self.path]
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # who asked went away in the middle


def sends(
    body: bytes = PDF, status: int = 200, *, announced: int | None = -1, ends: int | None = None, **headers: str
) -> Answer:
    """An answer: `announced` another length than it has (None: no length), `ends` after so many bytes."""

    def answer(asked: Asked) -> None:
        asked.send_response(status)
        for name, value in headers.items():
            asked.send_header(name.replace("_", "-"), value)
        if announced is not None:
            asked.send_header("Content-Length", str(len(body) if announced < 0 else announced))
        asked.end_headers()
        asked.wfile.write(body[:ends])

    return answer


def part(start: int, body: bytes = PDF, **headers: str) -> Answer:
    """The rest of a file from a byte on."""
    return sends(body[start:], 206, Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}", **headers)


def moved(to: str, status: int = 302) -> Answer:
    return sends(b"", status, Location=to)


def without_end(asked: Asked) -> None:
    """Chunks of zeros, as long as anybody reads."""
    asked.send_response(200)
    asked.send_header("Transfer-Encoding", "chunked")
    asked.end_headers()
    while not asked.server.site.over.is_set():
        asked.wfile.write(b"2000\r\n" + bytes(0x2000) + b"\r\n")


def without_end_of_headers(asked: Asked) -> None:
    """One header, as long as anybody reads."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not asked.server.site.over.wait(0.001):
        asked.wfile.write(b"x")


def reset(asked: Asked) -> None:
    """The connection is reset."""
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    asked.connection.close()


def silent(asked: Asked) -> None:
    """No answer."""
    asked.server.site.over.wait(20)


def garbled(asked: Asked) -> None:
    """An answer that is no HTTP."""
    asked.wfile.write(b"\x00\xff no server at all\r\n\r\n")
