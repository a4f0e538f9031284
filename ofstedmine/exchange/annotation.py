"""W3C Web Annotations (JSON-LD): each coded passage as an annotation that any reader of them can find again.

The Web Annotation Data Model counts a TextPositionSelector in code points, the end not included; a TextQuoteSelector
says the same by the words themselves. Positions are those of `Report.document.text`, which is no other program's text
of the same PDF: there the words and the page find the passage.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from .. import __version__
from ..document import Document, Span
from ..model import Report
from .codes import coded, guid
from .lines import encoded
from .rows import each, identity

_AROUND = 32  # characters before and after, by which the same words elsewhere are told apart
_PDF = "http://tools.ietf.org/rfc/rfc3778"  # what the data model has PDF's page=N conform to
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(reports: Report | Iterable[Report], out: BinaryIO) -> None:
    """One annotation collection of one page, an annotation at a time; a document that comes twice is told once."""
    total, seen = 0, dict[str, None]()
    maker = {
        "id": f"urn:uuid:{guid('software', 'ofstedmine')}",
        "type": "Software",
        "name": f"ofstedmine {__version__}",
    }
    head = {"@context": _CONTEXT, "type": "AnnotationCollection", "label": "Coded passages", "generator": maker}
    out.write(encoded(head)[:-1] + b',"first":{"type":"AnnotationPage","startIndex":0,"items":[')
    for report in each(reports):
        if (whole := identity(report)) in seen:
            continue
        seen[whole] = None
        for annotation in of_report(report):
            out.write((b",\n" if total else b"\n") + encoded(annotation))
            total += 1
    name = _urn("collection", *seen)
    page = {"id": _urn("page", name), "partOf": name}
    out.write(b"\n]," + encoded(page)[1:-1] + b"}," + encoded({"id": name, "total": total})[1:] + b"\n")


def _urn(*names: object) -> str:
    return f"urn:uuid:{guid(*names)}"


def of_report(report: Report) -> Iterator[dict[str, Any]]:
    """What a report says, and each that it carries, in the order of the text: tagged with the codes of a project."""
    source = _source(report)
    for span, codes, cited in coded(report):
        tags = [{"type": "TextualBody", "value": code.name, "purpose": "tagging"} for code in codes]
        told = {"type": "TextualBody", "value": cited, "format": "text/plain", "purpose": "describing"}
        yield {
            "id": _urn("annotation", identity(report), span.start, span.end),
            "type": "Annotation",
            "motivation": "tagging",
            "body": [*tags, told],
            "target": {"source": source, "selector": list(_selectors(report.document, span))},
        }


def _source(report: Report) -> dict[str, Any]:
    """The document: its address; else the name that RFC 6920 makes of its SHA-256."""
    digest = urlsafe_b64encode(bytes.fromhex(identity(report))).decode().rstrip("=")
    named: dict[str, Any] = {"id": report.address or f"ni:///sha-256;{digest}", "type": "Text"}
    if report.document.pages:
        named["format"] = "application/pdf"
    return named


def _selectors(document: Document, span: Span) -> Iterator[dict[str, Any]]:
    """Ways to the same passage: its words, its position, and, where it stands on one page, the words on that page."""
    yield _quoted(document.text, span, 0, len(document.text))
    yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    page = next((p for p in document.pages if p.start <= span.start and span.end <= p.end), None)
    if page:
        words = _quoted(document.text, span, page.start, page.end)
        value = f"page={page.number}"
        yield {"type": "FragmentSelector", "conformsTo": _PDF, "value": value, "refinedBy": words}


def _quoted(text: str, span: Span, first: int, last: int) -> dict[str, Any]:
    """The words of a span, with those around them from `first` to `last`."""
    return {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(first, span.start - _AROUND) : span.start],
        "suffix": text[span.end : min(last, span.end + _AROUND)],
    }
