"""Any source becomes a document: what it is, its bytes say; its name does not."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ..document import Document
from ..errors import UnreadableDocument
from .decoding import decode
from .formats import Format, recognise

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
MOST_BYTES = 512 * 1024 * 1024  # the largest letter seen has 4 MB

_ADVICE = {
    Format.EMPTY: "The file is empty. Download it again.",
    Format.RTF: "This is a rich text (RTF) file. Save it as a Word document (.docx) and read that.",
    Format.DOC: "This is a file of Word 97–2003. Save it as a Word document (.docx) and read that.",
    Format.LOCKED: "The Office file is locked with a password. Take the password off, save it, and read that.",
    Format.OLE: "This is an old Office file or a saved e-mail. Save it as a Word document (.docx) and read that.",
    Format.ODT: "This is an OpenDocument text (.odt). Save it as a Word document (.docx) and read that.",
    Format.ODS: "This is an OpenDocument file that holds no text document. Save it as a PDF and read that.",
    Format.XLSX: "This is an Excel workbook. Save it as a PDF and read that.",
    Format.PPTX: "This is a PowerPoint presentation. Save it as a PDF and read that.",
    Format.EPUB: "This is an e-book (EPUB). Save it as a web page or a PDF and read that.",
    Format.MACRO: "This is a Word file with macros, or a template. Save it as a Word document (.docx) and read that.",
    Format.BROKEN_ZIP: "The file is a damaged or cut-off archive or Word document. Download it again.",
    Format.ZIP: "This is an archive (zip). Unpack it and read the documents inside.",
    Format.ARCHIVE: "This is a packed archive. Unpack it and read the documents inside.",
    Format.IMAGE: "This is a picture. Run OCR on it (ocrmypdf --image-dpi 300, for example) and read its PDF.",
    Format.XML: "This is an XML file, neither a web page nor a Word document. Save it as a Word document or a PDF.",
    Format.BINARY: "The file holds no text that can be read. Give a PDF, Word, web, Markdown or plain text file.",
}
_NO_TEXT = "The file holds no words. Check that it is the right one, or save it as a PDF and read that."
_NOT_AS_NAMED: dict[str, dict[Format | None, str]] = {
    ".pdf": {
        Format.HTML: "This is a web page, not a PDF: often an error page. Download the letter again.",
        None: "The file is named .pdf but is no PDF. Download the letter again.",
    },
    ".docx": {
        None: "The file is named .docx but is no Word document. Open it and save it as a Word document (.docx).",
    },
}


def read(source: Source, *, name: str | None = None) -> Document:
    """Read a letter or report from a path, bytes or an open binary file, whatever its format.

    The format shows in the bytes: PDF, Word (.docx), web page, Markdown or plain text. Raises `UnreadableDocument`,
    with one sentence that says what to do, where nothing can be read.

    >>> read(b"# Plans\\n\\nPlans are **timely**.").text
    'Plans\\nPlans are timely.'
    """
    data, known_as = load(source, name)
    form = recognise(data, Path(known_as).suffix.lower())
    _refuse(form, known_as)
    try:
        document = _read_as(form, data, known_as)
    except (UnreadableDocument, ImportError, MemoryError):
        raise
    except Exception as trouble:  # a file can be damaged in more ways than its format's library foresees
        raise UnreadableDocument(known_as, "The file is damaged. Open it, save it again, and read that.") from trouble
    if not document.text:
        raise UnreadableDocument(known_as, _NO_TEXT)
    return replace(document, name=known_as, fingerprint=hashlib.sha256(data).hexdigest(), origin=origin(source))


def origin(source: Source) -> str | None:
    """The file behind a source, if it is one; of bytes nothing is kept."""
    if isinstance(source, bytes | bytearray | memoryview):
        return None
    given = source if isinstance(source, str | os.PathLike) else getattr(source, "name", None)
    path = os.path.abspath(os.fsdecode(given)) if isinstance(given, str | os.PathLike) else None
    return path if path and os.path.isfile(path) else None


def load(source: Source, name: str | None) -> tuple[bytes, str]:
    """The bytes of a source, and what to call it."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), name or "document"
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        known_as = name or os.path.basename(path.rstrip("/\\")) or path
        return _load_path(path, known_as), known_as
    if hasattr(source, "read"):
        given = getattr(source, "name", None)
        known_as = name or (os.path.basename(given) if isinstance(given, str) else "document")
        content: bytes | str = source.read()
        return (content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)), known_as
    raise TypeError(f"a document is read from a path, bytes or an open binary file, not from {type(source).__name__}")


def _load_path(path: str, name: str) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableDocument(name, "This is a folder. Name the files in it one by one.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument(name, "This is no ordinary file. Save the document to a file and read that.")
        if status.st_size > MOST_BYTES:
            raise UnreadableDocument(name, "The file is larger than 512 MB. Save the letter alone and read that.")
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise UnreadableDocument(name, "There is no such file. Check the path and the spelling.") from None
    except PermissionError:
        raise UnreadableDocument(name, "You may not read this file. Change its permissions, or copy it.") from None
    except OSError as trouble:
        why = trouble.strerror or "unknown trouble"
        raise UnreadableDocument(name, f"The file cannot be opened ({why}). Check the path and the disk.") from None


def _refuse(form: Format, name: str) -> None:
    """Say what to do about a file of a format that is not read, or one that is not what its name says."""
    named = _NOT_AS_NAMED.get(Path(name).suffix.lower(), {})
    reason = _ADVICE.get(form)
    if form in (Format.HTML, Format.MARKDOWN, Format.PLAIN, Format.BINARY):
        reason = named.get(form, named.get(None, reason or ""))
    if reason:
        raise UnreadableDocument(name, reason)


def _read_as(form: Format, data: bytes, name: str) -> Document:
    """Call the reader of a format, imported only now: reading a PDF should not load what reads Word."""
    match form:
        case Format.PDF:
            from .pdf import read_pdf

            return read_pdf(data, name)
        case Format.DOCX:
            from .docx import read_docx

            return read_docx(data, name)
        case Format.HTML:
            from .html import read_html

            return read_html(decode(data), name)
        case Format.MARKDOWN:
            from .markdown import read_markdown

            return read_markdown(decode(data), name)
        case _:
            from .plain import read_plain

            return read_plain(decode(data), name)
