"""One authority beside others, and beside its own earlier letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ..authorities import Authority
from ..model import Polarity, Theme
from ..store.numbers import Part
from .frames import COUNT, DAY, FLAG, SHARE, TEXT
from .intervals import FEW, difference
from .letters import Letter, Letters
from .shares import Table
from .tally import cells, of_themes, passages

if TYPE_CHECKING:
    from ..store import Corpus

CHANGES = {
    "authority": TEXT,
    "theme": "theme",
    "before": DAY,
    "after": DAY,
    "kind_before": "kind",
    "kind_after": "kind",
    "judged_before": COUNT,
    "weaknesses_before": COUNT,
    "judged_after": COUNT,
    "weaknesses_after": COUNT,
    "share_before": SHARE,
    "share_after": SHARE,
    "change": SHARE,
    "change_low": SHARE,
    "change_high": SHARE,
    "clear": FLAG,
}
CHANGES_OPEN = ("weaknesses_after", "weaknesses_before", "judged_after", "judged_before")


class Beside(NamedTuple):
    """One of those that are set beside each other: its name in words, and its letters."""

    who: str
    name: str
    letters: Letters


def sides(found: Letters, of: Authority) -> list[Beside]:
    """An authority, its statistical neighbours, the others of its region, and all others, each with its letters."""

    def some(take: Callable[[str | None], bool]) -> Letters:
        return Letters(tuple(x for x in found.letters if take(x.authority)))

    there = {x.authority for x in found.letters}
    near = [n for n in of.neighbours if n in there]
    others = some(lambda name: name != of.name)
    region = Letters(tuple(x for x in others.letters if x.listing.region == of.region))
    return [
        Beside("authority", of.name, some(lambda name: name == of.name)),
        Beside("neighbours", f"{len(near)} of its {len(of.neighbours)} neighbours", some(near.__contains__)),
        Beside("region", f"others of {of.region}", region),
        Beside("all", "all others", others),
    ]


def together(tables: Sequence[tuple[Beside, Table]]) -> Table:
    """Tables of several sides as one, each row with its side before it."""
    first = tables[0][1]
    columns = {"who": "who", "name": TEXT, "authorities": COUNT} | first.columns
    rows, opened = list[dict[str, Any]](), list[dict[str, Any]]()
    for side, table in tables:
        about = {"who": side.who, "name": side.name, "authorities": len({x.authority for x in side.letters.letters})}
        rows += [about | row for row in table.rows]
        opened += table.opened
    return Table(columns, rows, opened, first.opens)


def changes(corpus: Corpus, found: Letters, themes: Sequence[Theme]) -> Table:
    """From each letter of an authority to its next one: how the share of weaknesses changed, in all and by theme.

    A row whose theme is empty is of all findings. `clear`: the interval of the change lies on one side of no change,
    and in neither letter only a few judge.
    """
    rows, opened = list[dict[str, Any]](), list[dict[str, Any]]()
    dated = [x for x in found.letters if x.listing.day and x.authority]
    for name, own in groupby(dated, key=lambda x: x.authority):
        for before, after in pairwise([(x, _by_theme(corpus, x, themes)) for x in own]):
            for theme in (None, *(themes or Theme)):
                if not (_any(before[1], theme) and _any(after[1], theme)):
                    continue
                row, numbers = _change(before[1][theme], after[1][theme])
                about = {"authority": name, "theme": theme.value if theme else None}
                for when, (letter, _) in (("before", before), ("after", after)):
                    about |= {when: letter.listing.day, f"kind_{when}": letter.listing.kind.value}
                rows.append(about | row)
                opened.append(numbers)
    return Table(CHANGES, rows, opened, CHANGES_OPEN)


def _by_theme(corpus: Corpus, letter: Letter, themes: Sequence[Theme]) -> dict[Theme | None, tuple[Any, Any]]:
    """Findings that judge, and weaknesses, of a letter, by theme and in all."""
    numbers = passages(corpus, [letter], Part.FINDING)
    numbers = of_themes(numbers, themes) if themes else numbers
    out: dict[Theme | None, tuple[Any, Any]] = {}
    for cell in cells([letter], numbers, (), ()):
        out[None] = cell.judged, cell.of(Polarity.WEAKNESS)
    for cell in cells([letter], numbers, ("theme",), themes or tuple(Theme)):
        out[Theme(str(cell.labels[0]))] = cell.judged, cell.of(Polarity.WEAKNESS)
    return out


def _any(told: dict[Theme | None, tuple[Any, Any]], theme: Theme | None) -> bool:
    return theme in told and len(told[theme][0]) > 0


def _change(before: tuple[Any, Any], after: tuple[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    numbers = {
        "judged_before": before[0],
        "weaknesses_before": before[1],
        "judged_after": after[0],
        "weaknesses_after": after[1],
    }
    count = {name: len(some) for name, some in numbers.items()}
    first = count["weaknesses_before"], count["judged_before"]
    second = count["weaknesses_after"], count["judged_after"]
    grown = difference(first, second)
    assert grown.low is not None  # both letters judge the theme
    assert grown.high is not None
    told: dict[str, Any] = count | {"share_before": first[0] / first[1], "share_after": second[0] / second[1]}
    told |= {"change": grown.value, "change_low": grown.low, "change_high": grown.high}
    clear = min(first[1], second[1]) >= FEW and not grown.low <= 0 <= grown.high
    return told | {"clear": clear}, numbers
