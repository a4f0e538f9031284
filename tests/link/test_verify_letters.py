"""Quotes made out of published letters: a few thousand true ones, and as many with one thing altered."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from published import beside, some
from quoting import draft, quote
from test_verify_properties import ALLOWED, FORBIDDEN, line_end_hyphens, still_true, stretch

import ofstedmine
from ofstedmine.model import Truth

EACH = 250  # quotes a way of setting or altering them

pytestmark = [pytest.mark.letters, beside]


@pytest.fixture(scope="module")
def letters():
    return some(seed=7)


def made(way, letters) -> list[str]:
    """Quotes of one way, without those that are true all the same."""
    rng, out = random.Random(way.__name__), []
    while len(out) < EACH:
        source = rng.choice(letters)
        words = stretch(rng, source)
        if any(sign in word for word in words for sign in "[]…"):
            continue
        given = way(rng, words, source) if way is line_end_hyphens else way(rng, words)
        if isinstance(given, str):
            out.append(given)
        elif not any(still_true(given, letter) for letter in letters):
            out.append(" ".join(given))
    return out


def test_of_a_hundred_true_quotes_fewer_than_one_is_missed(letters):
    quotes = [q for way in ALLOWED for q in made(way, letters)]
    counts = Counter(c.status for c in ofstedmine.verify(draft(*map(quote, quotes)), letters))
    assert counts[Truth.NOT_FOUND] < len(quotes) / 100, counts
    assert counts[Truth.VERBATIM] > len(quotes) * 0.98, counts


def test_no_altered_quote_is_called_verbatim(letters):
    quotes = [q for way in FORBIDDEN for q in made(way, letters)]
    checks = ofstedmine.verify(draft(*map(quote, quotes)), letters)
    assert [c.quote.text for c in checks if c.status is Truth.VERBATIM] == []
    assert sum(c.status is Truth.ALTERED for c in checks) > len(quotes) * 0.95
