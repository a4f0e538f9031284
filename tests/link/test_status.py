"""What a letter's sentences together say of a recommendation, and how the reason puts it."""

from __future__ import annotations

from datetime import date

import pytest
from invented import CARE, HELP, letter

import ofstedmine as om
from ofstedmine.link.reason import reason
from ofstedmine.link.resolve import stance_of
from ofstedmine.link.status import by_rules
from ofstedmine.model import Stance, Status

PEPS = "The timeliness and quality of personal education plans for children in care."
OTHER = (HELP, "Strategy meetings are prompt, and partners share what they know.")


@pytest.mark.parametrize(
    ("told", "listed", "status"),
    [
        ("Personal education plans for children in care are timely and of high quality.", (), {Status.CLOSED}),
        (
            "Most personal education plans are timely and good. However, some personal education plans are late.",
            (),
            {Status.PARTLY_CLOSED},
        ),
        (
            "Personal education plans are poor and too many are late.",
            ("The quality of personal education plans.",),
            {Status.OPEN},
        ),
        (
            "Personal education plans for children in care are timely and of high quality.",
            ("The timeliness and quality of personal education plans.",),
            {Status.PARTLY_CLOSED, Status.OPEN},  # what is a recommendation again is not closed
        ),
        ("Foster carers enjoy their training.", (), {Status.NOT_ADDRESSED}),
    ],
)
def test_status(told: str, listed: tuple[str, ...], status: set[Status]) -> None:
    before = letter(asked=[PEPS], day=date(2021, 1, 5), name="before.pdf")
    (closure,) = om.follow_up(before, letter([OTHER, (CARE, told)], listed))
    assert closure.status in status
    assert 0 <= closure.confidence <= 1
    assert closure.reason.startswith(str(closure.status.value).replace("_", " ").capitalize())
    assert closure.reason.endswith(".")


def test_a_letter_that_refers_back() -> None:
    before = letter(asked=["The quality of audits."], day=date(2021, 1, 5), name="before.pdf")
    told = "Audits have improved since the last inspection, which named them as an area for improvement."
    (yes,) = om.follow_up(before, letter([OTHER, (HELP, told)]))
    (no,) = om.follow_up(before, letter([OTHER, (HELP, "Audits are thorough and lead to learning.")]))
    assert (yes.explicit, no.explicit) == (True, False)


@pytest.mark.parametrize(
    ("told", "stance"),
    [
        (["Plans are clear and timely."], Stance.CLOSES),
        (["Plans are poor and often late."], Stance.STILL_OPEN),
        (["Plans are clear and timely.", "However, some are late and poor."], Stance.PROGRESS),
    ],
)
def test_stance(told: list[str], stance: Stance) -> None:
    from ofstedmine.link.candidates import passages

    (passage,) = passages(letter([(HELP, " ".join(told))]))
    assert stance_of(passage.sentences) is stance


def test_rules_need_no_model() -> None:
    before = letter(asked=[PEPS], day=date(2021, 1, 5), name="before.pdf")
    from ofstedmine.link.follow import closures

    told = "Personal education plans for children in care are timely and of high quality."
    (closure,) = closures([before], [letter([OTHER, (CARE, told)])], decide=lambda link, models: by_rules(link))
    assert closure.status is Status.CLOSED


def test_reasons_without_evidence() -> None:
    assert reason(Status.NOT_ADDRESSED, (), ()).endswith("no passage of the later letter speaks of this matter.")
    assert reason(Status.CLOSED, (), ()).startswith("Closed: ")
