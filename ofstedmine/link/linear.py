"""Linear models over named numbers: weights as JSON, so that each can be read and nothing in it can run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]


class Linear(NamedTuple):
    """One row of weights an outcome, one column a name. With one outcome it says how likely that is."""

    names: tuple[str, ...]
    outcomes: tuple[str, ...]
    weights: Numbers
    bias: Numbers

    def probabilities(self, features: Numbers, names: Sequence[str]) -> Numbers:
        """Likelihood of each outcome, on the last axis, of features that stand in the order of `names`."""
        import numpy as np

        if tuple(names) != self.names:
            order = [names.index(name) for name in self.names]
            features = features[..., order]
        sums = features @ self.weights.T + self.bias
        if len(self.outcomes) == 1:
            likely: Numbers = 1 / (1 + np.exp(-sums[..., 0]))
            return likely
        powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
        shares: Numbers = powers / powers.sum(axis=-1, keepdims=True)
        return shares


Models = Mapping[str, Linear]


@cache
def shipped() -> Models:
    """The package's own models of links: "rank", "telling", "recurs", "status" and "explicit"."""
    return read(files("ofstedmine.models").joinpath("links.json").read_text("utf-8"))


def read(text: str) -> Models:
    """Models out of JSON text, the package's own or those learnt from annotations of your own."""
    import numpy as np

    return {
        name: Linear(
            tuple(data["names"]),
            tuple(data["outcomes"]),
            np.array(data["weights"], np.float32),
            np.array(data["bias"], np.float32),
        )
        for name, data in json.loads(text).items()
    }
