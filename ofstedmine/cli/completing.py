"""What a shell completes: the values that options take, as words that no shell has to put between quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from ..model import Change, Kind, Polarity, Theme
from ..text import key

Completes = Callable[[str], list[str]]


def among(*names: str) -> Completes:
    """Complete one of these names.

    >>> among("strength", "weakness")("w")
    ['weakness']
    """
    return _of(lambda: names)


def _of(names: Callable[[], Iterable[str]]) -> Completes:
    def completes(incomplete: str) -> list[str]:
        return [name for name in names() if name.startswith(incomplete)]

    return completes


def _values(kind: Iterable[Enum]) -> Completes:
    return among(*(str(member.value) for member in kind))


def _written(name: str) -> str:
    """A name in one word, in which it is known too: `kingston-upon-thames`."""
    return key(name).replace(" ", "-").replace("'", "")


# what stands elsewhere is loaded when a name is completed, and not before


def _authorities() -> list[str]:
    from ..authorities import authorities

    return [_written(a.name) for a in authorities()]


def _regions() -> list[str]:
    from ..authorities import authorities

    return sorted({_written(a.region) for a in authorities()})


def _parts() -> list[str]:
    from ..store import Part

    return list(Part)


def _groups() -> Iterable[str]:
    from ..compare.letters import GROUPS

    return GROUPS


def _tables() -> Iterable[str]:
    from ..exchange.schema import TABLES

    return TABLES


a_theme: Completes = _values(Theme)
a_kind: Completes = _values(Kind)
a_polarity: Completes = _values(Polarity)
a_change: Completes = _values(Change)
an_authority: Completes = _of(_authorities)
a_region: Completes = _of(_regions)
a_part: Completes = _of(_parts)
a_group: Completes = _of(_groups)
a_table: Completes = _of(_tables)
