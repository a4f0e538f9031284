"""Dates and periods as letters print them; what is no date is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.extract.dates import MONTHS, day, period
from ofstedmine.model import Period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("11 – 22 July 2022", "2022-07-11", "2022-07-22", id="days-of-one-month"),
        pytest.param(
            "Inspection date: 23 April–18 May 2018", "2018-04-23", "2018-05-18", id="sunderland-2018-p1-no-first-year"
        ),
        pytest.param(
            "05 July 2016–27 July 2016", "2016-07-05", "2016-07-27", id="wakefield-2016-p1-dash-without-spaces"
        ),
        pytest.param("21 February to 4 March 2022", "2022-02-21", "2022-03-04", id="leeds-2022-two-months"),
        pytest.param("30 November 2020 to 11 January 2021", "2020-11-30", "2021-01-11", id="two-years"),
        pytest.param(
            "11 December to 19 January 2024", "2023-12-11", "2024-01-19", id="two-years-of-which-one-is-printed"
        ),
        pytest.param("6 to 30 July and 3 to 7 August 2015", "2015-07-06", "2015-08-07", id="two-visits"),
        pytest.param("14 and 15 June 2023", "2023-06-14", "2023-06-15", id="and"),
        pytest.param("9 May 2022", "2022-05-09", "2022-05-09", id="single-day"),
        pytest.param("1st to 5th March 2021", "2021-03-01", "2021-03-05", id="ordinals"),
        pytest.param("3 Sept 2019 to 9 Oct 2019", "2019-09-03", "2019-10-09", id="short-months"),
        pytest.param("03/06/2019 to 07/06/2019", "2019-06-03", "2019-06-07", id="numbers"),
        pytest.param("3.6.19", "2019-06-03", "2019-06-03", id="numbers-with-a-short-year"),
        pytest.param("Monday 3 June to Friday, 7 June 2019", "2019-06-03", "2019-06-07", id="days-of-the-week"),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    assert period(text) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("July 2022", id="no-day"),
        pytest.param("11 July", id="no-year"),
        pytest.param("31 February 2022", id="no-such-day"),
        pytest.param("Not previously inspected", id="west-northamptonshire-2024-never-inspected"),
        pytest.param("12 children in 2019", id="a-count-and-a-year"),
        pytest.param("at 10:30 on Monday", id="an-hour"),
    ],
)
def test_no_period(text: str) -> None:
    assert period(text) is None


def test_one_day_or_none() -> None:
    assert day("Report published: 15 September 2015") == date(2015, 9, 15)
    assert day("11 to 22 July 2022") is None


@given(
    st.dates(date(2008, 1, 1), date(2032, 12, 31)), st.integers(1, 60), st.sampled_from([" to ", " – ", "–", " and "])
)
def test_whatever_is_printed_in_full_is_read_back(start: date, days: int, between: str) -> None:
    end = date.fromordinal(start.toordinal() + days)
    shown = [f"{d.day} {MONTHS[d.month - 1].title()} {d.year}" for d in (start, end)]
    assert period(between.join(shown)) == Period(start, end)
    short = f"{start.day} {MONTHS[start.month - 1].title()}{between}{shown[1]}"
    if (start.month, start.day) < (end.month, end.day) and start.year == end.year:
        assert period(short) == Period(start, end)
