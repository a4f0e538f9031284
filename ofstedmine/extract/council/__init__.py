"""What a council's report says: what its board is asked, what it repeats and quotes, and what it does about it."""

from .actions import actions
from .board import board_recommendations
from .cited import cited_recommendations
from .head import council_header, looks_like_council_report
from .quotes import quotes

__all__ = [
    "actions",
    "board_recommendations",
    "cited_recommendations",
    "council_header",
    "looks_like_council_report",
    "quotes",
]
