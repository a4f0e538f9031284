"""Follow-ups that a page is made of: the sample authority's, and one whose every text is hostile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reports import LETTER, VISIT, closure, evidence, recommendation, report

import ofstedmine as om
from ofstedmine.document import Block, BlockKind, Cell, Document, Page, Span
from ofstedmine.model import Action, FollowUp, Paragraph, Section, Status

SAMPLES = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def followed() -> FollowUp:
    """What became of the sample authority's recommendations, its council's report beside them."""
    folder = SAMPLES / "marlowbridge"
    visit = om.mine(folder / "2021-09-focused-visit-report.pdf")
    response = om.mine(folder / "2022-09-follow-up-report.docx")
    return om.follow_up(visit, om.mine(folder / "2022-06-ilacs.pdf"), response=response)


@pytest.fixture(scope="session")
def hostile() -> Callable[[str], FollowUp]:
    """A follow-up in which every text, name and address is the one given."""

    def made(text: str) -> FollowUp:
        kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CELL, BlockKind.FOOTNOTE]
        blocks, whole = [], ""
        for i, kind in enumerate(kinds):
            cell = Cell(0, 0, 0) if kind is BlockKind.CELL else None
            blocks.append(Block(kind, Span(len(whole), len(whole) + len(text)), i + 1, marker=text, cell=cell))
            whole += text + "\n"
        document = Document(text, whole, pages=(Page(1, None, 595, 842, 0, len(whole)),), blocks=tuple(blocks))
        again = recommendation(1, text, heading=text)
        later = replace(
            LETTER,
            document=document,
            authority=text,
            title=text,
            address=f"javascript:alert(1)//{text}",
            recommendations=(again,),
            sections=(Section(text, text, 1, 1, Span(0, len(whole)), blocks[0].span),),
            paragraphs=tuple(Paragraph(text, text, text, 1, b.span) for b in blocks[1:]),
        )
        told = evidence(text, source=later, section=text, paragraph=None, span=blocks[1].span)
        half = evidence(text, source=later, paragraph=text, span=Span(blocks[1].span.start + 1, blocks[2].span.end))
        line = closure(
            1,
            Status.OPEN,
            told,
            half,
            reason=text,
            recurs_as=(again,),
            actions=(Action(text, text, text, None, text, 2, text, "red"),),
        )
        item = replace(line.recommendation, text=text, heading=text, id=text)
        council = report(om.Kind.COUNCIL_REPORT, text, title=text, actions=line.actions)
        return FollowUp(
            (replace(line, recommendation=item),), (told,), (VISIT,), (later,), response=(council,), notes=(text,)
        )

    return made
