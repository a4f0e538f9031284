"""Graded rows: mapped by their label, in whatever form a year prints them; a doubtful grade is None with a note."""

from __future__ import annotations

import pytest
from written import read_parts

from ofstedmine.extract.judgements import judgements
from ofstedmine.model import Grade, Kind

HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care and care leavers"
LEADERS = "The impact of leaders on social work practice with children and families"
TITLE = "# Inspection of Quarrenden local authority children’s services"
BODY = "1. Plans for children are timely and most are written with the family, who have their own copy of them."


def graded(kind: Kind, *rows: str) -> tuple[list[tuple[str, str | None, int | None]], tuple[str, ...]]:
    document, found = read_parts(*rows)
    out, notes = judgements(document, kind, found, document.blocks)
    for row in out:
        assert row.span
        assert row.grade is None or row.grade == " ".join(document.slice(row.span).split())
    return [(j.area, j.grade, j.page) for j in out], notes


def test_a_table_is_read_by_its_labels() -> None:
    rows, notes = graded(
        Kind.ILACS,
        TITLE,
        "| Judgement | Grade",
        f"| {LEADERS} | Good",
        "| Overall effectiveness | Requires improvement to be good",
        "---",
        BODY,
    )
    assert rows == [(LEADERS, "Good", 1), ("Overall effectiveness", "Requires improvement to be good", 1)]
    assert notes == ()


def test_no_overall_grade_is_told_in_a_note() -> None:
    rows, notes = graded(Kind.ILACS, TITLE, f"| {LEADERS} | Good", f"| {CARE} | Good", BODY)
    assert len(rows) == 2
    assert notes == ("prints no overall grade",)


def test_rows_without_rules_stand_before_the_first_paragraph() -> None:
    rows, _ = graded(Kind.ILACS, TITLE, f"{HELP} Good", "Overall effectiveness Outstanding", BODY, f"{CARE} Good")
    assert rows == [(HELP, "Good", 1), ("Overall effectiveness", "Outstanding", 1)]


def test_areas_and_grades_on_lines_of_their_own() -> None:
    rows, _ = graded(Kind.ILACS, TITLE, HELP, "Good", "Overall effectiveness", "Good", BODY)
    assert rows == [(HELP, "Good", 1), ("Overall effectiveness", "Good", 1)]


def test_a_row_with_a_full_stop_cheshire_east_2020() -> None:
    rows, _ = graded(Kind.ILACS, TITLE, f"| {LEADERS}. | Good", "| Overall effectiveness | Good", BODY)
    assert rows[0] == (f"{LEADERS}.", "Good", 1)


def test_a_footnotes_mark_is_no_part_of_a_grade() -> None:
    rows, _ = graded(Kind.ILACS, TITLE, f"| {LEADERS} | Good¹", "| Overall effectiveness | Good", BODY)
    assert rows[0] == (LEADERS, "Good", 1)


def test_table_and_heading_that_differ_give_no_grade() -> None:
    rows, notes = graded(
        Kind.ILACS, TITLE, f"| {HELP} | Good", "| Overall effectiveness | Good", "---", f"# {HELP}: inadequate", BODY
    )
    assert rows[0] == (HELP, None, 1)
    assert notes[0].startswith(f"p. 1: {HELP!r} is 'Good' in the table and 'inadequate' on p. 2")


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        pytest.param(
            "Children’s services in Quarrenden require improvement to be good",
            "require improvement to be good",
            id="plural",
        ),
        pytest.param("Children’s services in Quarrenden are good", "good", id="are"),
        pytest.param("Children’s services in Quarrenden are inadequate³", "inadequate", id="footnote-mark"),
        pytest.param("The overall judgement is that children’s services are good", "good", id="bradford-2014-p1"),
    ],
)
def test_the_overall_grade_of_a_sif_is_a_sentence_cheshire_east_2015(sentence: str, grade: str) -> None:
    rows, _ = graded(
        Kind.SIF, "# Quarrenden", sentence, "| 1. Children who need help | Good", "| 2. Leaders | Good", BODY
    )
    assert rows[0] == ("Overall effectiveness", grade, 1)


def test_the_boards_grade_stands_pages_on() -> None:
    rows, _ = graded(
        Kind.SIF,
        "# Quarrenden",
        "Children’s services in Quarrenden are good",
        "| 1. Children who need help | Good",
        "| 2. Leaders | Good",
        "---",
        "# The effectiveness of the Local Safeguarding Children Board",
        "The Local Safeguarding Children Board requires improvement to be good",
        "---",
        BODY,
    )
    assert rows[-1] == ("Local Safeguarding Children Board", "requires improvement to be good", 2)


def test_grades_of_an_earlier_inspection_are_not_live_sunderland_2018() -> None:
    rows, _ = graded(
        Kind.SIF,
        "# Quarrenden",
        "Children’s services in Quarrenden require improvement to be good",
        "| 1. Children who need help | Requires improvement",
        "| 2. Leaders | Good",
        "---",
        "# Information about this local authority area",
        "## Previous Ofsted inspections",
        "• The previous inspection was in 2015. The local authority was judged:",
        "Overall effectiveness: Inadequate",
        "The Local Safeguarding Children Board is inadequate",
        BODY,
    )
    assert [(a, g) for a, g, _ in rows] == [
        ("Overall effectiveness", "require improvement to be good"),
        ("1. Children who need help", "Requires improvement"),
        ("2. Leaders", "Good"),
    ]


def test_what_the_grades_mean_grades_nothing_bradford_2014() -> None:
    rows, notes = graded(
        Kind.ILACS,
        TITLE,
        BODY,
        "# What the inspection judgements mean",
        "An outstanding authority leads highly effective work.",
    )
    assert rows == []
    assert notes == ("no graded row could be read",)


@pytest.mark.parametrize("kind", [Kind.JTAI, Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT])
def test_letters_without_grades(kind: Kind) -> None:
    assert graded(kind, "# A letter", f"| {LEADERS} | Good", "| Overall effectiveness | Good", BODY) == ([], ())


def test_the_outcome_of_an_area_send_inspection_is_its_first_sentence() -> None:
    rows, notes = graded(
        Kind.AREA_SEND,
        "# Area SEND inspection of Quarrenden Local Area Partnership",
        "# Inspection outcome",
        "The partnership’s arrangements lead to inconsistent experiences. The next inspection is in three years.",
    )
    assert rows == [("Inspection outcome", "The partnership’s arrangements lead to inconsistent experiences.", 1)]
    assert notes == ()


def test_an_outcome_that_is_missing_is_told() -> None:
    assert graded(Kind.AREA_SEND, "# Area SEND inspection of Quarrenden", BODY) == (
        [],
        ("no inspection outcome found",),
    )


def test_levels_are_kept_beside_the_wording() -> None:
    document, found = read_parts(TITLE, f"| {LEADERS} | Requires improvement", "| Overall effectiveness | Good", BODY)
    rows, _ = judgements(document, Kind.ILACS, found, document.blocks)
    assert [r.level for r in rows] == [Grade.REQUIRES_IMPROVEMENT, Grade.GOOD]
