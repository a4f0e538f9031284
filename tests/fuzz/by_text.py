"""Ways to break words: what no letter holds and some file will."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

MOST = 1_200_000  # characters of a broken text

STRANGE = (
    "\u202e",  # from right to left from here on
    "\u200f",
    "\u2067",
    "\u200b",  # zero width: space, joiner, no-break space
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u0301",  # an accent for the character before
    "\ud800",  # half a character
    "\udfff",
    "\ud83d\ude00",
    "\uffff",
    "\ufffe",
    "\u0002",
    "\0",
    "\x1b[31m",
    "\x0b",
    "\x85",
    "\u2028",
    "\t",
    "\f",
    "\r",
    "שלום",
    "الأطفال",
    "İıſßﬁﬀ",  # letters whose number changes with their case
    "①²½Ⅳ௧٣",  # digits of other scripts
    "👩‍👩‍👧",
)
WORDS = (
    "9" * 5000,
    "paragraph " + "9" * 5000,
    "1." * 3000,
    "Page 99999999999999999999 of 99999999999999999999",
    "(p. 999999999999999999999999)",
    "31 February 2022",
    "0 January 0000",
    "99 December 99999",
    "between 1 May 9999 and 31 December 9999",
    "by 30 September 2999",
    "“" * 400,
    "“" * 200 + "plans" + "”" * 200,
    "(" * 1000 + ")" * 1000,
    "[…] " * 500,
    "... " * 3000,
    "- " * 3000,
    "a" * 100_000,
    "A " * 50_000,
    "é" * 50_000,
    " " * 100_000,
    "\n" * 50_000,
    "|" * 3000,
    "*" * 3000,
    "#" * 3000,
    "> " * 2000,
    "[" * 3000,
    "![](" * 2000,
    "_a_" * 2000,
    "`" * 3001,
    "<" * 5000,
    "&amp;" * 3000,
    "&#x110000; &#xd800; &#0;",
    "www." * 2000,
    "What needs to improve\n" * 100,
    "Recommendations\n\n1. The local authority should act.\n" * 40,
    "The overall effectiveness: inadequate. " * 100,
    "Mr. Mrs. Dr. e.g. i.e. No. 1. " * 500,
    "’s ‘" * 1000,
    "multi-\nagency " * 1000,
    "X" + "-\nx" * 5000,
    "1 | 2 | 3\n---|---|---\n" * 500,
    "\f".join(f"{i}" for i in range(3000)),
)


def strange_characters(chance: Random, text: str) -> str:
    out = list(text)
    for _ in range(chance.choice((1, 10, 200))):
        out.insert(chance.randrange(len(out) + 1), chance.choice(STRANGE) * chance.choice((1, 1, 1, 3, 1000)))
    return "".join(out)


def every_space_strange(chance: Random, text: str) -> str:
    return text.replace(" ", chance.choice(("\u200b", " \u200b", "\xa0", "\u2003", "\t", "", " \u202e", "\u00ad ")))


def strange_words(chance: Random, text: str) -> str:
    for _ in range(chance.choice((1, 3))):
        at, told = chance.randrange(len(text) + 1), chance.choice(WORDS)
        text = text[:at] + chance.choice(("", " ", "\n\n")) + told + chance.choice(("", " ", "\n\n")) + text[at:]
    return text


def numbers_huge(chance: Random, text: str) -> str:
    """Each number, or one in ten of them, becomes another."""
    share, most = chance.choice((0.1, 1.0)), chance.choice((3, 12, 25, 400))

    def other(found: re.Match[str]) -> str:
        if chance.random() > share:
            return found[0]
        digits = "".join(chance.choices("0123456789", k=chance.randint(1, most)))
        return chance.choice(("", "0", "-", "1", "٣", "²")) + digits

    return re.sub(r"\d+", other, text)


def one_line(chance: Random, text: str) -> str:
    """A line of a million characters."""
    whole = text.replace("\n", chance.choice((" ", "", "; "))) or "a"
    return (whole * (1_000_000 // len(whole) + 1))[: chance.choice((100_000, 1_000_000))]


def lines_shuffled(chance: Random, text: str) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def lines_lost(chance: Random, text: str) -> str:
    return "\n".join(line for line in text.split("\n") if chance.random() < 0.7)


def lines_repeated(chance: Random, text: str) -> str:
    lines = text.split("\n")
    at, count = chance.randrange(len(lines)), chance.choice((1, 5, 50))
    some = lines[at : at + count]
    return "\n".join([*lines[:at], *some * chance.choice((3, 100, 1000)), *lines[at:]])[:MOST]


def all_repeated(chance: Random, text: str) -> str:
    return "\n".join([text] * chance.choice((2, 5, 15)))[:400_000]


def case_changed(chance: Random, text: str) -> str:
    return chance.choice((str.upper, str.lower, str.swapcase, str.title))(text)


def ends_lost(chance: Random, text: str) -> str:
    """No sentence ends, or no line does."""
    return text.replace(chance.choice((". ", ".", "\n\n", "\n")), chance.choice((" ", "")))


def marks_everywhere(chance: Random, text: str) -> str:
    """A mark before each word, or each line."""
    mark = chance.choice(("• ", "1. ", "(a) ", "“", "- ", "iv) ", "\uf0b7 ", "* ", "R1 "))
    return text.replace(chance.choice((" ", "\n")), f"\n{mark}")[:MOST]


WAYS: tuple[Callable[[Random, str], str], ...] = (
    strange_characters,
    strange_characters,
    every_space_strange,
    strange_words,
    strange_words,
    numbers_huge,
    one_line,
    lines_shuffled,
    lines_lost,
    lines_repeated,
    all_repeated,
    case_changed,
    ends_lost,
    marks_everywhere,
)
