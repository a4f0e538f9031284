"""Entries for a reference manager: CSL-JSON, BibTeX and RIS.

An entry is of a document; where a passage is cited, its id and its note say which. Reference managers keep the place
of a passage beside the item, not in it, so it stands in the note (and, in CSL-JSON, in `locator`), never in `page`,
which is the extent of the whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .model import Kind, ParagraphNumber, Report
from .text import fold, key
from .wording import KINDS, place, when

_BESIDE = {  # inspectorates that sign beside Ofsted, by the name that their letters print
    "Care Quality Commission": re.compile(r"\bCare Quality Commission\b"),
    "HM Inspectorate of Constabulary and Fire & Rescue Services": re.compile(r"\bInspectorate of Constabulary\b"),
    "HM Inspectorate of Probation": re.compile(r"\bInspectorate of Probation\b"),
}
_JOINT = (Kind.JTAI, Kind.AREA_SEND)
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # an escaped brace still counts as one where a field ends
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: "\\" + c for c in "&%$#_"},
}


class Place(NamedTuple):
    """Where a passage stands; all None for the whole document."""

    page: int | None = None
    paragraph: ParagraphNumber | None = None
    section: str | None = None

    def __str__(self) -> str:
        """p. 3, para. 8; the heading where no paragraph is printed."""
        named = f"‘{self.section}’" if self.section and self.paragraph is None else ""
        return ", ".join(filter(None, (place(self.page, self.paragraph), named)))


def authors(report: Report) -> tuple[str, ...]:
    """Who signs: the council, or Ofsted with the inspectorates that a joint letter itself names."""
    if report.kind not in _JOINT:
        return (report.publisher,)
    named = (name for name, printed in _BESIDE.items() if any(printed.search(p.text) for p in report.paragraphs))
    return (report.publisher, *named)


def titled(report: Report) -> str:
    """The printed title, and in square brackets what the document is, of whom and of when.

    Square brackets are the cataloguer's: what stands in them is told of the document, not printed on it.
    """
    printed = fold(report.title or "").removesuffix(".")
    said = key(f"{report.publisher} {printed}")
    kind = KINDS[report.kind].partition(" (")[0]
    what = None if printed and (key(kind) in said or report.kind is Kind.OTHER) else KINDS[report.kind]
    whom = report.authority if report.authority and key(report.authority) not in said else None
    told = ": ".join(filter(None, (whom, ", ".join(filter(None, (what, when(report)))))))
    return " ".join(filter(None, (printed, f"[{told}]" if told else "")))


def address(report: Report, page: int | None = None) -> str | None:
    """Where the document stands on the web, opened at the page; None for what is no web address."""
    found = report.address
    if found is None or not re.match(r"https?://", found, re.IGNORECASE):
        return None
    return found if page is None or "#" in found else f"{found}#page={page}"


def identity(report: Report, at: Place) -> str:
    """An id that stays the same from run to run, of its own for each document and each place in it."""
    from hashlib import sha256

    first = report.paragraphs[0].span.start if report.paragraphs else 0  # a letter shares the file that carries it
    source = f"{report.document.fingerprint or report.document.text}\n{first}"
    names = [report.publisher.split()[0], str(report.year or "nd"), report.authority or "", report.kind.value]
    parts = [re.sub(r"[^a-z0-9]+", "-", key(n)).strip("-") for n in names if n]
    parts.append(sha256(source.encode()).hexdigest()[:8])
    if at.page is not None:
        parts.append(f"p{at.page}")
    if at.paragraph is not None:
        parts.append("para" + re.sub(r"[^A-Za-z0-9]+", ".", str(at.paragraph)))
    elif at.section:
        parts.append(sha256(at.section.encode()).hexdigest()[:6])
    return "-".join(parts)


def csl_item(report: Report, at: Place) -> dict[str, object]:
    """One item of CSL-JSON data."""
    item: dict[str, object] = {
        "id": identity(report, at),
        "type": "report",
        "author": [{"literal": name} for name in authors(report)],
        "title": titled(report),
        "genre": KINDS[report.kind] if report.kind is not Kind.OTHER else None,
        "publisher": report.publisher,
        "issued": {"date-parts": [_date(report)]} if report.year else None,
        "URL": address(report, at.page),
        "locator": str(at.page) if at.page is not None else None,
        "note": str(at) or None,
        "language": "en-GB",
    }
    return {name: value for name, value in item.items() if value is not None}


def csl_json(report: Report, at: Place) -> str:
    """CSL-JSON data: a list of one item."""
    import json

    return json.dumps([csl_item(report, at)], ensure_ascii=False, indent=2)


def bibtex(report: Report, at: Place) -> str:
    """One BibTeX entry."""
    fields: dict[str, str | None] = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in authors(report)),
        "title": f"{{{_tex(titled(report))}}}",
        "institution": _tex(report.publisher),
        "type": _tex(KINDS[report.kind]) if report.kind is not Kind.OTHER else None,
        "year": str(report.year or "n.d."),
        "month": str(report.published.month) if report.published else None,
        "day": str(report.published.day) if report.published else None,
        "url": _plain_address(report, at.page),
        "note": _tex(str(at)) or None,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value is not None]
    return "\n".join([f"@techreport{{{identity(report, at)},", *lines, "}"])


def ris(report: Report, at: Place) -> str:
    """One RIS record."""
    published = f"{report.published:%Y/%m/%d}/" if report.published else None
    lines: list[tuple[str, str | None]] = [
        ("TY", "RPRT"),
        ("ID", identity(report, at)),
        *(("AU", name) for name in authors(report)),
        ("TI", titled(report)),
        ("PY", str(report.year) if report.year else None),
        ("DA", published),
        ("PB", report.publisher),
        ("M3", KINDS[report.kind] if report.kind is not Kind.OTHER else None),
        ("UR", _plain_address(report, at.page)),
        ("N1", str(at) or None),
        ("LA", "en-GB"),
    ]
    # a line break in a field would open a field of its own
    return "\n".join([*(f"{tag}  - {fold(value)}" for tag, value in lines if value), "ER  - "])


def _date(report: Report) -> list[int]:
    if report.published:
        return [report.published.year, report.published.month, report.published.day]
    return [report.year] if report.year else []


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in fold(text))


def _plain_address(report: Report, page: int | None) -> str | None:
    """An address without characters that end a field."""
    from urllib.parse import quote

    found = address(report, page)
    return quote(found, safe="%/:?#[]@!$&'()*+,;=~") if found else None
