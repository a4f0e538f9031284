"""The published letters beside the checkout: all are mined, all that is told stands in them, and the annotations agree.

Run with `pytest -m letters`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from published import LETTERS, SHARED, beside, pdfs

import ofstedmine as om
from ofstedmine.document import BlockKind
from ofstedmine.read.furniture import without_furniture
from ofstedmine.read.pdf import _leaves
from ofstedmine.text import bare

GOLD = SHARED / "gold" / "extraction.json"
NAMES = [str(p.relative_to(LETTERS)) for p in pdfs()]
BROKEN = sorted(LETTERS.glob("broken/*"))

pytestmark = [pytest.mark.letters, beside]


@cache
def mined(name: str) -> om.Report:
    return om.mine(LETTERS / name)


def gold() -> list[dict[str, Any]]:
    return json.loads(GOLD.read_text("utf-8")) if GOLD.exists() else []


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def wording(text: str) -> str:
    """A text with white space, quotation marks and dashes made alike, as the annotations compare it."""
    marks = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": "", "\xa0": " "})
    return " ".join(unicodedata.normalize("NFKC", text).translate(marks).split())


def print_of(name: str) -> str:
    """The letters that are printed, without running titles and page numbers, footnotes last: in the file's order, then,
    as a file may draw a page's head after its foot, from top to bottom.
    """
    parts, last, downward = [], [], []
    below = footnotes(mined(name))
    leaves = list(_leaves((LETTERS / name).read_bytes(), name))
    with pypdfium2.PdfDocument(LETTERS / name) as pdf:
        for page, whole, kept in zip(pdf, leaves, without_furniture(leaves), strict=True):
            textpage = page.get_textpage()
            lines = [letters(line) for line in re.split(r"[\r\n\x02\ufffe]+", textpage.get_text_range())]
            textpage.close()
            page.close()
            stay = set(kept.lines)
            downward += [letters(line.text) for line in sorted(kept.lines, key=lambda k: (round(k.box.top), k.box.x0))]
            gone = [letters(line.text) for line in whole.lines if line not in stay]
            for line in lines:
                if line in gone:
                    gone.remove(line)
                elif (whole.sheet.number, line.lstrip("0123456789")) in below:
                    last.append(line)
                else:
                    parts.append(line)
    return "".join([*parts, *last, "|", *downward])


def footnotes(report: om.Report) -> set[tuple[int, str]]:
    """Page and letters of each printed line of a footnote: it may stand between the halves of a sentence."""
    document = report.document
    notes = [b.span for b in document.blocks if b.kind is BlockKind.FOOTNOTE]
    inside = [f for f in document.fragments if any(n.start <= f.start < n.end for n in notes)]
    told = {(f.box.page, letters(document.text[f.start : f.end]).lstrip("0123456789")) for f in inside}
    return told | {(f.box.page, "") for f in inside}  # a note's mark on a line of its own


def letters(text: str) -> str:
    """Letters and digits alone: marks, bullets, hyphens and white space set aside."""
    return re.sub(r"[\W_]", "", bare(text))


@pytest.mark.parametrize("name", NAMES)
def test_mined_whole(name: str) -> None:
    report = mined(name)
    document = report.document
    last = len(document.pages)
    assert report.kind is not om.Kind.COUNCIL_REPORT
    assert report.authority
    assert report.paragraphs
    for item in (*report.findings, *report.recommendations, *report.paragraphs):
        assert item.span
        assert item.text == document.slice(item.span)
        assert item.page is not None
        assert 1 <= item.page <= last
        assert item.page == document.page_of(item.span.start)
    for row in report.judgements:
        assert row.span
        assert row.grade is None or row.grade == " ".join(document.slice(row.span).split())
    for block in document.blocks:
        assert document.boxes(block.span)


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: p.name)
def test_broken_files_are_named_as_such(path: Path) -> None:
    with pytest.raises(om.UnreadableDocument) as caught:
        om.mine(path)
    assert caught.value.reason.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_printed_without_a_gap(name: str) -> None:
    report = mined(name)
    printed = print_of(name)
    missing = [
        f"p. {x.page}: {x.text}" for x in (*report.findings, *report.recommendations) if not stands(x, report, printed)
    ]
    assert missing == []


def stands(item: Any, report: om.Report, printed: str) -> bool:
    """Whether a text is printed: whole, or block by block (an item's sub-bullets), or, in a table, line by line."""
    if letters(item.text) in printed:
        return True
    document = report.document
    for block in document.blocks:
        if block.span not in item.span and item.span not in block.span:
            continue
        start, end = max(block.span.start, item.span.start), min(block.span.end, item.span.end)
        whole = [(start, end)]
        lines = [(max(f.start, start), min(f.end, end)) for f in document.fragments if f.start < end and f.end > start]
        # the columns of a table interleave, so that only a cell's single lines are printed without a gap
        ways = (whole, lines) if block.cell else (whole,)
        if not any(all(plain(document.text[a:b]) in printed for a, b in way) for way in ways):
            return False
    return True


def plain(text: str) -> str:
    """The letters of a stretch, without footnote marks."""
    return letters(re.sub(r"[⁰¹²³⁴-⁹]+", "", text))


@pytest.mark.parametrize("expected", gold(), ids=lambda g: g["file"])
def test_the_annotations_agree(expected: dict[str, Any]) -> None:
    report = mined(expected["file"])
    assert report.kind == expected["kind"]
    assert bare(report.authority or "") == bare(expected["authority"])
    got = (iso(report.inspected.start), iso(report.inspected.end)) if report.inspected else (None, None)
    assert got == (expected["inspection_start"], expected["inspection_end"])
    if expected["printed_publication_date"]:
        assert iso(report.published) == expected["printed_publication_date"]
    assert report.lead_inspector == expected["lead_inspector"]
    rows = [(bare(j.area), bare(j.grade or "")) for j in report.judgements]
    assert sorted(rows) == sorted((bare(j["area"]), bare(j["grade"])) for j in expected["judgements"])
    numbers = [f.paragraph for f in report.findings if isinstance(f.paragraph, int)]
    if expected["numbered_paragraphs"]:
        assert max(numbers) == expected["numbered_paragraphs"]
    assert len(report.recommendations) == len(expected["recommendations"])
    for item, want in zip(report.recommendations, expected["recommendations"], strict=True):
        same = hashlib.sha1(wording(item.text).encode()).hexdigest()[:20] if "exact" in want else wording(item.text)
        assert same == want.get("exact", want["text"] if "exact" in want else wording(want["text"]))
        assert (item.page, item.kind) == (want["page"], want["kind"])
    headings = [bare(s.heading) for s in report.sections]
    for heading in expected["headings"]:
        assert any(bare(heading) in h or h in bare(heading) for h in headings if len(h) > 3), heading


def test_footnotes_are_no_findings() -> None:
    for name in NAMES[::20]:
        report = mined(name)
        notes = [b.span for b in report.document.blocks if b.kind is BlockKind.FOOTNOTE]
        assert not [f for f in report.findings if any(f.span in note for note in notes)]
