"""Every sample document, mined and set beside what a careful reader finds in it (corpus/expected.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ofstedmine as om
from ofstedmine.document import Span
from ofstedmine.text import alike

CORPUS = Path(__file__).parents[1] / "corpus"
EXPECTED: dict[str, Any] = json.loads((CORPUS / "expected.json").read_text("utf-8"))["documents"]
NAMES = sorted(EXPECTED)


@cache
def mined(name: str) -> om.Report:
    return om.mine(CORPUS / name)


def pairs(name: str) -> Iterator[tuple[om.Report, dict[str, Any]]]:
    """A sample and its expectation, and those of each document that it carries."""
    report, expected = mined(name), EXPECTED[name]
    yield report, expected
    carried = expected.get("appendices", [])
    assert len(report.appendices) == len(carried)
    yield from zip(report.appendices, carried, strict=True)


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("name", NAMES)
def test_kind_authority_and_front(name: str, request: pytest.FixtureRequest) -> None:
    if name == "eastermouth/2024-05-minutes.html":
        reason = "minutes that name their council in running text alone are read without an authority"
        request.applymarker(pytest.mark.xfail(reason=reason))
    for report, expected in pairs(name):
        got = {
            "kind": str(report.kind),
            "authority": report.authority,
            "inspected": [iso(report.inspected.start), iso(report.inspected.end)] if report.inspected else None,
            "published": iso(report.published),
            "lead_inspector": report.lead_inspector,
            "inspectors": list(report.inspectors),
        }
        assert got == got | {k: v for k, v in expected.items() if k in got}


@pytest.mark.parametrize("name", NAMES)
def test_judgements(name: str) -> None:
    for report, expected in pairs(name):
        if "judgements" in expected:
            got = [(j.area, (j.grade or "").capitalize() if j.level else j.grade, j.page) for j in report.judgements]
            assert got == [(j["area"], j["grade"], j["page"]) for j in expected["judgements"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("what", ["recommendations", "cited_recommendations"])
def test_recommendations(name: str, what: str) -> None:
    for report, expected in pairs(name):
        wanted = expected.get(what)
        if wanted is None:
            continue
        got = getattr(report, what)
        assert [alike(r.text) for r in got] == [alike(w if isinstance(w, str) else w["text"]) for w in wanted]
        for item, want in zip(got, wanted, strict=True):
            if isinstance(want, dict):
                have = {k: str(v) if k == "kind" else v for k in want if (v := getattr(item, k, None)) or k == "page"}
                assert have == have | {k: v for k, v in want.items() if k in ("page", "kind", "addressee")}


@pytest.mark.parametrize("name", NAMES)
def test_last_paragraph_and_headings(name: str) -> None:
    for report, expected in pairs(name):
        numbers = [p.number for p in report.paragraphs if p.number is not None]
        last = expected.get("last_paragraph")
        if isinstance(last, int):
            assert max((n for n in numbers if isinstance(n, int)), default=None) == last
        elif isinstance(last, str):
            assert last in {str(n) for n in numbers}
        headings = [alike(s.heading) for s in report.sections]
        for heading in expected.get("headings", []):
            assert alike(heading) in headings


@pytest.mark.parametrize("name", NAMES)
def test_each_text_is_a_slice(name: str) -> None:
    for report, _ in pairs(name):
        document = report.document
        items = (*report.paragraphs, *report.recommendations, *report.findings, *report.quotes, *report.actions)
        items += report.cited_recommendations
        assert items
        for item in items:
            assert item.span is not None
            assert item.text == document.slice(item.span)
            assert item.page == document.page_of(item.span.start)
        for section in report.sections:
            assert section.span
            assert section.heading_span
            assert section.heading_span in section.span
            assert section.heading == " ".join(document.slice(section.heading_span).split())
        for row in report.judgements:
            assert row.span
            assert row.grade == " ".join(document.slice(row.span).split())
        for block in document.blocks:
            assert document.slice(block.span).strip()


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith(".pdf")])
def test_each_text_has_a_box_on_its_page(name: str) -> None:
    for report, _ in pairs(name):
        sizes = {p.number: (p.width, p.height) for p in report.document.pages}
        for item in (*report.findings, *report.recommendations):
            assert item.span
            boxes = report.document.boxes(item.span)
            assert boxes
            assert boxes[0].page == item.page
            for box in boxes:
                wide, high = sizes[box.page]
                assert 0 <= box.x0 <= box.x1 <= wide
                assert 0 <= box.top < box.bottom <= high


def test_the_page_of_a_whole_document_goes_up() -> None:
    document = mined("marlowbridge/2022-06-ilacs.pdf").document
    numbers = [document.page_of(i) or 0 for i in range(0, len(document.text), 7)]
    assert numbers == sorted(numbers)
    assert document.boxes(Span(0, len(document.text)))[-1].page == len(document.pages)
