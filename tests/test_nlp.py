"""The spaCy components: found by name, and saying what the library itself says."""

from pathlib import Path

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


def test_each_sentence_says_what_it_finds() -> None:
    doc = nlp.pipeline()("Plans (e.g. for St. Aldam) are clear. Too many children wait too long.")
    assert [s._.polarity.value for s in doc.sents] == ["strength", "weakness"]
    assert [s._.extent and s._.extent.value for s in doc.sents] == [None, "some"]


def test_a_report_keeps_its_objects_as_spans() -> None:
    report = om.mine(SAMPLE)
    doc = nlp.annotated(report)
    assert doc.text == report.document.text
    assert [s.text for s in doc.spans["recommendations"]] == [r.text for r in report.recommendations]
    assert [(s.id_, s.label_) for s in doc.spans["findings"]] == [(f.id, f.polarity.value) for f in report.findings]
