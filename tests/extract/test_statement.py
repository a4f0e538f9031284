"""Joint local area SEND letters of 2016 to 2022 (invented, in their shape)."""

from ofstedmine.document import BlockKind
from ofstedmine.extract import report
from ofstedmine.model import Kind, RecommendationKind
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Draft, Line

LETTER = [
    ("p", "14 March 2019"),
    ("p", "Dear Ms Aldersey"),
    ("h", "Joint local area SEND inspection in Fenwater"),
    ("p", "Between 21 January 2019 and 25 January 2019, Ofsted and the Care Quality Commission inspected Fenwater. "
          "This letter says what they found about children and young people with special educational needs."),
    ("p", "As a result of the findings, Her Majesty’s Chief Inspector has determined that a Written Statement of "
          "Action is required because of significant areas of weakness in the local area’s practice. The areas are:"),
    ("b", "the long waits for an assessment of autism"),
    ("b", "the poor quality of education, health and care plans."),
    ("h", "Main findings"),
    ("p", "Leaders know the local area well and have begun to put right what was neglected for many years."),
    ("h", "Areas for development"),
    ("b", "Plans rarely say what health services will do. Parents told inspectors that they had stopped asking."),
]  # fmt: skip
KINDS = {"p": BlockKind.PARAGRAPH, "h": BlockKind.HEADING, "b": BlockKind.BULLET}


def mined(rows: list[tuple[str, str]]):  # type: ignore[no-untyped-def]
    drafts = [
        Draft(KINDS[k], [Line(text, page=1)], marker="•" if k == "b" else None, bold=k == "h", size=12.0)
        for k, text in rows
    ]
    return report(assemble("letter", drafts))


def test_required_actions_stand_under_a_sentence() -> None:
    letter = mined(LETTER)
    assert (letter.kind, letter.authority) == (Kind.AREA_SEND, "Fenwater")
    assert [(r.kind, r.text) for r in letter.recommendations] == [
        (RecommendationKind.PRIORITY_ACTION, "the long waits for an assessment of autism"),
        (RecommendationKind.PRIORITY_ACTION, "the poor quality of education, health and care plans."),
    ]
    assert "a Written Statement of Action is required" in letter.judgements[0].grade


def test_areas_for_development_are_findings() -> None:
    assert [f.text for f in mined(LETTER).findings if f.section == "Areas for development"] == [
        "Plans rarely say what health services will do.",
        "Parents told inspectors that they had stopped asking.",
    ]


def test_a_letter_that_requires_nothing_has_no_recommendation() -> None:
    quiet = [row for row in LETTER if "Written Statement" not in row[1] and not row[1].startswith("the ")]
    assert mined(quiet).recommendations == ()
