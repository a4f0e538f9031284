"""Printed lines become blocks: one test a trap, in invented text of the shape that the named letter has."""

from __future__ import annotations

import pytest
from setting import LEFT, PITCH, document, grid, leaf, line, lines
from shown import rows, texts

from ofstedmine.document import BlockKind, Document
from ofstedmine.read.pdf import Leaf, Rule

BODY = (
    "12. Plans are timely and most of the children who live in the borough know\n"
    "what is in them. They say so themselves, and their carers agree with what\n"
    "they say about the visits."
)
WHOLE = " ".join(BODY[4:].split("\n"))


def kinds(made: Document) -> list[str]:
    return [str(b.kind) for b in made.blocks]


def body(y: float, text: str = BODY) -> list:
    return lines(text, y=y, hang=20)


def test_a_numbered_paragraph_and_its_heading() -> None:
    made = document(leaf(lines("Main findings", y=80, size=15, bold=True), body(110)))
    assert rows(made) == [("heading", "", "Main findings"), ("paragraph", "12.", WHOLE)]


def test_numbered_paragraphs_without_blank_lines_surrey_2022() -> None:
    made = document(
        leaf(body(100), body(100 + 3 * PITCH, BODY.replace("12.", "13.")), body(100 + 6 * PITCH, "14. End."))
    )
    assert [r[1] for r in rows(made)] == ["12.", "13.", "14."]


def test_a_number_stuck_to_its_text_hartlepool_2018() -> None:
    made = document(leaf(body(100, "9. Plans are timely."), body(130, "10.When plans are late, leaders act.")))
    assert rows(made) == [
        ("paragraph", "9.", "Plans are timely."),
        ("paragraph", "10.", "When plans are late, leaders act."),
    ]


def test_a_number_without_its_full_stop_nottingham_2022() -> None:
    made = document(leaf(body(100), body(160, "13 Visits are made when they are due and are well recorded.")))
    assert rows(made)[1] == ("paragraph", "13", "Visits are made when they are due and are well recorded.")


def test_a_wrapped_line_that_begins_with_a_number() -> None:
    text = (
        "12. The panel met for the first time since the council had asked for it, in\n"
        "21. It has since met in every month and reads all the records that it asks\n"
        "for."
    )
    made = document(leaf(body(100, text), body(160, "13. It will go on.")))
    assert [r[1] for r in rows(made)] == ["12.", "13."]


def test_a_number_in_the_numbers_column_is_a_paragraph() -> None:
    # the same number where paragraphs' numbers stand, after a line that ends early
    made = document(leaf(body(100, "12. Plans are late in the\nteam"), body(130, "13. Visits are made.")))
    assert [r[1] for r in rows(made)] == ["12.", "13."]


def test_an_item_that_breaks_before_an_age_reading_2024() -> None:
    text = "\uf06e The range of homes for children who are homeless and are 16- and\n17-year-olds in need of help."
    made = document(leaf(lines(text, hang=20)))
    assert texts(made) == [
        "The range of homes for children who are homeless and are 16- and 17-year-olds in need of help."
    ]


@pytest.mark.parametrize("glyph", ["\uf06e", "\uf0a7", "◼", "▪", "•", "\uf02d", "\uf0be", "\uf0b7"])
def test_bullets_of_every_sort(glyph: str) -> None:
    made = document(
        leaf(
            lines("What needs to improve?", bold=True, y=80),
            lines(
                f"{glyph} The timeliness of plans for babies who are born into families that\nare known.", y=96, hang=20
            ),
            lines(f"{glyph} Records", y=96 + 2 * PITCH),
        )
    )
    assert [(k, t) for k, _, t in rows(made)] == [
        ("heading", "What needs to improve?"),
        ("bullet", "The timeliness of plans for babies who are born into families that are known."),
        ("bullet", "Records"),
    ]


def test_items_without_full_stops_sheffield_2019() -> None:
    made = document(leaf(lines("• the quality of plans", y=100), lines("• visits to children", y=100 + PITCH)))
    assert texts(made) == ["the quality of plans", "visits to children"]


def test_a_bullet_on_a_line_of_its_own() -> None:
    made = document(leaf(line("•", y=100), line("The quality of plans.", LEFT + 20, 100), lines("• Visits.", y=130)))
    assert rows(made) == [("bullet", "•", "The quality of plans."), ("bullet", "•", "Visits.")]


def test_sub_bullets_belong_to_their_item_cheshire_east_2015() -> None:
    made = document(
        leaf(
            lines("1. Ensure that plans for children are timely and that all of them:", y=100),
            lines("• say who will do what;", LEFT + 30, 120),
            lines("• are read by the family.", LEFT + 30, 140),
            lines("2. Visit children.", y=160),
        )
    )
    assert rows(made) == [
        ("paragraph", "1.", "Ensure that plans for children are timely and that all of them:"),
        ("bullet 1", "•", "say who will do what;"),
        ("bullet 1", "•", "are read by the family."),
        ("paragraph", "2.", "Visit children."),
    ]
    assert made.text.count("\n") == 1  # an item and its sub-bullets are one line of the text


