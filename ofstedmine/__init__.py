"""Findings, recommendations and cited quotes out of children's-services inspection letters.

>>> import ofstedmine as om
>>> om.Kind("ilacs")
<Kind.ILACS: 'ilacs'>
"""

__version__ = "0.1.0"

from .api import follow_up, history, mine, picture, quotes, verify
from .authorities import Authority, authorities, authority
from .cite import Style
from .document import Block, BlockKind, Box, Document, Page, Span
from .errors import (
    AddressError,
    LexiconError,
    LinkError,
    OfstedmineError,
    OutputError,
    PictureError,
    UnknownChoice,
    UnreadableDocument,
)
from .image import Picture
from .model import (
    Action,
    Change,
    Closure,
    Difference,
    Event,
    Evidence,
    Extent,
    Finding,
    FollowUp,
    Grade,
    Judgement,
    Kind,
    Lineage,
    Paragraph,
    Passage,
    Period,
    Polarity,
    Quote,
    Recommendation,
    RecommendationKind,
    Report,
    Section,
    Stance,
    Status,
    Step,
    Theme,
    Truth,
    Verification,
)
from .write import report
from .write.annotate import annotate

__all__ = [
    "Action",
    "AddressError",
    "Authority",
    "Block",
    "BlockKind",
    "Box",
    "Change",
    "Closure",
    "Difference",
    "Document",
    "Event",
    "Evidence",
    "Extent",
    "Finding",
    "FollowUp",
    "Grade",
    "Judgement",
    "Kind",
    "LexiconError",
    "Lineage",
    "LinkError",
    "OfstedmineError",
    "OutputError",
    "Page",
    "Paragraph",
    "Passage",
    "Period",
    "Picture",
    "PictureError",
    "Polarity",
    "Quote",
    "Recommendation",
    "RecommendationKind",
    "Report",
    "Section",
    "Span",
    "Stance",
    "Status",
    "Step",
    "Style",
    "Theme",
    "Truth",
    "UnknownChoice",
    "UnreadableDocument",
    "Verification",
    "annotate",
    "authorities",
    "authority",
    "follow_up",
    "history",
    "mine",
    "picture",
    "quotes",
    "report",
    "verify",
]
