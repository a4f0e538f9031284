"""Any letter of the genre, in any form: its words come through, each text is a slice, and all of it can be kept."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from pathlib import Path

import pytest
from genre import FORMS, Block, letters
from hypothesis import HealthCheck, given, settings

import ofstedmine as om
from ofstedmine.packing import codec

ROUNDS = 12
UNSEEN = re.compile("[\u200b\u2060\xad]")


def bare(text: str) -> str:
    """The letters alone: no white space, no sign that shows nothing, no hyphen at which a line may end."""
    return re.sub(r"[\s-]", "", UNSEEN.sub("", text))


def placed(report: om.Report) -> list[tuple[str, om.Span]]:
    """Each text of a report with its place."""
    items = (*report.paragraphs, *report.findings, *report.recommendations, *report.quotes, *report.actions)
    return [(i.text, i.span) for i in items if i.span] + [
        (s.heading, s.heading_span) for s in report.sections if s.heading_span
    ]


@pytest.mark.parametrize("form", FORMS)
@given(letter=letters())
@settings(max_examples=ROUNDS)
def test_the_words_of_a_letter_come_through_in_their_order(form: str, letter: list[Block]) -> None:
    document = om.mine(FORMS[form](letter), name=form).document
    assert bare(document.text) == bare("".join(block.text for block in letter))
    assert document.text == "".join(
        c for c in document.text if c == "\n" or not unicodedata.category(c).startswith("C")
    )


@pytest.mark.parametrize("form", FORMS)
@given(letter=letters())
@settings(max_examples=ROUNDS)
def test_each_text_is_the_slice_at_its_place(form: str, letter: list[Block]) -> None:
    report = om.mine(FORMS[form](letter), name=form)
    for text, span in placed(report):
        assert " ".join(report.document.slice(span).split()) == " ".join(text.split())
    whole = om.Span(0, len(report.document.text))
    assert bare(report.document.raw(whole)) == bare(report.document.text)


@pytest.mark.parametrize("form", FORMS)
@given(letter=letters())
@settings(max_examples=ROUNDS)
def test_what_was_read_reads_the_same(form: str, letter: list[Block]) -> None:
    """Cleaning twice is cleaning once."""
    once = om.mine(FORMS[form](letter), name=form).document
    page = "".join(f"<p>{escape(once.slice(block.span))}</p>" for block in once.blocks)
    twice = om.mine(f"<html><body>{page}".encode()).document
    assert twice.text.split() == once.text.split()
    assert twice.repairs == ()


@pytest.mark.parametrize("form", FORMS)
@given(letter=letters())
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_report_comes_back_from_json_sqlite_and_parquet(tmp_path: Path, form: str, letter: list[Block]) -> None:
    path = tmp_path / form
    path.write_bytes(FORMS[form](letter))
    mined = om.mine(path)
    assert list(om.load(om.export(mined, tmp_path / "a.jsonl", force=True))) == [mined]
    assert codec.decode(codec.encode(mined), name=form, origin=str(path)) == mined  # as a corpus keeps it
    for table in ("findings", "paragraphs"):
        kept = om.load_table(om.export(mined, tmp_path / "a.parquet", table=table, force=True))
        assert list(kept) == list(om.table(mined, table))
