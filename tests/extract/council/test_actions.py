"""What a council does or will do: which sentences say so, by whom, by when, and in answer to what."""

from __future__ import annotations

from datetime import date

import pytest
from council_papers import bullet, head, num, paper, para, quote, table

from ofstedmine.extract.council.actions import actions
from ofstedmine.extract.council.cited import cited_recommendations
from ofstedmine.extract.council.deadlines import Month, dates, due, due_cell, reference_month
from ofstedmine.extract.council.owners import owner_of
from ofstedmine.extract.council.plans import plan_rows
from ofstedmine.model import Action
from ofstedmine.read.draft import Draft

A, B = "The timeliness of return home interviews.", "The quality of chronologies."
LIST = [num(2, "Inspectors named two areas for improvement:"), bullet(A), bullet(B)]


def found(*drafts: Draft, published: date | None = date(2022, 9, 14)) -> tuple[Action, ...]:
    document = paper(*drafts)
    out = actions(document, document.blocks, published=published)
    assert all(a.span and a.text == document.slice(a.span) for a in out)
    return out


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param(
            [num(5, "The Head of Fostering will visit each home by 30 November 2022.")],
            [("The Head of Fostering will visit each home by 30 November 2022.", "Head of Fostering", "2022-11-30")],
            id="who, what, when",
        ),
        pytest.param(
            [num(5, "A guide is being written. It will be completed by October 2022 and shared with all teams.")],
            [
                (
                    "A guide is being written. It will be completed by October 2022 and shared with all teams.",
                    None,
                    "2022-10",
                )
            ],
            id="when stands in the next sentence",
        ),
        pytest.param(
            [
                num(5, "A guide is currently being written for workers when a child is already known to"),
                para("the team. This will be completed by May 2023."),
            ],
            [
                (
                    "A guide is currently being written for workers when a child is already known to\n"
                    "the team. This will be completed by May 2023.",
                    None,
                    "2023-05",
                )
            ],
            id="over a page break",
        ),
        pytest.param(
            [num(5, "Every plan will be rewritten by March 2023. Team managers own this one.")],
            [("Every plan will be rewritten by March 2023. Team managers own this one.", "Team managers", "2023-03")],
            id="who stands in the next sentence",
        ),
        pytest.param(
            [num(5, "The service has set up a working group. Staff are proud of it.")],
            [("The service has set up a working group.", "service", None)],
            id="done",
        ),
        pytest.param(
            [num(5, "Training is planned during October.")],
            [("Training is planned during October.", None, "2022-10")],
            id="a month alone",
        ),
        pytest.param(
            [
                num(5, "The Service Manager will:"),
                bullet("sample ten files each month"),
                bullet("report by June 2023."),
            ],
            [
                ("sample ten files each month", "Service Manager", None),
                ("report by June 2023.", "Service Manager", "2023-06"),
            ],
            id="a list",
        ),
        pytest.param(
            [head("Next steps"), bullet("Recruit two managers by May 2023."), bullet("Children are safe.")],
            [("Recruit two managers by May 2023.", None, "2023-05")],
            id="a list under its heading",
        ),
        pytest.param(
            [head("Minutes:"), bullet("The Head of Youth Justice would report to the Board by the end of November.")],
            [
                (
                    "The Head of Youth Justice would report to the Board by the end of November.",
                    "Head of Youth Justice",
                    "2022-11",
                )
            ],
            id="minutes, in reported speech",
        ),
        pytest.param([num(5, "Inspectors noted that managers will need to act.")], [], id="declines: inspectors"),
        pytest.param([num(5, "Ofsted will return within three years.")], [], id="declines: the inspectorate"),
        pytest.param([num(5, "This report will be published on the website.")], [], id="declines: the paper itself"),
        pytest.param([num(5, "The aim of the work is to bring families together.")], [], id="declines: an aim"),
        pytest.param(
            [num(5, "The letter says “managers have introduced a new panel for every child”.")],
            [],
            id="declines: a quote",
        ),
        pytest.param(
            [num(5, "They say:"), quote("Leaders have introduced a new panel for children.")],
            [],
            id="declines: set apart",
        ),
        pytest.param(
            [head("Legal implications"), num(5, "The council will follow the Act.")],
            [],
            id="declines: a form's paragraph",
        ),
        pytest.param(
            [head("Recommendations"), para("Members are asked to agree that officers will report.", "a)")],
            [],
            id="declines: the board's",
        ),
        pytest.param([num(5, "Children are safe and plans are clear.")], [], id="declines: a finding"),
    ],
)
def test_what_a_council_does(drafts: list[Draft], want: list[tuple[str, str | None, str | None]]) -> None:
    assert [(a.text, a.owner, a.due) for a in found(*drafts)] == want


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param(
            [
                *LIST,
                num(3, "Chronologies. A template will be issued to all."),
                num(4, "Champions have all been trained for it."),
            ],
            ["C2", "C2"],
            id="run in",
        ),
        pytest.param(
            [*LIST, head("Return home interviews"), num(4, "A provider has been appointed.")],
            ["C1"],
            id="under a heading",
        ),
        pytest.param(
            [
                *LIST,
                num(4, "In answer to the second, a template has been issued."),
                num(5, "A hub has been launched in town."),
            ],
            ["C2", None],
            id="in answer to the second; the next paragraph answers nothing",
        ),
        pytest.param(
            [*LIST, num(4, "The Head of Service will replace the chronologies template.")], ["C2"], id="by its words"
        ),
        pytest.param(
            [*LIST, num(4, "Both areas have been reviewed by the panel and updated.")], [None], id="declines: both"
        ),
        pytest.param(
            [*LIST, num(4, "A new car park has been introduced at the office.")], [None], id="declines: neither"
        ),
    ],
)
def test_which_recommendation_an_action_answers(drafts: list[Draft], want: list[str | None]) -> None:
    assert [a.answers for a in found(*drafts)] == want


