"""The notation of patterns: rows of a pattern, a sentence, and whether they match."""

import pytest

from ofstedmine.errors import LexiconError
from ofstedmine.lexicon import Table, parse, tokens


def table(pattern: str) -> Table:
    return Table(parse(f"entry = [{{ id = 'x', label = 'y', example = 'z', pattern = '{pattern}' }}]"))


@pytest.mark.parametrize(
    ("pattern", "sentence", "matches"),
    [
        ("too high|low", "Caseloads are too high.", True),
        ("too high|low", "Caseloads are too long.", False),
        ("delay*", "Plans were delayed.", True),
        ("delay*", "Plans were relayed.", False),
        ("a_few children", "A few children wait.", True),
        ("a_few children", "Few children wait.", False),
        ("not very? good", "This is not good.", True),
        ("not very? good", "This is not very good.", True),
        ("not very? good", "This is not at all good.", False),
        ("not ~2 good", "This is not at all good.", True),
        ("not ~2 good", "This is not, they say, good.", False),
        ("not ~~4 good", "This is not, they say, good.", True),
        ("too !many high", "It is too high.", True),
        ("too !early ~1 see", "It is too early to see.", False),
        ("<not all children", "All children are seen.", True),
        ("<not all children", "Not all children are seen.", False),
        ("<not all children", "This does not all children help.", False),
        ("^ ensure", "Ensure that plans are clear.", True),
        ("^ ensure", "Managers ensure that plans are clear.", False),
        ("year $", "This was so last year.", True),
        ("# children", "There were 34 children.", True),
        ("# children", "There were twelve children.", True),
        ("# children", "There were many children.", False),
        ("well attended", "Meetings are well-attended.", True),
    ],
)
def test_a_pattern_matches_as_written(pattern: str, sentence: str, matches: bool) -> None:
    assert bool(table(pattern).hits(tokens(sentence))) is matches


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("~x good", "needs a number"),
        ("good <not", "nothing stands after"),
        ("^ $", "no word to wait for"),
        ("very? $", "no word to wait for"),
        ("good !", "cannot read"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(LexiconError, match=why):
        table(pattern)


def test_a_hit_says_where_it_stands() -> None:
    words = tokens("Plans remain too long.")
    (hit,) = table("too long").hits(words)
    assert (" " + " ".join(words) + " ")[hit.start : hit.end] == "too long "


def test_tokens_split_at_hyphens_and_keep_clause_marks() -> None:
    assert tokens("Children’s ‘well-matched’ homes – mostly – don’t change; 3.5% do.") == [
        "children's", "well", "matched", "homes", ",", "mostly", ",", "don't", "change", ";", "3.5%", "do",
    ]  # fmt: skip
