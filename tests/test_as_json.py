"""Mined objects as JSON: keys that others may rely on."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ofstedmine.as_json import as_json, reference
from ofstedmine.document import Document, Page, Span
from ofstedmine.model import Evidence, Finding, Kind, Period, Polarity, Report, Stance, Theme

REPORT = Report(
    kind=Kind.ILACS,
    authority="Fernley",
    title=None,
    inspected=Period(date(2023, 5, 8), date(2023, 5, 19)),
    published=None,
    lead_inspector=None,
    inspectors=("Edda Marsh",),
    judgements=(),
    sections=(),
    paragraphs=(),
    recommendations=(),
    findings=(
        Finding(
            "F1", "Plans.", Polarity.STRENGTH, None, True, None, (Theme.HEALTH,), None, 8, 2, Span(0, 6), "cue.good"
        ),
    ),
    quotes=(),
    cited_recommendations=(),
    actions=(),
    appendices=(),
    notes=("a note",),
    document=Document("letter.pdf", "Plans.", pages=(Page(1, None, 1, 1, 0, 6),), fingerprint="ab"),
)


def test_a_report_keeps_the_names_of_its_fields():
    out = as_json(REPORT)
    assert list(out)[:8] == [
        "kind",
        "authority",
        "title",
        "inspected",
        "published",
        "lead_inspector",
        "inspectors",
        "judgements",
    ]
    assert out["inspected"] == {"start": "2023-05-08", "end": "2023-05-19"}
    assert out["document"] == {"name": "letter.pdf", "pages": 1, "fingerprint": "ab"}
    assert out["year"] == 2023
    assert out["findings"] == [
        {
            "id": "F1",
            "text": "Plans.",
            "polarity": "strength",
            "change": None,
            "refers_back": True,
            "extent": None,
            "themes": ["health"],
            "section": None,
            "paragraph": 8,
            "page": 2,
            "span": [0, 6],
            "cue": "cue.good",
        }
    ]
    assert json.loads(json.dumps(out)) == out


def test_what_points_to_a_report_names_it_and_does_not_repeat_it():
    out = as_json(Evidence("Plans.", Stance.CLOSES, 0.5, 8, 2, REPORT))
    assert out["source"] == reference(REPORT)
    assert "findings" not in out["source"]
    assert out["cite"] == "(Ofsted, 2023, p. 2, para. 8)"


def test_what_is_no_mined_object_is_refused():
    with pytest.raises(TypeError, match="no JSON is made of set"):
        as_json({1, 2})
