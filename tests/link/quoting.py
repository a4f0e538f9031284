"""Small reports made by hand, for tests of quotes: all text invented."""

from __future__ import annotations

from ofstedmine.document import BlockKind, Box, Document
from ofstedmine.model import Kind, Paragraph, Quote, Report
from ofstedmine.read.assemble import assemble
from ofstedmine.read.draft import Draft, Line, Sheet


def made(document: Document, kind: Kind = Kind.ILACS, **fields: object) -> Report:
    """A report around a document, its numbered blocks as paragraphs."""
    paragraphs = tuple(
        Paragraph(document.slice(b.span), b.number, None, b.page, b.span)
        for b in document.blocks
        if b.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
    )
    empty: dict[str, object] = dict.fromkeys(("authority", "title", "inspected", "published", "lead_inspector"))
    lists = ("inspectors", "judgements", "sections", "recommendations", "findings", "quotes", "actions")
    empty |= dict.fromkeys((*lists, "cited_recommendations"), ())
    empty |= {"appendices": (), "notes": (), "paragraphs": paragraphs, "kind": kind, "document": document}
    return Report(**(empty | fields))  # type: ignore[arg-type]


def letter(*blocks: str, name: str = "letter.pdf", labels: dict[int, str] | None = None, **fields: object) -> Report:
    """A letter out of blocks: "8| …" is a paragraph with its number, "# …" a heading, "^ …" a footnote.

    A line break in a block is a line's end, hyphen and all; "%3" before a line puts it, and all after it, on page 3.
    """
    drafts, page, last = [], 1, 1
    for block in blocks:
        text, kind, number = block, BlockKind.PARAGRAPH, None
        if text[0] in "#^":
            kind, text = (BlockKind.HEADING if text[0] == "#" else BlockKind.FOOTNOTE), text[2:]
        if "| " in text[:5]:
            label, text = text.split("| ", 1)
            number = int(label)
        lines = []
        for row, line in enumerate(text.split("\n")):
            if line.startswith("%"):
                page, line = int(line[1]), line[3:]
            last = max(last, page)
            lines.append(Line(line, page, Box(page, 50, 100 + 14 * row, 500, 112 + 14 * row)))
        marker = f"{number}." if number is not None else None
        drafts.append(Draft(kind, lines, marker=marker, number=number))
    sheets = [Sheet(n, (labels or {}).get(n), 595, 842) for n in range(1, last + 1)]
    return made(assemble(name, drafts, sheets, fingerprint=name), **fields)


def draft(*quotes: str | Quote) -> Report:
    """A council's report that holds these quotes."""
    document = assemble("draft.docx", [Draft(BlockKind.PARAGRAPH, [Line("We report.")])], fingerprint="draft")
    held = tuple(q if isinstance(q, Quote) else quote(q) for q in quotes)
    return made(document, Kind.COUNCIL_REPORT, quotes=held)


def quote(text: str, page: int | None = None, paragraph: int | None = None) -> Quote:
    """A quote, with the page and paragraph that its report claims."""
    return Quote(text, None, page, None, None, claimed_paragraph=paragraph)
