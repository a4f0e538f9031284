"""Items of the lists of what must improve: all of them, whole, and nothing else; and whom each is addressed to."""

from __future__ import annotations

import pytest
from written import read_parts

from ofstedmine.extract.recommendations import addressee, recommendations
from ofstedmine.model import Kind, Recommendation, RecommendationKind

TITLE = "# Inspection of Quarrenden local authority children’s services"
BODY = "Plans for children are timely and most are written with the family, who have their own copy of them."
NUMBERED = "Plans are timely. (Recommendation)"


def items(kind: Kind, *rows: str) -> tuple[Recommendation, ...]:
    document, found = read_parts(TITLE, BODY, *rows)
    out = recommendations(document, kind, found, lambda text: ())
    assert [r.id for r in out] == [f"R{n}" for n in range(1, len(out) + 1)]
    for item in out:
        assert item.span
        assert item.text == document.slice(item.span)
        assert item.page == document.page_of(item.span.start)
    return out


def texts(kind: Kind, *rows: str) -> list[str]:
    return [r.text for r in items(kind, *rows)]


PLANS, VISITS, AUDITS = "The timeliness of plans for babies.", "the frequency of visits", "How well leaders use audits."


def test_bullets() -> None:
    out = items(
        Kind.ILACS, "# What needs to improve?", f"• {PLANS}", f"• {VISITS}", "# Main findings", "• Plans are late."
    )
    assert [(r.text, r.heading, r.kind, r.addressee, r.page) for r in out] == [
        (PLANS, "What needs to improve?", RecommendationKind.IMPROVEMENT, "local authority", 1),
        (VISITS, "What needs to improve?", RecommendationKind.IMPROVEMENT, "local authority", 1),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ["# Recommendations", "1. Ensure that plans:", "  – are timely;", "  – are read.", "2. Visit children."],
            ["Ensure that plans: are timely; are read.", "Visit children."],
            id="cheshire-east-2015-sub-bullets",
        ),
        pytest.param(
            [
                "# What needs to improve?",
                f"• {PLANS}",
                "---",
                f"• {AUDITS}",
                "# Strengths",
                "• Carers are well trained.",
            ],
            [PLANS, AUDITS],
            id="manchester-2023-last-item-on-the-next-page",
        ),
        pytest.param(
            ["# What needs to improve?", f"• {PLANS}", "^ A footnote under it", "# Main findings", "1. Visits."],
            [PLANS],
            id="harrow-2025-footnote-under-the-last-bullet",
        ),
        pytest.param(["# What needs to improve?", f"• {PLANS[:-1]}.²"], [PLANS], id="footnote-mark-at-the-end"),
        pytest.param(
            [
                "# What needs to improve?",
                f"• {PLANS}",
                "[] ## Practice study: area for improvement",
                "[] • A child waited.",
            ],
            [PLANS],
            id="leeds-2024-boxed-decoy",
        ),
        pytest.param(
            ["# What needs to improve?", "## Police", f"• {PLANS}", "## Health services", f"• {AUDITS}", "# Strengths"],
            [PLANS, AUDITS],
            id="bradford-2017-sub-headings",
        ),
        pytest.param(
            ["# Recommendations", f"1. {PLANS} (paragraphs 40, 83)", "# Summary", f"2. {NUMBERED}"],
            [f"{PLANS} (paragraphs 40, 83)"],
            id="wakefield-2016-tag-in-the-findings",
        ),
        pytest.param(["# What needs to improve?", PLANS, AUDITS], [PLANS, AUDITS], id="no-bullets"),
        pytest.param(
            ["# Areas for priority action", "There are no areas for priority action."], [], id="swindon-2014-none"
        ),
        pytest.param(["# Areas for priority action", "None"], [], id="none"),
        pytest.param(
            ["# What does the area partnership need to do better?", f"• {BODY}"], [], id="newham-2024-narrative"
        ),
        pytest.param(["# Strengths", f"• {BODY}"], [], id="strengths"),
        pytest.param(["# Main findings", f"1. {NUMBERED}"], [], id="findings"),
    ],
)
def test_lists(rows: list[str], expected: list[str]) -> None:
    assert texts(Kind.JTAI if "Strengths" in str(rows) else Kind.SIF, *rows) == expected


