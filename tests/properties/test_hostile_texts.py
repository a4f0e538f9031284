"""Mining takes time in proportion to a text, however it is made: no shape of a file wears the whole way through out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import docx
import pytest
from growth import grows

import ofstedmine as om

SENTENCE = "Plans for children are timely and leaders know their services well. "
TITLED = "# Plans\n\n"  # Markdown by its own signs


def again(text: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """A text again and again, up to a size."""
    return lambda size: f"{before}{text * (size // len(text))}{after}".encode()


def numbered(text: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """The same, each with a number of its own."""
    return lambda size: (before + "".join(map(text.format, range(size // len(text)))) + after).encode()


def spelt(text: str) -> Callable[[int], bytes]:
    """The same, each with a word of its own."""
    return lambda size: "".join(text.format(_word(i)) for i in range(size // len(text))).encode()


def _word(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


def word(text: str, paragraphs: bool) -> Callable[[int], bytes]:
    """A Word file with a text in many paragraphs, or many times in one."""

    def made(size: int) -> bytes:
        document, count = docx.Document(), size // len(text)
        for _ in range(count if paragraphs else 1):
            document.add_paragraph(text if paragraphs else text * count)
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    return made


SHAPES = {
    "a line without end": again(SENTENCE),
    "a word without end": again("a"),
    "words without a sentence": again("plans "),
    "paragraphs": again(SENTENCE + "\n\n"),
    "paragraphs that go on and on": again("plans and more of the same goes on\n\n"),
    "numbered items": numbered("{}. " + SENTENCE + "\n"),
    "bullets": again("• " + SENTENCE + "\n"),
    "headings": again("What needs to improve\n\n"),
    "words broken at each line's end": spelt("word{}-\ntion plans\n"),
    "quotation marks that open": again("“plans "),
    "quotes in one paragraph": again(
        "Ofsted said “plans are good” (p. 3) in 2022. ", "Council report to the board\n\n"
    ),
    "brackets that open": again("("),
    "brackets that open with words": again("[a"),
    "page breaks": again("\f" + SENTENCE),
    "html paragraphs": again("<p>" + SENTENCE, "<html>"),
    "html items": again("<li>" + SENTENCE, "<html><ul>"),
    "html links": numbered("<a href='https://e.org/{0}'>see {0}</a> ", "<html><p>"),
    "html italics": numbered("<i>see {}</i> ", "<html><p>"),
    "html cells": numbered("<tr><td>{}<td>" + SENTENCE, "<html><table>"),
    "html comments": again("<!-- a -->", "<html>", "<p>x</p><p>y</p><p>z</p>"),
    "markdown items": again("- " + SENTENCE + "\n", TITLED),
    "markdown links": numbered("[see {0}](https://e.org/{0}) ", TITLED),
    "markdown stars": again("*a ", TITLED),
    "markdown pairs of stars": again("**a** ", TITLED),
    "markdown brackets": again("[", TITLED),
    "markdown pictures": again("![[", TITLED),
    "markdown backticks": again("`a``b", TITLED),
    "markdown quotations": again("> ", TITLED),
    "markdown table": again("|x|y plans|\n", TITLED + "|a|b|\n|---|---|\n"),
    "markdown tags": again("<a ", TITLED + "**b**\n\n"),
    "Word paragraphs": word(SENTENCE, True),
    "a Word paragraph without end": word(SENTENCE, False),
    "Word quotation marks": word("“plans ", False),
}


def mined(data: bytes) -> Callable[[], object]:
    def work() -> None:
        with suppress(om.UnreadableDocument):
            om.mine(data)

    return work


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("first", "most"), [(1_000, 16_000), pytest.param(8_000, 1_024_000, marks=pytest.mark.fuzz)])
def test_mining_takes_time_in_proportion(shape: str, first: int, most: int) -> None:
    mined(SHAPES[shape](first))()  # what is loaded at the first call is no part of it
    assert not grows(lambda size: mined(SHAPES[shape](size)), first=first, most=most)
