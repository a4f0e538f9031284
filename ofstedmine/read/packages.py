"""A Word file is an archive: looked through before anything in it is parsed, for what a letter never holds."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ..errors import UnreadableDocument

MOST_MEMBERS = 5_000
MOST_UNPACKED = 256 * 1024 * 1024  # bytes, of all members together
MOST_XML = 64 * 1024 * 1024  # bytes of one XML part: a book of a thousand pages has about 10 MB
MOST_RATIO = 250  # unpacked to packed, of any member larger than a megabyte; repeated text comes to about 100
_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
_ENCODING = re.compile(rb"^[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")

_BOMB = "The Word file unpacks to more than any letter holds and was not opened. Ask its sender for a PDF."
_ENTITIES = "The Word file carries a document type or entities, which no letter needs. Ask its sender for a PDF."
_DAMAGED = "The Word file is damaged or cut off. Download it again."
_LOCKED = "The Word file's archive is locked with a password. Take the password off, save it, and read that."
_STRICT = "The Word file is in the Strict Open XML format. Save it as an ordinary Word document (.docx)."


def check_package(data: bytes, name: str) -> None:
    """Refuse a Word file that is damaged, that unpacks without end, or whose XML declares a type or entities.

    What the archive says of its sizes is checked first, then each member is unpacked in pieces and counted: the
    archive may lie. Raises `UnreadableDocument`.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_declared(members, name)
            left = MOST_UNPACKED
            for member in members:
                left -= _check_member(archive, member, left, name)
    except UnreadableDocument:
        raise
    except Exception as trouble:  # zipfile and its codecs answer damage with errors of many kinds
        raise UnreadableDocument(name, _DAMAGED) from trouble


def _check_declared(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise UnreadableDocument(name, _BOMB)
    if len({m.filename for m in members}) < len(members):  # which of the two would be read is anybody's guess
        raise UnreadableDocument(name, _DAMAGED)
    if any(m.flag_bits & 1 for m in members):
        raise UnreadableDocument(name, _LOCKED)
    if any(m.file_size > max(_SMALL, MOST_RATIO * m.compress_size) for m in members):
        raise UnreadableDocument(name, _BOMB)


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, name: str) -> int:
    """Unpack one member, and return how many bytes it holds."""
    xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    most = min(left, MOST_XML if xml else left)
    size, pieces = 0, []
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > most or size > max(_SMALL, MOST_RATIO * max(member.compress_size, 1)):
                raise UnreadableDocument(name, _BOMB)
            if xml:
                pieces.append(piece)
    if xml:
        _check_xml(b"".join(pieces), name)
    return size


def _check_xml(data: bytes, name: str) -> None:
    bare = data.replace(b"\0", b"")  # UTF-16 hides nothing
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise UnreadableDocument(name, _ENTITIES)
    declared = _ENCODING.match(bare[:300])
    if declared and declared[1].lower() not in _ENCODINGS:  # in UTF-7 "<!DOCTYPE" would look like something else
        raise UnreadableDocument(name, _ENTITIES)
    if b"http://purl.oclc.org/ooxml/wordprocessingml/main" in bare[:4000]:
        raise UnreadableDocument(name, _STRICT)
