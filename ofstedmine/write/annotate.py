"""Write what became of each quote into the draft itself, as Word comments; its text stays to the letter."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from ..api import Source
from ..errors import OutputError
from ..model import Verification
from .safely import safely, target

if TYPE_CHECKING:
    from ..read.wordplaces import WordPlaces


def annotate(
    draft: Source, checks: Sequence[Verification], path: str | os.PathLike[str], *, force: bool = False
) -> tuple[Verification, ...]:
    """Write a copy of a Word draft with a comment beside each checked quote, and one at the top that sums up.

    `checks` is what `verify` said of that draft. A comment covers exactly the words of its quote; a quote in a text box
    has its comment beside the box. Text, formatting, tracked changes and the comments that are there stay as they are.
    Word takes no comments in footnotes and endnotes: quotes there are told in the comment at the top, and are given
    back.

    Raises `UnreadableDocument` for a draft that is no Word document, and `OutputError` where `path` does not end in
    .docx, exists already (without `force`) or cannot be written, or the checks are of another draft.
    """
    from .comments import Comments  # python-docx is waited for only where it is used

    places = annotatable(draft, path, force=force)
    for check in checks:
        span = check.quote.span
        if span is None or places.document.slice(span) != check.quote.text:
            raise OutputError(f"{path}: the checks are not of this draft; verify it again, and give that result")
    comments = Comments(places.word)
    left = tuple(check for check in checks if not comments.beside(places, check))
    comments.at_top(places, checks, left)
    held = BytesIO()
    places.word.save(held)
    safely(path, held.getvalue(), force=force)
    return left


def annotatable(draft: Source, path: str | os.PathLike[str], *, force: bool = False) -> WordPlaces:
    """Open a draft to be annotated; raises as `annotate` does where it cannot be, or not to this path."""
    from ..read.wordplaces import WordPlaces

    target(path, force=force, endings=(".docx",))
    return WordPlaces(draft)
