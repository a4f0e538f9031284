"""The front of a letter: place, dates, publication, who led; what is not there is None, and a note says so."""

from __future__ import annotations

from datetime import date

import pytest
from written import letter

from ofstedmine.extract.header import Header, header
from ofstedmine.model import Kind, Period

ILACS = "# Inspection of Quarrenden local authority children’s services"
SIF = "# Inspection of services for children in need of help and protection, children looked after and care leavers"
BODY = "Plans for children are timely and most are written with the family, who have their own copy of them."


def front(kind: Kind, *rows: str) -> Header:
    document = letter(*rows)
    return header(document, kind, document.blocks)


@pytest.mark.parametrize(
    ("kind", "rows", "expected"),
    [
        pytest.param(Kind.ILACS, [ILACS], "Quarrenden", id="ilacs"),
        pytest.param(
            Kind.ILACS,
            ["# Quarrenden Metropolitan Borough Council", "# Inspection of children’s social care services"],
            "Quarrenden",
            id="ilacs-2018-council-above-the-title",
        ),
        pytest.param(
            Kind.ILACS,
            ["# Inspection of Quarrenden local", "# authority children’s services"],
            "Quarrenden",
            id="lincolnshire-2023-p1-title-cut-inside-the-name",
        ),
        pytest.param(
            Kind.ILACS,
            ["# Quarrenden City of", "# Inspection of children’s social care services"],
            "Quarrenden",
            id="bristol-2018-p1-city-of",
        ),
        pytest.param(Kind.SIF, ["# London Borough of Quarrenden", SIF], "Quarrenden", id="sif-london-borough"),
        pytest.param(
            Kind.FOCUSED_VISIT,
            ["Dear Ms Hale", "Focused visit to Quarrenden children’s services", BODY],
            "Quarrenden",
            id="focused-visit",
        ),
        pytest.param(
            Kind.JTAI,
            ["Joint targeted area inspection of the multi-agency response to neglect in Quarrenden", BODY],
            "Quarrenden",
            id="jtai-subject-then-place",
        ),
        pytest.param(
            Kind.JTAI, ["Joint targeted area inspection of Quarrenden", BODY], "Quarrenden", id="leeds-2024-place-alone"
        ),
        pytest.param(
            Kind.AREA_SEND,
            ["# Area SEND inspection of Quarrenden and Vale Local Area Partnership"],
            "Quarrenden and Vale",
            id="send-partnership",
        ),
    ],
)
def test_authority(kind: Kind, rows: list[str], expected: str) -> None:
    assert front(kind, *rows, BODY).authority == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["# Scrutiny note"], None, id="a-heading-is-no-place"),
        pytest.param(["Quarrenden County Council", "# Scrutiny note"], "Quarrenden", id="styled-as-a-council"),
        pytest.param(["Surrey", "# Scrutiny note"], "Surrey", id="one-of-england-s"),
    ],
)
def test_an_unknown_form_has_no_authority_that_is_made_up(rows: list[str], expected: str | None) -> None:
    assert front(Kind.OTHER, *rows, "The board met. Nothing else was said.").authority == expected


def test_no_authority_is_told_in_a_note() -> None:
    read = front(Kind.OTHER, "# 12 homes inspected: a report", BODY)
    assert read.authority is None
    assert "no authority could be told from the title" in read.notes


