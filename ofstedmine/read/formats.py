"""What a file is, by its bytes."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from .decoding import NotTextError, decode


class Format(StrEnum):
    """The formats that are read, and those that are only named, so that their owner knows what to do."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    EMPTY = "empty"
    RTF = "rtf"
    DOC = "doc"
    LOCKED = "locked"
    OLE = "ole"
    ODT = "odt"
    ODS = "ods"
    XLSX = "xlsx"
    PPTX = "pptx"
    EPUB = "epub"
    MACRO = "macro"
    BROKEN_ZIP = "broken zip"
    ZIP = "zip"
    ARCHIVE = "archive"
    IMAGE = "image"
    XML = "xml"
    BINARY = "binary"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP  ")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\0", b"MSCF")
_WEB_START = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|td|tr|table|h[1-6]|section|article|main|blockquote)\b[^>]{0,500}>|<br\s*/?>", re.I
)
_STRONG_MARKS = re.compile(
    r"""(?xm)
      ^\#{1,6}[ ]+\S                        # a heading
    | ^(?:\|?[ ]*:?-{3,}:?[ ]*\|)+          # a table's rule
    | \*\*[^*\s][^*\n]*\*\*                 # bold
    | (?<!!)\[[^\[\]\n]+\]\((?:https?:|mailto:|/|\#)[^()\n]*\)
    """
)
_PDF_WITHIN = 1024  # readers look for "%PDF" in the first kilobyte
_LOOK = 200_000  # characters of a text in which its marks are counted


def recognise(data: bytes, suffix: str = "") -> Format:
    """Name the format of a file's bytes; `suffix` only breaks a tie between Markdown and plain text.

    >>> recognise(b"%PDF-1.7 ..."), recognise(b"<html><p>Plans</p>"), recognise(b"# Plans\\n\\n**Timely** plans")
    (<Format.PDF: 'pdf'>, <Format.HTML: 'html'>, <Format.MARKDOWN: 'markdown'>)
    >>> recognise(b"Plans are timely.", ".md"), recognise(b"Plans are timely.")
    (<Format.MARKDOWN: 'markdown'>, <Format.PLAIN: 'plain'>)
    """
    if not data:
        return Format.EMPTY
    if found := _by_magic(data):
        return found
    try:
        text = decode(data)
    except NotTextError:
        return Format.BINARY
    if not text.strip():
        return Format.EMPTY
    return _by_marks(text[:_LOOK], suffix)


def _by_magic(data: bytes) -> Format | None:
    head = data[:_PDF_WITHIN]
    if b"%PDF" in head and not re.match(rb"[\s\xef\xbb\xbf]*<(?:!doctype|html)", head, re.IGNORECASE):
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(_OLE):
        return _ole(data)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return Format.RTF
    if data.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:11] == b"ftyphei":
        return Format.IMAGE
    if data.startswith(b"BM") and head[6:10] == bytes(4):
        return Format.IMAGE
    return Format.ARCHIVE if data.startswith(_ARCHIVES) else None


def _zipped(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            types = b""
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                with archive.open("[Content_Types].xml") as member:
                    types = member.read(1_000_000)
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    return _open_document(member.read(200))
    except Exception:  # zipfile answers damage with half a dozen kinds of error, and with bare ones of its codecs
        return Format.BROKEN_ZIP
    if "word/document.xml" in names:
        plain = b"wordprocessingml.document.main+xml" in types.replace(b"\0", b"") or not types
        return Format.DOCX if plain else Format.MACRO
    if any(name.startswith("xl/") for name in names):
        return Format.XLSX
    return Format.PPTX if any(name.startswith("ppt/") for name in names) else Format.ZIP


def _open_document(mime: bytes) -> Format:
    if b"opendocument.text" in mime:
        return Format.ODT
    return Format.EPUB if b"epub" in mime else Format.ODS if b"opendocument" in mime else Format.ZIP


def _ole(data: bytes) -> Format:
    """Which of the programs that share this container wrote it: its streams' names stand in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Format.LOCKED
    return Format.DOC if "WordDocument".encode("utf-16-le") in data else Format.OLE


def _by_marks(text: str, suffix: str) -> Format:
    if _WEB_START.match(text):
        return Format.HTML
    start = text.lstrip()
    tags = len(_TAG.findall(text))
    if start.startswith("<?xml") or (start.startswith("<") and start[1:2].isalpha() and not tags):
        return Format.HTML if re.search(r"<html\b", text[:4000], re.IGNORECASE) else Format.XML
    marks = len(_STRONG_MARKS.findall(text))
    if (start.startswith("<") and tags) or (tags >= 3 and not marks):
        return Format.HTML
    if "\f" in text:  # a page break: exported from a PDF
        return Format.PLAIN
    markdown = suffix in (".md", ".markdown", ".mdown")
    if marks >= 2 or (marks == 1 and suffix != ".txt") or (marks == 0 and markdown):
        return Format.MARKDOWN
    return Format.PLAIN
