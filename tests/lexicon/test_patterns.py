"""Headings as data: each entry is tried on its own example, and what is malformed is refused by name."""

from __future__ import annotations

import pytest

from ofstedmine.errors import LexiconError
from ofstedmine.lexicon.patterns import council, forms, label, parse

ENTRY = 'id = "a.b"\nlabel = "section.x"\npattern = "^plans$"\nexample = "Plans"\n'


def test_a_good_entry() -> None:
    (entry,) = parse(f"[[entry]]\n{ENTRY}not = 'Late plans'").entries
    assert (entry.id, entry.label, entry.against) == ("a.b", "section.x", "Late plans")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param(
            f"[[entry]]\n{ENTRY}exmple = 'Plans'",
            "a.b: unknown key exmple; known: id, label, pattern, example, not",
            id="unknown-key",
        ),
        pytest.param(f"[[entry]]\n{ENTRY}not = 'Plans'", "a.b: matches 'Plans', which it must not", id="not"),
        pytest.param(
            "[[entry]]\n" + ENTRY.replace('"Plans"', '"Visits"'),
            "a.b: does not match its example 'Visits'",
            id="example",
        ),
        pytest.param("[[entry]]\n" + ENTRY.replace("example", "not"), "a.b: needs example", id="no-example"),
        pytest.param(
            f"[[entry]]\n{ENTRY}[[entry]]\n{ENTRY}", "a.b: this id stands twice; give each entry its own", id="twice"
        ),
        pytest.param("[[form]]\nid = 'a.b'", "unknown table form; known: entry", id="unknown-table"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(source: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse(source)
    assert str(caught.value) == f"<text>: {message}"


def test_the_shipped_entries_hold_their_examples() -> None:
    assert len(forms().entries) > 15
    assert len(council().entries) > 40


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
