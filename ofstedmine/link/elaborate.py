"""What an earlier letter's own body says of a recommendation: more than the item does, in words that may come back."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import LIST
from .features import by_passage
from .linear import Models
from .prepared import Letter, Query
from .terms import names
from .vocabulary import Vocabulary

_MOST = 2  # paragraphs of the earlier letter that are taken to speak of the matter
_LEAST = 0.3  # likelihood from which they are


def elaborated(
    queries: Sequence[Query], earlier: Letter, models: Models, vocabulary: Vocabulary | None = None
) -> tuple[Query, ...]:
    """Recommendations, each with what the paragraphs of its own letter say of it (`told`), where any does."""
    return tuple(
        q._replace(told=told(q, earlier, best))
        for q, best in zip(queries, spoken_of(queries, earlier, models, vocabulary), strict=True)
    )


def spoken_of(
    queries: Sequence[Query], earlier: Letter, models: Models, vocabulary: Vocabulary | None = None
) -> list[tuple[int, ...]]:
    """Numbers of the paragraphs that speak of each recommendation in its own letter, the likeliest first."""
    import numpy as np

    if not earlier.passages or not queries:
        return [()] * len(queries)
    columns, features = by_passage(queries, earlier, vocabulary)
    likely = models["body"].probabilities(features, columns)
    likely[:, [p.place == LIST for p in earlier.passages]] = 0
    return [tuple(int(j) for j in np.argsort(-row, kind="stable")[:_MOST] if row[j] >= _LEAST) for row in likely]


def told(asked: Query, earlier: Letter, best: Sequence[int]) -> Query | None:
    """Those paragraphs as one recommendation; None where there are none."""
    said = [s for j in best for s in earlier.passages[j].sentences]
    if not said:
        return None
    stems = tuple(term for s in said for term in s.terms)
    named = frozenset(name for s in said for name in names(s.text))
    return Query(asked.recommendation, (stems, stems), named, named)
