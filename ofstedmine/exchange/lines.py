"""JSON Lines: a report a line, with its document's text and places, and back to an equal report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO

from ..as_json import Json, as_json
from ..document import Document
from ..errors import UnreadableDocument
from ..model import Report
from .built import builder, noun
from .rows import each
from .schema import VERSION, newer

# By version: what makes a line of it one of the next, where lines changed. Every version reads through those after it.
STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def write(reports: Report | Iterable[Report], out: BinaryIO) -> None:
    """Each line is the JSON of `as_json`, with the whole document in place of its name."""
    for report in each(reports):
        told = as_json(report)
        assert isinstance(told, dict)
        out.write(encoded({"schema": VERSION, **told, "document": _document(report.document)}) + b"\n")


def read(path: Path) -> Iterator[Report]:
    """The reports of a file that was written here. Raises `UnreadableDocument` for a line that is none."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _report(line, path.name, number)


def _document(document: Document) -> Json:
    """All of a document but the path of its file, which is nobody else's."""
    return {f.name: as_json(getattr(document, f.name)) for f in fields(document) if f.name != "origin"}


def _report(line: bytes, name: str, number: int) -> Report:
    try:
        told = json.loads(line)
        version = told["schema"]
        if type(version) is int and version > VERSION:
            raise UnreadableDocument(name, f"Line {number} is of schema {version}. {newer()}")
        if version not in range(1, VERSION + 1):
            raise ValueError(f"there is no schema {version!r}")
        for older in range(version, VERSION):
            told = STEPS[older](told) if older in STEPS else told
        document = noun(Document)(told["document"], None)
        report: Report = builder(Report)(told, document)
    except (KeyError, TypeError, ValueError, RecursionError) as trouble:
        why = f"Line {number} is no report of schema {VERSION} ({type(trouble).__name__}: {trouble})."
        raise UnreadableDocument(name, f"{why} Give a file that export wrote as .jsonl.") from trouble
    return report


def encoded(value: Any) -> bytes:
    """JSON in UTF-8 on one line; half of a surrogate pair, which UTF-8 cannot hold, is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii")
