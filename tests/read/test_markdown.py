"""Markdown: marks and levels from lists, no sign left in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import rows, texts

from ofstedmine.document import Cell, Document
from ofstedmine.read.markdown import read_markdown

LEEDS = Path(__file__).parents[3] / "shared" / "leeds" / "2022-07-ofsted-inspection-report.md"


def markdown(text: str) -> Document:
    return read_markdown(text, "report.md")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "# Plans\n\n## Their quality\n\nThey are **good**.",
            [("heading 1", "", "Plans"), ("heading 2", "", "Their quality"), ("paragraph", "", "They are good.")],
            id="headings",
        ),
        pytest.param(
            "12. Plans are timely.\n13. Audits help.",
            [("paragraph", "12.", "Plans are timely."), ("paragraph", "13.", "Audits help.")],
            id="numbers as printed, not counted from one",
        ),
        pytest.param(
            "- The areas were:\n - A. plans\n - B. audits\n- They were met.",
            [
                ("bullet", "-", "The areas were:"),
                ("paragraph 1", "A.", "plans"),
                ("paragraph 1", "B.", "audits"),
                ("bullet", "-", "They were met."),
            ],
            id="letters after dashes, indented by one space",
        ),
        pytest.param(
            "- a) Members note the plan.\n- b) They approve it.",
            [("paragraph", "a)", "Members note the plan."), ("paragraph", "b)", "They approve it.")],
            id="letters after dashes",
        ),
        pytest.param(
            "* one\n  * two\n    * three\n* four",
            [("bullet", "*", "one"), ("bullet 1", "*", "two"), ("bullet 2", "*", "three"), ("bullet", "*", "four")],
            id="nested",
        ),
        pytest.param(
            '9. Staff told inspectors about their supervision. *"Workers spoke*\n\nhighly about it."\n\n10. Next.',
            [
                (
                    "paragraph",
                    "9.",
                    'Staff told inspectors about their supervision. "Workers spoke highly about it."',
                ),
                ("paragraph", "10.", "Next."),
            ],
            id="a sentence that goes on after a blank line",
        ),
        pytest.param(
            "**Matter A, the plans-** The letter says: *\"They are good.\"* **It adds",
            [("paragraph", "", 'Matter A, the plans- The letter says: "They are good." It adds')],
            id="stars that close nothing",
        ),
        pytest.param("> They are\n> good.", [("quote", "", "They are good.")], id="quotation"),
        pytest.param(
            "Date: 6 July 2031\nReport of: Olwen Marsh\nReport to: Scrutiny Board",
            [
                ("paragraph", "", "Date: 6 July 2031"),
                ("paragraph", "", "Report of: Olwen Marsh"),
                ("paragraph", "", "Report to: Scrutiny Board"),
            ],
            id="lines of a heading block",
        ),
        pytest.param("    Indented text is no code.", [("paragraph", "", "Indented text is no code.")], id="indented"),
        pytest.param("1.1 Plans are good.", [("paragraph", "1.1", "Plans are good.")], id="outline number in the text"),
        pytest.param("**Main findings**\n\nGood.", [("heading 3", "", "Main findings"), ("paragraph", "", "Good.")],
                     id="bold line"),
        pytest.param("Main findings\n\n- Plans are good.", [("heading 1", "", "Main findings"),
                     ("bullet", "-", "Plans are good.")], id="heading by shape where none has a sign"),
        pytest.param("# Report\n\nMain findings\n\n- Plans.", [("heading 1", "", "Report"),
                     ("paragraph", "", "Main findings"), ("bullet", "-", "Plans.")], id="no shape beside signs"),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(markdown(text)) == expected


def test_links_keep_their_place() -> None:
    document = markdown("See [the letter \\(2031\\)](https://example.org/l) now.")
    assert document.text == "See the letter (2031) now."
    ((span, address),) = document.links
    assert (document.slice(span), address) == ("the letter (2031)", "https://example.org/l")


def test_tables_have_cells() -> None:
    document = markdown("| Area | Grade |\n|---|---|\n| Help | Good |\n")
    assert [(b.cell, b.bold) for b in document.blocks] == [
        (Cell(0, 0, 0), True),
        (Cell(0, 0, 1), True),
        (Cell(0, 1, 0), False),
        (Cell(0, 1, 1), False),
    ]


@given(st.text(alphabet=st.sampled_from("ab*_#>-1.|[]()<p/>`~ \n\\&"), max_size=120))
def test_any_text_is_read_and_slices_hold(text: str) -> None:
    rows(markdown(text))


@pytest.mark.letters
def test_worked_case() -> None:
    if not LEEDS.exists():
        pytest.skip("the published letters are not beside this checkout")
    document = markdown(LEEDS.read_text("utf-8"))
    paragraphs = {b.number: document.slice(b.span) for b in document.blocks if b.number}
    assert list(paragraphs) == list(range(1, 35))
    assert "Workers spoke highly about" in paragraphs[9]
    assert "already open to children" in paragraphs[18]
    assert not any("*" in text for text in texts(document))
    marks = [marker for _, marker, _ in rows(document) if marker[:1].isalpha()]
    assert marks == ["A.", "B.", "C.", "a)", "b)", "a)", "b)"]
    assert [address for _, address in document.links] == ["https://www.ofsted.gov.uk/publication/50182665"]
