"""What a reader types into a search becomes what the full-text index understands; what cannot be is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import QueryError

MOST_WORDS = 60  # the index takes no deeper expression than a few hundred; a question has a dozen words
_TOKEN = re.compile(
    r"""(?P<phrase>["“”„](?P<inside>[^"“”„]*)(?P<closed>["“”„]?)\*?)|(?P<sign>[()])|(?P<word>[^\s()"“”„]+)"""
)
_OPERATORS = ("AND", "OR", "NOT")
EXAMPLE = 'Write for instance: neglect AND ("strategy meetings" OR conference*) NOT education'


class Token(NamedTuple):
    """A word or phrase as the index wants it, or an operator or bracket."""

    text: str
    operator: bool


def understood(query: str) -> str:
    """The query in the index's own words: all words must be there, phrases in quotes, AND, OR, NOT, brackets, prefix*.

    >>> understood('multi-agency "strategy meetings" OR conferenc*')
    '(("multi-agency" AND "strategy meetings") OR "conferenc" *)'

    Raises `QueryError`, which says what is wrong with it.
    """
    tokens = list(_tokens(query))
    if not any(not t.operator for t in tokens):
        raise QueryError(f"There is no word to search for in {query!r}. {EXAMPLE}")
    if len(tokens) > MOST_WORDS:
        raise QueryError(
            f"A search takes at most {MOST_WORDS} words, operators and brackets; this one has {len(tokens)}."
        )
    parser = _Parser(tokens)
    out = parser.either()
    if parser.here() is not None:
        raise QueryError(f"There is a closing bracket without an opening one. {EXAMPLE}")
    return out


def words(query: str) -> tuple[str, ...]:
    """The words and phrases of a query, one by one, in the index's own words."""
    return tuple(dict.fromkeys(t.text for t in _tokens(query) if not t.operator))


def _tokens(query: str) -> Iterator[Token]:
    # what no letter prints would end the statement: NUL, and halves of surrogate pairs
    for match in _TOKEN.finditer(query.replace("\0", " ").encode("utf-8", "replace").decode().rstrip()):
        word, inside = match["word"], match["inside"]
        if match["sign"] or word in _OPERATORS:
            yield Token(match["sign"] or word, True)
            continue
        if match["phrase"] and not match["closed"]:
            raise QueryError(f"The quotation mark before {inside.strip()[:40] or 'nothing'} is not closed. {EXAMPLE}")
        text = inside if inside is not None else word
        if any(c.isalnum() for c in text):  # of a sign alone the index keeps nothing
            yield Token(f'"{text.strip().rstrip("*")}"' + (" *" if match[0].endswith("*") else ""), False)


class _Parser:
    """OR binds loosest, then AND, then NOT; words that stand side by side must all be there."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at = tokens, 0

    def here(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def takes(self, operator: str) -> bool:
        found = self.here() == Token(operator, True)
        self.at += found
        return found

    def either(self) -> str:
        sides = [self.both()]
        while self.takes("OR"):
            sides.append(self.both())
        return _joined(" OR ", sides)

    def both(self) -> str:
        sides = [self.without()]
        while self.takes("AND") or ((token := self.here()) and (not token.operator or token.text == "(")):
            sides.append(self.without())
        return _joined(" AND ", sides)

    def without(self) -> str:
        sides = [self.one()]
        while self.takes("NOT"):
            sides.append(self.one())
        return _joined(" NOT ", sides)

    def one(self) -> str:
        token = self.here()
        if self.takes("("):
            inside = self.either()
            if not self.takes(")"):
                raise QueryError(f"An opening bracket is not closed. {EXAMPLE}")
            return inside
        if token is None or token.operator:
            before = self.tokens[self.at - 1].text if self.at else None
            raise QueryError(_lacking(token.text if token else None, before))
        self.at += 1
        return token.text


def _joined(operator: str, sides: list[str]) -> str:
    return f"({operator.join(sides)})" if len(sides) > 1 else sides[0]


def _lacking(found: str | None, before: str | None) -> str:
    if found == "NOT":
        return f"NOT takes something away from a search: put what to search for before it. {EXAMPLE}"
    if found == ")":
        what = f"A bracket closes behind {before}" if before else "There is a closing bracket without an opening one"
        return f"{what}, where a word is wanted. {EXAMPLE}" if before else f"{what}. {EXAMPLE}"
    where = f"between {before} and {found}" if found and before else f"after {before}" if before else f"before {found}"
    return f"A word is wanting {where}. To search for the word itself, put it in quotes or small letters. {EXAMPLE}"
