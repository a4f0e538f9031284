"""Reports → passages worth quoting: what is asked for, how directly a sentence speaks of it, how well it stands."""

from .choose import FILTERS, quotes, wider
from .wanted import Wanted, wanted

__all__ = ["FILTERS", "Wanted", "quotes", "wanted", "wider"]
