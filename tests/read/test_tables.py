"""Ruled lines become cells; a printed line that runs over several cells is cut between them."""

from __future__ import annotations

import pytest
from setting import grid, line

from ofstedmine.read.pdf import Rule
from ofstedmine.read.tables import split, tables


def test_rows_and_columns() -> None:
    (table,) = tables(grid([72, 200, 520], [100, 140, 180]))
    assert [(f.row, f.column) for f in table] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert table[3].holds(300, 160)
    assert not table[3].holds(100, 160)


def test_rules_drawn_in_pieces_and_a_point_apart_are_one() -> None:
    pieces = [Rule(72, y, 300, y + 0.5) for y in (100, 140.8)] + [Rule(299, y, 520, y + 0.5) for y in (101, 140)]
    sides = [Rule(x, 100, x + 0.5, 141) for x in (72, 73.2, 520)]
    (table,) = tables(pieces + sides)
    assert [(f.row, f.column) for f in table] == [(0, 0)]


def test_a_frame_around_one_text_is_a_table_of_one_cell() -> None:
    assert [len(t) for t in tables(grid([72, 520], [100, 300]))] == [1]


def test_tables_that_touch_are_one_and_those_apart_are_two() -> None:
    both = grid([72, 200, 520], [100, 140]) + grid([72, 300, 520], [140, 180])
    assert [len(t) for t in tables(both)] == [4]
    apart = grid([72, 200, 520], [100, 140]) + grid([72, 300, 520], [240, 280])
    assert [len(t) for t in tables(apart)] == [2, 2]


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([], id="none"),
        pytest.param([Rule(72, 60, 520, 60.5), Rule(72, 780, 520, 780.5)], id="running-rules"),
        pytest.param([Rule(72, 60, 72.5, 780)], id="bar-beside-the-text"),
        pytest.param([Rule(72, 113, 130, 113.5), Rule(150, 200, 220, 200.5)], id="underlines"),
    ],
)
def test_no_table(rules: list[Rule]) -> None:
    assert tables(rules) == ()


def cut(text: str, x: float, y: float) -> list[tuple[int | None, str]]:
    (table,) = tables(grid([72, 200, 520], [100, 140, 180]))
    return [(frame.column if frame else None, part.text) for frame, part in split(line(text, x, y), table)]


def test_a_line_over_two_columns_is_cut_west_northamptonshire_2024() -> None:
    assert cut("The council |Leaders must act", 76, 110) == [(0, "The council"), (1, "Leaders must act")]


def test_parts_keep_their_places() -> None:
    (table,) = tables(grid([72, 200, 520], [100, 140, 180]))
    whole = line("The council |Leaders must act", 76, 110)
    (_, left), (_, right) = split(whole, table)
    assert left.words + right.words == whole.words
    assert whole.box.x0 == left.box.x0 < left.box.x1 < right.box.x0 < right.box.x1 == whole.box.x1


def test_a_line_in_one_cell_or_outside_is_left_whole() -> None:
    assert cut("Leaders must act", 204, 150) == [(1, "Leaders must act")]
    assert cut("Leaders must act", 204, 300) == [(None, "Leaders must act")]
