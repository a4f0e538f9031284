"""FollowUp → a report to send: Markdown, Word, a web page or a spreadsheet, all telling the same `Story`."""

from __future__ import annotations

from .safely import safely
from .story import Story, story

__all__ = ["Story", "safely", "story"]
