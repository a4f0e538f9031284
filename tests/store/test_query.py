"""What a reader types, as the index understands it, or why it cannot be."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.errors import QueryError
from ofstedmine.store.query import understood


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("plans", '"plans"'),
        ("strategy meetings", '("strategy" AND "meetings")'),
        ('"strategy meetings"', '"strategy meetings"'),
        ("“strategy meetings” now", '("strategy meetings" AND "now")'),
        ("multi-agency", '"multi-agency"'),
        ("child’s voice", '("child’s" AND "voice")'),
        ("conferenc*", '"conferenc" *'),
        ('"care plan*"', '"care plan"'),
        ('"care plan"*', '"care plan" *'),
        ("plans AND visits", '("plans" AND "visits")'),
        ("plans OR visits", '("plans" OR "visits")'),
        ("plans NOT visits", '("plans" NOT "visits")'),
        ("care plans NOT visits", '("care" AND ("plans" NOT "visits"))'),
        ("(plans OR visits) timely", '(("plans" OR "visits") AND "timely")'),
        ("plans timely OR visits", '(("plans" AND "timely") OR "visits")'),
        ("plans or visits and not", '("plans" AND "or" AND "visits" AND "and" AND "not")'),
        ("plans & visits", '("plans" AND "visits")'),
        ("NEAR plans", '("NEAR" AND "plans")'),
        ("text:plans", '"text:plans"'),
        ("plans + {visits} ^x -y", '("plans" AND "{visits}" AND "^x" AND "-y")'),
        ("'; DROP TABLE reports; --", '("DROP" AND "TABLE" AND "reports;")'),
    ],
)
def test_a_query(typed: str, means: str) -> None:
    assert understood(typed) == means


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "There is no word"),
        ("* & ?", "There is no word"),
        ("AND", "There is no word"),
        ('plans "strategy meetings', "The quotation mark before strategy meetings is not closed"),
        ("(plans OR visits", "An opening bracket is not closed"),
        ("plans)", "closing bracket without an opening one"),
        (") plans", "closing bracket without an opening one"),
        ("plans ()", "A bracket closes behind ("),
        ("NOT plans", "put what to search for before it"),
        ("plans AND NOT visits", "put what to search for before it"),
        ("plans AND", "A word is wanting after AND"),
        ("OR plans", "A word is wanting before OR"),
        ("plans OR AND visits", "A word is wanting between OR and AND"),
        ("a " * 61, "at most 60 words"),
    ],
)
def test_a_query_that_cannot_be_understood(typed: str, why: str) -> None:
    with pytest.raises(QueryError) as told:
        understood(typed)
    assert why in str(told.value)


INDEX = sqlite3.connect(":memory:", check_same_thread=False)
INDEX.execute("CREATE VIRTUAL TABLE words USING fts5 (text, tokenize='porter unicode61 remove_diacritics 2')")


@given(st.text() | st.text('ab "()*ANDORT^:-+{}’', max_size=40))
def test_the_index_takes_all_that_is_understood(typed: str) -> None:
    try:
        asked = understood(typed)
    except QueryError:
        return
    INDEX.execute("SELECT rowid FROM words WHERE words MATCH ?", [asked]).fetchall()
