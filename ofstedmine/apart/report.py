"""`mine(…, isolated=True)`: the report comes back packed, and equal to one that is mined here."""

from __future__ import annotations

from .. import api
from ..errors import UnreadableDocument
from ..limits import Limits
from ..model import Report
from ..packing.codec import decode, encode
from .readers import run


def mine_apart(data: bytes, name: str, limits: Limits, *, origin: str | None = None) -> Report:
    """Mine the bytes of a file in a process apart; raises what `readers.run` does."""
    (packed,) = run(_packed, data, name, limits)
    assert isinstance(packed, bytes)
    return decode(packed, name=name, origin=origin)


def _packed(data: bytes, name: str) -> tuple[bytes]:
    try:
        return (encode(api.mine(data, name=name)),)
    except (UnreadableDocument, ImportError, MemoryError):
        raise
    except Exception as trouble:
        raise UnreadableDocument(name, failed(trouble)) from trouble


def failed(trouble: Exception) -> str:
    """What is said of a file that brought a fault of ours to light."""
    return f"Mining it failed ({type(trouble).__name__}: {trouble}). Report this, with the file."
