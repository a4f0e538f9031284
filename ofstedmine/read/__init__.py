"""Source → Document: the only part that opens files."""

from .source import read

__all__ = ["read"]
