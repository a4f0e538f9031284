"""What speaks for a passage being about a recommendation: named numbers, all passages of a letter at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..prepared import Letter, Query, head
from ..vocabulary import Vocabulary, shipped
from .names import by_names
from .places import by_places
from .words import by_words

if TYPE_CHECKING:
    from ..vocabulary import Numbers

SENTENCE = ("soft", "soft head", "cosine", "meaning head", "named", "facet", "subject")
RANKED = (
    "cosine head",
    "soft head",
    "soft sentence head",
    "meaning head",
    "meaning sentence head",
    "facet mean",
    "named",
    "named rarest",
    "named sentence",
    "subject",
    "subject density",
    "density",
)
# compared with what the earlier letter's body says of the matter too
TOLD = (
    "cosine",
    "cosine sentence",
    "cosine head from top",
    "soft",
    "soft head rank",
    "meaning",
    "meaning sentence",
    "meaning head rank",
    "named",
    "named alike",
    "named rank",
    "kin alike",
)


class Comparison(NamedTuple):
    """Every recommendation against every passage and sentence of a letter, in the order of `names`."""

    names: tuple[str, ...]
    features: Numbers  # recommendation × passage × name
    heads: Numbers  # the same, of what each recommendation asks for without what it is for
    sentences: Numbers  # recommendation × sentence × SENTENCE


def some(compared: Comparison, those: slice) -> Comparison:
    """The part of a comparison that is of some of its recommendations."""
    return compared._replace(
        features=compared.features[those], heads=compared.heads[those], sentences=compared.sentences[those]
    )


def compare(queries: Sequence[Query], later: Letter, vocabulary: Vocabulary | None = None) -> Comparison:
    """Features of each pair of recommendation and passage; cost grows with their number, times a constant."""
    import numpy as np

    asked = len(queries)
    body = [q.told for q in queries if q.told]
    names, features, sentences = _both([*queries, *map(head, queries), *body], later, vocabulary or shipped())
    whole, heads = features[:asked], features[asked : 2 * asked]
    # where the earlier letter's body says nothing of the matter, the item has to speak for itself
    spoken = np.cumsum([q.told is not None for q in queries]) - 1
    more = np.stack([features[2 * asked + spoken[i]] if q.told else whole[i] for i, q in enumerate(queries)])[
        :, :, [names.index(name) for name in TOLD]
    ]
    return Comparison(
        (*names, *(f"told {name}" for name in TOLD)),
        np.concatenate([whole, more], axis=2),
        np.concatenate([heads, more], axis=2),
        sentences[:asked],
    )


def by_passage(
    queries: Sequence[Query], later: Letter, vocabulary: Vocabulary | None = None
) -> tuple[tuple[str, ...], Numbers]:
    """Names, and recommendation × passage × name: a comparison by each recommendation's own words alone."""
    names, features, _ = _both(queries, later, vocabulary or shipped())
    return names, features


def _both(queries: Sequence[Query], later: Letter, v: Vocabulary) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Names and features of the pairs with passages; and features of those with sentences."""
    import numpy as np

    words, words_of_sentence = by_words(queries, later, v)
    named, named_in_sentence = by_names(queries, later, v)
    table = words | named | by_places(queries, later, v)
    for name in RANKED:
        values = table[name]
        order = np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable")
        table[f"{name} from top"] = values - values.max(axis=1, keepdims=True)
        table[f"{name} rank"] = np.log1p(order)
    shape = (len(queries), len(later.passages))
    features = np.stack([np.broadcast_to(value, shape).astype(np.float32) for value in table.values()], axis=2)
    of_sentence = words_of_sentence | named_in_sentence
    return tuple(table), features, np.stack([of_sentence[name] for name in SENTENCE], axis=2)
