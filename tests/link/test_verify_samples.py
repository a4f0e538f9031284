"""The quotes of the sample council reports, against what a careful reader found (corpus/expected.json)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ofstedmine
from ofstedmine.model import Truth
from ofstedmine.text import alike

SAMPLES = Path(__file__).parents[2] / "corpus"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["documents"]
QUOTING = {name: want["quotes"] for name, want in EXPECTED.items() if want.get("quotes")}


@pytest.mark.parametrize("name", QUOTING)
def test_each_quote_of_a_sample_is_judged_as_a_reader_does(name):
    want = [q for q in QUOTING[name] if q.get("source")]
    sources = [ofstedmine.mine(SAMPLES / source) for source in sorted({q["source"] for q in want})]
    checks = ofstedmine.verify(ofstedmine.mine(SAMPLES / name), sources)
    for quote in want:
        found = next((c for c in checks if alike(c.quote.text) == alike(quote["text"])), None)
        assert found is not None, quote
        place = (found.page, found.paragraph) if found.status is not Truth.NOT_FOUND else (None, None)
        assert (found.status, found.page_agrees) == (quote["status"], quote["page_agrees"]), quote
        assert place == (quote["page"], quote.get("paragraph", place[1])), quote
