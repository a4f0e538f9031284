"""What must hold of any file whatever: `check` reads it and uses all that it gave, and raises for what does not."""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache
from itertools import pairwise
from pathlib import Path

import ofstedmine as om
from ofstedmine.as_json import as_json
from ofstedmine.packing.codec import decode, encode
from ofstedmine.store import schema, shelf
from ofstedmine.store.mining import Mined
from ofstedmine.store.rows import rows

SAMPLES = Path(__file__).parents[2] / "corpus"
READING = 10.0  # seconds of a processor: those of the clock hang on what else runs


class Wrong(AssertionError):
    """Something that must hold does not."""


def check(data: bytes, name: str) -> str:
    """The reason where a file cannot be read, else "". Any exception is a fault of the library."""
    began = time.process_time()
    try:
        report = om.mine(data, name=name)
    except om.UnreadableDocument as trouble:
        told = trouble.reason
        hold(told.strip().endswith("."), f"no plain sentence: {told!r}")
        hold("Traceback" not in told and "Error" not in told, f"no plain sentence: {told!r}")
        return told
    seconds = time.process_time() - began
    hold(seconds <= READING, f"reading took {seconds:.1f} s")
    _document(report.document)
    for inside in _all(report):
        _report(inside)
    _kept(report, data, name)
    _used(report, data)
    return ""


def hold(true: bool, otherwise: str) -> None:
    if not true:
        raise Wrong(otherwise)


def _all(report: om.Report) -> Iterator[om.Report]:
    yield report
    for carried in report.appendices:
        yield from _all(carried)


def _document(document: om.Document) -> None:
    text, pages = document.text, document.pages
    hold(bool(text.strip()), "a document without text")
    hold([p.number for p in pages] == [*range(1, len(pages) + 1)], "pages are not numbered from 1")
    hold(all(p.end <= q.start for p, q in pairwise(pages)), "pages overlap")
    for block in document.blocks:
        hold(block.span.end <= len(text), f"a block beyond the text: {block}")
        hold(bool(document.slice(block.span).strip()), f"a block without text: {block}")
        hold("\n" not in document.slice(block.span), f"a block over a line's end: {block}")
        hold(block.page is None or 1 <= block.page <= len(pages), f"a block on no page: {block}")
        hold(all(b.page in range(1, len(pages) + 1) for b in document.boxes(block.span)), f"a box on no page: {block}")
        document.raw(block.span)
    hold(all(a.span.end <= b.span.start for a, b in pairwise(document.blocks)), "blocks overlap or are out of order")
    for fragment in document.fragments:
        hold(all(map(math.isfinite, (*fragment.box, *fragment.words))), f"no finite box: {fragment}")
    for span in (*document.italics, *(s for s, _ in document.links)):
        hold(span.end <= len(text), f"a span beyond the text: {span}")


def _report(report: om.Report) -> None:
    document = report.document
    numbers = {p.number for p in document.pages} | {None}
    items = (*report.paragraphs, *report.recommendations, *report.findings, *report.quotes, *report.actions)
    for item in (*items, *report.cited_recommendations):
        hold(item.span is not None, f"without a place: {item!r}")
        assert item.span
        hold(item.text == document.slice(item.span), f"no slice of its document: {item!r}")
        hold(bool(item.text.strip()), f"an empty text: {item!r}")
        hold(item.page == document.page_of(item.span.start), f"on another page than its place: {item!r}")
        hold(item.page in numbers, f"on no page: {item!r}")
    for section in report.sections:
        assert section.span
        assert section.heading_span
        hold(section.span.end <= len(document.text), f"beyond the text: {section!r}")
        hold(section.heading == " ".join(document.slice(section.heading_span).split()), f"no slice: {section!r}")
        hold(section.page in numbers, f"on no page: {section!r}")
    for row in report.judgements:
        if row.span is not None and row.grade is not None:
            hold(row.grade == " ".join(document.slice(row.span).split()), f"no slice: {row!r}")
        hold(row.page in numbers, f"on no page: {row!r}")
    known = [r.id for r in (*report.recommendations, *report.cited_recommendations)]
    hold(len(set(known)) == len(known), "two recommendations of one id")
    hold(len({f.id for f in report.findings}) == len(report.findings), "two findings of one id")


def _kept(report: om.Report, data: bytes, name: str) -> None:
    """What is written comes back."""
    told = as_json(report)
    hold(json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False)) == told, "JSON that does not come back")
    hold(decode(encode(report), name=name) == report, "a packed report that does not come back")
    kept = json.dumps(rows(report)).encode()
    with closing(schema.open_to_read(Path("no such corpus"))) as db:  # one in memory
        shelf.put(db, "0", name, Mined("0", b"", kept))
    if len(data) % 4:
        return
    with tempfile.TemporaryDirectory() as folder:
        for ending in (".jsonl", ".csv"):
            om.export(report, Path(folder) / f"a{ending}")
        hold([*om.load(Path(folder) / "a.jsonl")] == [report], "a line of JSON that does not come back")
        hold(len([*om.load_table(Path(folder) / "a.csv")]) == sum(len(r.findings) for r in _all(report)), "rows")


@cache
def _others() -> tuple[om.Report, om.Report, om.Report]:
    folder = SAMPLES / "marlowbridge"
    names = ("2021-09-focused-visit-report.pdf", "2022-06-ilacs.pdf", "2022-09-follow-up-report.docx")
    visit, letter, draft = (om.mine(folder / name) for name in names)
    return visit, letter, draft


def _used(report: om.Report, data: bytes) -> None:
    """What one of the other verbs does with it; letters that cannot be linked are told as such."""
    visit, letter, draft = _others()
    match len(data) % 6:
        case 0 | 1:
            with suppress(om.LinkError):
                _told(om.follow_up(visit, report))
        case 2:
            with suppress(om.LinkError):
                _told(om.follow_up(report, letter, include=("recommendations", "weaknesses")))
        case 3:
            with suppress(om.LinkError):
                om.history([report, visit, letter])
            for passage in om.quotes([report, letter], theme="workforce", unit="paragraph", limit=3):
                for style in om.Style:
                    passage.cite(style)
        case 4:
            as_json(om.verify(report, letter))
            as_json(om.quotes(report, about="supervision", limit=3))
        case _:
            as_json(om.verify(draft, report))
            if report.findings:
                with suppress(om.PictureError):
                    om.picture(report, report.findings[-1], dpi=30, source=data)


def _told(found: om.FollowUp) -> None:
    json.dumps(as_json(found))
    with tempfile.TemporaryDirectory() as folder:
        for ending in (".md", ".html", ".docx"):
            om.report(found, Path(folder) / f"a{ending}")
