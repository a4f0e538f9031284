"""Lines and blocks become one clean text: white space folded, hyphens decided, nothing unseen, each block on a line."""

from __future__ import annotations

import pytest

from ofstedmine.document import BlockKind, Box, Cell, Span
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Draft, Line, Sheet


def text_of(*lines: str) -> str:
    return assemble("letter", [Draft(BlockKind.PARAGRAPH, [Line(line) for line in lines])]).text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["Plans are  timely", " and clear. "], "Plans are timely and clear.", id="white-space"),
        pytest.param(
            ["a multi\ufffe", "agency hub, multi-agency"], "a multi-agency hub, multi-agency", id="own-hyphen"
        ),
        pytest.param(["shared informa\u0002", "tion"], "shared information", id="made-by-the-break"),
        pytest.param(["shared informa\u00ad", "tion"], "shared information", id="soft-hyphen"),
        pytest.param(["aged 16-", "and 17-year-olds"], "aged 16- and 17-year-olds", id="solihull-2020-suspended"),
        pytest.param(["education and/", "or training"], "education and/or training", id="slash"),
        pytest.param(["in 2014–", "15 only"], "in 2014–15 only", id="range-of-years"),
        pytest.param(["late –", "and weak"], "late – and weak", id="dash-between-words"),
        pytest.param(["late -", "and weak"], "late - and weak", id="typed-dash-between-words"),
        pytest.param(["the last word is cut-"], "the last word is cut-", id="nothing-follows"),
        pytest.param(["seen\u200b and\ufeff heard\u0007"], "seen and heard", id="unseen-characters"),
        pytest.param(["a lone \ud835 half"], "a lone half", id="half-a-surrogate-pair"),
        pytest.param(["  ", "Only this", "\ufffe"], "Only this", id="empty-lines"),
    ],
)
def test_one_block(lines: list[str], expected: str) -> None:
    assert text_of(*lines) == expected


def test_blocks_stand_on_lines_of_their_own_and_children_follow_their_parent() -> None:
    drafts = [
        Draft(BlockKind.HEADING, [Line("Plans")], bold=True, size=14.0),
        Draft(BlockKind.BULLET, [Line("Plans for:")], marker="•"),
        Draft(BlockKind.BULLET, [Line("babies;")], marker="–", level=1, child=True),
        Draft(BlockKind.CELL, [Line("late")], cell=Cell(0, 1, 2)),
        Draft(BlockKind.PARAGRAPH, [Line("  ")]),
    ]
    document = assemble("letter", drafts)
    assert document.text == "Plans\nPlans for: babies;\nlate"
    assert [document.slice(b.span) for b in document.blocks] == ["Plans", "Plans for:", "babies;", "late"]
    assert document.blocks[3].cell == (0, 1, 2)


def test_a_page_begins_inside_the_block_that_crosses_the_break() -> None:
    lines = [Line("one two", 1, Box(1, 72, 700, 120, 712)), Line("three", 3, Box(3, 72, 90, 120, 102))]
    sheets = [Sheet(n, None, 595, 842) for n in (1, 2, 3)]
    document = assemble("letter", [Draft(BlockKind.PARAGRAPH, lines)], sheets)
    assert [(p.start, p.end) for p in document.pages] == [(0, 8), (8, 8), (8, 13)]
    assert [document.page_of(i) for i in (0, 6, 8, 12)] == [1, 1, 3, 3]
    assert document.blocks[0].page == 1


def test_links_hold_the_place_of_their_words() -> None:
    draft = Draft(BlockKind.PARAGRAPH, [Line("Read the  letter here")], links=[("the letter", "https://example.org")])
    document = assemble("page", [Draft(BlockKind.PARAGRAPH, [Line("Before")]), draft])
    ((span, address),) = document.links
    assert (document.slice(span), address) == ("the letter", "https://example.org")


def test_each_decision_is_kept() -> None:
    document = assemble(
        "letter", [Draft(BlockKind.PARAGRAPH, [Line("shared informa-"), Line("tion of a multi-agency")])]
    )
    (repair,) = document.repairs
    assert (document.text[repair.offset :], repair.raw, repair.used) == ("tion of a multi-agency", "-\n", "")
    assert document.raw(Span(7, 18)) == "informa-\ntion"
