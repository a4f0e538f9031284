"""What form a document has, told from its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Block, BlockKind, Document
from ..lexicon.patterns import label
from ..model import Kind
from .council import looks_like_council_report

FRONT = 40  # blocks within which a title or a subject line stands
_DATES = re.compile(r"(inspection|visit|review) dates?\s*:", re.IGNORECASE)
# a letter names its visit in its first sentences, even where its subject line is lost
_SENTENCES = (
    (
        Kind.JTAI,
        re.compile(r"findings of the joint targeted area inspection|undertook " r"a joint (targeted area )?inspection"),
    ),
    (Kind.FOCUSED_VISIT, re.compile(r"(summarises|sets out|outlines) the findings of (a|the) focus\w+ visit")),
    (
        Kind.MONITORING_VISIT,
        re.compile(r"(summarises|sets out|outlines) the findings of (a|" r"the|our) (\w+ )?monitoring visit"),
    ),
    (Kind.AREA_SEND, re.compile(r"joint (local )?(area )?inspection of .{0,60}(send|special educational needs)")),
)


def kind(document: Document, blocks: Sequence[Block]) -> Kind:
    """The form of a document: by its title or subject line, else by the words that each form must hold."""
    front = [document.slice(b.span) for b in blocks[:FRONT] if b.kind is not BlockKind.FOOTNOTE]
    council = not _own_front(front) and looks_like_council_report(document, blocks)
    if not council:
        for i, text in enumerate(front):
            # a title may be set as two blocks
            for title in (text, f"{text} {front[i + 1]}" if i + 1 < len(front) else text):
                if len(title) < 260:
                    named = label("kind", title)
                    if named:
                        return Kind(named)
        opening = " ".join(front).lower()
        for form, pattern in _SENTENCES:
            if pattern.search(opening):
                return form
    return Kind.COUNCIL_REPORT if council else Kind.OTHER


def _own_front(front: Sequence[str]) -> bool:
    """Whether the inspectorate's own title page begins the document: a title, and its dates a few lines on."""
    return any(label("kind", text) for text in front[:8]) and any(_DATES.match(text) for text in front[:14])
