"""A whole report as compact bytes, and back: equal to the one that was mined, places and all."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

from ..document import Document
from ..errors import CorpusError
from ..model import Report
from .columns import record

FORMAT = 1


def encode(report: Report) -> bytes:
    """A report with its document and the reports that it carries, as packed JSON (no pickle: nothing in it runs)."""
    kept = {
        "format": FORMAT,
        "document": record(Document).encode([report.document], None),
        "report": record(Report).encode([report], report.document),
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def decode(packed: bytes, *, name: str, origin: str | None = None) -> Report:
    """The report that `encode` was given; `name` and `origin` are those that its file has by now.

    Raises `CorpusError` for what another edition packed in a way that this one cannot read.
    """
    try:
        kept = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
        (document,) = record(Document).decode(kept["document"], None)
        document = replace(document, name=name, origin=origin)
        (report,) = record(Report).decode(kept["report"], document)
    except (zlib.error, KeyError, TypeError, ValueError) as trouble:
        why = "was kept by another edition of ofstedmine in a way that this one cannot read"
        raise CorpusError(f"{name} {why}. Index the letters again.") from trouble
    assert isinstance(report, Report)
    return report
