"""Bytes become text, whatever encoding a council's software wrote."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w-]{1,40})", re.IGNORECASE)
_CONTROL = re.compile("[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]")
MOST_CONTROL = 0.02  # more control characters than this are no text


class NotTextError(ValueError):
    """The bytes are no text in any encoding that is tried."""


def decode(data: bytes) -> str:
    """Decode text: by its byte order mark, as UTF-8, UTF-16 without a mark, as a web page declares, last as cp1252.

    Raises `NotTextError` for bytes that are no text.

    >>> decode(b"caf\\xc3\\xa9"), decode(b"\\x91front door\\x92"), decode("é".encode("utf-16"))
    ('café', '‘front door’', 'é')
    """
    text = _decode(data)
    if len(_CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise NotTextError
    return text.replace("\0", "")


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    half = len(data) // 2
    if half and data[1::2].count(0) > 0.4 * half > data[::2].count(0):
        return data.decode("utf-16-le", "replace")
    if half and data[::2].count(0) > 0.4 * half > data[1::2].count(0):
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii", "replace").lower() if found else ""
    # what calls itself Latin-1 or UTF-8 and is not is cp1252 in practice, as browsers read it
    if declared not in ("", "utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii"):
        try:
            text = data.decode(declared)
        except (LookupError, UnicodeError):
            pass
        else:
            return str(text)
    return data.decode("cp1252", "replace")
