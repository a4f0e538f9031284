"""What can be followed up in what: each mistake and each thing to know is told, and no link is silent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from invented import CARE, HELP, LEADERS, letter

import ofstedmine as om
from ofstedmine.model import Kind, Recommendation, RecommendationKind, Report

BODY = (
    (HELP, "Strategy meetings are prompt and well attended. Partners share what they know, and next steps are clear."),
    (HELP, "Assessments are thorough and draw on family history. Chronologies are up to date on most records."),
    (CARE, "Personal education plans are now timely and of good quality. Children in care do well at school."),
    (LEADERS, "Supervision is regular and reflective. Managers record why they decide as they do, in all teams."),
)
POOR = ((HELP, "Too many assessments are late and too few of them are thorough. Chronologies are missing."),)
ASKED = ["The quality of assessments.", "The timeliness of personal education plans."]


def full(year: int = 2024, **fields: object) -> Report:
    return letter(BODY, day=date(year, 3, 1), name=f"{year}.pdf", **fields)  # type: ignore[arg-type]


def visit(year: int = 2021, asked: list[str] = ASKED, **fields: object) -> Report:
    given: dict[str, object] = {"kind": Kind.FOCUSED_VISIT, "name": "visit.pdf"} | fields
    return letter(POOR, asked, day=date(year, 6, 1), **given)  # type: ignore[arg-type]


def paper(name: str = "board.docx", authority: str | None = "Marshwick", *inside: Report) -> Report:
    made = letter(authority=authority, day=date(2022, 9, 1), kind=Kind.COUNCIL_REPORT, name=name)
    return replace(made, appendices=inside)


UNDATED = letter(POOR, ASKED, day=None, name="undated.pdf")
FOR_OTHERS = replace(
    visit(kind=Kind.SIF),
    recommendations=tuple(
        Recommendation(f"R{n}", "Share what is known.", None, RecommendationKind.IMPROVEMENT, who, (), 1)
        for n, who in enumerate(("LSCB", "LSCB", "police"), 1)
    ),
)
COPY = replace(full(), document=replace(full().document, name="copy.docx", fingerprint="another"))


@pytest.mark.parametrize(
    ("earlier", "later", "response", "told"),
    [
        ([full(2024)], [visit(2021)], [],
         r"later letter \(1 June 2021\).*before the earlier one \(1 March 2024\); swap them"),
        ([visit()], [full(authority="Northdale")], [], "visit.pdf is about Marshwick and 2024.pdf about Northdale"),
        ([full()], [full()], [],
         r"2024.pdf is there twice.*full inspection \(ILACS\), 1 March 2024.*earlier and a later"),
        ([full()], [COPY], [], "2024.pdf and copy.docx are the same letter"),
        ([full()], [replace(COPY, inspected=None)], [], "the same letter"),  # no date was read from the copy
        ([paper("board.docx", "Marshwick", visit())], [visit()], [], "the same letter"),
        ([visit(), visit()], [full()], [], "there twice"),
        ([paper()], [full()], [], "board.docx is a council's own report.*cannot be the earlier.*as a response"),
        ([visit()], [paper()], [], "cannot be the later letter"),
        ([visit()], [full()], [paper(authority="Northdale")],
         "report of Northdale and visit.pdf a letter to Marshwick"),
        ([visit()], [full()], [full(2020)], r"2020.pdf is an inspection letter \(.*\) and no answer"),
        ([], [full()], [], "no earlier letter"),
        ([visit()], [], [], "no later letter"),
    ],
)  # fmt: skip
def test_what_is_refused(earlier: list[Report], later: list[Report], response: list[Report], told: str) -> None:
    with pytest.raises(om.LinkError, match=told):
        om.follow_up(earlier, later, response=response)


@pytest.mark.parametrize(
    ("earlier", "later", "response", "told"),
    [
        (UNDATED, full(), [], ["undated.pdf carries no date; it is taken to stand where it was given"]),
        (visit(authority=None), full(), [], ["visit.pdf names no authority; it is taken to be of the same one"]),
        (visit(), full(), [paper(authority=None)],
         ["board.docx names no authority; it is taken to be of the same one"]),
        (visit(), [full(2020, kind=Kind.JTAI), full()], [],
         ["2020.pdf is dated before visit.pdf and is not read as its follow-up"]),
        (paper("board.docx", "Marshwick", visit()), full(), [],
         ["board.docx stands for the letter that it carries: focused visit, 1 June 2021"]),
        (full(2020), visit(kind=Kind.FOCUSED_VISIT), [], ["a focused visit looks at one part"]),
        (full(2020), visit(kind=Kind.AREA_SEND), [], ["special educational needs"]),
        (visit(kind=Kind.AREA_SEND), full(), [], ["frameworks with different scopes"]),
        (FOR_OTHERS, full(), [], ["3 recommendations to the LSCB and police, .* what 2024.pdf does not name"]),
        (visit(asked=[]), full(), [], ["visit.pdf makes no rec", "the weakness told in its body.*--include"]),
        (visit(asked=["The use of advocacy for children on remand."]), full(), [],
         ["visit.pdf: nothing that it asks for is spoken of"]),
        (visit(kind=Kind.OTHER), full(), [], ["the form of no inspection letter that is known"]),
        (visit(kind=Kind.SIF), full(), [paper()], []),  # nothing to say
    ],
)  # fmt: skip
def test_what_a_reader_should_know(earlier: Report, later: Report, response: list[Report], told: list[str]) -> None:
    notes = om.follow_up(earlier, later, response=response).notes
    for one in told:
        assert any(re.search(one, note) for note in notes), notes
    assert told or not notes


def test_what_is_no_report_is_told() -> None:
    with pytest.raises(TypeError, match=r"not '2021.pdf'; mine\(source\) makes one"):
        om.follow_up(["2021.pdf"], full())  # type: ignore[list-item]
    with pytest.raises(TypeError, match="a mined report is wanted"):
        om.history(["2021.pdf", "2022.pdf"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"not 'letters/'; mine\(source\) makes one"):
        om.history("letters/")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a follow-up is wanted, not a Report"):
        om.report(full(), "closure.docx")  # type: ignore[arg-type]
