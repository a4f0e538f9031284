"""The words of a text as they are compared: stems, and the matters and populations that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from ..lexicon import Table, load, parse_words, tokens

_ENDINGS = (
    ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ations", "ate"), ("ation", "ate"), ("ators", "ate"),
    ("ments", ""), ("ment", ""), ("ness", ""), ("ities", "ity"), ("ingly", ""), ("edly", ""), ("ively", "ive"),
    ("ally", "al"), ("ings", ""), ("ing", ""), ("ied", "y"), ("ies", "y"), ("ers", "er"), ("ors", "or"),
    ("ed", ""), ("es", "e"), ("s", ""),
)  # fmt: skip
_KEEP, _LONG = 3, 7  # letters that a stem has at least, at most: "consistent" and "consistency" share seven
_WHOLE = {"children": "child", "this": "this", "its": "its", "was": "was", "has": "has", "always": "always"}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its ending, roughly: what "assessed" and "assessments" share.

    >>> stem("assessments") == stem("assessed") == stem("assessing")
    True
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word in _WHOLE or len(word) <= _KEEP:
        return _WHOLE.get(word, word)
    for ending, used in _ENDINGS:
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= _KEEP
            and not (word.endswith("ss") and len(ending) == 1)
        ):
            word = word[: len(word) - len(ending)] + used
            break
    if word.endswith("ly") and len(word) > _LONG:
        word = word[:-2]
    if len(word) > _KEEP and word[-1] == word[-2] and word[-1] not in "aeiosl":
        word = word[:-1]  # "planned" and "plan"
    if word.endswith("y"):
        word = word[:-1] + "i"  # "timely" and "timeliness"
    return (word[:-1] if word.endswith("e") and len(word) > _KEEP else word)[:_LONG]


def stems(words: Iterable[str]) -> tuple[str, ...]:
    """Stems of the words among tokens; marks and numbers are left out."""
    return tuple(stem(w) for w in words if w[0].isalpha() and len(w) > 1)


@cache
def matters() -> Table:
    """Every matter, and with "@" before its label every population: in one table, to look through a text once."""
    both = [replace(e, id="@" + e.id, label="@" + e.label) for e in load("populations")]
    return Table((*load("matters"), *both))


@cache
def families() -> dict[str, str]:
    """Family of each matter: supervision and oversight are of one."""
    return parse_words(files("ofstedmine.lexicon").joinpath("families.toml").read_text("utf-8"), "families.toml")


def names(text: str) -> frozenset[str]:
    """What a text names: matters (services, documents, qualities) and, with "@" before them, populations.

    >>> sorted(names("Pathway plans are clear."))
    ['@care_leavers', 'pathway', 'plan']
    """
    return frozenset(named(text))


@lru_cache(maxsize=1 << 13)
def named(text: str) -> Mapping[str, int]:
    """What a text names, each with the character from which it does so first: what comes first is its subject."""
    out: dict[str, int] = {}
    for hit in matters().hits(tokens(text)):
        out[hit.entry.label] = min(hit.start, out.get(hit.entry.label, hit.start))
    return out


def populations(text: str) -> frozenset[str]:
    """Whom a text names.

    >>> sorted(populations("Pathway plans are clear."))
    ['care_leavers']
    """
    return frozenset(n[1:] for n in names(text) if n[0] == "@")
