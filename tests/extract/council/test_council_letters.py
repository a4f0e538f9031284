"""The worked case, and the published letters: none of them is a council's paper, and none carries another."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from published import SHARED, beside
from rapidfuzz import fuzz

from ofstedmine.document import Document
from ofstedmine.errors import UnreadableDocument
from ofstedmine.extract.appendices import split
from ofstedmine.extract.council import (
    board_recommendations,
    cited_recommendations,
    council_header,
    looks_like_council_report,
)
from ofstedmine.extract.council.actions import actions
from ofstedmine.extract.council.quotes import quotes
from ofstedmine.read.source import read
from ofstedmine.text import bare

LEEDS = SHARED / "leeds"

pytestmark = [pytest.mark.letters, beside]


@cache
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((LEEDS / "gold.json").read_text("utf-8"))
    return loaded


@cache
def document(which: str) -> Document:
    return read(LEEDS / gold()[which]["file"])


def test_the_letter_is_found_inside_the_first_report_and_none_in_the_second() -> None:
    first, second = document("first_report"), document("second_report")
    own, (letter,) = split(first, first.blocks)
    assert first.slice(letter[0].span) == "31 August 2021"
    assert letter[-1] == first.blocks[-1]
    assert len(own) + len(letter) == len(first.blocks)
    assert split(second, second.blocks)[1] == ()


@pytest.mark.parametrize("which", ["first_report", "second_report"])
def test_the_worked_case_is_read_as_a_careful_reader_does(which: str) -> None:
    whole, want = document(which), gold()[which]
    own, _ = split(whole, whole.blocks)
    assert looks_like_council_report(whole, own)
    _, published, authority = council_header(whole, own)
    assert ((published.isoformat() if published else None), authority) == (want["published"], "Leeds")
    assert [bare(r.text) for r in board_recommendations(whole, own)] == [bare(t) for t in want["recommendations"]]
    cited = cited_recommendations(whole, own)
    if "cited_recommendations" in want:
        assert [bare(r.text) for r in cited] == [bare(t) for t in want["cited_recommendations"]]
    found = actions(whole, own, cited, published=published)
    for action in want["actions"]:
        best = max(found, key=lambda a: fuzz.partial_ratio(bare(action["text"]), bare(a.text)))
        assert fuzz.partial_ratio(bare(action["text"]), bare(best.text)) > 97
        assert (best.due or "").startswith(action.get("due", ""))
        assert (
            fuzz.partial_ratio(action.get("owner", "").lower(), (best.owner or "").lower()) >= 90
            or "owner" not in action
        )


def test_every_quote_of_the_worked_case_is_found_with_its_page() -> None:
    second = document("second_report")
    found = quotes(second, second.blocks)
    assert [bare(w["starts"]) in bare(q.text) for w, q in zip(gold()["quotes"], found, strict=True)] == [True] * 6
    assert [q.claimed_page for q in found] == [None, 3, 2, None, None, 3]
    assert [q.paragraph for q in found] == [6, 7, 8, 9, 10, 11]


def test_no_published_letter_is_a_council_paper_or_carries_another() -> None:
    seen = 0
    for path in sorted((SHARED / "letters").glob("*/*.pdf")):
        try:
            letter = read(path)
        except UnreadableDocument:
            continue
        seen += 1
        assert split(letter, letter.blocks)[1] == (), path.name
        assert not looks_like_council_report(letter, letter.blocks), path.name
    assert seen > 300
