"""The plot that fits a table: each says in its title what is seen, and is as legible in grey print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import bars, dots, heat
from .chart import Chart, words_alone
from .ways import ways

if TYPE_CHECKING:
    from ..comparison import Comparison

_VALUES = {  # the share that is drawn, of what, and what that is called
    "findings": ("weakness", "judged", "Weaknesses, as a share of the findings that judge"),
    "recommendations": ("recommendation", "out_of", "Share of recommendations"),
    "closure": ("closed", "spoken_of", "Closed, of the recommendations that a later letter speaks of"),
}


def drawn(found: Comparison) -> Chart:
    """A comparison's plot; where there is nothing to draw, a sheet that says so."""
    of, by = found.about["of"], found.about["by"]
    if why := _nothing(found):
        return words_alone(f"{found.title}: nothing to show", why)
    if of in _OTHERS:
        return _OTHERS[of](found)
    value, total, what = _VALUES[of]
    if "authority" in found.about:
        return dots.beside(found, value, total, what)
    if len(by) == 2:
        return heat.crossed(found, f"{value}_share", total, what)
    if len(by) > 2:
        return words_alone(found.title, "Three groups make no picture: compare by two, and filter by the third.")
    return _BY_ONE[of](found)


def _nothing(found: Comparison) -> str:
    """Why there is nothing to draw; "" where there is."""
    of, rows = found.about["of"], found.records
    if not rows:
        return " ".join(found.notes) or "No passage passes all filters: leave one out."
    if of == "matters":
        if not any(m.moments for m in found.about["matters"]):
            return "No later letter followed any of these recommendations."
    elif of == "closure" and "authority" not in found.about and len(found.about["by"]) == 1:
        if not any(r["followed"] for r in rows):
            return "No later letter followed any of these recommendations."
    elif of in _VALUES:
        own = [r for r in rows if r.get("who", "authority") == "authority"]
        if not any(r[_VALUES[of][1]] for r in own):
            name = found.about.get("authority")
            return f"There is nothing of {name} to count." if name else "There is nothing to take a share of."
    return ""


_OTHERS = {"matters": ways, "changes": dots.changes, "phrases": bars.phrases}
_BY_ONE = {"findings": heat.by_polarity, "recommendations": dots.shares, "closure": bars.closure}
