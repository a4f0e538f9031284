"""What tells a council's paper, what stands at its head, what its board is asked, what it repeats."""

from __future__ import annotations

import time
from datetime import date

import pytest
from council_papers import bullet, head, num, paper, para, table

from ofstedmine.document import Document
from ofstedmine.extract.council import (
    board_recommendations,
    cited_recommendations,
    council_header,
    looks_like_council_report,
)
from ofstedmine.lexicon.patterns import council
from ofstedmine.model import RecommendationKind
from ofstedmine.read.draft import Draft

NEXT = head("Background")


def board(*drafts: Draft) -> list[tuple[str, str | None]]:
    document = paper(*drafts)
    found = board_recommendations(document, document.blocks)
    assert all(r.span and r.text == document.slice(r.span) for r in found)
    assert [r.id for r in found] == [f"B{n + 1}" for n in range(len(found))]
    assert all(r.kind is RecommendationKind.BOARD for r in found)
    return [(r.text, r.addressee) for r in found]


def cited(*drafts: Draft) -> list[str]:
    document = paper(*drafts)
    found = cited_recommendations(document, document.blocks)
    assert all(r.span and r.text == document.slice(r.span) for r in found)
    return [r.text for r in found]


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param(
            [
                head("Recommendations"),
                para("Members are asked to note the letter.", "a)"),
                para("Agree to a further report in May.", "b)"),
                para("☐ Yes ☒ No"),
                NEXT,
            ],
            [("Members are asked to note the letter.", "Members"), ("Agree to a further report in May.", "Members")],
            id="lettered, the second without its subject",
        ),
        pytest.param(
            [
                head("3. RECOMMENDATIONS"),
                para("That Cabinet accepts the findings.", "3.1"),
                para("That a group be set up.", "3.2"),
            ],
            [("That Cabinet accepts the findings.", "Cabinet"), ("That a group be set up.", "Cabinet")],
            id="dotted numbers",
        ),
        pytest.param(
            [
                head("Decision asked for"),
                para("The Committee is asked:"),
                para("to note the plan;", "(i)"),
                para("to say what it thinks.", "(ii)"),
            ],
            [("to note the plan", "Committee"), ("to say what it thinks.", "Committee")],
            id="a lead-in and numerals",
        ),
        pytest.param(
            [para("It is recommended that the Children's Panel: (a) notes the letter; and (b) asks for a report.")],
            [("notes the letter", None), ("asks for a report.", None)],
            id="a list inside its sentence, no heading",
        ),
        pytest.param(
            [
                head("Minutes"),
                para("RESOLVED –"),
                num(1, "That the report be noted;"),
                num(2, "That it come back in May."),
                para("The meeting ended."),
            ],
            [("That the report be noted", None), ("That it come back in May.", None)],
            id="minutes",
        ),
        pytest.param(
            [para("RESOLVED – That the report be noted.")],
            [("That the report be noted.", None)],
            id="one resolution",
        ),
        pytest.param(
            [
                head("What we would like you to do"),
                para("We ask the panel to:"),
                bullet("read the letter"),
                bullet("invite two parents in May"),
                NEXT,
            ],
            [("read the letter", "panel"), ("invite two parents in May", "panel")],
            id="plain words",
        ),
        pytest.param(
            [
                head("Recommendations"),
                num(1, "Approve the plan, with its parts:"),
                bullet("audits", 2),
                bullet("training", 2),
                num(2, "Note the risks."),
            ],
            [("Approve the plan, with its parts:\naudits\ntraining", None), ("Note the risks.", None)],
            id="entries inside an entry are one item",
        ),
        pytest.param(
            [*table(("Recommendations", "1) Note the letter 2) Agree the plan"))],
            [("Note the letter", None), ("Agree the plan", None)],
            id="a form's cell",
        ),
        pytest.param(
            [
                head("Summary"),
                para("The Health Scrutiny Board is asked to consider the letter."),
                para("Children were seen."),
            ],
            [("The Health Scrutiny Board is asked to consider the letter.", "Health Scrutiny Board")],
            id="a sentence by itself",
        ),
        pytest.param(
            [head("Recommendations from Ofsted"), bullet("The quality of plans.")],
            [],
            id="declines: the inspectorate's",
        ),
        pytest.param(
            [head("Reasons for recommendations"), para("To keep members informed.")], [], id="declines: reasons"
        ),
        pytest.param(
            [para("Ofsted recommended that the council reviews its plans.")], [], id="declines: told in a sentence"
        ),
        pytest.param([para("The dispute was resolved to everybody's relief.")], [], id="declines: resolved"),
    ],
)
def test_what_the_board_is_asked(drafts: list[Draft], want: list[tuple[str, str | None]]) -> None:
    assert board(*drafts) == want


