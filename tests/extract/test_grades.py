"""Grades in tables, headings and sentences, in every year's wording."""

from __future__ import annotations

import pytest

from ofstedmine.extract.grades import alone, at_end, level
from ofstedmine.model import Grade

AREA = "The experiences and progress of care leavers"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Outstanding", Grade.OUTSTANDING),
        ("good", Grade.GOOD),
        ("Requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires improvement to be good", Grade.REQUIRES_IMPROVEMENT),
        ("require improvement to be Good", Grade.REQUIRES_IMPROVEMENT),
        ("Inadequate", Grade.INADEQUATE),
        ("Met", None),
    ],
)
def test_levels(text: str, expected: Grade | None) -> None:
    assert level(text) is expected


@pytest.mark.parametrize(
    ("heading", "area", "grade"),
    [
        pytest.param(f"{AREA}: good", AREA, "good", id="colon"),
        pytest.param(f"{AREA}: Inadequate", AREA, "Inadequate", id="bury-2021-capital"),
        pytest.param(f"{AREA}: requires improvement to be good", AREA, "requires improvement to be good", id="long"),
        pytest.param(f"{AREA}: good.", AREA, "good", id="cheshire-east-2020-full-stop"),
        pytest.param(f"{AREA} is: good", AREA, "good", id="sheffield-2019-is-with-colon"),
        pytest.param(f"{AREA} is good", AREA, "good", id="bristol-2018-reads-as-a-sentence"),
        pytest.param(
            f"{AREA} requires improvement to be good",
            AREA,
            "requires improvement to be good",
            id="bristol-2018-no-colon",
        ),
        pytest.param(f"{AREA} – outstanding", AREA, "outstanding", id="dash"),
    ],
)
def test_graded_headings(heading: str, area: str, grade: str) -> None:
    assert at_end(heading) == (area, grade)


@pytest.mark.parametrize(
    "heading",
    [AREA, "Good", "What is not yet good enough", "Areas that are good and those that are not", "The good news"],
)
def test_headings_without_a_grade(heading: str) -> None:
    assert at_end(heading) is None


@pytest.mark.parametrize("text", ["Good", " Requires improvement to be good.", "Inadequate¹"])
def test_alone(text: str) -> None:
    assert alone(text)


@pytest.mark.parametrize("text", ["Good practice", "Not good", "", "Overall effectiveness"])
def test_not_alone(text: str) -> None:
    assert alone(text) is None
