"""Running titles and page numbers are set aside; the printed number stays as the page's label."""

from __future__ import annotations

import pytest
from setting import leaf, line, lines

from ofstedmine.read.furniture import without_furniture
from ofstedmine.read.pdf import Leaf


def book(*edges: list[tuple[str, float]], body: str = "Plans are timely and\nchildren know them.") -> tuple[Leaf, ...]:
    """Pages with the same body and each its own lines at the edges: (text, y), drawn before the body."""
    return without_furniture(
        [leaf([line(t, y=y) for t, y in edge], lines(body, y=300), number=n) for n, edge in enumerate(edges, 1)]
    )


def kept(leaves: tuple[Leaf, ...]) -> list[list[str]]:
    return [[p.text for p in page.lines if not p.text.startswith(("Plans are", "children know"))] for page in leaves]


def labels(leaves: tuple[Leaf, ...]) -> list[str | None]:
    return [page.sheet.label for page in leaves]


@pytest.mark.parametrize("number", ["{}", "- {} -", "Page {}", "Page {} of 9", "{} / 9", "{}."])
def test_page_numbers(number: str) -> None:
    pages = book(*[[(number.format(n), 800)] for n in range(3, 7)])
    assert labels(pages) == ["3", "4", "5", "6"]
    assert kept(pages) == [[], [], [], []]


def test_title_and_number_on_one_line_surrey_2022() -> None:
    title = "Inspection of Quarrenden children’s services"
    pages = book(*[[(title, 790), (f"14 to 25 May 2018 {n}", 805)] for n in range(1, 5)])
    assert kept(pages) == [[], [], [], []]
    assert labels(pages) == ["1", "2", "3", "4"]


def test_a_title_half_a_point_lower_is_still_the_title() -> None:
    pages = book(*[[("Quarrenden children’s services", 789.6 + 0.8 * (n % 2))] for n in range(6)])
    assert kept(pages) == [[]] * 6


def test_a_title_that_stands_higher_on_some_pages_nottinghamshire_2023() -> None:
    title = "Area inspection report: Quarrenden"
    pages = book(*[[(title, 780 if n % 4 else 800), (f"30 January to 3 February 2023 {n}", 812)] for n in range(1, 9)])
    assert kept(pages) == [[]] * 8
    assert labels(pages) == [str(n) for n in range(1, 9)]


def test_the_front_pages_title_is_no_running_title() -> None:
    title = "Inspection of Quarrenden children’s services"
    front = leaf(line(title, y=60, size=20), lines("Plans are timely.", y=300), line(title, y=790, size=9))
    rest = [leaf(lines("Plans are timely.", y=300), line(title, y=790, size=9), number=n) for n in (2, 3, 4)]
    assert kept(without_furniture([front, *rest])) == [[title], [], [], []]


def test_a_footnotes_mark_at_the_foot_is_no_page_number_croydon_2016() -> None:
    pages = book([("who are helped", 770), ("1", 768), ("by the council", 785)], [])
    assert (kept(pages)[0], labels(pages)) == (["who are helped", "1", "by the council"], [None, None])


def test_a_number_in_a_table_at_the_head_of_a_page_stays() -> None:
    pages = book([], [("12", 64), ("The board must act.", 64)], [])
    assert kept(pages) == [[], ["12", "The board must act."], []]


def test_a_report_that_numbers_from_its_second_page() -> None:
    pages = book([], [("1", 800)], [("2", 800)])
    assert labels(pages) == [None, "1", "2"]


def test_a_year_at_the_end_is_no_page_number() -> None:
    pages = book(*[[("Ofsted 2018", 800)]] * 3)
    assert (labels(pages), kept(pages)) == ([None] * 3, [[]] * 3)


@pytest.mark.parametrize(
    "edges",
    [
        pytest.param(
            [[("Plan for the winter", 60)], [("Plan for the spring", 60)], [("A note", 800)]], id="each-its-own"
        ),
        pytest.param([[("What needs to improve?", 60)], [], []], id="once"),
        pytest.param([[("Children know", 300)]] * 4, id="in-the-middle-of-the-page"),
    ],
)
def test_what_stays(edges: list[list[tuple[str, float]]]) -> None:
    assert kept(book(*edges)) == [[text for text, _ in edge] for edge in edges]


def test_a_numbered_paragraph_at_the_edge_stays() -> None:
    pages = book(*[[(f"{n}. Plans for babies are written by the {w} team.", 790)] for n, w in enumerate("abcd", 11)])
    assert all(len(lines) == 1 for lines in kept(pages))
