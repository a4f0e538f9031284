"""The verbs: mine a document, follow recommendations up, verify quotes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from .extract import report
from .link import closures, verifications
from .model import FollowUp, Report, Verification
from .read import read

Source = str | os.PathLike[str] | bytes | BinaryIO


def mine(source: Source, *, name: str | None = None) -> Report:
    """Read one inspection letter or council report, and give back all that it says, each text with its place.

    `source` is a path, the bytes of a file, or an open binary file: PDF, DOCX, HTML, Markdown or plain text, told
    apart by content. `name` is what the document is called in messages (default: the file's name).

    Raises `UnreadableDocument` (with `.reason`) where nothing can be read.
    """
    return report(read(source, name=name))


def follow_up(
    earlier: Report | Iterable[Report],
    later: Report | Iterable[Report],
    *,
    response: Report | Iterable[Report] = (),
    include: Sequence[str] = ("recommendations",),
) -> FollowUp:
    """Say what became of each earlier recommendation, with the passages of the later letters that show it.

    `include` may name "recommendations", "weaknesses" (those told in the earlier letter's body) or both. `response`
    takes council reports, whose actions and own evidence are set beside each recommendation.

    Raises `LinkError` for letters of two authorities, or the same letter twice.
    """
    return closures(_several(earlier), _several(later), response=_several(response), include=include)


def verify(report: Report, sources: Report | Iterable[Report]) -> tuple[Verification, ...]:
    """Check each quote of a report against the documents that it may have been taken from."""
    return verifications(report, _several(sources))


def _several(reports: Report | Iterable[Report]) -> tuple[Report, ...]:
    return (reports,) if isinstance(reports, Report) else tuple(reports)