def test_bullets_after_a_whole_paragraph_are_their_own() -> None:
    made = document(leaf(lines("1. Plans are late.", y=100), lines("• Visits are too.", LEFT + 30, 120)))
    assert [r[0] for r in rows(made)] == ["paragraph", "bullet"]


def pages(first: list, second: list, *more: list) -> list[Leaf]:
    """Pages with a running title and page numbers; pdfium gives the number first."""
    out = []
    for n, part in enumerate([first, second, *more], 1):
        running = line("Inspection of Quarrenden children’s services", 180, 780, size=9)
        out.append(leaf(line(str(n), 300, 805, size=9), part, running, number=n))
    return out


def test_a_sentence_over_a_page_break_is_one_block() -> None:
    first = lines("12. Plans are timely and most of the children who live in the borough know", y=700)
    second = lines("what is in them. They say so.", LEFT + 20, 80)
    made = document(*pages(first, [*second, *body(140, "13. Visits are made.")]))
    assert [t for _, _, t in rows(made)] == [
        "Plans are timely and most of the children who live in the borough know what is in them. They say so.",
        "Visits are made.",
    ]
    at = made.text.index("what is")
    assert [made.page_of(at - 1), made.page_of(at), made.pages[1].start, made.pages[1].label] == [1, 2, at, "2"]
    assert [b.page for b in made.boxes(made.blocks[0].span)] == [1, 2]


def test_a_word_cut_by_a_page_break() -> None:
    first = lines("12. Plans are timely and shared informa\ufffe", y=700)
    made = document(*pages(first, lines("tion is used.", LEFT + 20, 80)))
    assert texts(made) == ["Plans are timely and shared information is used."]


def test_a_whole_paragraph_ends_at_the_page_break() -> None:
    made = document(*pages(lines("Plans are timely. They are read.", y=700), lines("Visits are made when due.", y=80)))
    assert texts(made) == ["Plans are timely. They are read.", "Visits are made when due."]


def test_the_last_item_alone_on_the_next_page_manchester_2023() -> None:
    first = lines("• The timeliness of plans for babies.", y=700)
    second = [
        *lines("• The help for children who wait.", y=80),
        *lines("Strengths", y=110, bold=True),
        *lines("• Plans.", y=130),
    ]
    made = document(*pages(first, second))
    assert [(k, t) for k, _, t in rows(made)] == [
        ("bullet", "The timeliness of plans for babies."),
        ("bullet", "The help for children who wait."),
        ("heading", "Strengths"),
        ("bullet", "Plans."),
    ]


def test_a_footnote_under_the_last_bullet_is_no_part_of_it() -> None:
    note = lines("1 Children who were born in the borough and live\nsomewhere else.", y=740, size=9)
    first = [*body(300), *body(400, "13. Visits are made."), *lines("• Plans for babies are", y=700), *note]
    made = document(*pages(first, lines("often late.", LEFT + 12, 80)))
    assert [(k, t) for k, _, t in rows(made)][2:] == [
        ("bullet", "Plans for babies are often late."),
        ("footnote", "Children who were born in the borough and live somewhere else."),
    ]


def test_small_print_higher_up_is_no_footnote() -> None:
    made = document(leaf(lines("1 of the two visits was in May", y=100, size=9), body(130)))
    assert "footnote" not in kinds(made)


def test_a_footnote_mark_on_a_line_of_its_own_goes_back() -> None:
    heading = lines("What needs to improve?", y=200, size=15, bold=True)
    made = document(leaf(heading, line("1", heading[0].box.x1 + 1, 200, size=8), body(240)))
    assert texts(made)[0] == "What needs to improve?¹"


def test_a_heading_over_two_lines_and_the_grade_in_it_westmorland_2024() -> None:
    heading = lines(
        "The experiences and progress of care leavers: requires\nimprovement to be good", y=80, size=14, bold=True
    )
    made = document(leaf(heading, body(120)))
    assert rows(made)[0] == (
        "heading",
        "",
        "The experiences and progress of care leavers: requires improvement to be good",
    )


def test_bold_words_within_a_paragraph_are_no_heading() -> None:
    text = lines("12. Plans are timely and most of the children who live in the borough know", y=100)
    made = document(leaf(text, line("what is in them, and so do", LEFT + 20, 100 + PITCH, bold=True)))
    assert kinds(made) == ["paragraph"]


def test_a_bold_bullet_is_no_heading() -> None:
    assert kinds(document(leaf(lines("• Plans for babies", bold=True), body(130)))) == ["bullet", "paragraph"]


def test_paragraphs_apart_and_paragraphs_that_end_early() -> None:
    short = "Plans are timely and most of the children who live in the borough know all\nthat they need."
    apart = document(leaf(lines(short, y=100), lines(short, y=100 + 3.2 * PITCH)))
    close = document(leaf(lines(short, y=100), lines(short, y=100 + 2 * PITCH)))
    assert len(apart.blocks) == len(close.blocks) == 2


