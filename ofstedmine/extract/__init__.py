"""Document → Report: what the document is, and everything that it says."""

from __future__ import annotations

from .report import report

__all__ = ["report"]
