"""A picture of pages, as a PNG."""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """Pages of a document, or a crop of them, as one PNG: a notebook shows it, `save` writes it.

    `width` and `height` are in dots, `dpi` of them to the inch; `pages` are those shown, from the top; `alt` says in
    words what is to be seen, for those who cannot see it.
    """

    png: bytes = field(repr=False)
    width: int
    height: int
    pages: tuple[int, ...]
    alt: str
    dpi: int = 150

    def save(self, path: str | os.PathLike[str], *, force: bool = False) -> Path:
        """Write the PNG, whole or not at all.

        Raises `OutputError` where the name does not end in .png, and where a file stands there, unless `force`.
        """
        from .write.safely import safely, target  # needed by those who save, and not by those who look

        target(path, force=force, endings=(".png",))
        return safely(path, self.png, force=force)

    @property
    def uri(self) -> str:
        """The picture as a `data:` address, for a page that is to stand alone."""
        return f"data:image/png;base64,{b64encode(self.png).decode('ascii')}"

    def _repr_png_(self) -> bytes:
        return self.png

    def _repr_html_(self) -> str:
        wide = round(self.width * 96 / self.dpi)  # at the size that it has on paper
        return f'<img src="{self.uri}" alt="{escape(self.alt)}" style="width: {wide}px; max-width: 100%; height: auto">'
