"""Headings as data: each entry is tried on its own example, and what is malformed is refused by name."""

from __future__ import annotations

import pytest

from ofstedmine.errors import LexiconError
from ofstedmine.lexicon.forms import forms, label, parse

ENTRY = 'id = "a.b"\nwhat = "section"\nlabel = "x"\npattern = "^plans$"\nexample = "Plans"\n'


def test_a_good_entry() -> None:
    (form,) = parse(f"[[form]]\n{ENTRY}not = 'Late plans'")
    assert (form.id, form.label, form.against) == ("a.b", "x", "Late plans")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param('exmple = "Plans"', "a.b: unknown key exmple", id="unknown-key"),
        pytest.param('not = "Plans"', "a.b: matches 'Plans', which it must not", id="not"),
    ],
)
def test_a_bad_entry_is_refused_by_name(more: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse(f"[[form]]\n{ENTRY}{more}")
    assert str(caught.value) == message


def test_a_pattern_that_misses_its_example_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"a\.b: does not match its example 'Visits'"):
        parse("[[form]]\n" + ENTRY.replace('"Plans"', '"Visits"'))


def test_ids_are_unique() -> None:
    ids = [form.id for what in ("kind", "section") for form in forms(what)]
    assert len(ids) == len(set(ids)) > 15


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("What needs to improve?", "improvement", id="ilacs"),
        pytest.param("What needs to improve in this area of social work practice", "improvement", id="focused-visit"),
        pytest.param("What needs to improve?¹", "improvement", id="harrow-2025-footnote-mark"),
        pytest.param("Recommendations", "improvement", id="sif"),
        pytest.param("What does the local authority need to improve?", "improvement", id="bradford-2014"),
        pytest.param("Areas for improvement", "improvement", id="send"),
        pytest.param("Areas for priority action", "priority_action", id="priority"),
        pytest.param("Priority and immediate action", "priority_action", id="sif-2014"),
        pytest.param("Practice study: area for improvement", "case_study", id="leeds-2024-p11-decoy"),
        pytest.param("Case study: area(s) for improvement", "case_study", id="bradford-2017-p16-decoy"),
        pytest.param("Strengths", "strengths", id="jtai"),
        pytest.param("Early help strengths", "strengths", id="jtai of a theme (Sunderland 2023, p. 2)"),
        pytest.param("Working from the strengths of families", None, id="strengths in a heading"),
        pytest.param("What does the area partnership need to do better?", "weaknesses", id="newham-2024-narrative"),
        pytest.param("Contents", "contents", id="contents"),
        pytest.param("Improvement", None, id="a-word"),
        pytest.param("The areas that we visited", None, id="another-heading"),
    ],
)
def test_sections(heading: str, expected: str | None) -> None:
    assert label("section", heading) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Inspection of Quarrenden local authority children’s services", "ilacs"),
        ("Inspection of looked after children services", None),
        ("The inspection of Quarrenden", None),
        ("Focused visit to Quarrenden children’s services", "focused_visit"),
        ("Area SEND inspection of Quarrenden Local Area Partnership", "area_send"),
    ],
)
def test_kinds(heading: str, expected: str | None) -> None:
    assert label("kind", heading) == expected
