"""Intervals against published figures, a second formula, and figures worked out by hand."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.compare import clustered, difference, median_time, wilson
from ofstedmine.compare.intervals import Z


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [  # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)
    assert found.value == count / of
    assert (round(found.low or 0, 4), round(found.high or 0, 4)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_ends_are_where_the_score_test_turns(pair: tuple[int, int]) -> None:
    """A second way to say it: the shares that a test at 5% does not reject end where its statistic is 1.96."""
    count, of = pair
    found = wilson(count, of)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= count / of <= found.high <= 1
    for end in (found.low, found.high):
        if 0 < end < 1:
            assert abs(count / of - end) / sqrt(end * (1 - end) / of) == pytest.approx(Z, rel=1e-6)


def test_no_share_of_nothing() -> None:
    assert wilson(0, 0) == (None, None, None, None)
    assert clustered([]) == clustered([(0, 0)]) == wilson(0, 0)
    assert difference((0, 0), (1, 2)).value is None
    with pytest.raises(ValueError, match="3 of 2 is no share"):
        wilson(3, 2)


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [  # Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 20), (10, 10), 0.6791, 1.0000),
    ],
)
def test_a_difference_as_published(before: tuple[int, int], after: tuple[int, int], low: float, high: float) -> None:
    found = difference(before, after)
    assert (round(found.low or 0, 4), round(found.high or 0, 4)) == (low, high)


def test_letters_that_differ_widen_the_interval() -> None:
    # share 12/40 = 0.3; squares (1-3)²+(1-3)²+(5-3)²+(5-3)² = 16, · 4/3 / 40² = 0.013333; over 0.3·0.7/40 = 0.00525
    found = clustered([(1, 10), (1, 10), (5, 10), (5, 10)])
    assert found.design == pytest.approx(0.0133333 / 0.00525, rel=1e-4)
    assert found[:3] == wilson(12, 40, design=found.design or 0)[:3]
    assert (found.high or 0) - (found.low or 0) > (wilson(12, 40).high or 0) - (wilson(12, 40).low or 0)


@pytest.mark.parametrize("clusters", [[(12, 40)], [(3, 10), (3, 10), (3, 10)], [(0, 10), (0, 5)], [(4, 4), (2, 2)]])
def test_letters_that_agree_leave_it_as_it_is(clusters: list[tuple[int, int]]) -> None:
    count, of = (sum(x) for x in zip(*clusters, strict=True))
    assert clustered(clusters) == wilson(count, of)


@pytest.mark.parametrize(
    ("times", "median"),
    [
        ([], None),
        ([(2.0, False)], None),
        ([(2.0, True)], 2.0),
        ([(1.0, True), (2.0, True), (3.0, True)], 2.0),  # 2/3, then 1/3
        ([(1.0, True), (2.0, False), (3.0, True), (4.0, True)], 3.0),  # 3/4, then 3/4 · 1/2 = 3/8
        ([(1.0, True), (2.0, True), (3.0, False), (4.0, False)], 2.0),  # 3/4, then 1/2: half
        ([(1.0, True), (2.0, False), (3.0, False), (4.0, False)], None),  # never below 3/4
        ([(1.0, True), (1.0, False), (1.0, True), (5.0, False)], 1.0),  # two of four at once, censored after them
    ],
)
def test_the_median_counts_who_was_lost_for_as_long_as_seen(
    times: list[tuple[float, bool]], median: float | None
) -> None:
    assert median_time(times) == median
