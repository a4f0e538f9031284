"""Recommendations over the years: a line a matter, a sign for what each letter says of it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ...model import Event
from .chart import DARK, LIGHT, MIDDLE, Chart, finished, name_of, settings, sheet, source

if TYPE_CHECKING:
    from ..comparison import Comparison
    from ..matters import Matter

MOST = 22
_SIGNS = {  # marker, face, words
    Event.RAISED: (">", "white", "raised"),
    Event.OPEN: ("o", "white", "open"),
    Event.PARTLY_CLOSED: ("o", "#a5a5a5", "partly closed"),
    Event.CLOSED: ("o", DARK, "closed"),
    Event.RAISED_ANEW: ("D", "white", "raised anew"),
    Event.NOT_ADDRESSED: ("|", LIGHT, "not spoken of"),
}


def ways(found: Comparison) -> Chart:
    """Each matter's way from letter to letter."""
    every: list[Matter] = [m for m in found.about["matters"] if m.moments]
    # those of which most is said, in the order in which they were raised
    told = sorted(every, key=lambda m: -len(m.spoken))[:MOST]
    shown = [m for m in every if m in told]
    places = {m.raised_in.authority for m in shown}
    with settings():
        names = [_name(m, several=len(places) > 1) for m in shown]
        figure, axes = sheet(9, 2.1 + sum(0.155 * (n.count("\n") + 1) + 0.1 for n in names))
        for i, m in enumerate(shown):
            steps = [(m.raised_in.listing.day, Event.RAISED), *((x.letter.listing.day, x.event) for x in m.moments)]
            closed = next((d for d, e in steps if e is Event.CLOSED), None)
            last = steps[-1][0]
            axes.plot([steps[0][0], closed or last], [i, i], color=MIDDLE, linewidth=1.4, zorder=1)
            if closed and closed != last:
                axes.plot([closed, last], [i, i], color=LIGHT, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1)
            for when, event in steps:
                marker, face, _ = _SIGNS[event]
                edge = MIDDLE if event is Event.NOT_ADDRESSED else DARK
                axes.plot([when], [i], marker, markersize=7, markerfacecolor=face, markeredgecolor=edge, zorder=2)
        axes.set_yticks(range(len(shown)), names, fontsize=7.5)
        axes.set_ylim(len(shown) - 0.5, -0.5)
        axes.grid(axis="x", color="#eeeeee", linewidth=0.8)
        axes.set_axisbelow(True)
        _years(axes, shown)
        used = {Event.RAISED} | {x.event for m in shown for x in m.moments}
        for event, (marker, face, words) in _SIGNS.items():
            if event in used:
                edge = MIDDLE if event is Event.NOT_ADDRESSED else DARK
                axes.plot([], [], marker, markerfacecolor=face, markeredgecolor=edge, linestyle="none", label=words)
        axes.legend(loc="lower left", bbox_to_anchor=(-0.45, 1), ncols=6, frameon=False, fontsize=8, handletextpad=0.3)
        everywhere = {m.raised_in.authority for m in every}
        one = next(iter(everywhere)) if len(everywhere) == 1 else f"{len(everywhere)} authorities"
        done = sum(m.status is Event.CLOSED for m in every)
        title = f"{one}: of {len(every):,} recommendations that later letters followed, {done:,} are now found closed"
        cut = f"The {len(shown)} of which most is said. " if len(shown) < len(every) else ""
        return finished(figure, title, f"A line ends at the authority’s last letter. {cut}{source(found.about)}")


def _name(matter: Matter, *, several: bool) -> str:
    day = matter.raised_in.listing.day
    where = f"{matter.raised_in.authority}, " if several else ""
    about = f"{where}{name_of(matter.raised_in.listing.kind.value)} {day.year if day else ''}: "
    return "\n".join(textwrap.wrap(about + textwrap.shorten(matter.text, 105, placeholder="…"), 66))


def _years(axes: object, shown: list[Matter]) -> None:
    from datetime import date, timedelta

    days = [x.letter.listing.day for m in shown for x in m.moments] + [m.raised_in.listing.day for m in shown]
    known = [d for d in days if d]
    first, last = min(known), max(known)
    step = 1 if last.year - first.year < 12 else 2
    years = [date(y, 1, 1) for y in range(first.year, last.year + 2, step)]
    axes.set_xticks(years, [str(y.year) for y in years])  # type: ignore[attr-defined]
    axes.set_xlim(first - timedelta(90), max(last, years[-1]) + timedelta(60))  # type: ignore[attr-defined]
    axes.set_xlabel("Day of the inspection")  # type: ignore[attr-defined]
