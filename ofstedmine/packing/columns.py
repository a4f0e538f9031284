"""Any frozen noun as columns of JSON: what its annotations say is what is kept, so a new field needs no code here."""

from __future__ import annotations

import types
from array import array
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import accumulate, chain
from operator import sub
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from ..document import Document


class Column(NamedTuple):
    """How values of one type become JSON and come back, many at a time: alike values side by side pack small.

    Both take the document that the values were mined from, which is kept once, beside them.
    """

    encode: Callable[[Sequence[Any], Document | None], Any]
    decode: Callable[[Any, Document | None], list[Any]]


def _simple(encode: Callable[[Sequence[Any]], Any], decode: Callable[[Any], list[Any]]) -> Column:
    return Column(lambda values, _: encode(values), lambda kept, _: decode(kept))


AS_IT_IS = _simple(list, list)


@cache
def column(kind: Any) -> Column:
    """The column of a type: a dataclass, named tuple, enum, date, number, text, or a tuple or option of these.

    >>> kept = column(tuple[int, ...])
    >>> kept.decode(kept.encode([(1, 2, 4), ()], None), None)
    [(1, 2, 4), ()]

    Raises `TypeError` for a type that has no exact JSON.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if kind in (str, bool, int | str):
        return AS_IT_IS
    if kind is int:
        return _simple(_steps, lambda kept: list(accumulate(kept)))
    if kind is float:
        return _simple(_thousandths, _floats)
    if kind is date:
        return _simple(lambda days: [d.isoformat() for d in days], lambda kept: list(map(date.fromisoformat, kept)))
    if kind is Document:
        return Column(lambda values, _: len(values), lambda kept, document: [document] * kept)
    if origin in (Union, types.UnionType) and type(None) in inner:
        return _option(Union[tuple(k for k in inner if k is not type(None))])  # noqa: UP007 - no type is written here
    if origin is tuple:
        return _run(inner[0]) if inner[-1] is Ellipsis else _pairs(inner)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _simple(lambda values: [v.value for v in values], lambda kept: list(map(kind, kept)))
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return record(kind)
    raise TypeError(f"no exact JSON is made of {kind}")


def _steps(values: Sequence[int]) -> list[int]:
    """Each number as its distance from the one before: offsets grow, their steps are short."""
    return [*values[:1], *map(sub, values[1:], values)]


def _thousandths(values: Sequence[float]) -> list[float]:
    """Whole thousandths where these give the very number back in single precision (pdfium's), else the number.

    Zero stays as it is: there are two of them.
    """
    near = [round(v * 1000) if abs(v) < 1e6 else 0 for v in values]
    return [n if n and v == s else float(v) for v, n, s in zip(values, near, _single(near), strict=True)]


def _floats(kept: Sequence[float]) -> list[float]:
    single = _single([k if type(k) is int else 0 for k in kept])
    return [s if type(k) is int else k for k, s in zip(kept, single, strict=True)]


def _single(thousandths: Sequence[float]) -> array[float]:
    return array("f", [n / 1000 for n in thousandths])


def _option(kind: Any) -> Column:
    """Values or None. Texts and whole numbers stand as they are; of others, a bit says which are not None."""
    if kind is int or column(kind) is AS_IT_IS:
        return AS_IT_IS
    inner = column(kind)

    def encode(values: Sequence[Any], document: Document | None) -> Any:
        there = [v for v in values if v is not None]
        return [[int(v is not None) for v in values], inner.encode(there, document)]

    def decode(kept: Any, document: Document | None) -> list[Any]:
        there = iter(inner.decode(kept[1], document))
        return [next(there) if bit else None for bit in kept[0]]

    return Column(encode, decode)


def _run(kind: Any) -> Column:
    """Tuples of any length: how long each is, and all their values in one column."""
    inner = column(kind)

    def encode(values: Sequence[Any], document: Document | None) -> Any:
        flat = list(chain.from_iterable(values))
        return [list(map(len, values)), inner.encode(flat, document) if flat else []]

    def decode(kept: Any, document: Document | None) -> list[Any]:
        flat = inner.decode(kept[1], document) if kept[1] else []
        ends = accumulate(kept[0])
        return [tuple(flat[end - n : end]) for n, end in zip(kept[0], ends, strict=True)]

    return Column(encode, decode)


def _pairs(kinds: Sequence[Any]) -> Column:
    """Tuples of one length, each place of a type of its own."""
    inner = [column(k) for k in kinds]

    def encode(values: Sequence[Any], document: Document | None) -> Any:
        return [c.encode([v[i] for v in values], document) for i, c in enumerate(inner)]

    def decode(kept: Any, document: Document | None) -> list[Any]:
        return list(zip(*(c.decode(k, document) for c, k in zip(inner, kept, strict=True)), strict=True))

    return Column(encode, decode)


@cache
def record(kind: Any) -> Column:
    """Nouns: a column a field, by name; the text that a value's own span gives is left out.

    What an older version did not write gets the field's default; what a newer one wrote beside is passed over.
    """
    names = [f.name for f in fields(kind)] if is_dataclass(kind) else list(kind._fields)
    kinds = get_type_hints(kind)
    sliced = {"text", "span"} <= set(names)
    columns: dict[str, Column] = {}

    def known() -> dict[str, Column]:  # not before it is used: a report holds reports
        if not columns:
            columns.update((n, column(kinds[n])) for n in names)
        return columns

    def encode(values: Sequence[Any], document: Document | None) -> Any:
        kept = {n: c.encode([getattr(v, n) for v in values], document) for n, c in known().items()}
        if sliced and document:
            given = (v.span and document.slice(v.span) == v.text for v in values)
            kept["text"] = [None if g else v.text for g, v in zip(given, values, strict=True)]
        return kept

    def decode(kept: Any, document: Document | None) -> list[Any]:
        read = {n: c.decode(kept[n], document) for n, c in known().items() if n in kept}
        if sliced and document:
            pairs = zip(read["text"], read["span"], strict=True)
            read["text"] = [document.slice(span) if text is None else text for text, span in pairs]
        rows = zip(*read.values(), strict=True)
        if read.keys() == columns.keys():
            return [kind(*row) for row in rows]
        return [kind(**dict(zip(read, row, strict=True))) for row in rows]

    return Column(encode, decode)
