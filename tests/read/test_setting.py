"""Words in italics, and how far a paragraph is set in: what each format tells of them."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.shared import Pt

from ofstedmine.read import read

WORDS = "Plans are timely, and reviews are held."


def word() -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph("The letter says ")
    for text in ("Plans are ", "timely, and", " reviews are held."):
        paragraph.add_run(text).italic = True
    paragraph.add_run(" We agree.")
    made.add_paragraph("Set in.").paragraph_format.left_indent = Pt(36)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(word(), id="docx"),
        pytest.param(
            f"<p>The letter says <i>{WORDS}</i> We agree.<p style='margin-left: 3em'>Set in.".encode(), id="html"
        ),
        pytest.param(
            b"<p>The letter says <em>Plans are <b>timely</b>, and reviews are held.</em> We agree."
            b"<div style='padding-left:48px'><p>Set in.</p></div><p>So.",
            id="html, nested",
        ),
    ],
)  # fmt: skip
def test_italics_and_indents_are_kept(data: bytes) -> None:
    document = read(data)
    assert [document.slice(span) for span in document.italics] == [WORDS]
    assert [round(b.indent) for b in document.blocks[:2]] == [0, 36]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (f"# A\n\nThe letter says *{WORDS}* We agree.", [WORDS]),
        ("# A\n\nThe letter says _Plans are **timely**,\nand reviews are held._ We agree.", [WORDS]),
        ("# A\n\n- *Yes* and *yes*.\n", ["Yes", "yes"]),
        ("# A\n\n| *B* | C |\n|---|---|\n| d | *e* |\n", ["B", "e"]),
        ("# A\n\n**Bold** and plain.", []),
    ],
)
def test_italics_in_markdown(text: str, want: list[str]) -> None:
    document = read(text.encode())
    assert [document.slice(span) for span in document.italics] == want


def test_spaces_set_plain_text_in() -> None:
    document = read(
        b"The letter states that\nall is well here:\n\n    Plans are timely.\n    Reviews are\n    held.\n\nWe agree.\n"
    )
    assert [(document.slice(b.span)[:5], b.indent > 0) for b in document.blocks] == [
        ("The l", False), ("Plans", True), ("Revie", True), ("We ag", False),
    ]  # fmt: skip
