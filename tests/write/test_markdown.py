"""The Markdown of a closure report: what it shows, and that no text of a letter is markup in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reports import FOLLOW_UP, LETTER, closure, evidence

from ofstedmine.model import Action, Status
from ofstedmine.write.markdown import plain, written
from ofstedmine.write.safely import line
from ofstedmine.write.story import story

READ = MarkdownIt("commonmark").enable("table")
MARKUP = [
    "<script>alert(1)</script> & <b>bold</b> &lt;",
    "a | b \\| c \\",
    "*all* _of_ **them** ~~gone~~ `code`",
    "[none](javascript:x) ![p](x.png) <http://x.example> https://x.example www.x.example a@b.example",
    "# 1. - + > not a block $x^2$",
]


def inside(tokens: list[Token]) -> list[Token]:
    return [t for block in tokens for t in (block, *(block.children or ()))]


def cells(text: str) -> list[list[str]]:
    """The rows of all tables, as they are shown."""
    rows: list[list[str]] = []
    for token in READ.parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level > 3:
            rows[-1].append("".join(t.content for t in token.children or ()))
    return rows


def test_the_overview_is_a_table_of_all_recommendations():
    header, *rows = cells(written(story(FOLLOW_UP)))[:5]
    assert header == ["No.", "Recommendation", "Status", "Best evidence"]
    assert [row[2] for row in rows] == ["✓ closed", "◐ partly closed", "✗ open", "– not addressed"]
    assert rows[0][3] == (
        "“Visits to children who live with kinship carers are now timely.” (Ofsted, 2023, p. 2, para. 8)"
    )
    assert rows[3][3] == "No passage was found that speaks of it."


def test_each_recommendation_has_a_section_with_what_speaks_for_and_against():
    text = written(story(FOLLOW_UP, today=date(2023, 6, 1)))
    for told in (
        "# What became of the recommendations to Fernley",
        "1 June 2023",
        "### Recommendation 3: The use of chronologies by teams by teams",
        "#### What still stands against it\n\n- ✗ Shows it still open: “Chronologies are thin.”",
        "- Recommended again: “The use of chronologies.” (Ofsted, 2023, p. 1, ‘What needs to improve’)",
        "| Head of Kinship | September 2022 |",
        "Open Government Licence v3.0",
    ):
        assert told in text
    assert "Nearest passage" not in text


@pytest.mark.parametrize("text", MARKUP)
def test_no_text_of_a_letter_is_markup(text):
    done = Action(text, text, "2022-09", None, 4, 2, text, "red")
    again = replace(LETTER.recommendations[0], text=text)
    later = replace(LETTER, recommendations=(again,))
    hostile = closure(
        1, Status.OPEN, evidence(text, section=text, paragraph=None), recurs_as=(again,), reason=text, actions=(done,)
    )
    hostile = replace(hostile, recommendation=replace(hostile.recommendation, text=text))
    found = replace(FOLLOW_UP, closures=(hostile,), general=(evidence(text),), later=(later,), notes=(text,))
    shown = inside(READ.parse(written(story(found, title=text))))
    assert not {t.type for t in shown} & {"html_inline", "html_block", "link_open", "image", "em_open", "code_inline"}
    assert sum(text in t.content for t in shown if t.type == "text") >= 9
    widths = {len(row) for row in cells(written(story(found)))}
    assert widths == {4}


@given(st.text(min_size=1, max_size=60))
def test_any_text_is_shown_as_it_stands(text):
    text = line(text)
    table = f"| a | b |\n| --- | --- |\n| “{plain(text)}” | x |\n"
    for source in (table, f"> “{plain(text)}”", f"### Heading {plain(text)}."):
        shown = [t for t in READ.parse(source) if t.type == "inline"]
        held = next(t for t in shown if t.content not in "ab")
        assert {t.type for t in held.children or ()} <= {"text", "text_special"}
        assert re.sub("^(“|Heading )|(”|[.])$", "", "".join(t.content for t in held.children or ())).strip() == text
