"""The published letters, where they stand beside the checkout."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import ofstedmine as om

SHARED = Path(__file__).parents[2] / "shared"
LETTERS = SHARED / "letters"
beside = pytest.mark.skipif(
    not LETTERS.is_dir(), reason="the published letters are not beside the checkout (../shared)"
)


def pdfs() -> list[Path]:
    """All of them but those that are known to be broken."""
    return sorted(p for p in LETTERS.glob("*/*.pdf") if p.parent.name != "broken")


def some(seed: int, count: int = 10) -> list[om.Report]:
    """A sample of them, mined."""
    return [om.mine(path) for path in random.Random(seed).sample(pdfs(), count)]
