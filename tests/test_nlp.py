"""The spaCy components: found by name, and saying what the library itself says."""

from pathlib import Path

import pytest
import spacy

import ofstedmine as om
from ofstedmine import nlp

SAMPLE = Path(__file__).parent.parent / "corpus" / "marlowbridge" / "2022-06-ilacs.pdf"


def test_pipeline_needs_sentences_before_findings() -> None:
    pipeline = nlp.pipeline()
    assert pipeline.pipe_names == ["ofstedmine_sentences", "ofstedmine_findings"]
    assert not any(pipeline.analyze_pipes()["problems"].values())
    wrong = spacy.blank("en")
    wrong.add_pipe("ofstedmine_findings")
    assert wrong.analyze_pipes()["problems"]["ofstedmine_findings"] == ["token.is_sent_start"]


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("Plans are clear. Too many children wait too long.", ["strength", "weakness"]),
        ("The visit (e.g. to St. Aldam) took place in June.", ["neutral"]),
    ],
)
def test_each_sentence_says_what_it_finds(text: str, polarities: list[str]) -> None:
    assert [s._.polarity.value for s in nlp.pipeline()(text).sents] == polarities


def test_a_report_keeps_its_objects_as_spans() -> None:
    report = om.mine(SAMPLE)
    doc = nlp.annotated(report)
    assert doc.text == report.document.text
    assert [s.text for s in doc.spans["recommendations"]] == [r.text for r in report.recommendations]
    assert [(s.id_, s.label_) for s in doc.spans["findings"]] == [(f.id, f.polarity.value) for f in report.findings]
