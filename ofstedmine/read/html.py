"""Web pages."""
from __future__ import annotations
from ..document import Document
from ..errors import UnreadableDocument
from .draft import Draft
def drafts(text: str) -> list[Draft]:
    return []
def read_html(text: str, name: str) -> Document:
    raise UnreadableDocument(name, "Web pages are not read yet. Save it as a PDF and read that.")
