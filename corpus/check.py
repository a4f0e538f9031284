"""Check that each sample says what expected.json says of it, on the page that it names.

    python corpus/check.py

Reads the built files with pypdfium2 and python-docx alone; the library that the samples test takes no part.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
import pypdfium2

HERE = Path(__file__).resolve().parent
TAG = re.compile(r"<[^>]+>")
NOT_LETTERS = re.compile(r"[^0-9a-z£%]+")


def _key(text: str) -> str:
    """Letters and digits alone: neither line ends, hyphens, quotation marks nor bullets matter."""
    return NOT_LETTERS.sub("", text.lower())


def pages(path: Path) -> list[str]:
    """The text of each page, as a key; a format without pages is one page."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return [_key(page.get_textpage().get_text_range()) for page in pdf]
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return [_key(" ".join([p.text for p in document.paragraphs] + cells))]
    text = path.read_text("utf-8")
    return [_key(html.unescape(TAG.sub(" ", text)) if path.suffix == ".html" else text)]


def _said(document: Mapping[str, Any]) -> Iterator[tuple[str, int | None]]:
    """Every text that the document is said to hold, with its page."""
    for appendix in document.get("appendices", ()):
        yield from _said(appendix)
    for field in ("recommendations", "cited_recommendations", "actions"):
        for entry in document.get(field, ()):
            yield entry["text"], entry.get("page")
    for entry in document.get("judgements", ()):
        if entry["area"] != "Overall effectiveness":
            yield entry["area"], entry["page"]
    for heading in document.get("headings", ()):
        yield heading, None
    for quote in document.get("quotes", ()):
        yield quote["text"], None


def _holds(texts: list[str], text: str, page: int | None) -> bool:
    """Whether the text stands in the document and begins on the page; a running title may cut through it."""
    key = _key(text)
    if page is None:
        return key in "".join(texts) or any(_holds(texts, text, n) for n in range(1, len(texts) + 1))
    here, both = texts[page - 1], "".join(texts[page - 1 : page + 1])
    return key in here or (key[:16] in here and key[-20:] in both)


def problems(expected: Mapping[str, Any]) -> Iterator[str]:
    """What expected.json says and the files do not."""
    known = {name: pages(HERE / name) for name in expected["documents"]}
    for name, document in expected["documents"].items():
        if document["pages"] not in (None, len(known[name])):
            yield f"{name}: has {len(known[name])} pages, not {document['pages']}"
        for text, page in _said(document):
            if not _holds(known[name], text, page):
                yield f"{name}: not on page {page}: {text}"
        for quote in document.get("quotes", ()):
            halves = re.split(r" … ", re.sub(r"\[(\w)\]", r"\1", quote["text"]))
            source = known.get(quote["source"], [""])
            found = all(_holds(source, half, None) for half in halves) and quote["status"] != "altered"
            if found != (quote["status"] == "verbatim"):
                yield f"{name}: {quote['status']} is wrong of: {quote['text']}"
            if found and quote["page"] and not _holds(source, halves[0], quote["page"]):
                yield f"{name}: not on page {quote['page']} of {quote['source']}: {quote['text']}"
    for pair in expected["follow_up"]:
        for closure in pair["closures"]:
            if not _holds(known[pair["earlier"]], closure["starts"], None):
                yield f"{pair['earlier']}: no recommendation starts: {closure['starts']}"
            if closure.get("evidence") and not _holds(known[pair["later"]], closure["evidence"], closure["page"]):
                yield f"{pair['later']}: not on page {closure['page']}: {closure['evidence']}"


def main() -> int:
    """Print what disagrees; 1 when anything does."""
    expected = json.loads((HERE / "expected.json").read_text("utf-8"))
    found = list(problems(expected))
    print("\n".join(found) or f"{len(expected['documents'])} documents agree with expected.json")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
