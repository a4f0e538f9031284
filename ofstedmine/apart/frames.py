"""Messages between a process and one apart: their length, then plain values. What comes back can run nothing."""

from __future__ import annotations

import io
import pickle
import struct
from typing import IO

_LENGTH = struct.Struct("<Q")


def write(out: IO[bytes], message: tuple[object, ...] | bytes) -> None:
    """Send a message whole: bytes as they are, or plain values."""
    packed = message if isinstance(message, bytes) else pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    out.write(_LENGTH.pack(len(packed)))
    out.write(packed)
    out.flush()


def read(source: IO[bytes]) -> bytes | None:
    """The bytes of the next message; None where the other end has gone, in its middle too."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    packed = source.read(length)
    return packed if len(packed) == length else None


class _Plain(pickle.Unpickler):
    """Texts, bytes, numbers and tuples of them: the process that read a hostile file may have become hostile."""

    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def plain(packed: bytes) -> tuple[object, ...]:
    """The plain values of a message.

    >>> plain(pickle.dumps(("done", b"packed", None)))
    ('done', b'packed', None)
    >>> plain(pickle.dumps((print, "unsafe")))
    Traceback (most recent call last):
    _pickle.UnpicklingError: builtins.print is no plain value
    """
    found = _Plain(io.BytesIO(packed)).load()
    return found if isinstance(found, tuple) else (found,)
