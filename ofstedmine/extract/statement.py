"""Joint local area SEND letters of 2016 to 2022: what they require stands in a sentence, not under a heading.

"… a Written Statement of Action is required because of significant areas of weakness …:" opens a list of priority
actions; "Areas for development" are told in whole sentences and ask for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Block, BlockKind, Document, Span
from ..model import Judgement
from ..text import key
from .sections import Part
from .sentences import split

_REQUIRED = re.compile(r"written statement of action", re.IGNORECASE)
_TOLD = re.compile(r"^areas for (improvement|development)$")


def is_early(title: str | None) -> bool:
    """Whether an area SEND letter is of the first form, by its subject line."""
    return bool(title and key(title).startswith("joint "))


def as_told(document: Document, found: Sequence[Part]) -> tuple[Part, ...]:
    """The parts as that form means them: its areas for development are findings, its required actions a list."""
    out: list[Part] = []
    for part in found:
        told = part.role == "improvement" and _TOLD.match(key(part.heading or ""))
        required = _required(document, part.blocks)
        out.append(replace(part, role="weaknesses" if told else part.role))
        if required:
            out[-1].blocks = [b for b in part.blocks if b not in required]
            out.append(Part(heading=part.heading, page=required[0].page, role="priority_action", blocks=list(required)))
    return tuple(out)


def _required(document: Document, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The bullets right under the sentence that requires a statement of action."""
    for i, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and _REQUIRED.search(document.slice(block.span)):
            end = i + 1
            while end < len(blocks) and blocks[end].kind is BlockKind.BULLET:
                end += 1
            if end > i + 1:
                return tuple(blocks[i + 1 : end])
    return ()


def outcome(document: Document, found: Sequence[Part]) -> tuple[Judgement, ...]:
    """The sentence that says whether a statement of action is required."""
    for part in found:
        for block in part.blocks:
            text = document.slice(block.span)
            for start, end in split(text):
                if _REQUIRED.search(text[start:end]):
                    span = Span(block.span.start + start, block.span.start + end)
                    return (
                        Judgement("Inspection outcome", document.slice(span), document.page_of(span.start), None, span),
                    )
    return ()
