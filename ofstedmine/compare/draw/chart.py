"""A picture of a table: shown in a notebook, saved as PNG, SVG or PDF, the same bytes each time."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import MissingExtra
from ...wording import day
from ...write.safely import safely, target
from ..intervals import FEW as FEW

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..comparison import Comparison

ENDINGS = (".png", ".svg", ".pdf")
ROWS = 28  # that a page holds
IN_ORDER = ("year", "grade", "letter")  # groups whose order says something
_NAMES = {
    "ilacs": "ILACS",
    "sif": "SIF",
    "jtai": "JTAI",
    "area_send": "Area SEND",
    "pre_proceedings": "Pre-proceedings",
    "strategy_and_enquiries": "Strategy meetings and enquiries",
}
DARK, MIDDLE, LIGHT = "#1a1a1a", "#6e6e6e", "#c8c8c8"
# whatever a user's own settings are, a saved picture is the same
_SETTINGS: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "svg.hashsalt": "ofstedmine",
    "svg.fonttype": "path",
    "axes.edgecolor": MIDDLE,
    "axes.linewidth": 0.8,
    "hatch.linewidth": 0.6,
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "figure.facecolor": "white",
}


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A drawn table. `alt` says in words what is to be seen; `figure` is matplotlib's, for changes of your own."""

    figure: Figure = field(repr=False)
    alt: str

    @property
    def png(self) -> bytes:
        """The picture at 200 dots to the inch."""
        return self._as("png", {"Software": None, "Title": self.alt})

    @property
    def svg(self) -> bytes:
        """The picture as lines, which any size leaves sharp."""
        return self._as("svg", {"Date": None, "Creator": None, "Title": self.alt})

    def save(self, path: str | os.PathLike[str], *, force: bool = False) -> Path:
        """Write .png, .svg or .pdf, by the ending; raises `OutputError` where a file stands there, unless `force`."""
        ending = target(path, force=force, endings=ENDINGS).suffix.lower()
        data = (
            self.png if ending == ".png" else self.svg if ending == ".svg" else self._as("pdf", {"CreationDate": None})
        )
        return safely(path, data, force=force)

    def _as(self, format: str, metadata: Mapping[str, str | None]) -> bytes:
        out = BytesIO()
        with settings():
            self.figure.savefig(out, format=format, dpi=200, metadata=metadata)
        return out.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png


def settings() -> Any:
    """Our own settings of matplotlib for a while, and the user's again; no state of pyplot is touched."""
    try:
        import matplotlib
    except ImportError as trouble:
        raise MissingExtra("plotting", "matplotlib", "compare") from trouble
    return matplotlib.rc_context(_SETTINGS)


def sheet(wide: float, high: float) -> tuple[Any, Any]:
    """A figure of so many inches and its axes, with nothing on three sides."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide, high), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    return figure, axes


def finished(figure: Any, title: str, *lines: str) -> Chart:
    """The chart with its title above, which says what is seen, and how to read it below."""
    wide = figure.get_size_inches()[0]
    figure.suptitle(
        "\n".join(textwrap.wrap(title, int(wide * 9.8))), x=0.012, ha="left", fontsize=11, fontweight="bold"
    )
    told = "\n".join(line for text in lines for line in textwrap.wrap(text, int(wide * 16.5)))
    figure.supxlabel(told, x=0.012, ha="left", fontsize=7.5, color=MIDDLE)
    return Chart(figure, " ".join([title.rstrip(".") + ".", *lines]))


def words_alone(title: str, text: str) -> Chart:
    """A sheet that says why there is nothing to see."""
    with settings():
        figure, axes = sheet(6.5, 1.8)
        axes.set_axis_off()
        wrapped = "\n".join(textwrap.wrap(text, 80))
        axes.text(0, 0.5, wrapped, ha="left", va="center", transform=axes.transAxes)
        return Chart(finished(figure, title).figure, f"{title}. {text}")


def source(about: Mapping[str, Any]) -> str:
    """Of which letters: "327 letters, inspections of 4 June 2013 to 2 May 2025"."""
    count, days = about["letters"], about["days"]
    told = f"{count:,} letter{'' if count == 1 else 's'}"
    if not days:
        return f"{told}."
    return f"{told}, inspected {'on ' + day(days[0]) if days[0] == days[1] else day(days[0]) + ' to ' + day(days[1])}."


def most(found: Comparison, of: str) -> tuple[list[dict[str, Any]], str]:
    """The rows of a table by one group that a page holds: those with most behind them; and what is left out.

    Years, grades and letters keep their order.
    """
    by = found.about["by"][0]
    rows = [r for r in found.records if r[of]]
    shown = sorted(rows, key=lambda r: -r[of])[:ROWS]
    if by in IN_ORDER:
        shown = [r for r in rows if r in shown]
    return shown, f"The {len(shown)} with most, of {len(rows)}. " if len(shown) < len(rows) else ""


def name_of(label: object) -> str:
    """A label as it stands on an axis."""
    if (text := str(label)) in _NAMES:
        return _NAMES[text]
    return text if text[:1].isupper() else text.replace("_", " ").capitalize()


def percent(share: float) -> str:
    """A share as people read it."""
    return f"{100 * share:.0f}%"
