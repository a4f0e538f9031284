"""Quotes on demand: what is found, what comes first, what is never given; all sentences invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from reports import report

import ofstedmine as om
from ofstedmine.document import Span
from ofstedmine.model import Finding, Kind, Passage, Period, Polarity, Recommendation, Report, Theme
from ofstedmine.pick import wanted, wider
from ofstedmine.pick.worth import is_whole, worth

CORPUS = Path(__file__).parents[2] / "corpus"
GOOD, BAD = Polarity.STRENGTH, Polarity.WEAKNESS


def told(*texts: str, polarity: Polarity = GOOD, section: str | None = None, **fields: Any) -> Report:
    """A letter in which each text is a finding, one behind the other."""
    findings, at = [], 0
    for i, text in enumerate(texts):
        span = Span(at, at + len(text))
        given = {"polarity": polarity, "change": None, "refers_back": False, "extent": None, "themes": ()}
        findings.append(
            Finding(f"F{i}", text, section=section, paragraph=i + 1, page=2, span=span, cue="x", **given)  # type: ignore[arg-type]
        )
        at += len(text) + 1
    return report(findings=tuple(findings), **fields)


def said(found: tuple[Passage, ...]) -> list[str]:
    return [p.text for p in found]


PEPS = "Personal education plans (PEPs) are drawn up with care and children help to write them."
PEP = "PEPs set clear targets that teachers and carers can follow."
SCHOOL = "Children attend school regularly and their plans are reviewed."
TALKS = "Strategy discussions bring the right people together without delay."
PAPER = "The strategic board meetings set a clear direction for the whole partnership."
SHORT_BREAKS = "Short breaks are valued by the families who receive them."
DISABLED = "Disabled children are seen regularly by workers who know them well."
FLATS = "Care leavers live in safe flats, and their accommodation is checked each month."
CARE = "Children in care live in settled accommodation near their schools."


@pytest.mark.parametrize(
    ("about", "sentences", "found"),
    [
        ("personal education plans", [PEPS, PEP, SCHOOL], [PEPS, PEP]),
        ("PEPs", [SCHOOL, PEP], [PEP]),
        ("strategy meetings", [PAPER, TALKS], [TALKS]),
        ("short breaks", [DISABLED, SHORT_BREAKS], [SHORT_BREAKS]),
        ("care leavers' housing", [CARE, FLATS], [FLATS]),
        ("zebras", [PEPS, TALKS], []),
        ("zebras in strategy meetings and plans", [TALKS], []),
        ("of the", [PEPS, TALKS], []),
        ("(((", [PEPS], []),
    ],
)
def test_found(about: str, sentences: list[str], found: list[str]) -> None:
    assert said(om.quotes(told(*sentences), about=about)) == found


@pytest.mark.parametrize(
    ("about", "better", "worse"),
    [
        (
            "supervision",
            "Supervision is regular and helps staff to think through each child’s plan.",
            "This supervision is regular and helps staff to think through each child’s plan.",
        ),
        (
            "supervision",
            "Supervision is regular and helps staff to think through each child’s plan.",
            "However, supervision is regular and helps staff to think through each plan now.",
        ),
        (
            "supervision",
            "Supervision is regular and helps staff to think through each child’s plan.",
            "Audits, training, chronologies and an induction are well established beside regular supervision.",
        ),
        (
            "supervision",
            "Supervision is regular and helps staff to think through each child’s plan.",
            "Supervision is regular, but the records of it are poor and it helps only some of the staff.",
        ),
        ("supervision", "Supervision is regular and helps staff to think through each plan.", "Supervision is good."),
        ("advocacy", "Advocacy is offered early and helps children to be heard.", "An advocate is offered early on."),
        (
            "caseloads",
            "Caseloads are manageable, and workers spend more time with children and families.",
            "Despite the high caseloads, workers spend good time with the children and families.",
        ),
        (
            "oversight",
            "Those who chair reviews give effective oversight and help plans to move forward.",
            "Those reviews give effective oversight, which helps children’s plans to move forward.",
        ),
    ],
)
def test_order(about: str, better: str, worse: str) -> None:
    assert next(iter(said(om.quotes(told(worse, better), about=about)))) == better


def test_a_heading_speaks_for_what_stands_under_it() -> None:
    text = "Young people live in safe accommodation that suits them."
    leavers, both = "The experiences and progress of care leavers", "Children in care and care leavers"
    assert said(om.quotes(told(text, section=leavers), about="care leavers accommodation")) == [text]
    assert said(om.quotes(told(text, section=both), about="care leavers accommodation")) == []


def test_whole_sentences_alone() -> None:
    parts = ("supervision that is regular;", "Supervision:", "of which supervision is one.")
    assert om.quotes(told(*parts), about="supervision") == ()
    assert [is_whole(p) for p in (*parts, "Supervision is “regular.”", "Do staff have supervision?²")] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_what_must_improve_is_no_strength() -> None:
    asked = "The regularity and quality of supervision across agencies."
    letter = told(asked)
    item = Recommendation(
        "R1", asked, None, om.RecommendationKind.IMPROVEMENT, None, (), 2, span=letter.findings[0].span
    )
    again = report(findings=letter.findings, recommendations=(item,))
    assert said(om.quotes(letter, about="supervision")) == [asked]
    assert om.quotes(again, about="supervision") == ()


def test_once() -> None:
    one = "Most strategy discussions are timely and partners share what they know of the child."
    two = "Most strategy discussions are timely and partners share what they know of the children."
    other = "Strategy discussions are held in time for nearly all children who are at risk of harm."
    assert said(om.quotes([told(one), told(two), told(other), told(one)], about="strategy discussions")) == [one, other]


LETTERS = (
    told("Supervision is regular.", authority="Fernley", inspected=Period(date(2023, 5, 8), date(2023, 5, 19))),
    told("Supervision is rare.", polarity=BAD, authority="North Fernley", inspected=None, published=date(2021, 2, 1)),
    told("Supervision is kind.", kind=Kind.FOCUSED_VISIT, authority="Ashby", inspected=None),
)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, [0, 1, 2]),
        ({"authority": "Fernley Borough Council"}, [0]),
        ({"authority": "North Fernley"}, [1]),
        ({"authority": "Elsewhere"}, []),
        ({"kind": "focused_visit"}, [2]),
        ({"kind": "Focused visit"}, [2]),
        ({"polarity": "weakness"}, [1]),
        ({"period": 2023}, [0]),
        ({"period": "2021-02"}, [1]),
        ({"period": "2021-02-01/2023-05-19"}, [0, 1]),
        ({"period": "2022/"}, [0]),
        ({"period": "/2022"}, [1]),
        ({"period": "2021–2022"}, [1]),
        ({"period": "2021-2023"}, [0, 1]),
        ({"period": Period(date(2023, 5, 19), date(2023, 5, 19))}, [0]),
        ({"theme": "workforce"}, []),
        ({"change": "improved"}, []),
        ({"about": " ", "authority": ""}, [0, 1, 2]),
    ],
)
def test_filters(filters: dict[str, Any], found: list[int]) -> None:
    assert {id(p.source) for p in om.quotes(LETTERS, **filters)} == {id(LETTERS[i]) for i in found}


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"theme": "supervision"}, r"unknown theme “supervision”; known: early_help, front_door, .*recording"),
        ({"kind": "letter"}, r"unknown kind “letter”; known: ilacs, focused_visit"),
        ({"polarity": "good"}, r"unknown polarity “good”; known: strength, weakness, mixed, neutral"),
        ({"change": "same"}, r"unknown change “same”; known: improved, declined"),
        ({"unit": "word"}, r"unknown unit “word”; known: sentence, paragraph"),
        ({"limit": 0}, r"unknown limit “0”"),
        ({"period": "last year"}, r"unknown period “last year”; write it as in: 2022, 2022-05"),
        ({"period": "2022-13"}, r"unknown period “2022-13”"),
        ({"period": "2022/2020"}, r"unknown period"),
        ({"period": "/"}, r"unknown period"),
        ({"period": ""}, r"unknown period"),
    ],
)
def test_unknown_names_the_known(filters: dict[str, Any], told: str) -> None:
    with pytest.raises(om.UnknownChoice, match=told):
        om.quotes(LETTERS, **filters)


def test_a_theme_by_name_or_in_words() -> None:
    letter = om.mine(CORPUS / "stannerdale/2023-04-ilacs.pdf")
    strict = om.quotes(letter, theme="management_oversight")
    assert strict
    assert all(Theme.MANAGEMENT_OVERSIGHT in p.themes for p in strict)
    assert {p.text for p in om.quotes(letter, about="Management oversight")} == {p.text for p in strict}


def test_what_would_widen() -> None:
    assert wider(LETTERS, wanted(about="supervision", polarity="mixed", authority="Ashby")) == {"polarity": 1}
    assert wider(LETTERS, wanted(about="zebra", polarity="strength")) == {"about": 2}
    assert wider(LETTERS, wanted(about="zebra", kind="sif")) == {}


@pytest.mark.parametrize("unit", ["sentence", "paragraph"])
def test_every_quote_is_a_slice_with_its_place(unit: str) -> None:
    reports = [
        om.mine(p) for p in sorted(CORPUS.glob("*/*.*")) if p.suffix in (".pdf", ".txt") and p.parent.name != "sources"
    ]
    found = om.quotes(reports, unit=unit)
    assert len(found) > 50
    for p in found:
        assert p.span is not None
        assert p.text == p.source.document.slice(p.span)
        assert is_whole(p.text)
        assert 0 < p.score <= 1
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert any(p.source.document.name == "2021-09-focused-visit-report.pdf" for p in found)  # a letter in a report


def test_paragraphs() -> None:
    letter = om.mine(CORPUS / "marlowbridge/2022-06-ilacs.pdf")
    found = om.quotes(letter, about="strategy discussions", unit="paragraph")
    assert any(p.polarity is Polarity.MIXED for p in found)
    assert all(p.text in {q.text for q in letter.paragraphs} for p in found)
    assert found[0].cite() == "(Ofsted, 2022, p. 2, para. 5)"
    assert found[0].cite("footnote").endswith("(2022), p. 2, para. 5.")
    assert "(Ofsted, 2022, p. 2, para. 5) · " in found[0]._repr_html_()
    assert found[0].picture(dpi=40, crop=True).png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Inspectors looked at how supervision helps staff to improve plans."),
        ({"polarity": Polarity.NEUTRAL}, "Supervision helps staff to improve plans for children."),
        ({"cue": "model"}, "Supervision is seen as it was, by many who took part."),
        ({"cue": "model"}, "Supervision helps staff to improve plans for children."),
    ],
)
def test_worth(fields: dict[str, Any], text: str) -> None:
    best = told("Supervision helps staff to improve plans for children.").findings[0]
    other = replace(told(text).findings[0], **fields)
    assert 0 < worth(other) < worth(best) <= 1