A, B, C = (
    "The timeliness of reviews.",
    "The quality of chronologies in assessments.",
    "Visits to children placed far away.",
)


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param(
            [num(4, "Inspectors named three matters that must improve:"), bullet(A), bullet(B), bullet(C)],
            [A, B, C],
            id="listed",
        ),
        pytest.param(
            [
                num(4, "The visit led to two recommendations:"),
                bullet(A),
                bullet(B),
                num(9, "The areas for improvement in the letter are:"),
                bullet(A),
                bullet(B),
            ],
            [A, B],
            id="repeated",
        ),
        pytest.param(
            [
                num(4, "The visit led to recommendations:"),
                bullet(B),
                bullet(C),
                num(6, "There are two areas for improvement in the Ofsted report:"),
                bullet("Chronologies in assessments"),
                bullet(A),
            ],
            [B, C, A],
            id="repeated in short",
        ),
        pytest.param(
            [head("What needs to improve in this area of practice"), bullet(A), bullet(B), NEXT],
            [A, B],
            id="under its heading",
        ),
        pytest.param(
            [para("Ofsted made recommendations: (1) the timeliness of reviews; and (2) visits to children far away.")],
            ["the timeliness of reviews", "visits to children far away"],
            id="inside a sentence",
        ),
        pytest.param(
            [
                bullet("The letter named three areas for improvement:", 1),
                bullet("A. " + A, 2),
                bullet("B. " + B, 2),
                bullet("The purpose of this report is to:", 1),
                bullet("a) tell members", 2),
            ],
            [A, B],
            id="lettered entries under an entry",
        ),
        pytest.param([head("Recommendation 2: " + B), para("The service has begun work.")], [B], id="as a heading"),
        pytest.param(
            [num(3, "Recommendation A, the timeliness of reviews in residence – Much has been done.")],
            ["the timeliness of reviews in residence"],
            id="run in",
        ),
        pytest.param(
            table(
                ("Ofsted recommendation", "Action", "Lead", "By when"),
                (A, "Train chairs", "AD", "May 2023"),
                ("", "Buy software", "AD", "June 2023"),
                (B, "Write a guide", "PSW", "July 2023"),
            ),
            [A, B],
            id="a plan's column",
        ),
        pytest.param(
            [
                head("Areas for improvement"),
                *table(("Area", "Action", "Lead", "By when"), (A, "Train chairs", "AD", "May 2023")),
            ],
            [A],
            id="a plan's column of areas under the inspectorate's heading",
        ),
        pytest.param(
            table(("Theme", "Action", "Lead", "By when"), ("A stable workforce for all", "Recruit", "AD", "May 2023")),
            [],
            id="declines: a plan's own themes",
        ),
        pytest.param(
            [num(5, "Inspectors name such areas. An area for priority action is either:"), bullet(A), bullet(B)],
            [],
            id="declines: a definition",
        ),
        pytest.param(
            [num(5, "The strengths identified by inspectors included:"), bullet(A), bullet(B)],
            [],
            id="declines: strengths",
        ),
        pytest.param(
            [num(5, "The panel made the following recommendations after the visit:"), bullet(A), bullet(B)],
            [],
            id="declines: the panel's",
        ),
        pytest.param(
            [num(5, "Our own audits found two areas for improvement:"), bullet(A), bullet(B)], [], id="declines: audits"
        ),
        pytest.param(
            [
                head("Recommendations"),
                num(1, "Members are asked to note areas for improvement in the letter:"),
                bullet(A),
            ],
            [],
            id="declines: the board's",
        ),
    ],
)
def test_what_the_paper_repeats(drafts: list[Draft], want: list[str]) -> None:
    assert cited(*drafts) == want


