"""Reports → passages worth quoting: what is asked for, how directly a sentence speaks of it, how well it stands."""

from .choose import Wanted, quotes, wanted, wider

__all__ = ["Wanted", "quotes", "wanted", "wider"]
