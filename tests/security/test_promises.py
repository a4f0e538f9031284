"""SECURITY.md promises what tests hold: each that it names is there, and each figure is the code's own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ofstedmine as om
from ofstedmine.read import packages, picture, source
from ofstedmine.web import asking, fetching, manifest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_promise_s_test_is_there(path: str, name: str) -> None:
    defined = [n.name for n in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))) if isinstance(n, ast.FunctionDef)]
    assert name in defined


def test_each_promise_names_a_test() -> None:
    promises = [row for row in PAGE.partition("## Limits")[0].splitlines() if row.startswith("|") and "---" not in row]
    assert len(promises) > 15
    assert not [row for row in promises if "::test_" not in row and not row.startswith("| promise |")]


@pytest.mark.parametrize(
    ("told", "figure"),
    [
        ("{:.0f} MB |\n| a Word file", source.MOST_BYTES / 2**20),
        ("{:.0f} MB in all", packages.MOST_UNPACKED / 2**20),
        ("{:.0f} MB a part of XML", packages.MOST_XML / 2**20),
        ("{:,} parts", packages.MOST_MEMBERS),
        ("{} times its packed size", packages.MOST_RATIO),
        ("{} seconds and", om.Limits().seconds),
        ("{:.0f} GB of memory", (om.Limits().megabytes or 0) / 1024),
        ("{:.0f} MB, 300 seconds", fetching.MOST_BYTES / 1e6),
        ("{:.0f} seconds, 5 redirects", fetching.Manners("").within),
        ("{} redirects", asking.REDIRECTS),
        ("{:.0f} MB |\n| a picture", manifest._MOST / 1e6),
        ("{:.0f} million dots", picture._MOST_DOTS / 1e6),
    ],
)
def test_a_limit_is_the_one_that_holds(told: str, figure: float) -> None:
    assert told.format(figure) in PAGE
