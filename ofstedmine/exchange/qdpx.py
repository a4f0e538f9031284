"""A REFI-QDA project: letters that open coded in NVivo, ATLAS.ti, MAXQDA, QualCoder and the like.

The standard (REFI-QDA 1.5, section 10.2) counts positions in Unicode code points of a plain text in UTF-8. The texts
here have no byte order mark and end their lines with LF alone, so that every program counts the same. `startPosition`
is the first character, from 0, `endPosition` the one after the last: so the programs write it and read it (a selection
that ATLAS.ti itself exports from 139 to 195 is named by its 56 characters).
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from math import ceil, floor
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..document import Box, Document
from ..model import Kind, Report
from ..text import fold, storable
from ..wording import KINDS, days, short
from . import around
from .codes import Coded, coded, guid
from .rows import each, identity

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<Project xmlns="urn:QDA-XML:project:1.0" name="Inspection letters" origin="ofstedmine">\n'
)
_THEN = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows: the same input gives the same bytes


def write(reports: Report | Iterable[Report], out: BinaryIO, *, pdf: bool = False) -> None:
    """One pass over the reports: texts go into the zip as they come, the XML that tells of them waits on the disk.

    A document that comes twice is written once. With `pdf`, a letter whose PDF is still where it was read goes in as
    the PDF, coded on its pages and in its text representation.
    """
    cases: dict[str, list[str]] = {}
    sets: dict[Kind, list[str]] = {}
    names: Counter[str] = Counter()
    seen: set[str] = set()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped, TemporaryFile() as told:
        for report in each(reports):
            whole = identity(report)
            source = guid("source", whole)
            if source in seen:
                continue
            seen.add(source)
            name = storable(_name(report))
            names[name.lower()] += 1
            if names[name.lower()] > 1:  # some programs take two of one name for one
                name += f" ({names[name.lower()]})"
            told.write(_xml(_source(report, source, name, zipped, pdf=pdf)))
            sets.setdefault(report.kind, []).append(source)
            if report.authority:
                cases.setdefault(storable(report.authority), []).append(source)
        large = told.tell() > 2**30  # other programs may know nothing of the form that a zip has for large files
        told.seek(0)
        with zipped.open(_entry("project.qde"), "w", force_zip64=large) as project:
            project.write(_HEAD.encode() + b"".join(map(_xml, (around.users(), around.coding(), around.variables()))))
            project.write(_xml(around.cases(cases)) if cases else b"")
            if seen:
                project.write(b"<Sources>\n")
                shutil.copyfileobj(told, project)
                project.write(b"</Sources>\n" + _xml(around.sets(sets)))
            project.write(b"</Project>\n")


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _THEN)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    return entry


def _xml(element: Element) -> bytes:
    written: bytes = tostring(element, "utf-8", xml_declaration=False)
    return written + b"\n"


def _name(report: Report) -> str:
    """What a reader calls a document; its file's name where it tells nothing of itself."""
    when = days(report.inspected) if report.inspected else str(report.year or "")
    parts = (report.authority, KINDS[report.kind], when)
    return ", ".join(filter(None, parts)) if report.authority else report.document.name


def _source(report: Report, source: str, name: str, zipped: ZipFile, *, pdf: bool) -> Element:
    """A document's text in the zip, and the element that codes it."""
    document = report.document
    text = guid("text", source) if (data := _pdf(report) if pdf else None) else source
    plain = storable(document.text).replace("\r", " ")  # a character for a character: the positions stay
    zipped.writestr(_entry(f"sources/{text}.txt"), plain.encode("utf-8"))
    made = {
        "creatingUser": around.USER,
        "creationDateTime": f"{report.published or report.day or date(1980, 1, 1)}T00:00:00Z",
    }
    told = Element("TextSource", {"guid": source, "name": name, "plainTextPath": f"internal://{text}.txt", **made})
    SubElement(told, "Description").text = storable(f"{report.cite('footnote')} File: {document.name}")
    passages = coded(report)
    told.extend(_selection(source, passage, _shown(plain, passage), made) for passage in passages)
    values = tuple(around.values(report))
    if data is None:
        told.extend(values)
        return told
    zipped.writestr(_entry(f"sources/{source}.pdf"), data)
    whole = Element("PDFSource", {"guid": source, "name": name, "path": f"internal://{source}.pdf", **made})
    whole.append(told[0])
    told.remove(told[0])
    for passage in passages:
        whole.extend(_areas(source, passage, report.document, _shown(plain, passage), made))
    told.tag = "Representation"
    told.set("guid", text)
    whole.append(told)
    whole.extend(values)
    return whole


def _shown(plain: str, passage: Coded) -> str:
    """What a list of selections shows of one: how its words begin, on one line."""
    return short(fold(plain[passage.span.start : passage.span.end]), 80)


def _pdf(report: Report) -> bytes | None:
    """The bytes of a report's PDF, where the file stands where it was read, and is the same still."""
    document = report.document
    with suppress(OSError):
        data = Path(document.origin or "").read_bytes()
        if data[:1024].find(b"%PDF-") >= 0 and hashlib.sha256(data).hexdigest() == document.fingerprint:
            return data
    return None


def _selection(source: str, passage: Coded, name: str, made: dict[str, str]) -> Element:
    """A stretch of a text, with its codes."""
    start, end = passage.span.start, passage.span.end
    places = {"startPosition": str(start), "endPosition": str(end)}
    named = {"guid": guid("selection", source, start, end), "name": name}
    return _coded(Element("PlainTextSelection", {**named, **places, **made}), passage, made)


def _areas(source: str, passage: Coded, document: Document, name: str, made: dict[str, str]) -> Iterator[Element]:
    """The same on a PDF: a rectangle a page, in points from its lower left corner, the first page being 0.

    So ATLAS.ti writes and reads them: the first has the GUID of the stretch of text.
    """
    start, end = passage.span.start, passage.span.end
    by_page: dict[int, list[Box]] = {}
    for box in document.boxes(passage.span):
        by_page.setdefault(box.page, []).append(box)
    for i, (number, boxes) in enumerate(by_page.items()):
        page = document.page(number)
        if page is None:
            continue
        area = {
            "page": number - 1,
            "firstX": floor(min(b.x0 for b in boxes)),
            "firstY": floor(page.height - max(b.bottom for b in boxes)),
            "secondX": ceil(max(b.x1 for b in boxes)),
            "secondY": ceil(page.height - min(b.top for b in boxes)),
        }
        named = {"guid": guid("selection", source, start, end, *([number] if i else [])), "name": name}
        placed = {key: str(value) for key, value in area.items()}
        yield _coded(Element("PDFSelection", {**named, **placed, **made}), passage, made)


def _coded(selection: Element, passage: Coded, made: dict[str, str]) -> Element:
    """A selection with its citation and codes. It is told from others by its name, GUID and places."""
    SubElement(selection, "Description").text = storable(passage.cited)
    for code in passage.codes:
        its = guid("coding", selection.tag, selection.get("guid"), code.name)
        coding = SubElement(selection, "Coding", {"guid": its, **made})
        SubElement(coding, "CodeRef", {"targetGUID": code.guid})
    return selection
