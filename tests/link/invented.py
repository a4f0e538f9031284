"""Letters of invented places, made by hand: no file is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ofstedmine.document import Document, Span
from ofstedmine.extract.findings import Passage, findings
from ofstedmine.model import Kind, Paragraph, Period, Recommendation, RecommendationKind, Report

HELP = "The experiences and progress of children who need help and protection: good"
CARE = "The experiences and progress of children in care and care leavers: good"
LEADERS = "The impact of leaders on social work practice with children and families: good"
LIST = "What needs to improve?"


def letter(
    paragraphs: Sequence[tuple[str, str]] = (),
    asked: Sequence[str] = (),
    *,
    authority: str | None = "Marshwick",
    day: date | None = date(2024, 3, 1),
    kind: Kind = Kind.ILACS,
    name: str = "letter.pdf",
) -> Report:
    """A report with numbered paragraphs (section, text) and a list of what must improve."""
    text, items, rows, passages = "", [], [], []
    for number, item in enumerate(asked, 1):
        span = Span(len(text), len(text) + len(item))
        text += item + "\n"
        rows.append(Paragraph(item, None, LIST, 1, span))
        items.append(
            Recommendation(
                f"R{number}", item, LIST, RecommendationKind.IMPROVEMENT, "local authority", (), 1, None, span
            )
        )
    for number, (section, told) in enumerate(paragraphs, 1):
        span = Span(len(text), len(text) + len(told))
        text += told + "\n"
        rows.append(Paragraph(told, number, section, 2, span))
        passages.append(Passage(span, section, None, number, 2))
    document = Document(name, text, fingerprint=f"{name} {day}")
    return Report(
        kind=kind,
        authority=authority,
        title=None,
        inspected=Period(day, day) if day else None,
        published=None,
        lead_inspector=None,
        inspectors=(),
        judgements=(),
        sections=(),
        paragraphs=tuple(rows),
        recommendations=tuple(items),
        findings=findings(document, passages),
        quotes=(),
        cited_recommendations=(),
        actions=(),
        appendices=(),
        notes=(),
        document=document,
    )