def test_the_board_has_its_own_pages_on_redcar_2017() -> None:
    out = items(
        Kind.SIF,
        "# Recommendations",
        "1. Ensure that plans are timely.",
        "# Summary",
        f"2. {BODY}",
        "---",
        "# The effectiveness of the Local Safeguarding Children Board",
        "# Recommendations",
        "91. Audit the work of partners.",
        "# Inspection findings",
        f"92. {BODY}",
    )
    assert [(r.text, r.addressee, r.paragraph, r.page) for r in out] == [
        ("Ensure that plans are timely.", "local authority", 1, 1),
        ("Audit the work of partners.", "LSCB", 91, 2),
    ]


def test_priority_actions_are_of_another_kind() -> None:
    out = items(Kind.ILACS, "# Areas for priority action", f"• {PLANS}", "# What needs to improve?", f"• {AUDITS}")
    assert [r.kind for r in out] == [RecommendationKind.PRIORITY_ACTION, RecommendationKind.IMPROVEMENT]


SEND = "# Areas for improvement"


def test_rows_of_a_table_are_items_newham_2024() -> None:
    out = items(
        Kind.AREA_SEND,
        SEND,
        "| Areas for improvement",
        "| The council should review the plans of all children whose needs have changed.",
        "| NHS Vale ICB should make sure that: / all children who wait are seen; / their carers know when.",
        "| Leaders in education should train their staff.",
    )
    assert [(r.text.replace("\n", " "), r.addressee) for r in out] == [
        ("The council should review the plans of all children whose needs have changed.", "local authority"),
        ("NHS Vale ICB should make sure that: all children who wait are seen; their carers know when.", "health"),
        ("Leaders in education should train their staff.", None),
    ]


def test_the_responsible_body_stands_beside_its_action_west_northamptonshire_2024() -> None:
    out = items(
        Kind.AREA_SEND,
        "# Areas for priority action",
        "| Responsible body | Areas for priority action",
        "| Quarrenden Council and NHS Vale Integrated Care Board | Leaders should act so that all plans are timely.",
        "| NHS Vale Integrated Care Board | Leaders should act at once so that children do not wait for therapy.",
        "|   | Leaders should publish how long children wait for each of the therapies.",
    )
    assert [r.addressee for r in out] == ["partnership", "health", "health"]
    assert all(r.kind is RecommendationKind.PRIORITY_ACTION for r in out)


@pytest.mark.parametrize(
    ("kind", "text", "more", "expected"),
    [
        pytest.param(Kind.ILACS, "The work of the police.", {}, "local authority", id="ilacs-always-the-authority"),
        pytest.param(Kind.SIF, "Audit the work of partners.", {"lscb": True}, "LSCB", id="board"),
        pytest.param(Kind.JTAI, "The quality of police referrals.", {}, "police", id="one-agency-named"),
        pytest.param(Kind.JTAI, "Waiting times for CAMHS.", {}, "health", id="manchester-2023-camhs"),
        pytest.param(Kind.JTAI, "How well agencies share what they know.", {}, "partnership", id="all"),
        pytest.param(Kind.JTAI, "The visits that children have.", {}, "partnership", id="none-named"),
        pytest.param(Kind.JTAI, "Joint visits by police and social workers.", {}, "partnership", id="two-named"),
        pytest.param(Kind.JTAI, "Referrals are late.", {"heading": "Police"}, "police", id="sub-heading"),
        pytest.param(Kind.JTAI, "The probation service’s plans.", {}, None, id="bradford-2017-unknown-to-the-guide"),
        pytest.param(Kind.AREA_SEND, "Area leaders need to plan.", {}, "partnership", id="area-leaders"),
        pytest.param(
            Kind.AREA_SEND, "The ICB must plan.", {"body": "Quarrenden Council"}, "local authority", id="column"
        ),
    ],
)
def test_addressees(kind: Kind, text: str, more: dict[str, object], expected: str | None) -> None:
    assert addressee(kind, text, **more) == expected  # type: ignore[arg-type]