HEAD = ("Ofsted recommendation", "Action", "Lead officer", "Timescale", "Progress", "BRAG")


def test_each_row_of_a_plan_is_an_action() -> None:
    rows = found(
        *table(
            ("Improvement plan",),
            HEAD,
            (A, "Appoint a provider", "Head of Early Help", "30/09/22", "Tender out", "Amber"),
            ("", "Train two workers", "Ada Finch", "Q2 2023/24", "Not begun", "R"),
            HEAD,
            (B, "Issue a template", "PSW", "Sept 2022 (was July 2022), now Dec 2022", "Done", "Complete"),
            ("", "", "", "", "", ""),
        )
    )
    assert [(a.text, a.owner, a.due, a.answers, a.progress, a.rag) for a in rows] == [
        ("Appoint a provider", "Head of Early Help", "2022-09-30", "C1", "Tender out", "amber"),
        ("Train two workers", "Ada Finch", "2023-09", "C1", "Not begun", "red"),
        ("Issue a template", "PSW", "2022-12", "C2", "Done", "blue"),
    ]


def test_columns_are_known_by_their_labels_in_any_order() -> None:
    rows = found(
        *table(
            ("RAG status", "By whom", "What we will do", "By when", "Theme"),
            ("Green", "AD", "Train staff", "Ongoing", "Skills"),
        )
    )
    assert [(a.text, a.owner, a.due, a.rag) for a in rows] == [("Train staff", "AD", None, "green")]


def test_a_plan_goes_on_over_the_page_without_its_header() -> None:
    first = table(("Area", "Action", "Lead", "By when"), ("Plans", "Train staff", "AD", "May 2023"))
    rows = found(
        *first,
        *table(("", "Buy software", "IT", "June 2023"), ("Reviews", "Hire a chair", "AD", "July 2023"), number=1),
    )
    assert [(a.text, a.due) for a in rows] == [
        ("Train staff", "2023-05"),
        ("Buy software", "2023-06"),
        ("Hire a chair", "2023-07"),
    ]


