"""A REFI-QDA project: letters that open coded in NVivo, ATLAS.ti, MAXQDA, QualCoder and the like.

The standard (REFI-QDA 1.5, section 10.2) counts positions in Unicode code points of a plain text in UTF-8. The texts
here have no byte order mark and end their lines with LF alone, so that every program counts the same. `startPosition`
is the first character, from 0, `endPosition` the one after the last: so the programs write it, and so they read it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..model import Kind, Report
from ..store.filters import region_of
from ..text import storable
from ..wording import KINDS, days, short
from .codes import Code, Coded, codebook, coded, guid
from .rows import each, identity

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<Project xmlns="urn:QDA-XML:project:1.0" name="Inspection letters" origin="ofstedmine">\n'
)
_USER = guid("user", "ofstedmine")
_VARIABLES = {
    "Authority": "Text",
    "Region": "Text",
    "Kind": "Text",
    "Day": "Date",
    "Year": "Integer",
    "Overall grade": "Text",
}
_THEN = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows: the same input gives the same bytes


def write(reports: Report | Iterable[Report], out: BinaryIO, *, pdf: bool = False) -> None:
    """One pass over the reports: texts go into the zip as they come, the XML that tells of them waits on the disk.

    A document that comes twice is written once. With `pdf`, a letter whose PDF is still where it was read goes in as
    the PDF, coded in its text representation.
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
            names[name] += 1
            if names[name] > 1:
                name += f" ({names[name]})"
            told.write(_xml(_source(report, source, name, zipped, pdf=pdf)))
            sets.setdefault(report.kind, []).append(source)
            if report.authority:
                cases.setdefault(storable(report.authority), []).append(source)
        large = told.tell() > 2**30  # other programs may know nothing of the form that a zip has for large files
        told.seek(0)
        with zipped.open(_entry("project.qde"), "w", force_zip64=large) as project:
            project.write(_HEAD.encode() + b"".join(map(_xml, (_users(), _codebook(), _variables()))))
            project.write(_xml(_cases(cases)) if cases else b"")
            if seen:
                project.write(b"<Sources>\n")
                shutil.copyfileobj(told, project)
                project.write(b"</Sources>\n" + _xml(_sets(sets)))
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
        "creatingUser": _USER,
        "creationDateTime": f"{report.published or report.day or date(1980, 1, 1)}T00:00:00Z",
    }
    told = Element("TextSource", {"guid": source, "name": name, "plainTextPath": f"internal://{text}.txt", **made})
    SubElement(told, "Description").text = storable(f"{report.cite('footnote')} File: {document.name}")
    for passage in coded(report):
        told.append(_selection(source, passage, short(plain[passage.span.start : passage.span.end], 80), made))
    values = tuple(_values(report))
    if data is None:
        told.extend(values)
        return told
    zipped.writestr(_entry(f"sources/{source}.pdf"), data)
    whole = Element("PDFSource", {"guid": source, "name": name, "path": f"internal://{source}.pdf", **made})
    whole.append(told[0])
    told.remove(told[0])
    told.tag = "Representation"
    told.set("guid", text)
    whole.append(told)
    whole.extend(values)
    return whole


def _pdf(report: Report) -> bytes | None:
    """The bytes of a report's PDF, where the file stands where it was read, and is the same still."""
    document = report.document
    with suppress(OSError):
        data = Path(document.origin or "").read_bytes()
        if data[:1024].find(b"%PDF-") >= 0 and hashlib.sha256(data).hexdigest() == document.fingerprint:
            return data
    return None


def _selection(source: str, passage: Coded, name: str, made: dict[str, str]) -> Element:
    start, end = passage.span.start, passage.span.end
    at = (source, start, end)
    places = {"startPosition": str(start), "endPosition": str(end)}
    selection = Element("PlainTextSelection", {"guid": guid("selection", *at), "name": name, **places, **made})
    SubElement(selection, "Description").text = storable(passage.cited)
    for code in passage.codes:
        coding = SubElement(selection, "Coding", {"guid": guid("coding", *at, code.name), **made})
        SubElement(coding, "CodeRef", {"targetGUID": code.guid})
    return selection


def _values(report: Report) -> Iterator[Element]:
    """What is known of a document, as its values of the variables."""
    overall = (j.level for j in report.judgements if j.level and "overall" in j.area.lower())
    known = {
        "Authority": report.authority,
        "Region": region_of(report.authority),
        "Kind": KINDS[report.kind],
        "Day": report.day,
        "Year": report.year,
        "Overall grade": next(overall, None),
    }
    return (_value(name, value) for name, value in known.items() if value is not None)


def _value(name: str, value: object) -> Element:
    out = Element("VariableValue")
    SubElement(out, "VariableRef", {"targetGUID": guid("variable", name)})
    SubElement(out, f"{_VARIABLES[name]}Value").text = storable(str(value))
    return out


def _users() -> Element:
    out = Element("Users")
    SubElement(out, "User", {"guid": _USER, "name": "ofstedmine", "id": "om"})
    return out


def _codebook() -> Element:
    out = Element("CodeBook")
    codes = SubElement(out, "Codes")
    for group, inside in codebook().items():
        top = _code(group, codable=False)
        top.extend(_code(code, codable=True) for code in inside)
        codes.append(top)
    return out


def _code(code: Code, *, codable: bool) -> Element:
    named = {"guid": code.guid, "name": code.name, "isCodable": str(codable).lower(), "color": code.colour}
    out = Element("Code", named)
    SubElement(out, "Description").text = code.about
    return out


def _variables() -> Element:
    out = Element("Variables")
    for name, type in _VARIABLES.items():
        SubElement(out, "Variable", {"guid": guid("variable", name), "name": name, "typeOfVariable": type})
    return out


def _cases(cases: dict[str, list[str]]) -> Element:
    """An authority is a case, of which its letters tell."""
    out = Element("Cases")
    for authority, sources in sorted(cases.items()):
        case = SubElement(out, "Case", {"guid": guid("case", authority), "name": authority})
        case.append(_value("Authority", authority))
        if region := region_of(authority):
            case.append(_value("Region", region))
        for source in sources:
            SubElement(case, "SourceRef", {"targetGUID": source})
    return out


def _sets(sets: dict[Kind, list[str]]) -> Element:
    out = Element("Sets")
    for kind, sources in sorted(sets.items()):
        members = SubElement(
            out, "Set", {"guid": guid("set", kind), "name": f"{KINDS[kind][0].upper()}{KINDS[kind][1:]}"}
        )
        for source in sources:
            SubElement(members, "MemberSource", {"targetGUID": source})
    return out
