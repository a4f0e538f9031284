"""What breaking files brought to light, each in the fewest words that show it."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from growth import grows
from setting import leaf, line

import ofstedmine as om
from ofstedmine.document import BlockKind
from ofstedmine.link.linear import Linear
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Draft, Line, Sheet
from ofstedmine.read.furniture import without_furniture
from ofstedmine.read.leaf import in_order
from ofstedmine.read.pdf import Rule, _Place
from ofstedmine.read.tables import MOST, tables

LETTER = Path(__file__).parents[2] / "corpus" / "marlowbridge" / "2022-06-ilacs.pdf"
NOWHERE = (math.nan, math.inf, -math.inf, 1e30)


@pytest.mark.parametrize("wrong", NOWHERE)
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_that_are_no_numbers(wrong: float, turn: int) -> None:
    """A page of a damaged PDF sets its letters, or its own box, at NaN."""
    for size, box in (((600, 800), (0, 0, 600, 800)), ((wrong, 800), (wrong, wrong, wrong, wrong))):
        page = SimpleNamespace(
            get_size=lambda size=size: size,
            get_rotation=lambda: turn,
            get_cropbox=lambda box=box: box,
            get_mediabox=lambda box=box: box,
        )
        place = _Place(page)  # type: ignore[arg-type]
        for at in range(4):
            given = [10.0, 20.0, 30.0, 40.0]
            given[at] = wrong
            assert all(map(math.isfinite, place(*given)))
        assert all(map(math.isfinite, (place.width, place.height, *place(10, 20, 30, 40))))


def test_a_page_of_no_size_is_not_drawn() -> None:
    """It is cropped to a place beyond its own edge."""
    cropped = LETTER.read_bytes().replace(b"/MediaBox [", b"/CropBox [ -90 -90 -50 -50 ] /MediaBox [")
    report = om.mine(cropped)
    with pytest.raises(om.PictureError, match="cannot be drawn"):
        om.picture(report, report.paragraphs[0], dpi=30, source=cropped)


def test_a_block_stands_where_its_first_letter_does() -> None:
    """A line of signs that have no width shows nothing, and the page before it holds nothing of the block."""
    draft = Draft(BlockKind.PARAGRAPH, [Line("\u200b", 1), Line("Plans are timely.", 2)])
    made = assemble("a.pdf", [draft], [Sheet(1, None, 0, 0), Sheet(2, None, 0, 0)])
    assert made.text == "Plans are timely."
    assert made.blocks[0].page == made.page_of(0) == 2


def test_a_likelihood_next_to_none_is_no_warning() -> None:
    linear = Linear(("a",), ("yes",), np.array([[1.0]], np.float32), np.array([0.0], np.float32))
    found = linear.probabilities(np.array([[-1000.0], [0.0], [1000.0]], np.float32), ("a",))
    assert found.tolist() == pytest.approx([0, 0.5, 1])


def test_a_drawing_of_thousands_of_rules_is_no_table() -> None:
    grid = [Rule(x, 0, x, 700) for x in range(0, 600, 10)] + [Rule(0, y, 600, y) for y in range(0, 700, 10)]
    assert tables(grid) == ()  # too many crossings
    assert tables([Rule(x % 600, x, x % 600, x + 9) for x in range(MOST + 1)]) == ()
    assert len(tables(grid[:3] + grid[60:63])[0]) == 4


def numbers(size: int) -> Callable[[], object]:
    page = leaf([line(str(i), y=30 + i % 40) for i in range(size)], number=1)
    return lambda: without_furniture([page])


def scattered(size: int) -> Callable[[], object]:
    """Words drawn one by one, each far from the last."""
    lines = leaf([line("Plans", y=30 + 397 * i % 700) for i in range(size)], number=1).lines
    return lambda: in_order(lines)


def plan(size: int) -> Callable[[], object]:
    """An improvement plan of many rows under a heading each."""
    head = "<tr><th>Action<th>Owner<th>Due"
    row = "<h2>Audits {0}</h2><table>" + head + "<tr><td>Audit files {0}<td>Head of service<td>May 2022</table>"
    data = ("<h1>Improvement plan</h1>" + "".join(row.format(i) for i in range(size // 100))).encode()
    return lambda: om.mine(data)


@pytest.mark.parametrize(
    ("work", "first", "most"), [(numbers, 100, 3_200), (scattered, 1_000, 16_000), (plan, 4_000, 64_000)]
)
def test_time_is_in_proportion(work: Callable[[int], Callable[[], object]], first: int, most: int) -> None:
    work(first)()
    assert not grows(work, first=first, most=most)


def test_a_decision_between_thousands_of_brackets() -> None:
    """Between answers to a form's question stood any signs, in three places: the ways to share them had no end."""
    asked = "# Report to the scrutiny board\n\n## Recommendations\n\n"
    text = f"{asked}{'<' * 3000} The matters it wishes to look at.\n\n1. That the board note the letter."
    assert om.mine(text.encode(), name="a.md").paragraphs
