"""Near-identical sentences: found as the slow way finds them, which compares each with each."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz.fuzz import ratio
from samples import letter

import ofstedmine as om
from ofstedmine.compare.minhash import ALIKE, alike, plain

WORDS = (
    *("workers", "know", "their", "children", "well", "plans", "are", "clear", "timely", "and", "reviewed", "by"),
    *("managers", "who", "challenge", "drift", "delay", "supervision", "is", "regular", "reflective", "records"),
    *("show", "impact", "visits", "happen", "often", "families", "receive", "help", "early", "from", "partners"),
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("social workers know their children well", "social workers know their children very well", True),
        ("inspectors looked at # cases with staff in may", "inspectors looked at # cases with staff in june", True),
        ("plans for children are clear and timely", "plans for children are not reviewed by managers", False),
        ("supervision is regular", "records are up to date", False),
    ],
)
def test_pairs(one: str, other: str, same: bool) -> None:
    assert (alike([one, other]) == [0, 0]) is same


def test_few_pairs_that_the_slow_way_finds_are_missed() -> None:
    draw = random.Random(7)
    texts = list(dict.fromkeys(" ".join(draw.choices(WORDS, k=draw.randint(8, 24))) for _ in range(300)))
    for text in texts[:150]:  # and for half of them the same with a word changed
        words = text.split()
        words[draw.randrange(len(words))] = draw.choice(WORDS)
        texts.append(" ".join(words))
    texts = list(dict.fromkeys(texts))
    first = alike(texts)
    slow = [(i, j) for i, j in combinations(range(len(texts)), 2) if ratio(texts[i], texts[j]) >= ALIKE]
    assert len(slow) > 100
    found = [(i, j) for i, j in slow if first[i] == first[j]]
    assert len(found) / len(slow) > 0.9
    for j, i in enumerate(first):
        assert i <= j
        assert i == first[i]  # the first of a group stands for itself


def test_what_is_compared() -> None:
    assert plain("The panel’s 12 members — “all” of them — met.") == "the panel's # members all of them met"
    assert alike([]) == []


def test_phrases_of_a_few_letters(tmp_path: Path) -> None:
    stock = "Social workers know their children well and visit them often."
    other = "Social workers know their children very well and visit them often."
    for i, (place, sentence) in enumerate([("Fernley", stock), ("Norbury", stock), ("Elmsea", other)]):
        own = f"Case {place} shows that nothing at all of this kind is repeated anywhere {'else ' * i}in {place}."
        (tmp_path / f"{i}.md").write_text(letter(i, sentence, own, sentence, place=place), "utf-8")
    with om.Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(tmp_path, progress=False)
        table = corpus.compare.phrases(polarity="strength")
        row = next(r for r in table.records if r["sentence"].startswith("Social workers"))
        assert row["sentence"] == stock  # the wording of most
        assert (row["letters"], row["authorities"], row["sentences"], row["exact"]) == (3, 3, 6, 4)
        assert {h.text for h in table.sentences(sentence=stock)} == {stock, other}
        assert "fewer than 6 words" in table.notes[-1]
        assert not len(corpus.compare.phrases(least=4, polarity="strength"))
