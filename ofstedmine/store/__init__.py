"""Many reports in one file: mined once, read back whole, searched."""

from __future__ import annotations

from .corpus import Corpus
from .hits import Hit, Hits, Listing
from .intake import Added, Progress, Unreadable
from .numbers import Part

__all__ = ["Added", "Corpus", "Hit", "Hits", "Listing", "Part", "Progress", "Unreadable"]
