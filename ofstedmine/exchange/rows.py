"""Reports → rows of the tables in `schema`."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, TypeAlias, TypeGuard

from ..cite import cite
from ..model import Report
from ..store import Hit, Hits
from ..store.filters import region_of
from ..store.rows import inside
from .schema import PASSAGES, Row, Table, Value, known_table

What: TypeAlias = Report | Iterable[Report] | Hits | Sequence[Hit]

_SHA256 = re.compile("[0-9a-f]{64}")
_HALVES = re.compile("[\ud800-\udfff]")


def table(what: What, name: str = "findings") -> Iterator[Row]:
    """Rows of one table out of any number of reports, each a dict: what `pandas.DataFrame` takes.

    `name` is one of reports, findings, recommendations, judgements, quotes, actions, paragraphs. The letters that a
    council's report carries have rows of their own, told by their `place`. What a search found, and the sentences
    that a comparison counts, make one table of their own. Raises `UnknownChoice` for another name.
    """
    return (row for _, row in every(what, [known_table(name)]))


def are_passages(what: object) -> TypeGuard[Hits | Sequence[Hit]]:
    """Whether these are passages of a corpus: what a search found, or what a comparison counts."""
    return isinstance(what, Hits) or (isinstance(what, list | tuple) and bool(what) and isinstance(what[0], Hit))


def every(what: What, tables: Sequence[Table]) -> Iterator[tuple[Table, Row]]:
    """The rows of these tables, one report after the other; of passages, those of their own table."""
    if are_passages(what):
        return ((PASSAGES, _passage(hit)) for hit in what)
    return ((t, row) for report in each(what) for t in tables for row in rows(report, t))  # type: ignore[arg-type]


def each(reports: Report | Iterable[Report]) -> Iterator[Report]:
    """The reports, one at a time; raises `TypeError` for what is none."""
    if isinstance(reports, str | bytes | os.PathLike):
        raise TypeError(f"reports are wanted, not a path: mine({reports!r}), or add it to a Corpus")
    for report in (reports,) if isinstance(reports, Report) else reports:
        if not isinstance(report, Report):
            raise TypeError(f"a mined report is wanted, not {report!r}; mine(source) makes one")
        yield report


def identity(report: Report) -> str:
    """The SHA-256 of a report's document; of its text, where the document came from no file."""
    document = report.document
    if _SHA256.fullmatch(document.fingerprint):
        return document.fingerprint
    return hashlib.sha256(f"{document.fingerprint}\n{document.text}".encode("utf-8", "surrogatepass")).hexdigest()


def rows(report: Report, table: Table) -> Iterator[Row]:
    """The rows of one report, and of each that it carries."""
    whole, names = identity(report), [c.name for c in table.columns]
    for place, found in inside(report):
        told: dict[str, Any] = {
            "report": whole,
            "place": place or None,
            "name": found.document.name,
            "authority": found.authority,
            "region": region_of(found.authority),
            "kind": found.kind,
            "day": found.day,
        }
        for noun, more in _nouns(found, table.name):
            if span := getattr(noun, "span", None):
                more |= {"start": span.start, "end": span.end}
            more |= told
            yield {n: _value(more[n] if n in more else getattr(noun, n, None), n) for n in names}


def _passage(hit: Hit) -> Row:
    """The row of a passage of a corpus."""
    report = hit.report
    told: dict[str, Any] = {
        "report": report.id,
        "place": report.place or None,
        "id": hit.item,
        "start": hit.span.start if hit.span else None,
        "end": hit.span.end if hit.span else None,
        "citation": hit.cite(),
    }
    names = [c.name for c in PASSAGES.columns]
    return {n: _value(told[n] if n in told else getattr(hit, n, getattr(report, n, None)), n) for n in names}


def _nouns(report: Report, table: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The nouns of a table, each with what stands under another name than its field's."""
    if table == "reports":
        first, last = (report.inspected.start, report.inspected.end) if report.inspected else (None, None)
        pages = len(report.document.pages) or None
        yield report, {"inspected_from": first, "inspected_to": last, "pages": pages}
    elif table == "findings":
        for f in report.findings:
            yield f, {"citation": cite(report, page=f.page, paragraph=f.paragraph, section=f.section)}
    elif table == "recommendations":
        for retold, items in ((False, report.recommendations), (True, report.cited_recommendations)):
            for r in items:
                cited = cite(report, page=r.page, paragraph=r.paragraph, section=r.heading)
                yield r, {"asks_for": r.kind, "section": r.heading, "retold": retold, "citation": cited}
    elif table == "paragraphs":
        for p in report.paragraphs:
            yield p, {"paragraph": p.number}
    else:
        for noun in getattr(report, table):
            yield noun, {}


def _value(value: Any, name: str) -> Value:
    if isinstance(value, Enum):
        value = value.value
    if name == "paragraph" and value is not None:
        value = str(value)
    if isinstance(value, tuple):
        return tuple(_value(v, "") for v in value)  # type: ignore[return-value]
    if isinstance(value, str):  # no file of text takes half of a surrogate pair (a broken PDF may hold one)
        return _HALVES.sub("\ufffd", value)
    return value  # type: ignore[no-any-return]
