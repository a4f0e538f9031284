"""What a sentence says of quality, and what it is about: a linear model over named features, numbers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import DEFAULT, Lexicon
from ..model import Polarity, Theme
from .features import Reading, features, reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

POLARITIES = tuple(Polarity)
THEMES = tuple(Theme)
THEMES_AT_MOST = 3


class Context(NamedTuple):
    """Where a sentence stands: its section's heading and grade, the list that it is an item of."""

    section: str | None = None
    grade: str | None = None
    listing: str | None = None
    follows: bool = False  # not the first sentence of its paragraph


class Model(NamedTuple):
    """A linear model: the row of each feature's weights, one column an outcome, and the outcomes' own weights."""

    rows: dict[str, int]
    weights: Scores
    bias: Scores

    def scores(self, sentences: Sequence[Iterable[str]]) -> Scores:
        """One row a sentence, one column an outcome: the sum of the weights of its features, each counted once."""
        import numpy as np

        rows = self.rows
        found: list[int] = []
        starts: list[int] = []
        nothing = len(self.weights) - 1  # a row of zeros, so that no sentence is empty
        for names in sentences:
            starts.append(len(found))
            found.append(nothing)
            found += {rows[name] for name in names if name in rows}
        if not starts:
            return np.zeros((0, len(self.bias)), np.float32)
        summed: Scores = np.add.reduceat(self.weights[found], starts, axis=0) + self.bias
        return summed


@cache
def model(name: str = "findings") -> Model:
    """A shipped model; numbers and words only, nothing in it can run."""
    import numpy as np

    data = BytesIO(files("ofstedmine.models").joinpath(f"{name}.npz").read_bytes())
    with np.load(data, allow_pickle=False) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        weights = arrays["weights"].astype(np.float32) * arrays["scale"]
        bias = arrays["bias"].astype(np.float32)
    weights = np.vstack([weights, np.zeros((1, weights.shape[1]), np.float32)])
    return Model({name: i for i, name in enumerate(names)}, weights, bias)


class Verdict(NamedTuple):
    """What one sentence says: its polarity, which rule decided it, how sure each polarity is, and its themes."""

    polarity: Polarity
    cue: str
    probabilities: tuple[float, float, float, float]  # in the order of POLARITIES
    themes: tuple[Theme, ...]


def described(sentence: Reading, context: Context, *, lexicon: Lexicon = DEFAULT) -> Iterator[str]:
    """Features of a sentence in its place."""
    yield from features(sentence, lexicon=lexicon)
    yield f"%grade:{context.grade}"
    yield f"%listing:{context.listing}"
    if context.section:
        for word in reading(context.section).words:
            yield f"%{word}"


def classify(
    sentences: Sequence[str | Reading],
    *,
    context: Sequence[Context] | None = None,
    lexicon: Lexicon = DEFAULT,
) -> list[Verdict]:
    """Polarity and themes of sentences, all at once.

    >>> [v.polarity.value for v in classify(["Assessments are thorough and timely.", "Children wait too long."])]
    ['strength', 'weakness']
    """
    readings = [s if isinstance(s, Reading) else reading(s) for s in sentences]
    places = context or [Context()] * len(readings)
    learned = model()
    table = learned.scores([described(r, place, lexicon=lexicon) for r, place in zip(readings, places, strict=True)])
    shares = _softmax(table[:, : len(POLARITIES)])
    best = shares.argmax(axis=1).tolist()
    out = []
    for sentence, p, share, row in zip(
        readings, best, shares.tolist(), table[:, len(POLARITIES) :].tolist(), strict=True
    ):
        ranked = sorted(((s, t) for s, t in zip(row, THEMES, strict=True) if s > 0), key=lambda x: -x[0])
        themes = tuple(theme for _, theme in ranked[:THEMES_AT_MOST])
        out.append(Verdict(POLARITIES[p], _cue(sentence, POLARITIES[p], lexicon), tuple(share), themes))
    return out


def probabilities(texts: Sequence[str]) -> Scores:
    """How sure each polarity is: one row a text, columns in the order of `POLARITIES`, each row summing to one."""
    learned = model()
    return _softmax(learned.scores([described(reading(t), Context()) for t in texts])[:, : len(POLARITIES)])


def _cue(sentence: Reading, polarity: Polarity, lexicon: Lexicon) -> str:
    """The first cue that says what was decided, else "model"."""
    for hit in lexicon.cues.hits(sentence.words, sentence.joined):
        if hit.entry.label == polarity.value:
            return hit.entry.id
    return "model"


def _softmax(table: Scores) -> Scores:
    import numpy as np

    powers = np.exp(table - table.max(axis=1, keepdims=True)) if len(table) else table
    shares: Scores = powers / powers.sum(axis=1, keepdims=True) if len(table) else table
    return shares
