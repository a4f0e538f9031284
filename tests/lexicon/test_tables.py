"""The shipped tables: every example holds, and a wrong entry is refused by name."""

import pytest

from ofstedmine.errors import LexiconError
from ofstedmine.lexicon import DEFAULT, check, parse
from ofstedmine.lexicon import parse_words as words
from ofstedmine.model import Change, Extent, Polarity, Theme

ENTRY = "id = 'a', label = 'b', pattern = 'too long', example = 'Too long.'"


@pytest.mark.parametrize("name", sorted(DEFAULT.tables()))
def test_every_example_holds(name: str) -> None:
    assert check(DEFAULT.tables()[name]) == []


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("cues", set(Polarity)),
        ("change", set(Change)),
        ("extent", set(Extent)),
        ("themes", set(Theme)),
        ("back", {"back"}),
        ("instruction", {"instruction"}),
    ],
)
def test_labels_are_the_words_of_the_model(name: str, labels: set[str]) -> None:
    assert {entry.label for entry in DEFAULT.tables()[name]} <= labels


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (f"entry = [{{ {ENTRY}, patern = 'x' }}]", "a: unknown key patern"),
        (f"entry = [{{ {ENTRY} }}, {{ {ENTRY} }}]", "a: this id stands twice"),
        ("entry = [{ id = 'a', label = 'b', pattern = 'x' }]", "a: needs example"),
        ("[other]\nx = 1", "unknown table other"),
        ("entry = [{ id = 'a', label = 'b', pattern = '~', example = 'x' }]", "a: .*needs a number"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(source: str, why: str) -> None:
    with pytest.raises(LexiconError, match=why):
        parse(source)


def test_an_example_that_does_not_hold_is_told() -> None:
    source = "entry = [{ id = 'a', label = 'b', pattern = 'too long', example = 'So long.', not = 'Too long.' }]"
    assert [line.split(":")[0] for line in check(parse(source))] == ["a", "a"]


def test_a_word_stands_in_one_class() -> None:
    with pytest.raises(LexiconError, match="slow stands under"):
        words("good = 'slow'\nbad = 'slow late'")


def test_all_tables_at_once_say_what_each_says() -> None:
    from ofstedmine.extract.features import reading

    sentence = reading(
        "However, some children’s plans have improved since the last inspection, but visits are too late."
    )
    for name, table in DEFAULT.tables().items():
        assert sentence.hits(name) == table.hits(sentence.words, sentence.joined), name
