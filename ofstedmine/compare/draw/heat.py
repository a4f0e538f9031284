"""Tables in two directions: the darker a cell, the greater its share; every cell says it in figures."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...model import Theme
from ..letters import rank
from .chart import FEW, ROWS, Chart, finished, most, name_of, percent, settings, sheet, source

if TYPE_CHECKING:
    from ..comparison import Comparison

_ACROSS = 14  # columns that a page holds
_THEMES = [theme.value for theme in Theme]
_INK = 0.63  # of the way to the darkest grey: from there on white words are easier to read than black ones
_POLARITIES = ("strengths", "weaknesses", "mixed")


def by_polarity(found: Comparison) -> Chart:
    """Groups by polarity: which share of each group's sentences is a strength, a weakness …"""
    by = found.about["by"][0]
    rows, cut = most(found, "judged")
    shares: list[list[float | None]] = [[r[p] / r["judged"] for p in _POLARITIES] for r in rows]
    texts = [[f"{percent(r[p] / r['judged'])}  ({r[p]:,})" for p in _POLARITIES] for r in rows]
    title = "Strengths and weaknesses in what inspectors found"
    if len(enough := sorted((r for r in rows if r["judged"] >= FEW), key=lambda r: r["weakness_share"])) > 1:
        low, high = enough[0], enough[-1]
        most_, least = (f"“{name_of(r[by])}” ({percent(r['weakness_share'])})" for r in (high, low))
        begin = f"Of the {len(rows)} shown, weaknesses" if cut else "Weaknesses"
        title = f"{begin} are the greatest share of what is judged in {most_}, the smallest in {least}"
    foot = "Share of the findings (sentences) that judge, with their number; n: all that judge. "
    foot += "A sentence of two themes counts in both. " if by == "theme" else ""
    return _drawn(
        [f"{name_of(r[by])}  (n = {r['judged']:,})" for r in rows],
        [name_of(p) for p in _POLARITIES],
        shares,
        texts,
        title,
        f"{foot}{cut}{source(found.about)}",
    )


def crossed(found: Comparison, value: str, of: str, what: str) -> Chart:
    """One group down, another across: a share in each cell where it has enough behind it, and below of how many.

    Of recommendations the number is below, and of how many, which is the same for all themes, above.
    """
    first, second = found.about["by"]
    down, across = (first, second) if first == "theme" else (second, first)
    rows = [r for r in found.records if r[of]]
    kept, columns = _first(rows, down, of, ROWS), _first(rows, across, of, _ACROSS)
    cells = {(r[down], r[across]): r for r in rows if r[of] >= FEW}
    inside = [[cells.get((r, c)) for c in columns] for r in kept]
    high = max((r for own in inside for r in own if r), key=lambda r: r[value], default=None)
    title = f"{what}, by {down} and {across}"
    if high:
        where = f"“{name_of(high[down])}”, {name_of(high[across])}"
        title = f"{what}: highest in {where} ({percent(high[value])} of {high[of]:,})"
    above, below = [""] * len(columns), of
    if found.about["of"] == "recommendations" and down == "theme":
        totals = {r[across]: r[of] for r in rows}
        above, below = [f"\nn = {totals[c]:,}" for c in columns], "recommendations"
    cut = "".join(
        f"Of {len(every)} {where} the {len(some)} with most. "
        for some, every, where in (
            (kept, {r[down] for r in rows}, "rows"),
            (columns, {r[across] for r in rows}, "columns"),
        )
        if len(some) < len(every)
    )
    how = "the number, n: of how many" if below != of else "of how many"
    return _drawn(
        [name_of(r) for r in kept],
        ["\n".join(textwrap.wrap(name_of(c), 13)) + n for c, n in zip(columns, above, strict=True)],
        [[r[value] if r else None for r in own] for own in inside],
        [[f"{percent(r[value])}\n{r[below]:,}" if r else "" for r in own] for own in inside],
        title,
        f"Upper figure: share; lower: {how}. Shares of fewer than {FEW} are not shown. {cut}{source(found.about)}",
    )


def _first(rows: Sequence[dict[str, Any]], by: str, of: str, count: int) -> list[Any]:
    """The labels behind which stands most, in the order of the table."""
    totals: dict[Any, int] = {}
    for r in rows:
        totals[r[by]] = totals.get(r[by], 0) + r[of]
    order = _THEMES if by == "theme" else sorted(totals, key=rank)
    most_ = sorted(totals, key=lambda label: -totals[label])[:count]
    return [label for label in order if label in most_]


def _drawn(
    rows: Sequence[str],
    columns: Sequence[str],
    shares: Sequence[Sequence[float | None]],
    texts: Sequence[Sequence[str]],
    title: str,
    foot: str,
) -> Chart:
    import numpy as np

    with settings():
        tall = any("\n" in t for own in texts for t in own)
        longest = max(len(line) for c in columns for line in c.split("\n"))
        wide = 3.6 + max(0.72 if tall else 1.0, 0.085 * longest) * len(columns)
        figure, axes = sheet(max(wide, 6.5), 1.5 + (0.4 if tall else 0.27) * len(rows))
        values = np.array([[np.nan if s is None else s for s in own] for own in shares], dtype=float)
        top = max([s for own in shares for s in own if s is not None], default=0.0) or 0.01
        image = axes.imshow(values, cmap=_greys(), vmin=0, vmax=top, aspect="auto")
        for i, own in enumerate(texts):
            for j, text in enumerate(own):
                ink = "white" if (shares[i][j] or 0.0) > _INK * top else "black"
                axes.text(j, i, text, ha="center", va="center", fontsize=7.5, color=ink)
        axes.set_xticks(range(len(columns)), columns)
        axes.set_yticks(range(len(rows)), rows)
        axes.xaxis.tick_top()
        axes.set_xticks(np.arange(len(columns) + 1) - 0.5, minor=True)
        axes.set_yticks(np.arange(len(rows) + 1) - 0.5, minor=True)
        axes.grid(which="minor", color="white", linewidth=1.5)
        axes.tick_params(which="minor", length=0)
        axes.spines[:].set_visible(False)
        _scale(figure, axes, image)
        return finished(figure, title, foot)


def _greys() -> Any:
    """White to a dark grey."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("greys", ["#ffffff", "#262626"])


def _scale(figure: Any, axes: Any, image: Any) -> None:
    from matplotlib.ticker import PercentFormatter

    bar = figure.colorbar(image, ax=axes, shrink=0.5, aspect=25, pad=0.02, format=PercentFormatter(1.0, decimals=0))
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=7.5, length=2)
