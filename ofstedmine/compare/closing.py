"""Do recommendations close, how long until a letter finds it, and which come back: by group, or one row a matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..model import Event, Theme
from ..store.numbers import Part
from .frames import COUNT, DAY, FLAG, SHARE, TEXT, labels, share, shares
from .intervals import Share, clustered, median_time
from .letters import Label, rank
from .matters import Matter, numbers
from .shares import Table

if TYPE_CHECKING:
    from ..store import Corpus, Hit

COUNTED: dict[str, Callable[[Matter], bool]] = {
    "matters": lambda m: True,
    "followed": lambda m: bool(m.moments),
    "spoken_of": lambda m: bool(m.spoken),
    "closed": lambda m: m.status is Event.CLOSED,
    "partly_closed": lambda m: m.status is Event.PARTLY_CLOSED,
    "open": lambda m: m.status in (Event.OPEN, Event.RAISED_ANEW),
    "not_addressed": lambda m: m.status is Event.NOT_ADDRESSED,
    "came_back": lambda m: m.came_back,
    "raised_anew": lambda m: m.raised_anew,
}
EACH = {
    "authority": TEXT,
    "region": "region",
    "kind": "kind",
    "raised": DAY,
    "recommendation": TEXT,
    "themes": TEXT,
    "page": COUNT,
    "chain": TEXT,
    "status": "status",
    "later_letters": COUNT,
    "spoken_of_in": COUNT,
    "found_closed": FLAG,
    "years_seen": SHARE,
    "came_back": FLAG,
    "raised_anew": FLAG,
}
EACH_OPENS = ("recommendation", "evidence", "again")


def closure(found: Iterable[Matter], by: Sequence[str], themes: Sequence[Theme]) -> tuple[Table, list[list[Matter]]]:
    """Matters by group of the letter that raised them, and those of each row.

    Shares are of what can be known: of those that a later letter speaks of, how many the last such letter finds closed;
    of those that any letter followed, how many came back. `years_to_closed`: the time by which half were found closed,
    by Kaplan and Meier, as most are still open when they are last spoken of.
    """
    groups: dict[tuple[Label, ...], list[Matter]] = {}
    for matter in found:
        own = [t.value for t in matter.themes if not themes or t in themes]
        for theme in own if "theme" in by else [None] if own or not themes else []:
            group = tuple(theme if name == "theme" else matter.raised_in.label(name) for name in by)
            if None not in group:
                groups.setdefault(group, []).append(matter)
    columns = labels(by) | dict.fromkeys(("letters", *COUNTED), COUNT)
    columns |= shares("closed") | shares("back") | {"years_to_closed": SHARE}
    order = [t.value for t in Theme]
    keys = sorted(groups, key=lambda g: tuple((order.index(x) if x in order else -1, x) for x in map(_sortable, g)))
    return Table(columns, [_counts(by, k, groups[k]) for k in keys], [], tuple(COUNTED)), [groups[k] for k in keys]


def _sortable(label: Label) -> str:
    return "" if label is None else str(rank(label))


def _counts(by: Sequence[str], group: tuple[Label, ...], own: Sequence[Matter]) -> dict[str, Any]:
    count = {name: sum(map(says, own)) for name, says in COUNTED.items()}
    return (
        dict(zip(by, group, strict=True))
        | {"letters": len({m.raised_in.number for m in own})}
        | count
        | share("closed", _by_authority(own, "closed", "spoken_of"))
        | share("back", _by_authority(own, "came_back", "followed"))
        | {"years_to_closed": median_time(m.seen for m in own if m.seen)}
    )


def _by_authority(own: Sequence[Matter], column: str, of: str) -> Share:
    """A share of matters, authority by authority: one later letter decides on many of them."""
    clusters: dict[str | None, tuple[int, int]] = {}
    for m in own:
        count, total = clusters.get(m.raised_in.authority, (0, 0))
        clusters[m.raised_in.authority] = count + COUNTED[column](m), total + COUNTED[of](m)
    return clustered(clusters.values())


def each(own: Iterable[Matter]) -> list[dict[str, Any]]:
    """One row a matter: what it is, its way, and what came of it."""
    return [
        {
            "authority": m.raised_in.authority,
            "region": m.raised_in.listing.region,
            "kind": m.raised_in.listing.kind.value,
            "raised": m.raised_in.listing.day,
            "recommendation": m.text,
            "themes": "; ".join(t.value for t in m.themes) or None,
            "page": m.page,
            "chain": m.chain,
            "status": m.status.value if m.status else None,
            "later_letters": len(m.moments),
            "spoken_of_in": len(m.spoken),
            "found_closed": m.seen[1] if m.seen else None,
            "years_seen": m.seen[0] if m.seen else None,
            "came_back": m.came_back if m.moments else None,
            "raised_anew": m.raised_anew if m.moments else None,
        }
        for m in own
    ]


def recommended(
    corpus: Corpus, rows: Sequence[Sequence[Matter]], read: Callable[[Sequence[int]], tuple[Hit, ...]]
) -> Callable[[int, str], tuple[Hit, ...]]:
    """Open a row of counts: the recommendations that it counts in one of its columns."""

    def open_(row: int, column: str) -> tuple[Hit, ...]:
        own = [m for m in rows[row] if COUNTED[column](m)]
        return read(numbers(corpus, [(m.raised_in, [m.item]) for m in own], Part.RECOMMENDATION))

    return open_


def told(
    corpus: Corpus, own: Sequence[Matter], read: Callable[[Sequence[int]], tuple[Hit, ...]]
) -> Callable[[int, str], tuple[Hit, ...]]:
    """Open a matter: its recommendation, the evidence of later letters, or their own recommendations on it."""

    def open_(row: int, column: str) -> tuple[Hit, ...]:
        m = own[row]
        if column == "recommendation":
            return read(numbers(corpus, [(m.raised_in, [m.item])], Part.RECOMMENDATION))
        if column == "again":
            return read(numbers(corpus, [(x.letter, x.again) for x in m.moments], Part.RECOMMENDATION))
        return read(numbers(corpus, [(x.letter, x.shown) for x in m.spoken], Part.FINDING))

    return open_
