"""What the sentences around it say of a sentence: numbers that the model weighs beside the sentence's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..lexicon import word_set
from .features import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# "This means …", "They also …": the sentence goes on with what the one before it said
_GOES_ON = word_set(
    "this these it they as consequently therefore such their its he she in also for additionally furthermore resultant "
    "others some"
)
_THEREFORE = frozenset(("this", "consequently", "therefore", "as"))
_TURNS = frozenset(("however", "nevertheless", "despite", "conversely"))
_ITS_THEME = frozenset(("this", "these", "they", "it", "their", "as", "consequently", "such"))


def polarity_context(shares: Table, sentences: Sequence[Reading], follows: Sequence[bool]) -> Table:
    """One row a sentence: the polarities (a first reading) of the sentences before and after it in its paragraph.

    `shares` has a row a sentence and a column a polarity; `follows` says whether a sentence has one before it.
    """
    import numpy as np

    n, kinds = shares.shape
    if not n:
        return np.zeros((0, 6 * kinds + 1), np.float32)
    heads = [s.words[0] if s.words else "" for s in sentences]

    def mask(words: frozenset[str]) -> Table:
        return np.array([head in words for head in heads], np.float32)[:, None]

    linked = np.array(follows, np.float32)[:, None]
    linked[0] = 0.0
    centred = shares - np.float32(1.0 / kinds)
    before = np.vstack([np.zeros((1, kinds), np.float32), centred[:-1]]) * linked
    on = np.vstack([linked[1:], np.zeros((1, 1), np.float32)])  # the next sentence is of the same paragraph
    after = np.vstack([centred[1:], np.zeros((1, kinds), np.float32)]) * on

    def next_one(words: frozenset[str]) -> Table:
        return np.vstack([mask(words)[1:], np.zeros((1, 1), np.float32)]) * on

    columns = [before, before * mask(_GOES_ON), before * mask(_TURNS), before * mask(_THEREFORE) * 1.5]
    columns += [after * 0.7, next_one(_TURNS), after * next_one(_THEREFORE) * 1.5]
    return np.hstack(columns).astype(np.float32)


def theme_context(own: Table, heading: Table, sentences: Sequence[Reading], follows: Sequence[bool]) -> Table:
    """One row a sentence: the themes that the lexicon names in it, its heading, its neighbours and its paragraph.

    `own` and `heading` have a row a sentence and a column a theme, 1 where the lexicon names it.
    """
    import numpy as np

    n = len(own)
    if not n:
        return np.zeros((0, 11 * own.shape[1]), np.float32)
    before, after, first, others = (np.zeros_like(own) for _ in range(4))
    starts = [i for i in range(n) if not follows[i] or i == 0]
    for start, end in zip(starts, [*starts[1:], n], strict=True):
        if end - start > 1:
            part = own[start:end]
            before[start + 1 : end] = part[:-1]
            after[start : end - 1] = part[1:]
            first[start + 1 : end] = part[0]
            others[start:end] = (part.sum(axis=0) - part) / (end - start - 1)
    silent = (own.sum(axis=1) == 0)[:, None]
    goes_on = np.array([bool(s.words) and s.words[0] in _ITS_THEME for s in sentences], bool)[:, None]
    columns = [own, heading, before, first, after, others]
    columns += [before * silent, first * silent, others * silent, before * goes_on, first * goes_on]
    return np.hstack(columns).astype(np.float32)
