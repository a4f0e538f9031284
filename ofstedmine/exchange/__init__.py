"""Reports → the forms in which they are taken elsewhere: tables, JSON Lines, coded projects, annotations; and back."""

from __future__ import annotations

from .rows import table
from .verbs import export, load, load_table

__all__ = ["export", "load", "load_table", "table"]
