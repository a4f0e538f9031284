"""What every format of a closure report tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reports import CHECKS, FOLLOW_UP, LETTER, VISIT, closure, evidence, recommendation, report

from ofstedmine.document import Span
from ofstedmine.model import Action, Event, Lineage, Period, Stance, Status, Step
from ofstedmine.write.standing import Standing, standing
from ofstedmine.write.story import story


def test_a_story_tells_each_recommendation_with_its_status_and_best_evidence():
    told = story(FOLLOW_UP, today=date(2023, 6, 1))
    assert told.title == "What became of the recommendations to Fernley"
    assert told.summary == "4 recommendations: 1 closed, 1 partly closed, 1 open, 1 not addressed."
    assert [(str(p.mark), p.best and p.best.cited.text) for p in told.points] == [
        ("✓ closed", "(Ofsted, 2023, p. 2, para. 8)"),
        ("◐ partly closed", "(Ofsted, 2023, p. 2, para. 8)"),
        ("✗ open", "(Ofsted, 2023, p. 2, para. 8)"),
        ("– not addressed", None),
    ]
    assert [(m.part, m.name) for m in told.letters] == [
        ("earlier", "Focused visit, 1 to 2 March 2022"),
        ("later", "Full inspection (ILACS), 8 to 19 May 2023"),
    ]


def test_the_nearest_passage_is_no_evidence():
    near = evidence("Advocates visit.", Stance.CONTEXT)
    (point,) = story(replace(FOLLOW_UP, closures=(closure(4, Status.NOT_ADDRESSED, near),))).points
    assert (point.evidence, point.best) == ((), None)
    assert [p.text for p in point.nearest] == ["Advocates visit."]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("Open: para. 8 (p. 2) still reports it as weak.", "Ofsted, 2023: para. 8 (p. 2) still reports it as weak."),
        ("Open: it is a recommendation again.", "It is a recommendation again."),
    ],
)
def test_of_several_letters_the_reason_names_that_of_its_places(reason, told):
    found = closure(3, Status.OPEN, evidence("They are thin.", Stance.STILL_OPEN), reason=reason)
    latest = report(name="latest.pdf", inspected=Period(date(2025, 3, 3), date(2025, 3, 14)))
    (alone,) = story(replace(FOLLOW_UP, closures=(found,))).points
    (among,) = story(replace(FOLLOW_UP, closures=(found,), later=(LETTER, latest))).points
    assert alone.reason == reason[6].upper() + reason[7:]
    assert among.reason == told


def test_a_council_s_quote_is_cited_as_the_letter_is():
    (point,) = story(replace(FOLLOW_UP, closures=(closure(1, Status.CLOSED, cited=CHECKS[:1]),))).points
    assert point.quotes[0].found.startswith("Ofsted, 2023, p. 2")


def test_what_stands_against_it_is_told_once():
    item = replace(LETTER.recommendations[0], span=Span(0, 5))
    later = replace(LETTER, recommendations=(item,))
    passages = (
        evidence("Chronologies improve.", Stance.PROGRESS, source=later),
        evidence("They are thin.", Stance.STILL_OPEN, source=later, span=Span(6, 9)),
        evidence(item.text, Stance.STILL_OPEN, source=later, span=Span(0, 5)),
        replace(evidence("Visits are thin.", Stance.STILL_OPEN), score=0.1),
    )
    (point,) = story(
        replace(FOLLOW_UP, later=(later,), closures=(closure(3, Status.OPEN, *passages, recurs_as=(item,)),))
    ).points
    assert [p.text for p in point.supporting] == ["Chronologies improve."]
    assert [p.text for p in point.against] == ["They are thin."]
    assert [a.text for a in point.again] == [item.text]
    assert [p.text for p in point.weaker] == ["Visits are thin."]


def test_one_weak_passage_is_better_than_none():
    weak = replace(evidence("Visits are thin."), score=0.1)
    (point,) = story(replace(FOLLOW_UP, closures=(closure(3, Status.OPEN, weak),))).points
    assert point.best is not None
    assert point.weaker == ()


def test_a_text_is_one_line_without_what_no_file_can_hold():
    told = story(replace(FOLLOW_UP, closures=(closure(1, Status.CLOSED, evidence("One\ntwo\x01")),)), title="A\nB")
    assert told.title == "A B"
    assert told.points[0].evidence[0].text == "One two�"


def test_nothing_to_follow_up_is_told_with_what_would_widen_it():
    told = story(replace(FOLLOW_UP, closures=()))
    assert "no recommendation" in told.summary
    assert "--include weaknesses" in told.summary


def test_a_weakness_is_not_called_a_recommendation():
    told = replace(FOLLOW_UP.closures[0], recommendation=replace(recommendation(1, "Visits are late."), id="W1"))
    whole = story(replace(FOLLOW_UP, closures=(FOLLOW_UP.closures[1], told)))
    assert whole.summary == "1 recommendation and 1 weakness: 1 closed, 1 partly closed."
    assert whole.points[0].heading == "Recommendation 1: The recording of supervision."
    assert whole.points[1].heading == "Weakness 2: Visits are late."
    assert whole.points[1].named == "Weakness: Visits are late."
    assert whole.about.startswith("The recommendations and weaknesses of the")


def test_several_letters_are_counted():
    assert story(replace(FOLLOW_UP, earlier=(VISIT, LETTER))).about.startswith("The recommendations of 2 letters")


def test_a_document_that_serves_twice_is_listed_once():
    third = replace(LETTER, published=date(2025, 1, 6), inspected=None)
    told = story(replace(FOLLOW_UP, earlier=(VISIT, LETTER), later=(LETTER, third)))
    assert [part for part, _ in told.sources] == [
        "Recommendations made in",
        "Recommendations made in and followed up in",
        "Followed up in",
    ]


def test_documents_of_one_year_are_told_apart():
    visit = replace(VISIT, published=date(2023, 1, 9), inspected=None)
    first = replace(FOLLOW_UP.closures[0], raised_in=visit)
    (point,) = story(replace(FOLLOW_UP, closures=(first,), earlier=(visit,))).points
    assert point.cited.text.startswith("(Ofsted, 2023a, p. 1")
    assert point.evidence[0].cited.text == "(Ofsted, 2023b, p. 2, para. 8)"
    assert point.evidence[0].cited.note.endswith("(2023b), p. 2, para. 8.")


def test_what_comes_back_stands_in_the_overview_where_no_passage_does():
    again = closure(3, Status.OPEN, recurs_as=LETTER.recommendations)
    (point,) = story(replace(FOLLOW_UP, closures=(again,))).points
    assert point.overview[0] == "Recommended again: “The use of chronologies.”"


@pytest.mark.parametrize("events", [2, 3])
def test_the_way_of_a_matter_is_told_where_more_than_two_letters_speak_of_it(events):
    item = FOLLOW_UP.closures[2]
    steps = (
        Step(VISIT, Event.RAISED, None, (item.recommendation,)),
        Step(LETTER, Event.OPEN, item, LETTER.recommendations[:1]),
        Step(LETTER, Event.NOT_ADDRESSED, item),
    )[:events]
    lineage = Lineage(item.recommendation, VISIT, steps)
    (point,) = story(replace(FOLLOW_UP, closures=(item,), lineages=(lineage,))).points
    told = [(t.when, str(t.mark or t.event), t.cited and t.cited.text) for t in point.chain]
    assert (
        told
        == [
            ("focused visit, 1 to 2 March 2022", "raised", "(Ofsted, 2022, p. 1, ‘What needs to improve’)"),
            ("full inspection (ILACS), 8 to 19 May 2023", "✗ open", "(Ofsted, 2023, p. 2, para. 8)"),
            ("full inspection (ILACS), 8 to 19 May 2023", "– not addressed", None),
        ][: events if events > 2 else 0]
    )


ON, TOLD = date(2022, 10, 1), date(2022, 10, 1)


@pytest.mark.parametrize(
    ("due", "rag", "progress", "told", "stands"),
    [
        ("2022-09-30", "amber", None, TOLD, Standing.OVERDUE),
        ("2022-09", "red", None, TOLD, Standing.OVERDUE),
        ("2022-09-30", "green", None, TOLD, Standing.OVERDUE),
        ("2022-09-30", None, "Two of six teams", TOLD, Standing.OVERDUE),
        ("2022-09-30", None, "To be completed by Easter", TOLD, Standing.OVERDUE),
        ("2022-09-30", None, "Complete by Easter", TOLD, Standing.OVERDUE),
        ("2022-09-30", "amber", None, date(2022, 9, 14), Standing.PASSED),  # it may have been done since
        ("2022-09-30", None, None, TOLD, Standing.PASSED),
        ("2022-09-30", "amber", None, None, Standing.PASSED),
        ("2022-10-01", "red", None, TOLD, Standing.AHEAD),
        ("2022-10", None, None, TOLD, Standing.AHEAD),
        ("2022", "red", None, TOLD, Standing.AHEAD),
        ("2022-09-30", "blue", None, TOLD, Standing.COMPLETE),
        ("2022-09-30", "green", "Complete; audited in August", TOLD, Standing.COMPLETE),
        (None, "red", None, TOLD, Standing.NO_DATE),
        ("soon", None, None, TOLD, Standing.NO_DATE),
    ],
)
def test_whether_an_action_is_overdue(due, rag, progress, told, stands):
    assert standing(Action("Train.", None, due, None, None, None, progress, rag), ON, told) is stands
