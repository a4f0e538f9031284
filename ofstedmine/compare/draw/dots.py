"""Shares with their intervals as dots and lines: groups, an authority among others, one letter and the next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ...wording import day, many
from .chart import DARK, FEW, LIGHT, MIDDLE, Chart, finished, most, name_of, percent, settings, sheet, source

if TYPE_CHECKING:
    from ..comparison import Comparison

_SIDES = {  # marker, face, and where it stands in the row
    "authority": ("o", DARK, 0.0),
    "neighbours": ("s", "white", -0.18),
    "region": ("^", "white", 0.18),
    "all": ("|", MIDDLE, 0.0),
}


def shares(found: Comparison) -> Chart:
    """The share of recommendations that falls in each group."""
    by = found.about["by"][0]
    rows, cut = most(found, "recommendations")
    with settings():
        figure, axes = sheet(7.5, 1.7 + 0.25 * len(rows))
        for i, row in enumerate(rows):
            _line(axes, i, row, "recommendation", "o", DARK)
            _beside(axes, i, f"{row['recommendations']:,} of {row['out_of']:,}")
        _rows(axes, [name_of(r[by]) for r in rows])
        _percent(axes, "Share of all recommendations")
        first = max(rows, key=lambda r: r["recommendations"])
        title = f"Most recommendations fall in “{name_of(first[by])}”: {percent(first['recommendation_share'])}"
        foot = "Lines: 95% intervals (Wilson, at the effective number). "
        foot += "A recommendation of two themes counts in both. " if by == "theme" else ""
        return finished(figure, title, f"{foot}{cut}{source(found.about)}")


def beside(found: Comparison, value: str, of: str, what: str) -> Chart:
    """An authority's share in each theme, beside those of its neighbours, its region and all."""
    name = found.about["authority"]
    sides = {who: {r["theme"]: r for r in found.records if r["who"] == who and r[of]} for who in _SIDES}
    own, near = sides["authority"], sides["neighbours"]
    themes = sorted(own, key=lambda t: -own[t][f"{value}_share"])
    with settings():
        figure, axes = sheet(8, 2.1 + 0.33 * len(themes))
        for who, (marker, face, up) in reversed(_SIDES.items()):
            for i, theme in enumerate(themes):
                if theme in sides[who]:
                    _line(axes, i + up, sides[who][theme], value, marker, face, thick=who == "authority")
        for i, theme in enumerate(themes):
            _beside(axes, i, f"n = {own[theme][of]:,}")
        _rows(axes, [name_of(t) for t in themes])
        _percent(axes, what)
        _legend(axes, {who: _called(next(iter(rows.values()))) for who, rows in sides.items() if rows})
        apart = [t for t in themes if t in near and _apart(own[t], near[t], value, of)]
        title = f"{name} beside its statistical neighbours and its region"
        if apart:
            told = ", ".join(name_of(t).lower() for t in apart[:4])
            rest = f" and {len(apart) - 4} more" if len(apart) > 4 else ""
            title = f"{name} differs clearly from its statistical neighbours in {told}{rest}"
        foot = (
            f"n: of {name}. Lines: 95% intervals (Wilson, at the effective number). Clearly: the two "
            f"intervals do not meet, and each is of {FEW} or more. Of twenty themes one may differ so by chance. "
            f"{source(found.about)}"
        )
        return finished(figure, title, foot)


def changes(found: Comparison) -> Chart:
    """The shares of weaknesses in one letter and in the next, by theme."""
    name = found.records[0]["authority"]
    own = [r for r in found.records if r["authority"] == name]
    last = max(r["after"] for r in own)
    own = [r for r in own if r["after"] == last]
    whole = next(r for r in own if r["theme"] is None)
    rows = [*sorted((r for r in own if r["theme"]), key=lambda r: r["change"]), whole]
    with settings():
        figure, axes = sheet(8, 2.0 + 0.28 * len(rows))
        for i, r in enumerate(rows):
            axes.plot([r["share_before"], r["share_after"]], [i, i], color=MIDDLE, linewidth=1.2, zorder=1)
            for when, face in (("before", "white"), ("after", DARK)):
                style = {"markerfacecolor": face, "markeredgecolor": DARK, "markersize": 6, "clip_on": False}
                axes.plot(r[f"share_{when}"], i, "o", zorder=3, **style)
            told = f"n = {r['judged_before']:,} → {r['judged_after']:,}{'  clear' if r['clear'] else ''}"
            _beside(axes, i, told, bold=r["clear"])
        _rows(axes, [name_of(r["theme"] or "All findings") for r in rows])
        _percent(axes, "Weaknesses, as a share of the findings that judge")
        for when, face in (("before", "white"), ("after", DARK)):
            label = f"{name_of(whole[f'kind_{when}'])}, {day(date.fromisoformat(whole[when]))}"
            axes.plot([], [], "o", markerfacecolor=face, markeredgecolor=DARK, linestyle="none", label=label)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=8)
        share = percent(whole["share_before"]), percent(whole["share_after"])
        title = f"{name}: weaknesses went from {share[0]} to {share[1]} of the findings that judge"
        others = len({r["authority"] for r in found.records}) - 1
        foot = "n: before → after. Clear: the 95% interval of the change (Newcombe) lies on one side of no change, and "
        foot += f"each n is {FEW} or more. "
        foot += f"The table has {many(others, 'more authority', 'more authorities')}. " if others else ""
        return finished(figure, title, foot + source(found.about))


def _beside(axes: Any, at: int, text: str, *, bold: bool = False) -> None:
    weight = "bold" if bold else "normal"
    axes.text(1.01, at, text, fontsize=7.5, va="center", fontweight=weight, transform=axes.get_yaxis_transform())


def _line(axes: Any, at: float, row: Any, value: str, marker: str, face: str, *, thick: bool = True) -> None:
    low, high, share = (float(row[f"{value}_{end}"]) for end in ("low", "high", "share"))
    axes.plot([low, high], [at, at], color=DARK if thick else LIGHT, linewidth=1.3, solid_capstyle="butt", zorder=1)
    size = 9 if marker == "|" else 5.5
    axes.plot(
        share, at, marker, markersize=size, markerfacecolor=face, markeredgecolor=DARK, markeredgewidth=0.9, zorder=2
    )


def _rows(axes: Any, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(axis="y", color="#eeeeee", linewidth=0.8, zorder=0)
    axes.set_axisbelow(True)


def _percent(axes: Any, what: str) -> None:
    from matplotlib.ticker import PercentFormatter

    axes.set_xlim(left=-0.02 * axes.get_xlim()[1], right=min(axes.get_xlim()[1], 1.02))
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_xlabel(what)


def _legend(axes: Any, names: dict[str, str]) -> None:
    for who, name in names.items():
        marker, face, _ = _SIDES[who]
        axes.plot([], [], marker, markerfacecolor=face, markeredgecolor=DARK, linestyle="none", label=name)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=8)


def _called(row: dict[str, Any]) -> str:
    several = many(row["authorities"], "authority", "authorities")
    return str(row["name"]) + (f" ({several})" if row["who"] in ("region", "all") else "")


def _apart(one: dict[str, Any], other: dict[str, Any], value: str, of: str) -> bool:
    """Whether two intervals do not meet, and neither is of a few."""
    return min(one[of], other[of]) >= FEW and bool(
        one[f"{value}_low"] > other[f"{value}_high"] or one[f"{value}_high"] < other[f"{value}_low"]
    )
