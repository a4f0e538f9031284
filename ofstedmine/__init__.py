"""Findings, recommendations and cited quotes out of children's-services inspection letters.

>>> import ofstedmine as om
>>> om.Kind("ilacs")
<Kind.ILACS: 'ilacs'>
"""

__version__ = "0.1.0"

from typing import TYPE_CHECKING

from .api import follow_up, history, mine, picture, quotes, verify
from .authorities import Authority, authorities, authority
from .cite import Style
from .document import Block, BlockKind, Box, Document, Page, Span
from .errors import (
    AddressError,
    CorpusError,
    IsolationError,
    LexiconError,
    LinkError,
    ManifestError,
    MissingExtra,
    NotInCorpus,
    OfstedmineError,
    OutputError,
    PictureError,
    QueryError,
    ReadingStopped,
    UnknownChoice,
    UnreadableDocument,
)
from .image import Picture
from .limits import Limits
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

if TYPE_CHECKING:
    from .exchange import export, load, load_table, table
    from .store import Added, Corpus, Hit, Hits, Listing, Part, Progress, Unreadable
    from .web import Download, Fetching, Outcome, PublishedLetter, fetch, published

__all__ = [
    "Action",
    "Added",
    "AddressError",
    "Authority",
    "Block",
    "BlockKind",
    "Box",
    "Change",
    "Closure",
    "Corpus",
    "CorpusError",
    "Difference",
    "Document",
    "Download",
    "Event",
    "Evidence",
    "Extent",
    "Fetching",
    "Finding",
    "FollowUp",
    "Grade",
    "Hit",
    "Hits",
    "IsolationError",
    "Judgement",
    "Kind",
    "LexiconError",
    "Limits",
    "Lineage",
    "LinkError",
    "Listing",
    "ManifestError",
    "MissingExtra",
    "NotInCorpus",
    "OfstedmineError",
    "Outcome",
    "OutputError",
    "Page",
    "Paragraph",
    "Part",
    "Passage",
    "Period",
    "Picture",
    "PictureError",
    "Polarity",
    "Progress",
    "PublishedLetter",
    "QueryError",
    "Quote",
    "ReadingStopped",
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
    "Unreadable",
    "UnreadableDocument",
    "Verification",
    "annotate",
    "authorities",
    "authority",
    "export",
    "fetch",
    "follow_up",
    "history",
    "load",
    "load_table",
    "mine",
    "picture",
    "published",
    "quotes",
    "report",
    "table",
    "verify",
]


# read only when it is asked for: who mines one letter waits for no database and no web
_LATER = {
    **dict.fromkeys(("Added", "Corpus", "Hit", "Hits", "Listing", "Part", "Progress", "Unreadable"), ".store"),
    **dict.fromkeys(("Download", "Fetching", "Outcome", "PublishedLetter", "fetch", "published"), ".web"),
    **dict.fromkeys(("export", "load", "load_table", "table"), ".exchange"),
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name], __name__), name)
