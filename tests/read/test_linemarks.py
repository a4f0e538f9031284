"""Bullets and numbers at the beginning of a printed line, and words that only look like them."""

from __future__ import annotations

import pytest
from setting import line

from ofstedmine.read.linemarks import line_mark


@pytest.mark.parametrize(
    ("text", "shown", "number", "words"),
    [
        pytest.param("\uf06e The timeliness of plans", "\uf06e", None, 1, id="hartlepool-2018-p2-wingdings"),
        pytest.param("\uf0a7 Plans", "\uf0a7", None, 1, id="private-use-square"),
        pytest.param("◼ Plans", "◼", None, 1, id="black-square"),
        pytest.param("• Plans", "•", None, 1, id="round"),
        pytest.param("▪ Plans", "▪", None, 1, id="small-square"),
        pytest.param("•Plans", "•", None, 0, id="stuck-to-its-word"),
        pytest.param("− Plans", "−", None, 1, id="surrey-2023-p7-minus-sign"),
        pytest.param("– Plans", "–", None, 1, id="dash"),
        pytest.param("◼", "◼", None, 1, id="newham-2024-p6-alone"),
        pytest.param("21. Plans are late", "21.", 21, 1, id="number"),
        pytest.param("10.When plans are late", "10.", 10, 0, id="hartlepool-2018-p5-number-without-space"),
        pytest.param("1.", "1.", 1, 1, id="hartlepool-2018-p12-number-alone"),
        pytest.param("7) Plans", "7)", 7, 1, id="bracket"),
        pytest.param("4.2 Plans", "4.2", None, 1, id="dotted"),
        pytest.param("4.2.1. Plans", "4.2.1.", None, 1, id="dotted-twice"),
        pytest.param("a) Plans", "a)", None, 1, id="letter"),
        pytest.param("(iv) Plans", "(iv)", None, 1, id="roman"),
        pytest.param("B. Plans", "B.", None, 1, id="capital"),
    ],
)
def test_a_marker(text: str, shown: str, number: int | None, words: int) -> None:
    found = line_mark(line(text))
    assert found
    assert (found.shown, found.number, found.words) == (shown, number, words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("17-year-olds who are homeless", id="reading-2024-p2-age-at-line-start"),
        pytest.param("2018. Since then plans are timely", id="year-at-line-start"),
        pytest.param("21 May 2018 was the first day", id="date-at-line-start"),
        pytest.param("A child in need", id="a-word"),
        pytest.param("I. do", id="initial"),
        pytest.param("o clock", id="a-word-of-one-letter"),
        pytest.param("-led services", id="hyphen-of-a-cut-word"),
        pytest.param("Plans are late", id="words"),
        pytest.param("100% of plans", id="share"),
        pytest.param("(see paragraph 4) Plans", id="bracketed-words"),
        pytest.param("29.2 per 10,000 children. This is an increase", id="south-gloucestershire-2017-a-rate"),
        pytest.param("4", id="a-number-alone"),
    ],
)
def test_no_marker(text: str) -> None:
    assert line_mark(line(text)) is None


def test_a_hollow_bullet_stands_away_from_its_text() -> None:
    assert line_mark(line("o |plans for babies"))
    assert line_mark(line("o plans for babies")) is None
