"""Whole drafts round sentences of published letters, in every format and way of quoting: true, and altered."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from drafting import FORMATS, outcomes
from published import beside, some

EACH = 800  # quotes a format, half of them true

pytestmark = [pytest.mark.letters, beside]


@pytest.fixture(scope="module")
def letters():
    return some(seed=11)


@pytest.mark.parametrize("form", FORMATS)
def test_quotes_of_a_draft_are_judged_rightly(form, letters):
    found = list(outcomes(random.Random(f"{form} again"), form, letters, EACH))
    true = [o for o in found if o.case.true]
    missed = [o for o in true if o.result in ("not found", "unseen")]
    assert len(missed) < len(true) / 100, missed
    assert sum(o.result == "verbatim" for o in true) > len(true) * 0.98, Counter(o.result for o in true)
    assert [o for o in true if o.page_right is False] == []
    assert [o for o in found if not o.case.true and o.result == "verbatim"] == []
