"""The nouns: what a report says and what became of it. Frozen values; every text is a slice of its document."""

from .labels import Change, Event, Extent, Grade, Kind, Polarity, RecommendationKind, Stance, Status, Theme, Truth
from .links import Closure, Difference, FollowUp, Lineage, Step, Verification
from .passages import Evidence, Passage
from .reports import (
    Action,
    Finding,
    Judgement,
    Paragraph,
    ParagraphNumber,
    Period,
    Quote,
    Recommendation,
    Report,
    Section,
)

__all__ = [
    "Action",
    "Change",
    "Closure",
    "Difference",
    "Event",
    "Evidence",
    "Extent",
    "Finding",
    "FollowUp",
    "Grade",
    "Judgement",
    "Kind",
    "Lineage",
    "Paragraph",
    "ParagraphNumber",
    "Passage",
    "Period",
    "Polarity",
    "Quote",
    "Recommendation",
    "RecommendationKind",
    "Report",
    "Section",
    "Stance",
    "Status",
    "Step",
    "Theme",
    "Truth",
    "Verification",
]
