"""What the letters taught of their words: how telling each is, which go together, in which sections they stand."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]


class Vocabulary(NamedTuple):
    """Numbers by word. `vectors` are directions times 127: the product of two over 127 squared is how alike they are."""

    index: dict[str, int]
    idf: Numbers
    vectors: NDArray[np.int8]
    asked: Numbers  # how telling a word is in a recommendation
    places: Numbers  # what a word tells of each class of section
    labels: dict[str, float]  # how telling a matter is, or (with "@" before it) a population


@cache
def shipped() -> Vocabulary:
    """The vocabulary that is part of the package: numbers and words, nothing in it can run."""
    import numpy as np

    data = BytesIO(files("ofstedmine.models").joinpath("link_words.npz").read_bytes())
    with np.load(data, allow_pickle=False) as a:
        terms = bytes(a["terms"]).decode("utf-8").split("\n")
        names = bytes(a["names"]).decode("utf-8").split("\n")
        return Vocabulary(
            index={t: i for i, t in enumerate(terms)},
            idf=a["idf"].astype(np.float32),
            vectors=a["vectors"],
            asked=a["asked"].astype(np.float32),
            places=a["places"].astype(np.float32),
            labels=dict(zip(names, a["weights"].astype(float).tolist(), strict=True)),
        )
