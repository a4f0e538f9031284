"""A quote taken apart: the stretches that must stand in the source, and what the writer marked between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .printed import form, letters

_DOTS = r"(?:…+|\.{3,}|\.(?:\s\.){2,})"
ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")
BRACKET = re.compile(r"\[[^\[\]]{0,120}\]")
INITIAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")  # "[T]he": one letter's case was fitted to the sentence
# a quote over two paragraphs may carry the number that is printed before the second: "… is good. 9. Audits are"
_NUMBER = r"(?:^|(?<=[.!?:;”’\"'])\s+|\n\s*)(?P<number>\d{1,3})[.)]?\s+(?=[“‘\"'\[]?[A-Z])"
_MARKED = re.compile(f"(?P<ellipsis>{ELLIPSIS.pattern})|(?P<bracket>{BRACKET.pattern})")
_NUMBERED = re.compile(f"{_MARKED.pattern}|{_NUMBER}")
STOPS = ".,;:"


class Part(NamedTuple):
    """A stretch of a quote without any mark of a change: its form, its letters, and what is free inside it."""

    form: str
    key: str
    first: int  # where its first and last letter stand in the form
    last: int
    loose: frozenset[int]  # characters of the form that may be missing in the source
    joins: frozenset[int]  # places before which a hyphen may stand in the source
    anycase: frozenset[int]

    @property
    def head(self) -> str:
        """What stands before its first letter."""
        return self.form[: self.first]

    @property
    def tail(self) -> str:
        """What stands after its last letter."""
        return self.form[self.last + 1 :]


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two parts: an ellipsis, words in square brackets (`words`), or a paragraph's `number`.

    `left` and `right` say that it touches the word on that side: "improve[d]", "[un]known".
    """

    words: str | None = None
    left: bool = False
    right: bool = False
    number: str | None = None


class Reading(NamedTuple):
    """One way to read a quote: parts, and `len(parts) + 1` gaps around them (None at an end with nothing marked)."""

    parts: tuple[Part, ...]
    gaps: tuple[Gap | None, ...]


def unwrapped(text: str) -> tuple[str, int]:
    """A quote without the pair of marks around it, if it has one, and how much was taken from its front."""
    f = text.strip()
    lead = len(text) - len(text.lstrip())
    if len(f) > 2 and form(f[0])[0] == "'" == form(f.rstrip(STOPS)[-1:])[0]:
        return f.rstrip(STOPS)[1:-1], lead + 1
    return text, 0


def readings(text: str, breaks: Collection[int] = ()) -> tuple[Reading, ...]:
    """The ways to read a quote: to the letter; with its ellipses and brackets as marks; with paragraph numbers too.

    `breaks` holds the offsets in `text` where the quoting report's own line ended in a hyphen.
    """
    out: list[Reading] = []
    bare, cut = unwrapped(text)
    for held, moved in ((text, 0), (bare, cut)) if cut else ((text, 0),):
        at = frozenset(b - moved for b in breaks)
        marked, numbered = (
            [m for m in p.finditer(held) if not INITIAL.match(held, m.start())] for p in (_MARKED, _NUMBERED)
        )
        out.append(_reading(held, (), at))
        out += [_reading(held, marked, at)] if marked else []
        out += [_reading(held, numbered, at)] if len(numbered) > len(marked) else []
    return tuple(out)


def _reading(text: str, marks: Sequence[re.Match[str]], breaks: Collection[int]) -> Reading:
    """Parts with letters in them; the gaps on both sides of an empty one become the wider of the two."""
    parts: list[Part] = []
    gaps: list[Gap | None] = [None]
    at = 0
    for m in (*marks, None):
        end, after = (m.start(), _gap(m)) if m else (len(text), None)
        before = gaps[-1]
        part = _part(text, at, end, breaks, opens=not parts and (before is None or before.words is None))
        if part is None:
            gaps[-1] = _wider(before, after)
        else:
            parts.append(part)
            gaps.append(after)
        at = m.end() if m else at
    return Reading(tuple(parts), tuple(gaps))


def _gap(mark: re.Match[str]) -> Gap:
    text = mark.string
    if mark.lastgroup == "bracket":
        left, right = text[max(mark.start() - 1, 0) : mark.start()], text[mark.end() : mark.end() + 1]
        return Gap(mark[0][1:-1], left=left.isalnum(), right=right.isalnum())
    return Gap(number=mark["number"] if mark.lastgroup == "number" else None)


def _wider(a: Gap | None, b: Gap | None) -> Gap | None:
    if a is None or b is None:
        return a or b
    return a if a.words is None else b


def _part(text: str, start: int, end: int, breaks: Collection[int], *, opens: bool) -> Part | None:
    piece, anycase = text[start:end], set()
    places = list(range(start, end))
    for m in reversed(list(INITIAL.finditer(piece))):
        piece = piece[: m.start()] + m[1] + piece[m.end() :]
        anycase.add(places[m.start() + 1])
        del places[m.end() - 1], places[m.start()]
    f, offsets = form(piece)
    key, at = letters(f)
    if not key:
        return None
    origin = [places[o] for o in offsets]
    loose = {i for i, o in enumerate(origin) if f[i] == "-" and o in breaks}
    # each paragraph of a long quote may open with a mark of its own
    loose |= {i for i, o in enumerate(origin) if f[i] == "'" and text[:o].rstrip(" ").endswith("\n")}
    return Part(
        form=f,
        key=key,
        first=at[0],
        last=at[-1],
        loose=frozenset(loose),
        joins=frozenset(i for i, o in enumerate(origin) if o in breaks and f[i] != "-"),
        anycase=frozenset({i for i, o in enumerate(origin) if o in anycase} | ({at[0]} if opens else set())),
    )