def test_a_full_line_that_ends_a_sentence_goes_on() -> None:
    text = (
        "Plans are timely and most of the children who live in the borough know it.\n"
        "They say so themselves, and their carers agree with all that they have to\n"
        "say about them."
    )
    assert len(document(leaf(lines(text))).blocks) == 1


def test_contents_are_no_headings() -> None:
    rows_of = [lines(f"The experiences of children {'.' * 20} {n}", y=120 + 20 * n, bold=True) for n in range(3, 9)]
    made = document(leaf(lines("Contents", y=80, size=16, bold=True), *rows_of), leaf(body(100), number=2))
    assert kinds(made) == ["heading", *["contents"] * 6, "paragraph"]


def test_a_box_drawn_last_goes_up_to_its_gap_redbridge_2016() -> None:
    made = document(
        leaf(body(100), body(300, "13. Visits are made."), lines("Recommendations", y=220, bold=True, size=15))
    )
    assert [r[2] for r in rows(made)] == [WHOLE, "Recommendations", "Visits are made."]


def table(ys: list[float], *cells: tuple[str, float, float], number: int = 1) -> Leaf:
    parts = [lines(text, x, y) for text, x, y in cells]
    return leaf(*parts, number=number, rules=grid([72, 240, 520], ys))


def cells(made: Document) -> list[tuple[int, int, str]]:
    return [(b.cell.row, b.cell.column, made.slice(b.span)) for b in made.blocks if b.cell]


def test_a_wrapped_grade_above_its_area_halton_2020() -> None:
    # pdfium gives the first line of the right cell before the left cell's
    made = document(
        leaf(
            line("Requires improvement", 246, 104),
            line("Overall effectiveness", 76, 112),
            line("to be good", 246, 120),
            line("Leaders", 76, 150),
            line("Good", 246, 150),
            rules=grid([72, 240, 520], [100, 140, 180]),
        )
    )
    assert cells(made) == [
        (0, 0, "Overall effectiveness"),
        (0, 1, "Requires improvement to be good"),
        (1, 0, "Leaders"),
        (1, 1, "Good"),
    ]


def test_columns_written_line_by_line_across_west_northamptonshire_2024() -> None:
    made = document(
        leaf(
            line("The council |Leaders must act so that", 76, 104),
            line("and the trust", 76, 104 + PITCH),
            line("plans are timely.", 246, 104 + PITCH),
            rules=grid([72, 160, 520], [100, 140]),
        )
    )
    assert cells(made) == [(0, 0, "The council and the trust"), (0, 1, "Leaders must act so that plans are timely.")]


def test_a_row_over_a_page_break_is_one_row() -> None:
    first = table([700, 760], ("The board", 76, 704), ("Leaders must act so that the", 246, 704))
    second = table(
        [60, 100, 140], ("plans are timely.", 246, 64), ("The trust", 76, 104), ("It must visit.", 246, 104), number=2
    )
    made = document(first, second)
    assert cells(made) == [
        (0, 0, "The board"),
        (0, 1, "Leaders must act so that the plans are timely."),
        (2, 0, "The trust"),
        (2, 1, "It must visit."),
    ]
    assert [b.page for b in made.boxes(made.blocks[1].span)] == [1, 2]


def test_bullets_of_a_row_on_the_next_page_newham_2024() -> None:
    first = table([700, 760], ("The board", 76, 704), ("Leaders must see to:", 246, 704))
    second = table([60, 100], ("• plans.", 246, 64), number=2)
    made = document(first, second)
    assert cells(made) == [(0, 0, "The board"), (0, 1, "Leaders must see to:"), (0, 1, "plans.")]


def test_another_table_on_the_next_page_begins_afresh() -> None:
    first = table([700, 760], ("The board", 76, 704), ("Leaders must act.", 246, 704))
    second = leaf(lines("Plans", 76, 64), lines("late", 306, 64), number=2, rules=grid([72, 300, 520], [60, 100]))
    made = document(first, second)
    assert [b.cell.table for b in made.blocks if b.cell] == [0, 0, 1, 1]


def test_a_framed_case_study_is_boxed() -> None:
    study = [*lines("Practice study: area for improvement", 80, 205, bold=True), *lines("• A child waited.", 80, 225)]
    made = document(leaf(body(100), study, body(320, "13. Visits."), rules=grid([72, 520], [200, 250])))
    assert [(k, b.boxed) for (k, *_), b in zip(rows(made), made.blocks, strict=True)] == [
        ("paragraph", False),
        ("heading", True),
        ("bullet", True),
        ("paragraph", False),
    ]


def test_running_rules_make_no_table() -> None:
    made = document(leaf(body(100), rules=[Rule(72, 60, 520, 60.5), Rule(72, 780, 520, 780.5)]))
    assert [b.cell for b in made.blocks] == [None]


def test_an_empty_page_stands_in_the_map() -> None:
    made = document(leaf(body(100)), leaf(number=2), leaf(body(100, "13. Visits."), number=3))
    assert [(p.number, p.start == p.end) for p in made.pages] == [(1, False), (2, True), (3, False)]
    assert made.blocks[1].page == 3
    assert made.blocks[1].kind is BlockKind.PARAGRAPH
