"""What a sentence says of quality, and what it is about: a linear model over named features, numbers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import DEFAULT, Lexicon
from ..model import Polarity, Theme
from .context import polarity_context, theme_context
from .features import Reading, features, reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

POLARITIES = tuple(Polarity)
THEMES = tuple(Theme)
THEMES_AT_MOST = 3
_ROWS = 32
_COLUMN = {theme.value: i for i, theme in enumerate(THEMES)}


class Context(NamedTuple):
    """Where a sentence stands: its section's heading and grade, the list that it is an item of."""

    section: str | None = None
    grade: str | None = None
    listing: str | None = None
    follows: bool = False  # not the first sentence of its paragraph


class Model(NamedTuple):
    """A linear model: a row of weights a feature; columns are polarity at first reading, polarity, and themes.

    `polarity_around` and `themes_around` weigh what stands around a sentence (`context`).
    """

    rows: dict[str, int]
    weights: Scores
    bias: Scores
    polarity_around: Scores
    themes_around: Scores

    def scores(self, sentences: Iterable[Iterable[str]]) -> Scores:
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

    def read(self, sentences: Sequence[Reading], places: Sequence[Context], lexicon: Lexicon) -> tuple[Scores, Scores]:
        """Shares of the polarities, and how far each theme stands above its threshold: one row a sentence each."""
        kinds = len(POLARITIES)
        table = self.scores(described(s, place, lexicon=lexicon) for s, place in zip(sentences, places, strict=True))
        follows = [place.follows for place in places]
        first = softmax(table[:, :kinds])
        shares = softmax(
            table[:, kinds : 2 * kinds] + polarity_context(first, sentences, follows) @ self.polarity_around
        )
        around = theme_context(*theme_labels(sentences, places), sentences, follows)
        return shares, table[:, 2 * kinds :] + _times(around, self.themes_around)


@cache
def model(name: str = "findings") -> Model:
    """A shipped model; numbers and words only, nothing in it can run."""
    data = files("ofstedmine.trained").joinpath(f"{name}.npz").read_bytes()
    return load(data)


def load(data: bytes) -> Model:
    """A model out of the bytes of an .npz file."""
    import numpy as np

    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        weights = arrays["weights"].astype(np.float32) * arrays["scale"]
        rest = [arrays[key].astype(np.float32) for key in ("bias", "polarity_around", "themes_around")]
    weights = np.vstack([weights, np.zeros((1, weights.shape[1]), np.float32)])
    return Model({name: i for i, name in enumerate(names)}, weights, *rest)


class Verdict(NamedTuple):
    """What one sentence says: its polarity, which rule decided it, how sure each polarity is, and its themes."""

    polarity: Polarity
    cue: str
    probabilities: tuple[float, ...]  # in the order of POLARITIES
    themes: tuple[Theme, ...]


def described(sentence: Reading, context: Context, *, lexicon: Lexicon = DEFAULT) -> list[str]:
    """Features of a sentence in its place."""
    out = features(sentence, lexicon=lexicon)
    out += ["T@" + hit.entry.id for hit in sentence.hits("themes")]
    out.append(f"%grade:{context.grade}")
    out.append(f"%listing:{context.listing}")
    if context.section:
        out += _heading(context.section)[0]
    return out


def theme_labels(sentences: Sequence[Reading], places: Sequence[Context]) -> tuple[Scores, Scores]:
    """The themes that the lexicon names in each sentence, and in its heading: 1 where it does."""
    import numpy as np

    own = np.zeros((len(sentences), len(THEMES)), np.float32)
    heading = np.zeros_like(own)
    told = [(i, _COLUMN[hit.entry.label]) for i, s in enumerate(sentences) for hit in s.hits("themes")]
    headed = [(i, column) for i, place in enumerate(places) if place.section for column in _heading(place.section)[1]]
    for table, pairs in ((own, told), (heading, headed)):
        if pairs:
            table[tuple(zip(*pairs, strict=True))] = 1.0
    return own, heading


@lru_cache(maxsize=4096)
def _heading(text: str) -> tuple[list[str], tuple[int, ...]]:
    """Words of a heading as features, and the columns of the themes that it names."""
    sentence = reading(text)
    themes = {_COLUMN[hit.entry.label] for hit in sentence.hits("themes")}
    return ["%" + word for word in sentence.words], tuple(sorted(themes))


def classify(
    sentences: Sequence[str | Reading], *, context: Sequence[Context] | None = None, lexicon: Lexicon = DEFAULT
) -> list[Verdict]:
    """Polarity and themes of sentences, all at once; without `context`, each as if it stood alone.

    >>> [v.polarity.value for v in classify(["Assessments are thorough and timely.", "Children wait too long."])]
    ['strength', 'weakness']
    """
    readings = [s if isinstance(s, Reading) else reading(s, lexicon=lexicon) for s in sentences]
    shares, above = model().read(readings, context or [Context()] * len(readings), lexicon)
    named: list[list[tuple[float, int]]] = [[] for _ in readings]
    for row, column in zip(*(places.tolist() for places in (above > 0).nonzero()), strict=True):
        named[row].append((-float(above[row, column]), column))
    out = []
    rows = zip(readings, shares.argmax(axis=1).tolist(), shares.tolist(), named, strict=True)
    for sentence, best, share, ranked in rows:
        likely = (THEMES[i] for _, i in sorted(ranked))
        themes = tuple(dict.fromkeys([*_decided(sentence), *likely]))[:THEMES_AT_MOST]
        out.append(Verdict(POLARITIES[best], _cue(sentence, POLARITIES[best]), tuple(share), themes))
    return out


def probabilities(texts: Sequence[str]) -> Scores:
    """How sure each polarity is: one row a text, columns in the order of `POLARITIES`, each row summing to one."""
    return model().read([reading(t) for t in texts], [Context()] * len(texts), DEFAULT)[0]


def _decided(sentence: Reading) -> Iterator[Theme]:
    """Themes that words give whatever the model says: of these it saw too few sentences to know them."""
    return (Theme(hit.entry.label) for hit in sentence.hits("themes") if hit.entry.decides)


def _cue(sentence: Reading, polarity: Polarity) -> str:
    """The first cue that says what was decided, else "model"."""
    for hit in sentence.hits("cues"):
        if hit.entry.label == polarity.value:
            return hit.entry.id
    return "model"


def _times(table: Scores, weights: Scores) -> Scores:
    """The matrix product, some rows at a time: so small that no threads are woken, which costs more than the sum."""
    import numpy as np

    out = np.empty((len(table), weights.shape[1]), np.float32)
    for start in range(0, len(table), _ROWS):
        np.matmul(table[start : start + _ROWS], weights, out=out[start : start + _ROWS])
    return out


def softmax(table: Scores) -> Scores:
    """Scores as shares, each row summing to one."""
    import numpy as np

    if not len(table):
        return table
    powers = np.exp(table - table.max(axis=1, keepdims=True))
    shares: Scores = powers / powers.sum(axis=1, keepdims=True)
    return shares