def test_a_table_beside_one_recommendation_answers_it() -> None:
    rows = found(
        head("Area for priority action 1"),
        *table(("Ref", "Action", "Lead", "By when"), ("1.1", "Open a team", "AD", "May 2023")),
        para("Recommendation answered: Leaders should cut the wait for autism assessments."),
    )
    assert [(a.text, a.answers) for a in rows] == [("Open a team", "C1")]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("Name", "Telephone", "Action"), ("Ada", "01999", "Ring")], id="one label is no plan"),
        pytest.param([("Measure", "2021", "2022"), ("Visits on time", "71%", "84%")], id="figures"),
        pytest.param([("Area", "Lead"), ("Plans", "AD")], id="no action"),
    ],
)
def test_other_tables_are_no_plans(rows: list[tuple[str, ...]]) -> None:
    document = paper(*table(*rows))
    assert not plan_rows(document, document.blocks)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("This will be completed by the end of September 2022.", "2022-09"),
        ("It will start by 3rd October 2022 and finish in May 2023.", "2022-10-03"),
        ("by 30/09/22", "2022-09-30"),
        ("by 01.10.2022", "2022-10-01"),
        ("by 2022-10-01", "2022-10-01"),
        ("by Sept 2022", "2022-09"),
        ("by the end of March", "2023-03"),
        ("from November 2022", "2022-11"),
        ("between January and March 2023", "2023-03"),
        ("by the end of 2022/23", "2023-03"),
        ("by the end of Q2 2023", "2023"),
        ("by Q4 2023/24", "2024-03"),
        ("by spring 2023", "2023"),
        ("by the autumn term 2023", "2023"),
        ("Staff may act in march order by hand.", None),
        ("It was changed in 2021.", None),
        ("No visit has been missed since June 2023.", None),
        ("by 31 February 2023", None),
        ("a review of 2022/25 figures", None),
    ],
)
def test_when_a_thing_is_due(text: str, want: str | None) -> None:
    assert due(text, Month(2022, 9)) == want


def test_a_cell_gives_its_last_date_and_ongoing_gives_none() -> None:
    assert due_cell("May 2023, put off to July 2023") == "2023-07"
    assert due_cell("Ongoing") is None


def test_a_month_alone_is_placed_by_what_the_report_dates() -> None:
    document = paper(
        para("The visit took place on 20 July 2021. Work ends by May 2023."), para("Letter of August 2021.")
    )
    assert reference_month(document, document.blocks) == Month(2021, 8)
    assert [f.iso for f in dates("in June", reference_month(document, document.blocks))] == ["2022-06"]
    assert dates("in June") == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The service manager for the hub has begun a review.", "service manager for the hub"),
        ("From July 2022 the Principal Social Worker will be holding surgeries.", "Principal Social Worker"),
        ("The Interim Director reviews the list each day and will go on doing so.", "Interim Director"),
        (
            "Ada Finch-Marlow, our Head of Practice, is sitting in on supervision.",
            "Ada Finch-Marlow, our Head of Practice",
        ),
        ("The work will be led by the Head of Safeguarding.", "Head of Safeguarding"),
        ("The panel will meet weekly, chaired by Ada Finch, until May.", "Ada Finch"),
        ("Write a guide (Lead: Ada Finch; by May)", "Ada Finch"),
        ("A second guide is being written.", None),
        ("Each team will have a champion.", None),
        ("A nurse will sit with the team.", None),
        ("Social work teams are now paired.", None),
        ("Children will be heard by their workers.", None),
        ("Social workers in the hub are to receive training.", None),
    ],
)
def test_who_acts(text: str, want: str | None) -> None:
    assert owner_of(text) == want


def test_the_default_is_what_the_report_cites() -> None:
    document = paper(*LIST, num(4, "Chronologies. A template will be issued."))
    cited = cited_recommendations(document, document.blocks)
    assert actions(document, document.blocks, cited) == actions(document, document.blocks)