@pytest.mark.parametrize(
    ("rows", "start", "end"),
    [
        pytest.param(["Inspection dates: 9 May 2022 to 20 May 2022"], "2022-05-09", "2022-05-20", id="dates"),
        pytest.param(["Inspection date: 11 – 22 July 2022"], "2022-07-11", "2022-07-22", id="date-that-is-a-range"),
        pytest.param(["Inspection dates:", "9 to 20 May 2022"], "2022-05-09", "2022-05-20", id="on-the-next-line"),
        pytest.param(
            ["Dates of previous inspection: 4 to 8 March 2019", "Inspection dates: 9 to 20 May 2022"],
            "2022-05-09",
            "2022-05-20",
            id="newham-2024-p1-previous-dates-first",
        ),
        pytest.param(
            ["Inspection dates: 9 to 20 May 2022 Lead inspector: Alma Reed"], "2022-05-09", "2022-05-20", id="one-line"
        ),
    ],
)
def test_inspection_dates(rows: list[str], start: str, end: str) -> None:
    assert front(Kind.ILACS, ILACS, *rows, BODY).inspected == Period(date.fromisoformat(start), date.fromisoformat(end))


def test_dates_of_a_letter_stand_in_a_sentence() -> None:
    read = front(
        Kind.FOCUSED_VISIT,
        "24 August 2021",
        "Dear Ms Hale",
        "Focused visit to Quarrenden children’s services",
        "This letter summarises the findings of the visit to Quarrenden children’s services on 13 and 14 July 2021.",
    )
    assert read.inspected == Period(date(2021, 7, 13), date(2021, 7, 14))
    assert read.published == date(2021, 8, 24)


def test_no_dates_are_told_in_a_note() -> None:
    read = front(Kind.ILACS, ILACS, BODY, "In the year 2021 there were 40 children.")
    assert read.inspected is None
    assert "no inspection dates are printed" in read.notes


def test_publication() -> None:
    assert front(Kind.SIF, SIF, "Report published: 15 September 2015", BODY).published == date(2015, 9, 15)
    assert front(Kind.ILACS, ILACS, "Inspection dates: 9 to 20 May 2022", BODY).published is None


@pytest.mark.parametrize(
    ("rows", "lead"),
    [
        pytest.param(["Lead inspector: Alma Reed, Her Majesty’s Inspector"], "Alma Reed", id="with-her-office"),
        pytest.param(
            ["Lead inspector: Alma Reed", "Her Majesty’s Inspector"], "Alma Reed", id="tower-hamlets-2019-p1-next-line"
        ),
        pytest.param(["Lead inspector: Alma Reed, Senior HMI"], "Alma Reed", id="senior-hmi"),
        pytest.param(["Lead inspectors: Alma Reed and Tom Ashe"], "Alma Reed and Tom Ashe", id="two-names"),
        pytest.param(["Lead inspector:", "Alma Reed"], "Alma Reed", id="name-below"),
        pytest.param(["Lead inspector: Alma O’Reed-Hale HMI"], "Alma O’Reed-Hale", id="marks-in-a-name"),
        pytest.param(["The lead inspector said that plans are timely."], None, id="a-sentence"),
        pytest.param([], None, id="none"),
    ],
)
def test_lead_inspector(rows: list[str], lead: str | None) -> None:
    assert front(Kind.ILACS, ILACS, *rows, BODY).lead_inspector == lead


def test_the_inspectorates_lead_and_not_the_other_commissions_newham_2024() -> None:
    team = "| Ofsted / Alma Reed, Ofsted HMI, lead inspector | Care Quality Commission / Tom Ashe, CQC lead inspector"
    read = front(
        Kind.AREA_SEND, "# Area SEND inspection of Quarrenden Local Area Partnership", BODY, "# Inspection team", team
    )
    assert read.lead_inspector == "Alma Reed"


def test_those_who_sign_a_letter_lead_nothing() -> None:
    read = front(
        Kind.FOCUSED_VISIT, "Focused visit to Quarrenden children’s services", BODY, "Yours sincerely", "Alma Reed"
    )
    assert read.lead_inspector is None


def test_inspectors_of_a_visit() -> None:
    read = front(
        Kind.FOCUSED_VISIT,
        "Focused visit to Quarrenden children’s services",
        "The inspectors were Alma Reed, Her Majesty’s Inspector, and Tom Ashe, Her Majesty’s Inspector.",
    )
    assert read.inspectors[0] == "Alma Reed"
