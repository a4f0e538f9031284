"""Near-identical sentences among millions, without comparing each with each: MinHash, its bands, and a closer look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

ALIKE = 85.0  # least likeness of two sentences (rapidfuzz's ratio: 100 for the same)
BANDS, ROWS = 8, 3  # of pairs that share 7 in 10 of their word pairs 96% meet in a band, of 4 in 10 four in ten
_PRIME = (1 << 31) - 1  # a product of two smaller numbers still fits 64 bits
_AT_ONCE = 20_000  # sentences hashed in one piece, so that memory stays bounded
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def plain(text: str) -> str:
    """The words of a sentence in small letters, numbers as #: what is compared.

    >>> plain("Inspectors looked at 24 cases in “Marlowbridge”.")
    'inspectors looked at # cases in marlowbridge'
    """
    return " ".join("#" if w.isdigit() else w for w in _WORD.findall(text.lower().replace("’", "'")))


def alike(texts: Sequence[str]) -> list[int]:
    """Of each text the place of the first that it is near-identical to (its own, where there is none before).

    `texts` are plain and all different. Only pairs that meet in a band of MinHash are looked at, each with the first of
    its group alone: the work grows with the number of texts, not with its square.

    >>> alike(["workers know their children well", "plans are weak", "workers know their children very well"])
    [0, 1, 0]
    """
    import numpy as np
    from rapidfuzz.fuzz import ratio

    first = list(range(len(texts)))

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = first[first[i]]
            i = first[i]
        return i

    signatures = _signatures(texts)
    for band in range(BANDS):
        part = signatures[:, band * ROWS : (band + 1) * ROWS]
        order = np.lexsort(part.T[::-1])
        same = np.all(part[order[1:]] == part[order[:-1]], axis=1)
        for group in np.split(order, np.flatnonzero(~same) + 1):
            if len(group) < 2:
                continue
            one, *others = sorted(group.tolist())
            for other in others:
                a, b = sorted((root(one), root(other)))
                if a != b and ratio(texts[a], texts[b], score_cutoff=ALIKE):
                    first[b] = a
    return [root(i) for i in range(len(texts))]


def _signatures(texts: Sequence[str]) -> Any:
    """The MinHash of each text's pairs of words: a row of 24 numbers each."""
    import numpy as np

    rng = np.random.default_rng(20220502)  # any will do, but the same each time
    a = rng.integers(1, _PRIME, BANDS * ROWS, dtype=np.int64)
    b = rng.integers(0, _PRIME, BANDS * ROWS, dtype=np.int64)
    out = np.zeros((len(texts), BANDS * ROWS), dtype=np.int32)
    for start in range(0, len(texts), _AT_ONCE):
        pairs = [_pairs(text) for text in texts[start : start + _AT_ONCE]]
        ends = np.cumsum([len(p) for p in pairs])
        flat = np.array([p for own in pairs for p in own], dtype=np.int64)
        for i in range(BANDS * ROWS):
            hashed = (flat * a[i] + b[i]) % _PRIME
            out[start : start + len(pairs), i] = np.minimum.reduceat(hashed, np.concatenate([[0], ends[:-1]]))
    return out


def _pairs(text: str) -> list[int]:
    words = text.split()
    # 31 bits, for a product with another such number must fit 63
    runs = [f"{x} {y}" for x, y in pairwise(words)] or [text]
    return [crc32(run.encode()) & _PRIME for run in runs]
