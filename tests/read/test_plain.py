"""Plain text: lines become paragraphs, whatever blank lines an export put between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import rows, texts

from ofstedmine.document import Document
from ofstedmine.read.plain import read_plain

LEEDS = Path(__file__).parents[3] / "shared" / "leeds" / "2021-front-door-focused-visit-report.txt"


def plain(text: str) -> Document:
    return read_plain(text, "report.txt")


SINGLE = """\
1. This report tells the board how social workers in Quarrenden are supported, and what the
visit in June found about the help that children in the borough receive.

2. Inspectors spoke to twelve members of staff. They read the records of thirty children.

Main findings

Social workers know their children well. They visit often and write down what children say,
and most plans are short enough for a family to use.
"""

DOUBLED = SINGLE.replace("\n", "\n\n")


@pytest.mark.parametrize("text", [SINGLE, DOUBLED, SINGLE.replace("\n", "  \r\n")], ids=["single", "doubled", "dos"])
def test_blank_lines_between_all_lines_change_nothing(text: str) -> None:
    assert rows(plain(text)) == [
        (
            "paragraph",
            "1.",
            "This report tells the board how social workers in Quarrenden are supported, and what the visit in June"
            " found about the help that children in the borough receive.",
        ),
        (
            "paragraph",
            "2.",
            "Inspectors spoke to twelve members of staff. They read the records of thirty children.",
        ),
        ("heading 1", "", "Main findings"),
        (
            "paragraph",
            "",
            "Social workers know their children well. They visit often and write down what children say, and most"
            " plans are short enough for a family to use.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The panel met for the first time since the review that the council had asked for in week\n"
            "21. It will meet again before the summer holidays begin.",
            ["The panel met for the first time since the review that the council had asked for in week 21. It will meet"
             " again before the summer holidays begin."],
            id="a number inside a running sentence",
        ),
        pytest.param(
            "4. The visit lasted for two days and inspectors looked at the records of children on\n"
            "20 and 21 June 2023. They thank the staff.",
            ["The visit lasted for two days and inspectors looked at the records of children on 20 and 21 June 2023."
             " They thank the staff."],
            id="a date inside a running sentence",
        ),
        pytest.param(
            "The rate has risen to\n4.2 per cent of all children in the borough.",
            ["The rate has risen to 4.2 per cent of all children in the borough."],
            id="a share is no paragraph number",
        ),
        pytest.param(
            "Managers have acted on the second of these findings, which is set out in the letter in section\n"
            "b) and they will report on it.",
            ["Managers have acted on the second of these findings, which is set out in the letter in section"
             " b) and they will report on it."],
            id="a letter inside a running sentence",
        ),
        pytest.param(
            "Practice is strong \u2013 children are seen\n\u2013 and heard.",
            ["Practice is strong \u2013 children are seen \u2013 and heard."],
            id="a dash inside a running sentence",
        ),
    ],
)  # fmt: skip
def test_marks_inside_sentences_open_no_block(text: str, expected: list[str]) -> None:
    assert texts(plain(text)) == expected


@pytest.mark.parametrize(
    ("line", "kind", "marker", "number"),
    [
        ("• Plans are timely.", "bullet", "•", None),
        ("◼ Plans are timely.", "bullet", "◼", None),
        ("➢ Plans are timely.", "bullet", "➢", None),
        ("\uf0b7 Plans are timely.", "bullet", "\uf0b7", None),
        ("\uf06ePlans are timely.", "bullet", "\uf06e", None),
        ("- Plans are timely.", "bullet", "-", None),
        ("* Plans are timely.", "bullet", "*", None),
        ("o Plans are timely.", "bullet", "o", None),
        ("•\nPlans are timely.", "bullet", "•", None),
        ("12. Plans are timely.", "paragraph", "12.", 12),
        ("12   Plans are timely.", "paragraph", "12", 12),
        ("4.2 Plans are timely.", "paragraph", "4.2", None),
        ("a) Plans are timely.", "paragraph", "a)", None),
        ("(i) Plans are timely.", "paragraph", "(i)", None),
        ("Plans are timely.", "paragraph", None, None),
    ],
)
def test_marks_leave_the_text(line: str, kind: str, marker: str | None, number: int | None) -> None:
    (block,) = (document := plain(line)).blocks
    assert (str(block.kind), block.marker, block.number) == (kind, marker, number)
    assert document.text == "Plans are timely."


def test_a_signature_is_no_list() -> None:
    assert texts(plain("Yours sincerely\n\nA. Thistlewood\n\nHis Majesty’s Inspector")) == [
        "Yours sincerely",
        "A. Thistlewood",
        "His Majesty’s Inspector",
    ]


def test_lines_of_an_address_stay_lines() -> None:
    letter = (
        "9 March 2023\n\nOlwen Marsh\n\nDirector of Children’s Services\n\n14 Tanner Row\n\nQuarrenden\n\nQX4 7AB\n\n"
        "Dear Olwen\n\nFocused visit to Quarrenden children’s services\n\n"
        "This letter summarises the findings of the focused visit to Quarrenden on 7 and 8\n\n"
        "February 2023. Inspectors looked at the arrangements for children in need of help.\n\n"
        "Yours sincerely\n\nPiers Holloway"
    )
    document = plain(letter)
    assert texts(document) == [
        "9 March 2023",
        "Olwen Marsh",
        "Director of Children’s Services",
        "14 Tanner Row",
        "Quarrenden",
        "QX4 7AB",
        "Dear Olwen",
        "Focused visit to Quarrenden children’s services",
        "This letter summarises the findings of the focused visit to Quarrenden on 7 and 8 February 2023. Inspectors"
        " looked at the arrangements for children in need of help.",
        "Yours sincerely",
        "Piers Holloway",
    ]
    assert [t for kind, _, t in rows(document) if kind.startswith("heading")] == [
        "Focused visit to Quarrenden children’s services"
    ]


def test_bullets_stand_inside_the_item_that_announces_them() -> None:
    text = (
        "5. The council must do two things:\n\n➢ see every child\n\n➢ listen to them\n\n6. It agrees.\n\n"
        "• The visit found three strengths, which are:\n\n➢ plans\n\n• It found no failings."
    )
    assert rows(plain(text)) == [
        ("paragraph", "5.", "The council must do two things:"),
        ("bullet 1", "➢", "see every child"),
        ("bullet 1", "➢", "listen to them"),
        ("paragraph", "6.", "It agrees."),
        ("bullet", "•", "The visit found three strengths, which are:"),
        ("bullet 1", "➢", "plans"),
        ("bullet", "•", "It found no failings."),
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Main findings\n\nPlans are good, and all of them are read by a manager every month.", ["Main findings"]),
        ("What must improve?\n\n• The plans.", ["What must improve?"]),
        ("3. Main issues\n\n3.1 Plans are good.", ["Main issues"]),
        ("a) What else was weighed?\n\n26. Nothing else was weighed by the directorate.", ["What else was weighed?"]),
        ("1. Timely plans\n2. Better audits\n3. Calm homes", []),
        ("Wards affected: All\n\n25. This report is for all members.", []),
        ("Is the report exempt?\n\n☐ Yes ☒ No", []),
        ("www.quarrenden.example\n\nPlans are good, and all of them are read by a manager every month.", []),
        ("Dear Olwen\n\nPlans are good, and all of them are read by a manager every month.", []),
        (
            "Which aims are served?\n\nWarm Homes\n\n28. The report serves two aims.",
            ["Which aims are served?"],
        ),
    ],
)
def test_headings_by_their_shape(text: str, headings: list[str]) -> None:
    assert [t for kind, _, t in rows(plain(text)) if kind.startswith("heading")] == headings


def test_boxes_to_tick_keep_a_line_of_their_own() -> None:
    assert texts(plain("☐Yes  ☒No\n Why is this proposed?\n\n1. Because plans are late.")) == [
        "☐Yes ☒No",
        "Why is this proposed?",
        "Because plans are late.",
    ]


PAGED = (
    "Quarrenden Council report\n\n1. The first paragraph of this report is long enough to run over the end of\n\n\f"
    "Quarrenden Council report\n\nits page, and ends here.\n\n2\f"
    "Quarrenden Council report\n\n2. The third page has this.\n\n3\n\f"
)


def test_form_feeds_number_the_pages() -> None:
    document = plain(PAGED)
    assert texts(document) == [
        "The first paragraph of this report is long enough to run over the end of its page, and ends here.",
        "The third page has this.",
    ]
    assert [(p.number, p.label) for p in document.pages] == [(1, None), (2, "2"), (3, "3")]
    assert [document.page_of(document.text.index(words)) for words in ("first", "its page", "third")] == [1, 2, 3]


def test_no_form_feed_no_pages() -> None:
    document = plain(PAGED.replace("\f", "\n"))
    assert document.pages == ()
    assert document.page_of(0) is None


def test_contents_lines_are_named() -> None:
    assert rows(plain("Contents\n\nMain findings ........ 3\nLeaders ........ 5"))[1:] == [
        ("contents", "", "Main findings ........ 3"),
        ("contents", "", "Leaders ........ 5"),
    ]


@given(st.text(alphabet=st.sampled_from("ab A.\n\f1)-•?:’é\u2028\ufeff "), max_size=200))
def test_no_letter_is_lost_and_slices_hold(text: str) -> None:
    document = plain(text.replace("\f", "\n"))
    rows(document)
    kept = sum(len(block.marker or "") for block in document.blocks) + len(document.text)
    assert kept >= sum(c.isalpha() for c in text)


@pytest.mark.letters
def test_worked_case() -> None:
    if not LEEDS.exists():
        pytest.skip("the published letters are not beside this checkout")
    document = plain(LEEDS.read_text("utf-8"))
    shown = rows(document)
    numbers = [block.number for block in document.blocks if block.number is not None]
    assert numbers == list(range(1, 31))
    lettered = [text[:8] for kind, marker, text in shown if marker in ("a)", "b)", "c)") and kind == "paragraph"]
    assert lettered == ["Scrutiny"] * 3
    assert [marker for _, marker, _ in shown].count("➢") == 8
    assert [marker for _, marker, _ in shown].count("◼") == 3
    assert len([1 for kind, _, _ in shown if kind.startswith("heading")]) == 19
    paragraphs = {b.number: document.slice(b.span) for b in document.blocks if b.number}
    assert paragraphs[16].endswith("recorded.")
    assert paragraphs[23].endswith("services.")
    assert "Dear Sal" in texts(document)
