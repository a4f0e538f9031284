"""Word documents."""

from __future__ import annotations

from ..document import Document
from ..errors import UnreadableDocument


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word document."""
    raise UnreadableDocument(name, "Word documents are not read yet. Save it as a PDF and read that.")
