"""Many letters beside each other: shares with their intervals, what closes, what changes, what comes again."""

from __future__ import annotations

from .comparison import Comparison
from .draw.chart import Chart
from .face import Compare
from .intervals import Share, clustered, difference, median_time, wilson

__all__ = ["Chart", "Compare", "Comparison", "Share", "clustered", "difference", "median_time", "wilson"]
