"""Blocks become sections: each heading, its duty and grade, and what stands under it."""

from __future__ import annotations

import pytest
from written import letter, read_parts

from ofstedmine.extract.sections import numbered, paragraphs, sections

TITLE = "# Inspection of Quarrenden local authority children’s services"
BODY = "Plans for children are timely and most are written with the family, who have their own copy of them."
HELP = "The experiences and progress of children who need help and protection"


def headings(*rows: str) -> list[tuple[str, str | None, int | None]]:
    document, found = read_parts(*rows)
    out = sections(document, found)
    for section in out:
        assert section.heading_span
        assert section.span
        assert section.heading == " ".join(document.slice(section.heading_span).split())
        assert section.heading_span in section.span
    return [(s.heading, s.grade, s.page) for s in out]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([f"# {HELP}: good"], [(f"{HELP}: good", "good", 1)], id="grade-in-the-heading"),
        pytest.param(
            [f"# {HELP} requires improvement to be good"],
            [(f"{HELP} requires improvement to be good", "requires improvement to be good", 1)],
            id="bristol-2018-reads-as-a-sentence",
        ),
        pytest.param(
            [f"# {HELP}", "# Inadequate"],
            [(f"{HELP} Inadequate", "Inadequate", 1)],
            id="cheshire-east-2015-grade-below",
        ),
        pytest.param(
            ["# What needs to improve?¹"], [("What needs to improve?", None, 1)], id="harrow-2025-footnote-mark"
        ),
        pytest.param(["Main findings"], [("Main findings", None, 1)], id="known-heading-in-plain-type"),
    ],
)
def test_headings(rows: list[str], expected: list[tuple[str, str | None, int | None]]) -> None:
    assert headings(TITLE, BODY, *rows, f"1. {BODY}") == expected


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("Main findings are set out below, and they are these.", id="a-sentence"),
        pytest.param("• Recommendations", id="a-bullet"),
        pytest.param("^ Recommendations", id="a-footnote"),
        pytest.param("Plans for children", id="words-that-are-no-known-heading"),
    ],
)
def test_no_heading(row: str) -> None:
    assert headings(TITLE, BODY, row, f"1. {BODY}") == []


def test_the_title_is_no_section_and_its_text_no_ones() -> None:
    document, found = read_parts(TITLE, "Inspection dates: 9 to 20 May 2022", BODY, "# Main findings", f"1. {BODY}")
    assert [s.heading for s in sections(document, found)] == ["Main findings"]
    assert found[0].title or found[1].title


def test_contents_and_sign_off_are_no_sections() -> None:
    rows = headings(TITLE, BODY, "# Contents", "---", "# Main findings", f"1. {BODY}", "# Yours sincerely", "Alma Reed")
    assert [h for h, _, _ in rows] == ["Main findings"]


def roles(*rows: str) -> list[tuple[str | None, str | None]]:
    _, found = read_parts(TITLE, BODY, *rows)
    return [(p.heading, p.role) for p in found if p.heading and not p.title]


def test_sub_headings_of_a_list_stand_in_it_leeds_2024() -> None:
    told = roles(
        "# What needs to improve?", "## Police", "• Referrals.", "## Health services", "• Visits.", "# Strengths"
    )
    assert told == [
        ("What needs to improve?", "improvement"),
        ("Police", "improvement"),
        ("Health services", "improvement"),
        ("Strengths", "strengths"),
    ]


def test_a_boxed_case_study_stands_in_no_list() -> None:
    told = dict(
        roles("# What needs to improve?", "• Visits.", "[] ## Practice study: area for improvement", "[] • A child.")
    )
    assert told["Practice study: area for improvement"] == "case_study"


def test_a_heading_of_the_same_size_over_text_ends_the_list() -> None:
    assert (
        dict(roles("# Recommendations", "• Visits.", "# A view from the borough", BODY))["A view from the borough"]
        is None
    )


def test_the_boards_part_is_known_by_its_heading() -> None:
    _, found = read_parts(
        TITLE,
        BODY,
        "# Recommendations",
        "• Visits.",
        "---",
        "# The effectiveness of the Local Safeguarding Children Board",
        "# Recommendations",
        "• Audits.",
        "# Information about this inspection",
        BODY,
    )
    assert [(p.heading, p.lscb) for p in found if p.role in ("improvement", "about")] == [
        ("Recommendations", False),
        ("Recommendations", True),
        ("Information about this inspection", False),
    ]


def test_paragraph_numbers() -> None:
    _, found = read_parts(
        TITLE, BODY, "# Main findings", f"12. {BODY}", "  – that it is read;", "• late plans", BODY, f"13. {BODY}"
    )
    numbers = [n for part in found for _, n in numbered(part) if part.heading == "Main findings"]
    assert numbers == [12, 12, 12, None, 13]


def test_paragraphs_leave_out_footnotes_and_contents() -> None:
    document = letter(TITLE, BODY, "# Main findings", f"12. {BODY}", "^ A note", f"13. {BODY}")
    from ofstedmine.extract.sections import parts

    told = paragraphs(document, parts(document, document.blocks))
    assert [p.number for p in told if p.section == "Main findings"] == [12, 13]
    assert all(p.text == document.slice(p.span) for p in told)
