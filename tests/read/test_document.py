"""The map from any character of the clean text back to its page and its box."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofstedmine.document import BlockKind, Box, Document, Fragment, Page, Repair, Span
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Draft, Line, Sheet

WORDS = st.text("abcdefghi", min_size=1, max_size=9)
GLYPH = 6.0  # width of a letter in these pages


@st.composite
def letters(draw: st.DrawFn) -> tuple[list[Draft], list[Sheet], dict[str, int]]:
    """Blocks of lines with pages, word places and line-end hyphens; and the page on which each marked line stands.

    The first word of each line is its own name ("q12q"), so that it can be found in the clean text.
    """
    drafts, pages, page, serial = [], {}, 1, 0
    for _ in range(draw(st.integers(1, 5))):
        rows: list[Line] = []
        for _ in range(draw(st.integers(1, 4))):
            page += draw(st.integers(0, 1)) if serial else 0
            name = f"q{'x' * serial}q"
            words = [name, *draw(st.lists(WORDS, max_size=4))]
            end = draw(st.sampled_from(["", "", "-", "\ufffe", " ", "/"]))
            text = draw(st.sampled_from([" ", "  ", "\u00a0"])).join(words) + end
            starts, x = [], 72.0
            for word in words:
                starts.append(x)
                x += (len(word) + 1) * GLYPH
            box = Box(page, 72.0, 100.0 + serial, x - GLYPH, 112.0 + serial)
            rows.append(Line(text, page, box, tuple(starts)))
            pages[name] = page
            serial += 1
        drafts.append(Draft(BlockKind.PARAGRAPH, rows, child=draw(st.booleans())))
    return drafts, [Sheet(n, str(n), 595.0, 842.0) for n in range(1, page + 1)], pages


def whole(document: Document) -> Span:
    return Span(0, len(document.text))


@given(letters())
@settings(max_examples=150, deadline=None)
def test_every_character_goes_back_to_its_line(made: tuple[list[Draft], list[Sheet], dict[str, int]]) -> None:
    drafts, sheets, pages = made
    document = assemble("letter", drafts, sheets)
    assert "\n".join(document.slice(b.span) for b in document.blocks).replace("\n", " ") == document.text.replace(
        "\n", " "
    )
    for block in document.blocks:
        text = document.slice(block.span)
        assert text == " ".join(text.split()) != ""
    for name, page in pages.items():
        place = re.search(rf"(?<!x){name}", document.text)
        assert place
        # from a line's first character to the next line's, all stand on its page
        after = document.text.find(" ", place.start())
        for at in range(place.start(), place.start() + len(name)):
            assert document.page_of(at) == page
        if after > 0:
            assert document.boxes(Span(place.start(), place.start() + len(name)))[0].page == page


def stretch(made: tuple[list[Draft], list[Sheet], dict[str, int]], data: st.DataObject) -> tuple[Document, int, int]:
    """A document, and where any stretch of its text begins and ends."""
    drafts, sheets, _ = made
    document = assemble("letter", drafts, sheets)
    start = data.draw(st.integers(0, len(document.text) - 1))
    return document, start, data.draw(st.integers(start + 1, len(document.text)))


@given(letters(), st.data())
@settings(max_examples=150, deadline=None)
def test_boxes_cover_the_lines_touched_and_no_more(
    made: tuple[list[Draft], list[Sheet], dict[str, int]], data: st.DataObject
) -> None:
    document, start, end = stretch(made, data)
    boxes = document.boxes(Span(start, end))
    touched = [f for f in document.fragments if f.start < end and f.end > start]
    assert [(b.page, b.top) for b in boxes] == [(f.box.page, f.box.top) for f in touched]
    for box, fragment in zip(boxes, touched, strict=True):
        assert fragment.box.x0 <= box.x0 <= box.x1 <= fragment.box.x1
    assert [(b.page, b.top) for b in boxes] == sorted((b.page, b.top) for b in boxes)


@given(letters(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_longer_span_has_no_smaller_boxes(
    made: tuple[list[Draft], list[Sheet], dict[str, int]], data: st.DataObject
) -> None:
    document, start, end = stretch(made, data)
    wider = Span(data.draw(st.integers(0, start)), data.draw(st.integers(end, len(document.text))))
    by_line = {(b.page, b.top): b for b in document.boxes(wider)}
    for box in document.boxes(Span(start, end)):
        around = by_line[box.page, box.top]
        assert around.x0 <= box.x0 + 1e-6
        assert box.x1 <= around.x1 + 1e-6


@given(letters())
@settings(max_examples=150, deadline=None)
def test_the_raw_text_can_be_had_back(made: tuple[list[Draft], list[Sheet], dict[str, int]]) -> None:
    drafts, sheets, _ = made
    document = assemble("letter", drafts, sheets)
    printed = " ".join(line.text.replace("\ufffe", "-") for draft in drafts for line in draft.lines)
    raw = document.raw(whole(document))
    assert re.sub(r"\s", "", raw) == re.sub(r"\s", "", printed)
    assert len(raw) == len(document.text) + sum(len(r.raw) - len(r.used) for r in document.repairs)


@given(letters())
@settings(max_examples=100, deadline=None)
def test_cleaning_twice_is_cleaning_once(made: tuple[list[Draft], list[Sheet], dict[str, int]]) -> None:
    document = assemble("letter", made[0], made[1])
    again = assemble(
        "letter", [Draft(b.kind, [Line(document.slice(b.span))]) for b in document.blocks], document_sheets(document)
    )
    assert again.text.replace("\n", " ") == document.text.replace("\n", " ")
    assert again.repairs == ()


def document_sheets(document: Document) -> list[Sheet]:
    return [Sheet(p.number, p.label, p.width, p.height) for p in document.pages]


def test_a_box_begins_and_ends_at_its_words() -> None:
    fragment = Fragment(0, 14, Box(1, 72.0, 100.0, 200.0, 112.0), (72.0, 110.0, 160.0))
    document = Document("letter", "Plans are late", (Page(1, None, 595, 842, 0, 14),), fragments=(fragment,))
    assert document.boxes(Span(6, 9)) == ((1, 110.0, 100.0, 147.5, 112.0),)
    assert document.boxes(Span(10, 14)) == ((1, 160.0, 100.0, 200.0, 112.0),)
    # inside a word, and at its end, in proportion to its letters (the space after it is one of them)
    assert document.boxes(Span(3, 5))[0].x0 == pytest.approx(72 + 38 * 3 / 6)


def test_a_document_without_pages_has_neither_page_nor_box() -> None:
    document = assemble("note", [Draft(BlockKind.PARAGRAPH, [Line("Plans are late")])])
    assert document.page_of(3) is None
    assert document.page(None) is None
    assert document.label_of(1) is None
    assert document.boxes(Span(0, 5)) == ()


def test_labels_are_the_printed_numbers() -> None:
    drafts = [Draft(BlockKind.PARAGRAPH, [Line("one", 1)]), Draft(BlockKind.PARAGRAPH, [Line("two", 2)])]
    document = assemble("letter", drafts, [Sheet(1, None, 595, 842), Sheet(2, "1", 595, 842)])
    assert (document.page_of(0), document.page_of(4), document.label_of(2)) == (1, 2, "1")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_an_empty_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_spans_hold_spans() -> None:
    assert Span(2, 4) in Span(0, 4)
    assert Span(0, 5) not in Span(0, 4)
    assert 3 not in Span(0, 4)


def test_raw_of_a_part_leaves_out_repairs_outside_it() -> None:
    document = Document("l", "information on plans", repairs=(Repair(7, "-\n", "", "list"),))
    assert document.raw(Span(12, 20)) == "on plans"
    assert document.raw(Span(0, 7)) == "informa"
