"""The JSON of `as_json` back to the nouns that it was made of: the annotations of each noun say what it holds."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..document import Document, Span

Build = Callable[[Any, Document | None], Any]


@cache
def builder(kind: Any) -> Build:
    """What makes a value of a type out of its JSON, given the document that it was mined from.

    >>> builder(tuple[date, ...])(["2022-03-04"], None)
    (datetime.date(2022, 3, 4),)

    Raises `TypeError` for a type that `as_json` keeps no track of. The function raises `KeyError`, `TypeError` or
    `ValueError` for what is no JSON of the type.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if kind == int | str:
        return lambda value, _: _checked(value, int, str)
    if kind is float:
        return lambda value, _: _checked(value, float, int)
    if kind in (str, bool, int):
        return lambda value, _: _checked(value, kind)
    if kind is date:
        return lambda value, _: date.fromisoformat(value)
    if kind is Span:
        return lambda value, _: Span(*value)
    if kind is Document:
        return lambda _, document: document
    if origin in (Union, types.UnionType) and type(None) in inner:
        some = builder(Union[tuple(k for k in inner if k is not type(None))])  # noqa: UP007 - no type is written here
        return lambda value, document: None if value is None else some(value, document)
    if origin is tuple and inner[-1] is Ellipsis:
        each = builder(inner[0])
        return lambda values, document: tuple([each(v, document) for v in values])
    if origin is tuple:
        every = [builder(k) for k in inner]
        return lambda values, document: tuple(b(v, document) for b, v in zip(every, values, strict=True))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, _: kind(value)
    if is_dataclass(kind):
        return noun(kind)
    if hasattr(kind, "_fields"):
        return _named(kind)
    raise TypeError(f"no noun is made of {kind}")


def _checked(value: Any, *kinds: type) -> Any:
    if type(value) not in kinds:
        raise TypeError(f"{value!r} is no {kinds[0].__name__}")
    return value


def noun(kind: Any) -> Build:
    """An object by its fields' names: one that is not there has its default, one that is not known is passed over."""
    hints = get_type_hints(kind)
    needed = {f.name for f in fields(kind) if f.default is f.default_factory is MISSING}

    def build(value: Any, document: Document | None) -> Any:
        there = {f.name: value[f.name] for f in fields(kind) if f.name in value or f.name in needed}
        return kind(**{name: builder(hints[name])(v, document) for name, v in there.items()})

    return build


def _named(kind: Any) -> Build:
    """A named tuple: a list in the order of its fields."""
    hints = get_type_hints(kind)
    return lambda values, document: kind(
        *(builder(hints[n])(v, document) for n, v in zip(kind._fields, values, strict=True))
    )
