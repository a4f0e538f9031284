"""Passages as their PDFs print them, for a report that shows them."""

from __future__ import annotations

from ..errors import PictureError
from ..image import Picture
from .safely import line
from .story import Passage


class Crops:
    """Pictures of the passages of a report, once each; `missed` says of which documents there is none, and why."""

    def __init__(self, dpi: int) -> None:
        self.missed: list[str] = []
        self._dpi = dpi
        self._made: dict[int, Picture | None] = {}

    def of(self, passage: Passage) -> Picture | None:
        """A crop of the page with the passage marked, or None where there is none to be had."""
        if id(passage.evidence) not in self._made:
            self._made[id(passage.evidence)] = self._draw(passage)
        return self._made[id(passage.evidence)]

    def _draw(self, passage: Passage) -> Picture | None:
        try:
            return passage.evidence.picture(dpi=self._dpi, crop=True)
        except PictureError as trouble:
            note = f"No picture of {line(str(trouble))}"
            if note not in self.missed:
                self.missed.append(note)
            return None
