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
    Places = NDArray[np.intp]


class Vocabulary(NamedTuple):
    """Numbers by word. `vectors` are directions times 127: two words' product over 127 squared is their likeness."""

    number: dict[str, int]
    idf: Numbers
    vectors: NDArray[np.int8]
    telling: Numbers  # how much oftener a word of a recommendation stands where its matter is spoken of
    places: Numbers  # what a word tells of each class of section
    labels: dict[str, float]  # how telling a matter is, or (with "@" before it) a population


@cache
def shipped() -> Vocabulary:
    """The vocabulary that is part of the package: numbers and words, nothing in it can run."""
    return read(files("ofstedmine.trained").joinpath("link_words.npz").read_bytes())


def read(data: bytes) -> Vocabulary:
    """A vocabulary out of the bytes that training wrote."""
    import numpy as np

    with np.load(BytesIO(data), allow_pickle=False) as a:
        terms = bytes(a["terms"]).decode("utf-8").split("\n")
        names = bytes(a["names"]).decode("utf-8").split("\n")
        return Vocabulary(
            number={t: i for i, t in enumerate(terms)},
            idf=a["idf"].astype(np.float32),
            vectors=a["vectors"],
            telling=a["telling"].astype(np.float32),
            places=a["places"].astype(np.float32),
            labels=dict(zip(names, a["weights"].astype(float).tolist(), strict=True)),
        )
