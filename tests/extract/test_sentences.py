"""Sentences of a block: rows of a text and its sentences."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.extract.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Plans are clear. Visits are late.", ["Plans are clear.", "Visits are late."]),
        ("Is help good? It is!", ["Is help good?", "It is!"]),
        ("Plans (e.g. for St. Helens) are clear.", ["Plans (e.g. for St. Helens) are clear."]),
        ("Mr. Hill and Dr. Ash agree. So does Ms. Lee.", ["Mr. Hill and Dr. Ash agree.", "So does Ms. Lee."]),
        ("See No. 3 of the plan, i.e. the third.", ["See No. 3 of the plan, i.e. the third."]),
        ("Mrs A. B. Hill leads.", ["Mrs A. B. Hill leads."]),
        ("Only 3.5% wait. Most do not.", ["Only 3.5% wait.", "Most do not."]),
        ("They said ‘it helps.’ Others agree.", ["They said ‘it helps.’", "Others agree."]),
        ("Help is late (see above). It matters.", ["Help is late (see above).", "It matters."]),
        ("The ‘How are we doing?’ survey is used.", ["The ‘How are we doing?’ survey is used."]),
        ("Care is good.³ Plans are late.", ["Care is good.", "Plans are late."]),
        ("Care is good.12 Plans are late.", ["Care is good.", "Plans are late."]),
        ("Demand rose in 2015. Staff left.", ["Demand rose in 2015.", "Staff left."]),
        ("There are three: one; two; and three. Done.", ["There are three: one; two; and three.", "Done."]),
        ("29.", []),
        ("Plans are clear. 30. Visits are late.", ["Plans are clear.", "Visits are late."]),
        ("17. ‘", []),
        ("\uf06e Plans are clear. \uf06e Visits are late.", ["Plans are clear.", "Visits are late."]),
        ("Staff, carers, etc. Children benefit.", ["Staff, carers, etc.", "Children benefit."]),
        ("No closing mark", ["No closing mark"]),
        ("", []),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == sentences


@given(st.text(alphabet="aB .!?’”)(‘“3¹;:\n•", max_size=120))
def test_spans_are_in_order_and_hold_no_white_space_at_their_ends(text: str) -> None:
    spans = split(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@pytest.mark.parametrize("unit", ["a. ", "e.g. ", "’”)", "A. B. ", "…", "1", ". "])
def test_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * n
        began = time.perf_counter()
        split(text)
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(40_000) < 2
