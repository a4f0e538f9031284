"""Reports whose every text may be anything at all, for what must come back the same and break nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from ofstedmine.document import Block, BlockKind, Box, Document, Fragment, Page, Span
from ofstedmine.model import (
    Action,
    Change,
    Extent,
    Finding,
    Grade,
    Judgement,
    Kind,
    Paragraph,
    Period,
    Polarity,
    Quote,
    Recommendation,
    RecommendationKind,
    Report,
    Section,
    Theme,
)

SAMPLES = Path(__file__).parents[2] / "corpus"
LETTERS = sorted(p for p in SAMPLES.glob("*/20*.*"))
STANDARD = Path(__file__).parents[3] / "shared" / "standards" / "REFI-QDA-Project.xsd"

BEYOND = "Workers 😀 write 𝒹own what children say."  # two characters outside the basic plane
HOSTILE = (
    '=HYPERLINK("http://a.example","x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "＝1+1", "'=1+1",
    "'", "", "a;=1+1", 'a","=1+1', "a\n=1+1", "\x00=1+1", "\x1b[31m", "\ufeff=1", "]]>", "<b>&amp;</b>", "</Project>",
    "\\", "\\0", "a; b", "\ud800", "\ufffe", "x\r\ny", "\x85", "{table}", "%s",
)  # fmt: skip


def report(
    texts: Sequence[str], name: str = "letter.pdf", *, authority: str | None = "Fernley", day: date | None = None
) -> Report:
    """A letter of these sentences: each a finding, a recommendation, a quote, an action and a paragraph."""
    spans, whole = [], ""
    for text in texts:
        spans.append(Span(len(whole), len(whole) + len(text)) if text else None)
        whole += text + "\n"
    half = len(whole) // 2
    pages = (Page(1, "i", 595.0, 842.0, 0, half), Page(2, None, 595.0, 842.5, half, len(whole)))
    places = [(i, t, s) for i, (t, s) in enumerate(zip(texts, spans, strict=True), 1)]
    return Report(
        kind=Kind.ILACS,
        authority=authority,
        title=texts[0] if texts else None,
        inspected=Period(day, day) if day else None,
        published=None,
        lead_inspector=texts[-1] if texts else None,
        inspectors=tuple(texts),
        judgements=tuple(Judgement(t, t, 1, Grade.GOOD, s) for _, t, s in places),
        sections=tuple(Section(t, None, 1, 1, s, s) for _, t, s in places),
        paragraphs=tuple(Paragraph(t, f"4.{i}", t, 1, s) for i, t, s in places if s),
        recommendations=tuple(
            Recommendation(f"R{i}", t, t, RecommendationKind.IMPROVEMENT, t, (Theme.HEALTH,), 1, i, s)
            for i, t, s in places
        ),
        findings=tuple(
            Finding(f"F{i}", t, Polarity.WEAKNESS, Change.IMPROVED, i > 1, Extent.ALL, tuple(Theme)[:i], t, i, 1, s, t)
            for i, t, s in places
            if s
        ),
        quotes=tuple(Quote(t, t, 1, "4.2", 1, None, s, (1, 2), ()) for _, t, s in places),
        cited_recommendations=(),
        actions=tuple(Action(t, t, "2022-09", f"R{i}", i, 1, t, "red", s) for i, t, s in places),
        appendices=(),
        notes=tuple(texts),
        document=Document(
            name,
            whole,
            pages=pages,
            blocks=tuple(Block(BlockKind.PARAGRAPH, s, 1, marker=t, size=11.5) for _, t, s in places if s),
            fragments=tuple(Fragment(s.start, s.end, Box(1, 0.1, 2.0, 3.5, 4.0), (0.1,)) for s in spans if s),
        ),
    )


texts = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(HOSTILE)
reports = st.lists(texts, max_size=4).map(report)
