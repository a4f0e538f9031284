"""The form of a document, told from its own words."""

from __future__ import annotations

import pytest
from written import letter

from ofstedmine.extract.kinds import kind
from ofstedmine.lexicon.patterns import forms
from ofstedmine.model import Kind
from ofstedmine.wording import KINDS

BODY = "Plans for children are timely and most are written with the family, who have their own copy of them."
DEAR = "Dear Ms Hale"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["# Inspection of Quarrenden local authority children’s services", BODY], Kind.ILACS, id="ilacs"),
        pytest.param(
            ["# Quarrenden", "# Inspection of children’s social care services", BODY], Kind.ILACS, id="ilacs-2018"
        ),
        pytest.param(
            ["# Inspection of Quarrenden local", "# authority children’s services", BODY],
            Kind.ILACS,
            id="lincolnshire-2023-p1-title-in-two",
        ),
        pytest.param([DEAR, "Focused visit to Quarrenden children’s services", BODY], Kind.FOCUSED_VISIT, id="focused"),
        pytest.param(
            [DEAR, "Monitoring visit to Quarrenden children’s services", BODY], Kind.MONITORING_VISIT, id="monitoring"
        ),
        pytest.param(
            [DEAR, "This letter summarises the findings of the focused visit to Quarrenden on 3 June 2020."],
            Kind.FOCUSED_VISIT,
            id="subject-line-lost",
        ),
        pytest.param(
            [
                "# Quarrenden",
                "# Inspection of services for children in need of help and protection, children looked after and care"
                " leavers",
                BODY,
            ],
            Kind.SIF,
            id="sif",
        ),
        pytest.param(
            ["# Quarrenden", "# Re-inspection of services for children in need of help and protection", BODY],
            Kind.SIF,
            id="sunderland-2018-re-inspection",
        ),
        pytest.param(
            [DEAR, "Joint targeted area inspection of the multi-agency response to neglect in Quarrenden", BODY],
            Kind.JTAI,
            id="jtai",
        ),
        pytest.param(["# Area SEND inspection of Quarrenden Local Area Partnership", BODY], Kind.AREA_SEND, id="send"),
        pytest.param(["# Fostering in Quarrenden", BODY, "We visited ten homes."], Kind.OTHER, id="never-seen"),
        pytest.param([BODY], Kind.OTHER, id="no-title"),
    ],
)
def test_kinds(rows: list[str], expected: Kind) -> None:
    document = letter(*rows)
    assert kind(document, document.blocks) is expected


def test_a_council_report_that_names_the_inspection_is_the_councils() -> None:
    document = letter(
        "# Report of the Director of Children and Families",
        "Report to: Scrutiny Board",
        "# Inspection of Quarrenden local authority children’s services",
        "# What is this report about?",
        "• This report tells the board what inspectors found in May 2022 and what the council will do about it.",
        "# Recommendations",
        "a) Members are asked to note the findings of the inspection.",
    )
    assert kind(document, document.blocks) is Kind.COUNCIL_REPORT


def test_every_kind_has_words_and_those_that_a_title_names_are_kinds() -> None:
    assert set(KINDS) == set(Kind)
    assert {e.label for e in forms().entries if e.label.startswith("kind.")} <= {f"kind.{k}" for k in Kind}
