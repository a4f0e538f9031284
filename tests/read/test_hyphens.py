"""A hyphen at a line's end: the writer's own, or made by the break."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.read.hyphens import LINE_END, Decision, Hyphens

# lines of a document that cuts its words, with enough of them to show it
CUT = ["plans and informa-", "tion about chil-", "dren reach the manage-", "ment team of the coun-", "cil in time"]
# lines of one that never does
WHOLE = ["multi-", "agency work and long-", "term plans for well-", "being are child-", "centred"]

KNOWN = {"information": 90, "children": 900, "management": 50, "council": 80, "agency": 40, "under": 9, "developed": 9}
KNOWN |= {
    "underdeveloped": 30,
    "under-developed": 8,
    "self-": 6,
    "aware": 5,
    "led": 7,
    "school": 8,
    "into": 60,
    "being": 90,
}


def decide(left: str, right: str, *lines: str) -> Decision:
    return Hyphens(lines, known=KNOWN).decide(left, right)


@pytest.mark.parametrize(
    ("left", "right", "lines", "expected"),
    [
        pytest.param("the informa", "tion is", [], ("", "list"), id="cut-word-of-the-list"),
        pytest.param("a multi", "agency team", ["the multi-agency hub"], ("-", "letter"), id="own-in-the-letter"),
        pytest.param("a well", "being hub", ["wellbeing first", "wellbeing"], ("", "letter"), id="none-in-the-letter"),
        pytest.param("a well", "being hub", [*WHOLE, "wellbeing"], ("-", "undivided"), id="salford-2015-on-going"),
        pytest.param("is under", "developed", WHOLE, ("-", "undivided"), id="west-berkshire-2022-under-developed"),
        pytest.param("is under", "developed", CUT, ("", "list"), id="the-same-where-words-are-cut"),
        pytest.param("a pop", "up shop", WHOLE, ("-", "undivided"), id="buckinghamshire-2018-pop-up"),
        pytest.param("the Muti", "Agency Panel", WHOLE, ("-", "undivided"), id="bedford-2025-slip-of-the-pen"),
        pytest.param("a self", "unheard of", CUT, ("-", "parts"), id="prefix-that-owns-its-hyphen"),
        pytest.param("is school", "led", CUT, ("-", "parts"), id="two-words"),
        pytest.param("an up-to", "date plan", CUT, ("-", "parts"), id="hyphen-before"),
        pytest.param("the Quarren", "den team", CUT, ("", "parts"), id="unknown-word-where-words-are-cut"),
        pytest.param("most 16", "year-olds", CUT, ("-", "number"), id="number"),
        pytest.param("post", "16 education", CUT, ("-", "number"), id="number-after"),
        pytest.param("most 16", "and 17-year-olds", [], ("- ", "suspended"), id="solihull-2020-sixteen-and"),
        pytest.param("for short", "and long-term", CUT, ("- ", "suspended"), id="leeds-2018-short-and"),
        pytest.param("is up", "to-date now", WHOLE, ("-", "undivided"), id="torbay-2016-up-to-date"),
        pytest.param("went in", "to care", CUT, ("", "list"), id="into-cut-in-two"),
        pytest.param("5 –", "and then", [], ("-", "no word"), id="no-word"),
        pytest.param("drop", "in centre", WHOLE, ("-", "undivided"), id="liverpool-2016-drop-in"),
    ],
)
def test_rows(left: str, right: str, lines: list[str], expected: tuple[str, str]) -> None:
    assert decide(left, right, *lines) == expected


@pytest.mark.parametrize("mark", LINE_END)
def test_each_sign_shows_the_habit(mark: str) -> None:
    cut = [line.replace("-", mark) for line in CUT]
    assert Hyphens(cut, known=KNOWN).divides
    assert not Hyphens([line.replace("-", mark) for line in WHOLE], known=KNOWN).divides


def test_one_odd_spelling_is_no_habit() -> None:
    # "pro-/actively", typed so, in a letter whose other line ends are all between words (Southend-on-Sea 2018)
    known = KNOWN | {"proactively": 100}
    letter = Hyphens(["works pro-", "actively", *WHOLE, *WHOLE], known=known)
    assert letter.habit[0] == 1
    assert not letter.divides
    assert letter.decide("works pro", "actively") == ("-", "undivided")


def test_a_line_end_teaches_nothing_about_its_own_word() -> None:
    lines = ["the over-", "arching plan"]
    assert Hyphens(lines, known={"overarching": 3}).decide("the over", "arching plan") == ("", "list")


WORDS = st.text("abcdefgh", min_size=2, max_size=8)


@given(st.lists(WORDS, min_size=2, max_size=12), st.sampled_from(LINE_END))
def test_never_more_or_less_than_a_hyphen(words: list[str], mark: str) -> None:
    lines = [word + mark for word in words]
    letter = Hyphens(lines, known={})
    for left, right in pairwise(words):
        used, reason = letter.decide(left, right)
        assert used in ("", "-", "- ")
        assert reason
