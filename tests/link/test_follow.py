"""Which passages are linked to a recommendation, which are not, and what cannot be linked at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from invented import CARE, HELP, LEADERS, letter

import ofstedmine as om
from ofstedmine.link.candidates import passages
from ofstedmine.link.pairing import same_authority
from ofstedmine.link.resolve import run
from ofstedmine.link.tracked import weaknesses
from ofstedmine.model import Kind, Report, Stance, Status

ROOT = Path(__file__).parents[2]
BEFORE = date(2021, 5, 4)

# the later letter of every row: something of each kind, so that the right quality for the wrong children is there too
BODY = (
    (HELP, "Children and families benefit from a wide range of early help. Families are helped at the right time."),
    (HELP, "Strategy meetings are prompt and well attended. Partners share what they know and next steps are clear."),
    (HELP, "Assessments are thorough and draw on family history. Chronologies are up to date on most records."),
    (HELP, "Too many children who go missing wait a long while for a return home interview."),
    (CARE, "Initial health assessments for children in care are often late. Some children wait months to be seen."),
    (CARE, "Personal education plans are now timely and of good quality. Children in care do well at school."),
    (CARE, "Pathway plans are written with care leavers, and they are clear about what help comes next."),
    (LEADERS, "Supervision is regular and reflective. Managers record why they decide as they do."),
    (LEADERS, "Since the last inspection, leaders have strengthened audit. Learning from audits reaches every team."),
    (LEADERS, "Caseloads are too high in two teams, and turnover means that children meet too many social workers."),
)


def follow(asked: str, body: tuple[tuple[str, str], ...] = BODY, listed: tuple[str, ...] = ()) -> om.Closure:
    """The one closure of one recommendation."""
    (closure,) = om.follow_up(
        letter(asked=[asked], day=BEFORE, name="before.pdf"), letter(body, listed, name="after.pdf")
    )
    return closure


@pytest.mark.parametrize(
    ("asked", "paragraph"),
    [
        ("The timeliness of strategy discussions and the part that partners take in them.", 2),
        ("The quality of assessments, so that children’s histories are understood.", 3),
        ("The timeliness of return home interviews when children go missing.", 4),
        ("The timeliness of initial health assessments for children in care.", 5),
        ("The timeliness and quality of PEPs.", 6),
        ("The quality of pathway plans for care leavers.", 7),
        ("The quality and frequency of management supervision.", 8),
        ("The impact of auditing on practice.", 9),
        ("The stability of the workforce, so that children have fewer changes of social worker.", 10),
        ("The response to children who are privately fostered.", None),
        ("The use of advocacy and independent visitors.", None),
        ("Support for young people who are electively home educated.", None),
    ],
)
def test_first_evidence(asked: str, paragraph: int | None) -> None:
    """The first passage is about the same matter and the same children; where there is none, none is given."""
    closure = follow(asked)
    if paragraph is None:
        assert closure.evidence == () or closure.evidence[0].score < 0.5
        assert closure.status is Status.NOT_ADDRESSED
    else:
        assert closure.evidence[0].paragraph == paragraph


def test_evidence_is_a_slice_with_its_place() -> None:
    closure = follow("The timeliness and quality of PEPs.")
    for e in closure.evidence:
        assert e.span is not None
        assert e.text == e.source.document.slice(e.span)
        assert 0 <= e.score <= 1
    assert [e.score for e in closure.evidence] == sorted((e.score for e in closure.evidence), reverse=True)
    assert len({e.paragraph for e in closure.evidence}) == len(closure.evidence) <= 8
    assert closure.evidence[0].section == CARE
    assert closure.evidence[0].stance is Stance.CLOSES
    assert closure.reason.startswith("Closed: para. 6")


def test_matched_words_are_those_of_the_passage() -> None:
    first = follow("The quality of pathway plans for care leavers.").evidence[0]
    assert "pathway" in first.matched
    assert all(word in first.text.lower() for word in first.matched)


def test_a_matter_that_comes_back() -> None:
    closure = follow(
        "The timeliness of return home interviews when children go missing.",
        listed=("The timeliness and use of return home interviews.", "Foster carers’ training."),
    )
    assert [r.id for r in closure.recurs_as] == ["R1"]
    assert closure.status in (Status.OPEN, Status.PARTLY_CLOSED)
    assert "again" in closure.reason


def test_the_run_of_sentences() -> None:
    """The most telling sentence, with neighbours that tell nearly as much; never one further off."""
    passage = next(p for p in passages(letter(BODY)) if p.paragraph == 2)
    assert run(passage, (0.8, 0.1)) == (0,)
    assert run(passage, (0.8, 0.7)) == (0, 1)


def test_rank_and_decide_can_be_replaced() -> None:
    from ofstedmine.link.follow import closures
    from ofstedmine.link.resolve import by_model
    from ofstedmine.link.status import by_rules

    def halved(queries, later, compared, models):  # type: ignore[no-untyped-def]
        return by_model(queries, later, compared, models) / 2

    before, after = letter(asked=["The quality of pathway plans."], day=BEFORE, name="b.pdf"), letter(BODY)
    plain = closures([before], [after])
    (half,) = closures([before], [after], rank=halved, decide=lambda link, models: by_rules(link))
    assert half.evidence[0].score <= plain.closures[0].evidence[0].score / 2 + 1e-3


def test_weaknesses_of_the_body_can_be_followed_up() -> None:
    before = letter(
        [(HELP, "Meetings take place. However, they are poorly attended by health. This leaves gaps in information.")],
        ["The quality of plans."],
        day=BEFORE,
        name="before.pdf",
    )
    found = om.follow_up(before, letter(BODY), include=("recommendations", "weaknesses"))
    assert [c.recommendation.id for c in found][:2] == ["R1", "W1"]
    for item in weaknesses(before):
        assert item.span is not None
        assert item.text == before.document.slice(item.span)
    assert all("Meetings take place" not in w.text for w in weaknesses(before))


def test_statements_about_everything() -> None:
    body = (*BODY, (LEADERS, "All areas for improvement identified at the last inspection have been addressed."))
    found = om.follow_up(letter(asked=["The quality of plans."], day=BEFORE, name="b.pdf"), letter(body))
    assert [g.paragraph for g in found.general] == [11]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bristol", "Bristol City of", True),
        ("Marshwick", "Marshwick County Council", True),
        ("City of London", "London Corporation", True),
        (None, "Marshwick", True),
        ("Gloucestershire", "South Gloucestershire", False),
        ("Kingston upon Thames", "Kingston upon Hull", False),
        ("Derby", "Derbyshire", False),
    ],
)
def test_names_of_authorities(one: str | None, other: str | None, same: bool) -> None:
    assert same_authority(one, other) is same


EARLY = letter(asked=["The quality of plans."], day=BEFORE, name="early.pdf")


@pytest.mark.parametrize(
    ("earlier", "later", "include", "says"),
    [
        (EARLY, letter(BODY, authority="Northdale"), ("recommendations",), "Marshwick.*Northdale"),
        (EARLY, EARLY, ("recommendations",), "twice"),
        (letter(BODY), EARLY, ("recommendations",), "swap them"),
        (EARLY, letter(BODY), ("strengths",), "recommendations, weaknesses"),
    ],
)
def test_what_cannot_be_linked(earlier: Report, later: Report, include: tuple[str, ...], says: str) -> None:
    with pytest.raises(om.LinkError, match=says):
        om.follow_up(earlier, later, include=include)


def test_notes() -> None:
    nothing = om.follow_up(letter(day=BEFORE, name="early.pdf"), letter(BODY))
    assert len(nothing) == 0
    assert "no recommendation" in nothing.notes[0]
    visit = om.follow_up(EARLY, letter(BODY, kind=Kind.FOCUSED_VISIT))
    assert any("focused visit" in note for note in visit.notes)


def test_several_letters_are_put_in_order() -> None:
    middle = letter([(HELP, "Plans are weak and lack timescales.")], day=date(2022, 1, 1), name="middle.pdf")
    last = letter([(HELP, "Children’s plans are clear and of good quality.")], day=date(2023, 1, 1), name="last.pdf")
    (closure,) = om.follow_up(EARLY, [last, middle])
    assert closure.evidence[0].source is last
    assert {e.source.document.name for e in closure.evidence} <= {"last.pdf", "middle.pdf"}


def _expected() -> list[dict[str, object]]:
    return json.loads((ROOT / "corpus" / "expected.json").read_text("utf-8"))["follow_up"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("row", _expected(), ids=lambda row: str(row["later"]))
def test_sample_documents(row: dict[str, object]) -> None:
    """Each recommendation of the samples has a closure; the right passage is within five wherever one is numbered."""
    before, after = (om.mine(ROOT / "corpus" / str(row[side])) for side in ("earlier", "later"))
    if before.kind is Kind.COUNCIL_REPORT:
        (before,) = before.appendices
    found = om.follow_up(before, after)
    rows: list[dict[str, object]] = row["closures"]  # type: ignore[assignment]
    for want in rows:
        closure = next(c for c in found if str(want["starts"]) in c.recommendation.text)
        assert set(want.get("paragraphs", ())) <= {e.paragraph for e in closure.evidence[:5]}, want["starts"]
        if want["status"] == ["not_addressed"]:
            assert closure.status is Status.NOT_ADDRESSED, want["starts"]
    right = sum(
        next(c for c in found if str(want["starts"]) in c.recommendation.text).status in want["status"]  # type: ignore[operator]
        for want in rows
    )
    assert right / len(rows) >= 0.6
    assert {g.paragraph for g in found.general} >= set(row.get("general_paragraphs", ()))  # type: ignore[call-overload]
