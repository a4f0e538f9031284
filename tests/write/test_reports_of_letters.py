"""Reports on published letters, of several authorities: each format is whole, and tells every recommendation."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from published import beside, pdfs

import ofstedmine as om
from ofstedmine.write import markdown, tracker, word
from ofstedmine.write.story import Story, story

MANY = 8  # authorities

pytestmark = [pytest.mark.letters, beside]


def place(path: Path) -> str:
    """The authority in a letter's file name."""
    return re.sub(r"-\d{4}-\d\d-\d\d$", "", path.stem)


def authorities() -> list[list[Path]]:
    """The letters of those with the most, by authority."""
    paths = sorted(pdfs(), key=place)
    return sorted(([*those] for _, those in groupby(paths, key=place)), key=len)[-MANY:]


@pytest.fixture(scope="module", params=authorities(), ids=lambda paths: place(paths[0]))
def told(request: pytest.FixtureRequest) -> Story:
    return story(om.history(om.mine(path) for path in request.param))


def test_word(told: Story) -> None:
    body = docx.Document(BytesIO(word.written(told)))
    assert len(told.points) == sum(p.text.startswith("Recommendation ") for p in body.paragraphs) > 0
    assert [row.cells[2].text for row in body.tables[0].rows[1:]] == [str(p.mark) for p in told.points]
    (part,) = [r.target_part for r in body.part.rels.values() if r.reltype.endswith("/footnotes")]
    marks = [m.get(qn("w:id")) for m in body.element.iter(qn("w:footnoteReference"))]
    assert marks == re.findall(r'w:id="([1-9]\d*)"', part.blob.decode())


def test_markdown(told: Story) -> None:
    text = markdown.written(told)
    assert text.count("\n### Recommendation ") == len(told.points)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows[: len(told.points) + 2]} == {5}


def test_tracker(told: Story) -> None:
    sheet = openpyxl.load_workbook(BytesIO(tracker.written(told)))["Recommendations"]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == [point.text for point in told.points]
