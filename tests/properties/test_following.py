"""What becomes of a recommendation: the order of findings never changes it, and another matter never closes it."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from genre import TOPICS, inspected
from hypothesis import given, settings
from hypothesis import strategies as st

import ofstedmine as om

numbers = st.integers(0, len(TOPICS) - 1)
said = st.lists(st.tuples(numbers, st.booleans()), min_size=1, max_size=8)


@cache
def mined(data: bytes) -> om.Report:
    return om.mine(data, name="letter.md")


def earlier(asked: list[int]) -> om.Report:
    return mined(inspected(["Leaders know their services."], [TOPICS[i].asked for i in asked], year=2019))


def later(told: list[tuple[int, bool]]) -> om.Report:
    """A letter that finds some matters well done, and others badly."""
    return mined(inspected([TOPICS[i].strength if good else TOPICS[i].weakness for i, good in told], year=2022))


@given(asked=st.lists(numbers, min_size=1, max_size=3, unique=True), told=said, seed=st.integers(0, 999))
@settings(max_examples=40)
def test_the_order_of_findings_changes_no_closure(asked: list[int], told: list[tuple[int, bool]], seed: int) -> None:
    before, after = earlier(asked), later(told)
    mixed = random.Random(seed).sample(after.findings, len(after.findings))
    found, again = om.follow_up(before, after), om.follow_up(before, replace(after, findings=tuple(mixed)))
    assert found.closures == again.closures
    assert found.general == again.general


@given(asked=numbers, told=said, other=numbers)
@settings(max_examples=60)
def test_an_unrelated_finding_closes_nothing(asked: int, told: list[tuple[int, bool]], other: int) -> None:
    if other == asked:
        return
    before = earlier([asked])
    (was,) = om.follow_up(before, later(told))
    (now,) = om.follow_up(before, later([*told, (other, True)]))
    assert now.status is not om.Status.CLOSED or was.status is om.Status.CLOSED


@given(asked=numbers, told=said)
@settings(max_examples=30)
def test_what_is_told_of_other_matters_alone_closes_nothing(asked: int, told: list[tuple[int, bool]]) -> None:
    (now,) = om.follow_up(
        earlier([asked]), later([(i, True) for i, _ in told if i != asked] or [((asked + 1) % 8, True)])
    )
    assert now.status is not om.Status.CLOSED
