"""No regular expression takes more than in proportion to its text, whatever the text: none can be worn out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from growth import grows
from patterns import Attack, Found, attacks, found

EVERY = list(found())
GROUPS = sorted({f.where.rpartition(":")[0].rpartition(".")[0] or "lexicon's words" for f in EVERY})


def test_all_patterns_are_found() -> None:
    assert len(EVERY) > 600
    assert {"ofstedmine.read", "ofstedmine.extract", "ofstedmine.link", "lexicon's words"} <= set(GROUPS)


def worn_out(one: Found, *, most: int) -> list[str]:
    """The texts over which a pattern takes too long."""
    return [
        f"{one.where} {way} {attack}: {one.pattern.pattern!r}"
        for attack in attacks(one.pattern)
        for way in one.ways
        if grows(lambda size, a=attack, w=way: asked(one.pattern, w, a, size), most=most)  # type: ignore[misc]
    ]


def asked(pattern: re.Pattern[str], way: str, attack: Attack, size: int) -> Callable[[], object]:
    text = attack.text(size)
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    ask = getattr(pattern, way)
    if way in ("sub", "subn"):
        return lambda: ask(given[:0], given)
    return (lambda: sum(1 for _ in ask(given))) if way == "finditer" else lambda: ask(given)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("most", [2_000, pytest.param(32_000, marks=pytest.mark.fuzz)])
def test_patterns_answer_in_linear_time(group: str, most: int) -> None:
    mine = [f for f in EVERY if (f.where.rpartition(":")[0].rpartition(".")[0] or "lexicon's words") == group]
    assert [text for one in mine for text in worn_out(one, most=most)] == []


@pytest.mark.parametrize("pattern", [r"a+$", r"\s*x", r"\(.*?\)"])
def test_a_pattern_that_can_be_worn_out_would_be_found(pattern: str) -> None:
    assert worn_out(Found("here", re.compile(pattern, re.DOTALL), ("search",)), most=2_000)
