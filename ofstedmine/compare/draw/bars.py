"""Parts of a whole, and counts, as bars: told apart by shade and hatching, not by colour."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from ...wording import short
from .chart import DARK, FEW, IN_ORDER, MIDDLE, Chart, finished, most, name_of, percent, settings, sheet, source

if TYPE_CHECKING:
    from ..comparison import Comparison

_PARTS = {
    "closed": ("closed", "#2b2b2b", ""),
    "partly_closed": ("partly closed", "#8a8a8a", ""),
    "open": ("open", "#dedede", ""),
    "not_addressed": ("not spoken of again", "white", "////"),
}


def closure(found: Comparison) -> Chart:
    """What became of the recommendations of each group."""
    by = found.about["by"][0]
    rows, cut = most(found, "followed")
    if by not in IN_ORDER:
        rows.sort(key=lambda r: -(-1.0 if r["closed_share"] is None else r["closed_share"]))
    with settings():
        figure, axes = sheet(8, 2.0 + 0.27 * len(rows))
        left = [0.0] * len(rows)
        for column, (name, shade, hatch) in _PARTS.items():
            wide = [r[column] / r["followed"] for r in rows]
            style = {"color": shade, "edgecolor": MIDDLE, "linewidth": 0.5, "hatch": hatch}
            axes.barh(range(len(rows)), wide, left=left, height=0.72, label=name, **style)
            for i, (at, w, r) in enumerate(zip(left, wide, rows, strict=True)):
                if w > 0.045:
                    plain = {"facecolor": "white", "edgecolor": "none", "pad": 0.8} if hatch else None
                    ink = "white" if column == "closed" else "black"
                    axes.text(at + w / 2, i, r[column], ha="center", va="center", fontsize=7, color=ink, bbox=plain)
            left = [a + w for a, w in zip(left, wide, strict=True)]
        for i, r in enumerate(rows):
            axes.text(1.012, i, _closed(r), ha="left", va="center", fontsize=7.5)
        axes.set_yticks(range(len(rows)), [name_of(r[by]) for r in rows])
        axes.set_xlim(0, 1)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
        axes.set_xlabel("Share of the recommendations that a later letter followed")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, fontsize=8, handlelength=1.2)
        foot = (
            "n: recommendations that any later letter followed, the whole bar; its figures are counts. At the right "
            "those closed of those that a later letter speaks of, with the 95% interval of their share (Wilson, at the "
            f"effective number). The latest letter decides. {cut}{source(found.about)}"
        )
        return finished(figure, _title(rows, by), foot)


def _closed(row: dict[str, Any]) -> str:
    """Of how many, and the share that is closed with what it is a share of: not the whole bar."""
    told = f"n = {row['followed']:,}"
    if row["closed_share"] is None:
        return told
    low, high = percent(row["closed_low"])[:-1], percent(row["closed_high"])
    return f"{told}; {row['closed']:,} of {row['spoken_of']:,}: {percent(row['closed_share'])} [{low}–{high}]"


def _title(rows: list[dict[str, Any]], by: str) -> str:
    enough = sorted((r for r in rows if r["spoken_of"] >= FEW), key=lambda r: r["closed_share"])
    if len(enough) < 2:
        return f"What later letters say of recommendations, by {by}"
    low, high = enough[0], enough[-1]
    return (
        f"Recommendations in “{name_of(high[by])}” are found closed most often ({percent(high['closed_share'])}), "
        f"in “{name_of(low[by])}” least ({percent(low['closed_share'])})"
    )


def phrases(found: Comparison) -> Chart:
    """The sentences that stand in most letters."""
    rows = found.records[:12]
    with settings():
        names = ["\n".join(textwrap.wrap(short(r["sentence"], 170), 62)) for r in rows]
        figure, axes = sheet(8, 1.7 + sum(0.16 * (n.count("\n") + 1) + 0.14 for n in names))
        counts = [r["letters"] for r in rows]
        axes.barh(range(len(rows)), counts, height=0.55, color=MIDDLE)
        for i, n in enumerate(counts):
            axes.text(n, i, f" {n:,}", va="center", fontsize=8, color=DARK)
        axes.set_yticks(range(len(rows)), names, fontsize=7.5)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(0, max(counts) * 1.12)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlabel("Letters in which it stands, near-identical")
        title = f"{len(found):,} sentences come again in other letters, the commonest in {counts[0]:,}"
        return finished(figure, title, f"Near-identical: at most some 15 letters in 100 differ. {source(found.about)}")
