"""A matter over many letters: which events its steps are, which recommendations belong to it, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from invented import CARE, HELP, LEADERS, letter

import ofstedmine as om
from ofstedmine.as_json import as_json
from ofstedmine.link.lineage import Judged, latest, lineages
from ofstedmine.model import Closure, Kind, Report, Status

YEARS = (2015, 2018, 2021, 2022, 2024)
TEXT = ("The quality of plans {}", "The number of foster homes {}")
STATUS = {"o": "open", "p": "partly_closed", "c": "closed", "-": "not_addressed"}


def told(*rows: str) -> tuple[om.Lineage, ...]:
    """Lineages of a history in short hand: "R1@2015 o>S1 c -" is raised in 2015, open in 2018 and there S1 too …"""
    asked: dict[int, list[str]] = {year: [] for year in YEARS}  # see TEXT
    for row in rows:
        name, year = row.split()[0].split("@")
        asked[int(year)].append(TEXT[name == "X"].format(name))
    letters = {y: letter(asked=names, day=date(y, 3, 1), name=f"{y}.pdf") for y, names in asked.items()}
    items = {r.text.split()[-1]: r for report in letters.values() for r in report.recommendations}
    judged = []
    for row in rows:
        head, *said = row.split()
        name, year = head.split("@")
        own, later = letters[int(year)], [letters[y] for y in YEARS if y > int(year)]
        words = []
        for source, word in zip(later, said, strict=False):
            recurs = tuple(items[n] for n in word[2:].split("+") if n)
            status = Status(STATUS[word[0]])
            words.append((source, Closure(items[name], status, 0.9, False, (), recurs, "Because.", own)))
        judged.append(Judged(items[name], own, tuple(words)))
    return lineages(judged)


@pytest.mark.parametrize(
    ("rows", "chains"),
    [
        (["A@2015 o p c c>B", "B@2024"],
         {"A": "raised 2015, open 2018, partly closed 2021, closed 2022, raised anew 2024"}),
        # open and a recommendation again is the same matter; each letter is asked about its first words
        (["A@2015 o>B - p c", "B@2018 c o -"],
         {"A": "raised 2015, open 2018, partly closed 2022, closed 2024"}),
        (["A@2015 -", "B@2018 c"], {"A": "raised 2015, not addressed since", "B": "raised 2018, closed 2021"}),
        (["A@2024"], {"A": "raised 2024"}),
        # a letter in between that says nothing of it changes nothing
        (["A@2015 c - p>B", "B@2022 -"], {"A": "raised 2015, closed 2018, raised anew 2022"}),
        (["A@2015 o - p>B", "B@2022 -"], {"A": "raised 2015, open 2018, partly closed 2022"}),
        (["A@2015 -  ->B", "B@2021 -"], {"A": "raised 2015, open 2021"}),
        # closed, and weak again without being asked for again
        (["A@2015 c o c"], {"A": "raised 2015, closed 2018, open 2021, closed 2022"}),
        (["A@2015 c c c o>B", "B@2024"], {"A": "raised 2015, closed 2018, raised anew 2024"}),
        # two flow into one: the later one is a step of both, and begins none of its own
        (["A@2015 o>C c", "B@2015 c>C o", "C@2018 c"],
         {"A": "raised 2015, open 2018, closed 2021", "B": "raised 2015, open 2018, open 2021"}),
        # one that splits: each part is of it
        (["A@2015 o>B+C p", "B@2018 c", "C@2018 o"], {"A": "raised 2015, open 2018, partly closed 2021"}),
        # what repeats a repeat is of the matter while it names it …
        (["A@2015 o>B - -", "B@2018 o>C -", "C@2021 c"], {"A": "raised 2015, open 2018, open 2021"}),
        # … and begins its own where it has drifted off to another ("X" names another matter)
        (["A@2015 o>B - -", "B@2018 o>X -", "X@2021 c"],
         {"A": "raised 2015, open 2018", "X": "raised 2021, closed 2022"}),
        # back once, and back again
        (["A@2015 c o>B c o>C", "B@2021 c -", "C@2024"],
         {"A": "raised 2015, closed 2018, raised anew 2021, closed 2022, raised anew 2024"}),
    ],
)  # fmt: skip
def test_chains(rows: list[str], chains: dict[str, str]) -> None:
    assert {x.matter.text.split()[-1]: x.chain for x in told(*rows)} == chains


def test_a_step_keeps_the_letter_its_word_and_its_own_recommendation() -> None:
    (lineage,) = told("A@2015 c o>B+C p", "B@2021 c", "C@2021 c")
    assert lineage.raised_in.year == 2015
    first, closed, anew, after = lineage.steps
    assert (first.event, first.closure, first.recommendation) == (om.Event.RAISED, None, lineage.matter)
    assert closed.closure is not None
    assert closed.closure.recommendation is lineage.matter
    assert anew.recommendation is anew.report.recommendations[0]
    assert anew.closure is not None
    assert anew.closure.recurs_as == anew.report.recommendations
    assert after.closure is not None
    assert after.closure.recommendation is lineage.matter
    assert lineage.latest is after
    assert str(lineage) == lineage.chain


def test_the_way_of_a_repeat_is_the_way_of_what_it_repeats() -> None:
    found = om.history(HISTORY)
    first, repeat = found.closures
    assert found.lineage_of(first) is found.lineage_of(repeat) is found.lineages[0]
    assert replace(found, lineages=()).lineage_of(first) is None


def test_two_letters_of_one_year_are_told_apart() -> None:
    day = {m: letter(asked=["Plans."], day=date(2022, m, 1), name=f"{m}.pdf") for m in (3, 9)}
    item = day[3].recommendations[0]
    word = (day[9], Closure(item, Status.CLOSED, 0.9, False, (), (), "Because.", day[3]))
    assert lineages([Judged(item, day[3], (word,))])[0].chain == "raised March 2022, closed September 2022"


def test_the_latest_word_counts_and_all_evidence_is_kept() -> None:
    lineage = told("A@2015 o c -")[0]
    words = tuple((s.report, s.closure) for s in lineage.steps[1:] if s.closure)
    assert latest(Judged(lineage.matter, lineage.raised_in, words)).status is Status.CLOSED


ASKED = "The timeliness and quality of personal education plans."
GOOD = (CARE, "Personal education plans are now timely and of high quality. They help children to do well at school.")
POOR = (CARE, "Too many personal education plans are late, and their quality is poor.")
OTHER = (HELP, "Strategy meetings are prompt and well attended. Partners share what they know.")
LED = (LEADERS, "Supervision is regular and reflective.")


def year(number: int, *body: tuple[str, str], asked: tuple[str, ...] = (), kind: Kind = Kind.ILACS) -> Report:
    return letter((OTHER, LED, *body), asked, day=date(number, 3, 1), name=f"{number}.pdf", kind=kind)


HISTORY = (
    year(2015, POOR, asked=(ASKED,)),
    year(2018, POOR, asked=("The timeliness of personal education plans.",)),
    year(2022, GOOD),
    year(2024, POOR, asked=("The quality and timeliness of personal education plans.", "The use of advocacy.")),
)


def test_a_whole_history() -> None:
    found = om.history(reversed(HISTORY))
    assert {x.matter.text: x.chain for x in found.lineages} == {
        ASKED: "raised 2015, open 2018, closed 2022, raised anew 2024",
        "The use of advocacy.": "raised 2024",
    }
    assert [c.status for c in found] == [found.lineages[0].steps[-1].closure.status] * 2  # type: ignore[union-attr]
    out = as_json(found)
    assert out["lineages"][0]["chain"] == found.lineages[0].chain  # type: ignore[index,call-overload]


def test_a_follow_up_in_several_letters_tells_each_letters_word() -> None:
    found = om.follow_up(HISTORY[0], HISTORY[1:])
    (lineage,) = found.lineages
    assert [s.event.value for s in lineage.steps] == ["raised", "open", "closed", "raised_anew"]
    assert [s.report for s in lineage.steps] == list(HISTORY)


NARROW = (CARE, "Children in care are helped at school, and plans for holidays are made in good time.")


@pytest.mark.parametrize(
    ("kind", "body", "event"),
    [
        (Kind.JTAI, NARROW, "not_addressed"),
        (Kind.FOCUSED_VISIT, NARROW, "not_addressed"),
        (Kind.AREA_SEND, POOR, "not_addressed"),  # about other children
        (Kind.JTAI, POOR, "open"),  # names the matter
        (Kind.MONITORING_VISIT, POOR, "open"),
    ],
)
def test_a_letter_about_a_part_is_heard_only_where_it_names_the_matter(
    kind: Kind, body: tuple[str, str], event: str
) -> None:
    found = om.history([HISTORY[0], HISTORY[2], year(2023, body, kind=kind)])
    assert found.lineages[0].steps[-1].event == event
    if event == "not_addressed":
        assert found.lineages[0].chain == "raised 2015, closed 2022"
        assert found.closures[0].status is Status.CLOSED


def test_what_was_for_others_is_heard_only_where_it_is_named() -> None:
    board = replace(HISTORY[0].recommendations[0], addressee="LSCB")
    before = replace(HISTORY[0], recommendations=(board,), kind=Kind.SIF)
    (step,) = om.follow_up(before, year(2018, NARROW)).lineages[0].steps[1:]
    assert step.event is om.Event.NOT_ADDRESSED
    assert step.closure is not None
    assert not step.closure.evidence or "LSCB" in step.closure.reason