def test_areas_for_priority_action_keep_their_kind() -> None:
    document = paper(num(4, "The areas for priority action in the report are:"), bullet(A), bullet(B))
    found = cited_recommendations(document, document.blocks)
    assert {r.kind for r in found} == {RecommendationKind.PRIORITY_ACTION}
    assert [(r.id, r.paragraph) for r in found] == [("C1", 4), ("C2", 4)]


PLAN = table(("Action", "Lead", "By when", "RAG"), ("Train chairs", "AD", "May 2023", "Green"))


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param([para("Report of: Director"), para("Report to: Cabinet")], True, id="a form's first lines"),
        pytest.param(
            [head("Background"), para("The Scrutiny Board is asked to note this."), head("Legal implications")],
            True,
            id="ask and form",
        ),
        pytest.param(
            [head("Agenda item 7"), head("Decision"), para("RESOLVED – That the report be noted.")], True, id="minutes"
        ),
        pytest.param(PLAN, True, id="an improvement plan"),
        pytest.param(
            [head("What Cabinet is asked to do"), para("Cabinet is recommended:"), para("To note it.", "A.")],
            True,
            id="a page for Cabinet",
        ),
        pytest.param(
            [head("Inspection of Fenwick"), para("Inspection dates: 2 to 13 May 2022"), para("Scrutiny is effective.")],
            False,
            id="declines: a report",
        ),
        pytest.param(
            [para("Dear Ms Ames"), para("This letter summarises findings."), head("Next steps"), *PLAN],
            False,
            id="declines: a letter",
        ),
        pytest.param(
            [head("Recommendations"), para("The local authority should review its plans.")],
            False,
            id="declines: one sign",
        ),
        pytest.param([], False, id="declines: nothing"),
    ],
)
def test_a_councils_paper_is_told(drafts: list[Draft], want: bool) -> None:
    document = paper(*drafts) if drafts else Document("empty", "")
    assert looks_like_council_report(document, document.blocks) is want


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param(
            [
                head("Ofsted outcome"),
                para("Date: 6 July 2022"),
                para("It was a visit to children in Fenwick on 2 May 2022."),
            ],
            ("Ofsted outcome", date(2022, 7, 6), "Fenwick"),
            id="labels",
        ),
        pytest.param(
            [
                para("FENWICK BOROUGH COUNCIL"),
                para("Children's Select Committee"),
                para("Wednesday 20 November 2019"),
                para("VISIT TO THE HUB"),
            ],
            ("VISIT TO THE HUB", date(2019, 11, 20), "Fenwick"),
            id="capitals, a line that is a date",
        ),
        pytest.param(
            [*table(("Date of meeting", "14 March 2023"), ("Subject:", "The plan"))],
            ("The plan", date(2023, 3, 14), None),
            id="a form's table",
        ),
        pytest.param(
            [head("Improvement plan"), para("Progress at 3 May 2024. Fenwick City Council and its partners.")],
            ("Improvement plan", date(2024, 5, 3), "Fenwick"),
            id="progress at",
        ),
        pytest.param(
            [
                head("What is this report about?"),
                bullet("A visit took place on 20 July 2021 under the Best Council Plan."),
            ],
            (None, None, None),
            id="declines: a visit's date, a form's question, a plan's name",
        ),
    ],
)
def test_what_stands_at_the_head(drafts: list[Draft], want: tuple[str | None, date | None, str | None]) -> None:
    document = paper(*drafts)
    assert council_header(document, document.blocks) == want


@pytest.mark.parametrize(
    "seed", ["financial and ", "20", "the Board ", "a ", "recommendation ", "areas of ", "will be "]
)
def test_no_pattern_takes_long_over_a_text_that_repeats(seed: str) -> None:
    text = seed * (2000 // len(seed)) + "!"
    started = time.perf_counter()
    for entry in council().entries:
        entry.regex.search(text)
    assert time.perf_counter() - started < 2
